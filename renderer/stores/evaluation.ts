/** Evaluations of the open dataset: the settings, what was evaluated with them, and what is under way. */

import { defineStore } from 'pinia';
import { computed, shallowRef, watch } from 'vue';
import {
  type Baseline,
  type ComparisonView,
  DEFAULT_EVALUATION,
  type Entrant,
  type EvaluationSpec,
  type EvaluationView,
  USUAL_BASELINES,
} from '../../core/contract/evaluation';
import { engine } from '../bridge';
import { useSession } from './session';
import { useSettings } from './settings';
import { useWork } from './work';

/** Evaluations that are kept at most; each has its predictions in the engine. */
const MOST_KEPT = 60;

export const useEvaluation = defineStore('evaluation', () => {
  const session = useSession();
  const work = useWork();
  const settings = useSettings();
  const spec = shallowRef<EvaluationSpec>(DEFAULT_EVALUATION);
  const baselines = shallowRef<ReadonlySet<Baseline>>(new Set(USUAL_BASELINES));
  const kept = shallowRef<ReadonlyMap<string, EvaluationView>>(new Map());
  const comparison = shallowRef<{ of: string; is: ComparisonView } | null>(null);
  /** Keys of what is evaluated now and next. */
  const queue = shallowRef<readonly string[]>([]);
  let round = 0;

  const model = computed((): Entrant => ({ kind: 'model', model: work.model, features: work.features }));
  const entrantOf = (baseline: Baseline): Entrant => ({ kind: 'baseline', baseline, model: work.model });

  /** Baselines that the model does not enter are the same whatever model is set. */
  function keyOf(entrant: Entrant): string {
    const usesModel = entrant.kind === 'model' || entrant.baseline.startsWith('untrained');
    const told = usesModel ? entrant : entrant.baseline;
    return JSON.stringify([session.dataset?.handle ?? null, told, spec.value]);
  }

  const ofModel = computed(() => kept.value.get(keyOf(model.value)) ?? null);
  const ofBaseline = (baseline: Baseline): EvaluationView | null => kept.value.get(keyOf(entrantOf(baseline))) ?? null;
  /** The entrants that are chosen, the model first, with their evaluations where they are done. */
  const compared = computed(() => {
    const entrants = [model.value, ...[...baselines.value].map(entrantOf)];
    return entrants.map((entrant) => ({ entrant, view: kept.value.get(keyOf(entrant)) ?? null }));
  });
  const isRunning = computed(() => queue.value.length > 0);
  const isNow = (entrant: Entrant): boolean => queue.value[0] === keyOf(entrant);
  const isWaiting = (entrant: Entrant): boolean => queue.value.includes(keyOf(entrant));

  function keep(key: string, view: EvaluationView): void {
    const next = new Map(kept.value).set(key, view);
    for (const [old, { handle }] of next) {
      if (next.size <= MOST_KEPT) break;
      next.delete(old);
      void engine.closeEvaluation(handle).catch(() => undefined);
    }
    kept.value = next;
  }

  /** Evaluates what is not known yet, one after the other; what fails is told, and the rest goes on. */
  async function evaluate(entrants: readonly Entrant[]): Promise<void> {
    await session.settled();
    const { dataset } = session;
    if (dataset === null) return;
    const asked = spec.value;
    const wanted = entrants.filter((entrant) => !kept.value.has(keyOf(entrant)));
    round += 1;
    const mine = round;
    queue.value = wanted.map(keyOf);
    for (const entrant of wanted) {
      const key = keyOf(entrant);
      try {
        const view = await session.track('evaluate', (call) => engine.evaluate(call, dataset.handle, entrant, asked));
        if (session.dataset?.handle !== dataset.handle) return;
        keep(key, view);
        if (entrant.kind === 'model') await session.keepEvaluation(view.handle);
      } catch (thrown) {
        session.report(thrown);
      }
      if (mine !== round) return;
      queue.value = queue.value.slice(1);
    }
  }

  const evaluateModel = (): Promise<void> => evaluate([model.value]);

  async function compare(): Promise<void> {
    await evaluate(compared.value.map(({ entrant }) => entrant));
    await contrast();
  }

  /** Asks what the evaluations that are there mean beside each other. */
  async function contrast(): Promise<void> {
    const views = compared.value.flatMap(({ view }) => (view === null ? [] : [view]));
    if (ofModel.value === null || views.length < 2) return;
    const of = views.map(({ handle }) => handle);
    try {
      const is = await engine.compareEvaluations(of);
      comparison.value = { of: JSON.stringify(of), is };
    } catch (thrown) {
      session.report(thrown);
    }
  }

  /** The comparison of what is shown, while it is of just that. */
  const contrasts = computed(() => {
    const of = compared.value.flatMap(({ view }) => (view === null ? [] : [view.handle]));
    return comparison.value?.of === JSON.stringify(of) ? comparison.value.is : null;
  });

  /** A report of what is shown here; without the model's evaluation it says that there is none. */
  function saveReport(): Promise<unknown> {
    const views = ofModel.value === null ? [] : compared.value.flatMap(({ view }) => (view === null ? [] : [view]));
    return session.saveReport(
      views.map(({ handle }) => handle),
      settings.language,
    );
  }

  function stop(): void {
    round += 1;
    queue.value = [];
    void session.cancel();
  }

  function choose(baseline: Baseline, isChosen: boolean): void {
    const next = new Set(baselines.value);
    if (isChosen) next.add(baseline);
    else next.delete(baseline);
    baselines.value = next;
  }

  /** What was known of other data, or by an engine that is gone, has no meaning any more. */
  watch([() => session.dataset?.handle, () => session.engineState], ([handle, engineState], [before]) => {
    if (handle === before && engineState === 'ready') return;
    round += 1;
    queue.value = [];
    kept.value = new Map();
    comparison.value = null;
  });

  /** Data without a test part can only be divided into folds. */
  watch(
    () => session.dataset,
    (dataset) => {
      if (dataset === null) return;
      const { division } = spec.value;
      if (dataset.test === null && division.kind === 'official')
        spec.value = { ...spec.value, division: { kind: 'folds', folds: 5, rule: 'stratified', seed: 1 } };
    },
    { immediate: true },
  );

  return {
    spec,
    baselines,
    ofModel,
    ofBaseline,
    compared,
    contrasts,
    isRunning,
    isNow,
    isWaiting,
    evaluateModel,
    compare,
    contrast,
    saveReport,
    stop,
    choose,
  };
});
