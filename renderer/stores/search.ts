/** The search over settings: one trial after the other, each an evaluation on folds of the training part. */

import { defineStore } from 'pinia';
import { computed, shallowRef, watch } from 'vue';
import { toPayload } from '../../core/contract/errors';
import type { ClassifierSpec, EvaluationSpec, EvaluationView } from '../../core/contract/evaluation';
import {
  bestTrial,
  candidatesOf,
  combinationsOf,
  DEFAULT_SEARCH,
  type SearchBase,
  type SearchSpec,
  specsOf,
  type Trial,
  trialEvaluation,
} from '../../core/contract/search';
import { engine } from '../bridge';
import { useSession } from './session';
import { sameSpec, useWork } from './work';

export const useSearch = defineStore('search', () => {
  const session = useSession();
  const work = useWork();
  const spec = shallowRef<SearchSpec>(DEFAULT_SEARCH);
  /** What is under way or done, which the project keeps; null before the first. */
  const state = computed({ get: () => session.search, set: session.setSearch });
  const isRunning = shallowRef(false);
  /** Every start and every pause: a loop of before ends when it sees another. */
  let round = 0;

  const base = computed((): SearchBase | null => {
    const { dataset, model, features } = work;
    return dataset === null || model.kind !== 'random' ? null : { dataset, model, features };
  });
  /** What is searched is what was begun, or what would be. */
  const shownSpec = computed(() => state.value?.spec ?? spec.value);
  const combinations = computed(() => combinationsOf(shownSpec.value.space).length);
  const candidates = computed(() => candidatesOf(shownSpec.value));
  const trials = computed(() => state.value?.trials ?? []);
  const best = computed(() => bestTrial(trials.value));
  const isDone = computed(() => state.value !== null && trials.value.length >= candidates.value.length);
  /** Milliseconds that are left, by what the trials so far took; null before there is one. */
  const remainingMs = computed(() => {
    const { length } = trials.value;
    if (length === 0 || isDone.value) return null;
    const spent = trials.value.reduce((sum, { durationMs }) => sum + durationMs, 0);
    return (spent / length) * (candidates.value.length - length);
  });

  /** Evaluates specs on their dataset, which is opened beside the one that is shown where it is another. */
  async function score(specs: ReturnType<typeof specsOf>, how: EvaluationSpec): Promise<EvaluationView> {
    const { dataset, model, features } = specs;
    const open = session.dataset;
    const entrant = { kind: 'model', model, features } as const;
    const evaluate = (handle: string): Promise<EvaluationView> =>
      session.track('evaluate', (call) => engine.evaluate(call, handle, entrant, how));
    if (open !== null && sameSpec(open.spec, dataset)) return await evaluate(open.handle);
    const beside = await session.track('open', (call) => engine.openDataset(call, dataset));
    try {
      return await evaluate(beside.handle);
    } finally {
      void engine.closeDataset(beside.handle).catch(() => undefined);
    }
  }

  function scoreOf({ spreads, handle }: EvaluationView): NonNullable<Trial['score']> {
    void engine.closeEvaluation(handle).catch(() => undefined);
    const name = 'accuracy' in spreads ? 'accuracy' : 'rmse';
    const { mean, deviation } = spreads[name];
    return { name, mean, deviation };
  }

  /** Goes on with the search, from its first trial that is not there. */
  async function resume(): Promise<void> {
    const begun = state.value;
    if (begun === null || isRunning.value) return;
    round += 1;
    const mine = round;
    const isMine = (): boolean => mine === round;
    isRunning.value = true;
    const how = trialEvaluation(begun.spec);
    const all = candidatesOf(begun.spec);
    try {
      for (let index = begun.trials.length; index < all.length && isMine(); index++) {
        const startMs = performance.now();
        let scored: Trial['score'] = null;
        try {
          scored = scoreOf(await score(specsOf(begun.base, all[index]), how));
        } catch (thrown) {
          const { code } = toPayload(thrown);
          if (code === 'engine/cancelled' || code === 'engine/stopped' || !isMine()) return;
          // What cannot be run or scored is a trial without a score: told once, and the search goes on.
          session.report(thrown);
        }
        if (!isMine() || state.value === null) return;
        const trial = { index, candidate: all[index], score: scored, durationMs: performance.now() - startMs };
        state.value = { ...state.value, trials: [...state.value.trials, trial] };
      }
    } finally {
      if (isMine()) isRunning.value = false;
    }
  }

  /** Begins a search whose combinations this classifier judges. */
  async function start(classifier: ClassifierSpec): Promise<void> {
    await session.settled();
    if (base.value === null) return;
    state.value = { spec: { ...spec.value, classifier }, base: base.value, trials: [], final: null };
    await resume();
  }

  function pause(): void {
    if (!isRunning.value) return;
    round += 1;
    isRunning.value = false;
    void session.cancel();
  }

  /** Begins anew with the settings of the search that was there. */
  function clear(): void {
    pause();
    if (state.value !== null) spec.value = state.value.spec;
    state.value = null;
  }

  /** Looks at the test part, once, for the best trial. */
  async function finish(): Promise<void> {
    const begun = state.value;
    const trial = best.value;
    if (begun === null || trial === null || begun.final !== null || isRunning.value) return;
    isRunning.value = true;
    round += 1;
    const mine = round;
    const { classifier, seeds } = begun.spec;
    try {
      const view = await score(specsOf(begun.base, trial.candidate), {
        classifier,
        seeds: Math.max(seeds, 10),
        division: { kind: 'official' },
      });
      if (mine === round) state.value = { ...begun, final: { index: trial.index, ...scoreOf(view) } };
    } catch (thrown) {
      session.report(thrown);
    } finally {
      if (mine === round) isRunning.value = false;
    }
  }

  /** Sets everything as a trial has it. */
  function open(trial: Trial): void {
    if (state.value !== null) work.change('search.changes.open', specsOf(state.value.base, trial.candidate));
  }

  /** An engine that is gone takes no trials with it: the search waits to be gone on with. */
  watch(
    () => session.engineState,
    (engineState) => {
      if (engineState === 'ready') return;
      round += 1;
      isRunning.value = false;
    },
  );

  return {
    spec,
    state,
    base,
    shownSpec,
    combinations,
    candidates,
    trials,
    best,
    isDone,
    isRunning,
    remainingMs,
    start,
    resume,
    pause,
    clear,
    finish,
    open,
  };
});
