/** The specs that the user edits - dataset, models, features - with undo and redo. */

import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type { Language } from '../../core/contract/api';
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
import { i18n } from '../i18n';
import { emptyHistory, type History, record, redone, undone } from './history';
import {
  currentOf,
  type KeptModel,
  freeName,
  type ModelList,
  MOST_MODELS,
  nameFault,
  nameOf,
  nextId,
  withChanged,
  withModel,
  withoutModel,
} from './models';

/** A model of the list under the name that it has on screen. */
export interface NamedModel {
  id: number;
  name: string;
  spec: ModelSpec;
}

export interface Work extends ModelList {
  dataset: DatasetSpec | null;
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
  const scaling = defaultScaling(currentOf(work).spec);
  return work.dataset.scaling === scaling ? work : { ...work, dataset: { ...work.dataset, scaling } };
}

export const useWork = defineStore('work', () => {
  const specs = shallowRef<Work>({
    dataset: null,
    models: [{ id: 1, name: null, spec: DEFAULT_MODEL }],
    current: 1,
    features: DEFAULT_FEATURES,
    scalingChosen: false,
  });
  const history = shallowRef<History<Work>>(emptyHistory());

  const dataset = computed(() => specs.value.dataset);
  const models = computed((): readonly NamedModel[] => {
    const language = i18n.global.locale.value as Language;
    return specs.value.models.map((model) => ({ ...model, name: nameOf(model, language) }));
  });
  /** Id of the model that runs. */
  const current = computed(() => specs.value.current);
  /** Its spec. */
  const model = computed(() => currentOf(specs.value).spec);
  const hasRoom = computed(() => specs.value.models.length < MOST_MODELS);
  const features = computed(() => specs.value.features);
  /** The name of what an undo or redo would touch; null when there is nothing. */
  const undoLabel = computed(() => history.value.past.at(-1)?.label ?? null);
  const redoLabel = computed(() => history.value.future[0]?.label ?? null);

  /** Takes what the specs are now under one name; what changes nothing is not recorded. */
  function take(label: TextKey, next: Work): void {
    const before = specs.value;
    const scaling = next.dataset?.scaling;
    const scalingChosen = before.scalingChosen || (scaling !== undefined && scaling !== before.dataset?.scaling);
    const after = following({ ...next, scalingChosen });
    if (sameSpec(before, after)) return;
    specs.value = after;
    history.value = record(history.value, { label, before, after });
  }

  /** Changes some of the specs; `model` is that of the current one. */
  function change(label: TextKey, patch: { dataset?: DatasetSpec; model?: ModelSpec; features?: FeaturesSpec }): void {
    const { model: spec, ...others } = patch;
    const next = { ...specs.value, ...others };
    take(label, spec === undefined ? next : withChanged(next, next.current, { spec }));
  }

  /** `now` with a model after its current one, which is current then; without a name it has the usual one. */
  function withNew(now: Work, spec: ModelSpec, name: string | null): Work {
    const seen = [now, ...history.value.past.map(({ before }) => before)].flatMap((work) => work.models);
    const last = seen.reduce((most, { id }) => Math.max(most, id), 0);
    return withModel(now, { id: nextId(now, last), name: name === null ? null : freeName(now, name), spec });
  }

  /** Adds a model under its usual name and makes it current, if there is room. */
  function addModel(spec: ModelSpec): void {
    if (hasRoom.value) take('model.changes.add', withNew(specs.value, spec, null));
  }

  /** The specs with the model of this spec as the current one, added where there is none; null where there is no room. */
  function withOpened(spec: ModelSpec, name: string | null): Work | null {
    const kept = specs.value.models.find((one) => sameSpec(one.spec, spec));
    if (kept !== undefined) return { ...specs.value, current: kept.id };
    return hasRoom.value ? withNew(specs.value, spec, name) : null;
  }

  /** Makes the model of this spec current, and adds it where there is none. False: there is no room. */
  function openModel(label: TextKey, spec: ModelSpec, name: string): boolean {
    const next = withOpened(spec, name);
    if (next !== null) take(label, next);
    return next !== null;
  }

  /** Puts a copy of a model after it and makes it current. */
  function duplicateModel(id: number): void {
    const kept = specs.value.models.find((one) => one.id === id);
    if (kept === undefined || !hasRoom.value) return;
    take('model.changes.duplicate', withNew({ ...specs.value, current: id }, kept.spec, kept.name));
  }

  /** Gives a model a name that it can have (`nameProblem`). */
  function renameModel(id: number, name: string): void {
    if (nameFault(specs.value, id, name) !== null) return;
    take('model.changes.rename', withChanged(specs.value, id, { name: name.trim() }));
  }

  /** Takes a model out of the list, unless it is the only one. */
  function removeModel(id: number): void {
    take('model.changes.remove', withoutModel(specs.value, id));
  }

  function chooseModel(id: number): void {
    if (specs.value.models.some((one) => one.id === id)) take('model.changes.choose', { ...specs.value, current: id });
  }

  /** The spec with which a source is opened before anything about it is known. */
  function specFor(source: Source, of = model.value): DatasetSpec {
    return { source, reading: {}, missing: 'refuse', scaling: defaultScaling(of) };
  }

  /**
   * Another dataset was opened, for another model it may be: undo does not reach back into the work on the one before.
   * The model takes the place of the current one only where there is no room beside it.
   */
  function begin(spec: DatasetSpec, wanted?: ModelSpec): void {
    const now =
      wanted === undefined
        ? specs.value
        : (withOpened(wanted, null) ?? withChanged(specs.value, current.value, { spec: wanted }));
    const scalingChosen = spec.scaling !== defaultScaling(currentOf(now).spec);
    specs.value = { ...now, dataset: spec, scalingChosen };
    history.value = emptyHistory();
  }

  /** Takes the models and features of a project, beside the dataset that is open; undo does not reach back behind it. */
  function restore(models: readonly Omit<KeptModel, 'id'>[], chosen: number, features: FeaturesSpec): void {
    const listed = models.slice(0, MOST_MODELS).map((model, at) => ({ ...model, id: at + 1 }));
    if (listed.length === 0) return;
    const current = Math.min(chosen, listed.length - 1) + 1;
    specs.value = { ...specs.value, models: listed, current, features, scalingChosen: false };
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

  return {
    specs,
    dataset,
    models,
    current,
    model,
    hasRoom,
    features,
    undoLabel,
    redoLabel,
    change,
    addModel,
    openModel,
    duplicateModel,
    renameModel,
    nameProblem: (id: number, name: string) => nameFault(specs.value, id, name),
    removeModel,
    chooseModel,
    specFor,
    begin,
    restore,
    fallBack,
    undo,
    redo,
  };
});
