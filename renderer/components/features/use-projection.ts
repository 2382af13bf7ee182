/** The projection of the series into the plane: its settings, how far it has come, and what came of it. */

import { computed, type ComputedRef, onScopeDispose, type ShallowRef, shallowRef } from 'vue';
import type { CallId } from '../../../core/contract/api';
import type {
  ProjectionFrame,
  ProjectionKind,
  ProjectionSpec,
  ProjectionView,
} from '../../../core/contract/projection';
import type { FeaturesView, RunHandle } from '../../../core/contract/views';
import { engine, onFrame } from '../../bridge';
import { type EngineWork, useEngineWork } from '../data/use-engine-work';

export interface ProjectionSettings {
  kind: ProjectionKind;
  neighbours: number;
  perplexity: number;
  seed: number;
}

/** Neighbours as umap-learn has them, perplexity as scikit-learn has it. */
const FIRST_SETTINGS: ProjectionSettings = { kind: 'pca', neighbours: 15, perplexity: 30, seed: 1 };

export interface ProjectionWork extends Pick<
  EngineWork<unknown, unknown>,
  'running' | 'share' | 'remainingMs' | 'cancel' | 'again'
> {
  settings: ShallowRef<ProjectionSettings>;
  /** Null until it is at its end. */
  found: ComputedRef<ProjectionView | null>;
  /** Where the series stand so far or at the end; null for the first two components. */
  frame: ComputedRef<ProjectionFrame | null>;
}

function specOf({ kind, neighbours, perplexity, seed }: ProjectionSettings): ProjectionSpec {
  if (kind === 'umap') return { kind, neighbours, seed };
  return kind === 'tsne' ? { kind, perplexity, seed } : { kind };
}

/** @param of null while there is nothing to project */
export function useProjection(
  of: () => { run: RunHandle; view: FeaturesView } | null,
  failed: (thrown: unknown) => void,
): ProjectionWork {
  const settings = shallowRef(FIRST_SETTINGS);
  const asked = computed(of);
  const spec = computed(() => JSON.stringify(specOf(settings.value)));
  const question = computed(() =>
    asked.value === null ? null : { ...asked.value, projection: JSON.parse(spec.value) as ProjectionSpec },
  );
  type Question = NonNullable<typeof question.value>;

  const latest = shallowRef<{ call: CallId; of: Question; frame: ProjectionFrame | null } | null>(null);
  onScopeDispose(
    onFrame((call, frame) => {
      if (latest.value?.call === call) latest.value = { ...latest.value, frame };
    }),
  );
  const work = useEngineWork(
    () => question.value,
    (call, asking) => {
      latest.value = { call, of: asking, frame: null };
      const { run, view, projection } = asking;
      return engine.projectFeatures(call, run, { features: view.spec, projection });
    },
    failed,
  );

  const found = computed(() => {
    const { value } = work.answer;
    return value !== null && value.to === question.value ? value.is : null;
  });
  const frame = computed(() => {
    if (question.value === null || question.value.projection.kind === 'pca') return null;
    return found.value ?? (latest.value?.of === question.value ? latest.value.frame : null);
  });
  const { running, share, remainingMs, cancel, again } = work;
  return { settings, found, frame, running, share, remainingMs, cancel, again };
}
