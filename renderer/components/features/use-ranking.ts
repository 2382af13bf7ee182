/** The ranking of the features that are chosen: F, p, q and mutual information at once, importance when it is asked for. */

import { computed, type ComputedRef, ref, watch } from 'vue';
import type { RankingView } from '../../../core/contract/ranking';
import type { FeaturesView, RunHandle } from '../../../core/contract/views';
import { engine } from '../../bridge';
import { type EngineWork, useEngineWork } from '../data/use-engine-work';

/** Times that each feature is permuted. */
const REPEATS = 10;
const SEED = 1;

export interface RankingWork extends Pick<
  EngineWork<unknown, unknown>,
  'running' | 'share' | 'remainingMs' | 'cancel'
> {
  /** Names of the features that were ranked with what was found. */
  ranked: ComputedRef<{ run: RunHandle; names: string[]; view: RankingView } | null>;
  mayPermute: ComputedRef<boolean>;
  permute(): void;
  /** Stops the permutations; what was found without them stays. */
  leaveOut(): void;
  again(): void;
}

/** @param of null while no ranking is wanted */
export function useRanking(
  of: () => { run: RunHandle; features: FeaturesView } | null,
  failed: (thrown: unknown) => void,
): RankingWork {
  const repeats = ref(0);
  const asked = computed(of);
  watch(asked, () => (repeats.value = 0), { flush: 'sync' });
  const question = computed(() => (asked.value === null ? null : { ...asked.value, repeats: repeats.value }));
  const { answer, running, share, remainingMs, cancel, again } = useEngineWork(
    () => question.value,
    (call, { run, features, repeats: times }) =>
      engine.rankFeatures(call, run, { features: features.spec, repeats: times, seed: SEED }),
    failed,
  );
  const ranked = computed(() => {
    if (answer.value === null || answer.value.to.features !== asked.value?.features) return null;
    const { to, is } = answer.value;
    return { run: to.run, names: to.features.columns.map(({ name }) => name), view: is };
  });
  return {
    ranked,
    running,
    share,
    remainingMs,
    cancel,
    again,
    mayPermute: computed(() => ranked.value?.view.permutedMissing === 'not-asked'),
    permute: () => (repeats.value = REPEATS),
    leaveOut: () => (repeats.value = 0),
  };
}
