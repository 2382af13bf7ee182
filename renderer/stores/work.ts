/** The specs that the user edits - dataset, model, features - with undo and redo. */

import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import {
  DEFAULT_FEATURES,
  DEFAULT_MODEL,
  defaultScaling,
  type DatasetSpec,
  type FeaturesSpec,
  type ModelSpec,
  type Source,
} from '../../core/contract/specs';
import type { TextKey } from '../../core/locale/texts';
import { emptyHistory, type History, record, redone, undone } from './history';

export interface Work {
  dataset: DatasetSpec | null;
  model: ModelSpec;
  features: FeaturesSpec;
  /** The user picked the scaling; until then it follows the model. */
  scalingChosen: boolean;
}

/** Whether two specs say the same, whatever objects they are. */
export function sameSpec(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function following(work: Work): Work {
  if (work.dataset === null || work.scalingChosen) return work;
  const scaling = defaultScaling(work.model);
  return work.dataset.scaling === scaling ? work : { ...work, dataset: { ...work.dataset, scaling } };
}

export const useWork = defineStore('work', () => {
  const specs = shallowRef<Work>({
    dataset: null,
    model: DEFAULT_MODEL,
    features: DEFAULT_FEATURES,
    scalingChosen: false,
  });
  const history = shallowRef<History<Work>>(emptyHistory());

  const dataset = computed(() => specs.value.dataset);
  const model = computed(() => specs.value.model);
  const features = computed(() => specs.value.features);
  /** The name of what an undo or redo would touch; null when there is nothing. */
  const undoLabel = computed(() => history.value.past.at(-1)?.label ?? null);
  const redoLabel = computed(() => history.value.future[0]?.label ?? null);

  /** Changes some of the specs under one name; what changes nothing is not recorded. */
  function change(label: TextKey, patch: Partial<Pick<Work, 'dataset' | 'model' | 'features'>>): void {
    const before = specs.value;
    const scaling = patch.dataset?.scaling;
    const scalingChosen = before.scalingChosen || (scaling !== undefined && scaling !== before.dataset?.scaling);
    const after = following({ ...before, ...patch, scalingChosen });
    if (sameSpec(before, after)) return;
    specs.value = after;
    history.value = record(history.value, { label, before, after });
  }

  /** The spec with which a source is opened before anything about it is known. */
  function specFor(source: Source, model = specs.value.model): DatasetSpec {
    return { source, reading: {}, missing: 'refuse', scaling: defaultScaling(model) };
  }

  /** Another dataset was opened, for another model it may be: undo does not reach back into the work on the one before. */
  function begin(spec: DatasetSpec, model = specs.value.model): void {
    specs.value = { ...specs.value, dataset: spec, model, scalingChosen: spec.scaling !== defaultScaling(model) };
    history.value = emptyHistory();
  }

  /** Puts back a dataset spec that is known to open; the failed change can neither be undone nor redone. */
  function fallBack(spec: DatasetSpec): void {
    specs.value = { ...specs.value, dataset: spec };
    const past = [...history.value.past];
    while (past.length > 0 && !sameSpec(past[past.length - 1].after.dataset, spec)) past.pop();
    history.value = { past, future: [] };
  }

  function undo(): void {
    const step = undone(history.value);
    if (step === null) return;
    history.value = step.history;
    specs.value = step.value;
  }

  function redo(): void {
    const step = redone(history.value);
    if (step === null) return;
    history.value = step.history;
    specs.value = step.value;
  }

  return { specs, dataset, model, features, undoLabel, redoLabel, change, specFor, begin, fallBack, undo, redo };
});
