/** Evaluations compared: McNemar's counts by hand, folds, and what cannot be compared. */

import { expect, test } from 'vitest';
import { DEFAULT_EVALUATION, type Entrant, type EvaluationSpec } from '../../../core/contract/evaluation';
import { DEFAULT_FEATURES, DEFAULT_MODEL } from '../../../core/contract/specs';
import { mcnemarExact } from '../../../core/evaluation/significance/tests';
import { verdictSentence } from '../../../core/locale/verdict-text';
import { testEngine } from '../../helpers/engine';

const baseline = (name: (Entrant & { kind: 'baseline' })['baseline']): Entrant => {
  return { kind: 'baseline', baseline: name, model: DEFAULT_MODEL };
};

async function opened() {
  const { engine } = await testEngine();
  const data = await engine.openDataset('open', {
    source: { kind: 'sample', id: 'gunpoint' },
    reading: {},
    scaling: 'zscore',
    missing: 'refuse',
  });
  const evaluate = (entrant: Entrant, spec: Partial<EvaluationSpec> = {}) =>
    engine.evaluate('evaluate', data.handle, entrant, { ...DEFAULT_EVALUATION, ...spec });
  return { engine, evaluate };
}

test('entrants of no seed are compared over the held-out series', async () => {
  const { engine, evaluate } = await opened();
  const euclid = await evaluate(baseline('euclid'));
  const largest = await evaluate(baseline('largest-class'));
  const missed = async (handle: string) => {
    const { rows } = await engine.predictions(handle, { of: 'all', first: 0, count: 1000 });
    return rows.map(({ actual, predicted }) => actual !== predicted);
  };
  const [own, theirs] = [await missed(euclid.handle), await missed(largest.handle)];
  const only = own.filter((wrong, at) => !wrong && theirs[at]).length;
  const others = own.filter((wrong, at) => wrong && !theirs[at]).length;
  const found = await engine.compareEvaluations([euclid.handle, largest.handle]);
  const p = mcnemarExact(only, others);
  expect(found.contrasts).toEqual([
    {
      other: 1,
      difference: euclid.spreads.accuracy.mean - largest.spreads.accuracy.mean,
      significance: { test: 'mcnemar-exact', over: 'series', count: 150, p },
    },
  ]);
  expect(found.verdict).toEqual({ kind: 'better', other: 1 });
  expect(verdictSentence('en', found)).toBe(
    "The nearest series by Euclid: better than always the same answer here, 91.3 against 49.3. (p < 0.0001, McNemar's exact test over 150 held-out series)",
  );
  const turned = await engine.compareEvaluations([largest.handle, euclid.handle]);
  expect(turned.verdict).toEqual({ kind: 'worse', other: 1 });
  expect((await engine.compareEvaluations([euclid.handle])).verdict).toEqual({ kind: 'alone', other: null });
});

test('a model is compared by its seeds, and over folds', async () => {
  const { engine, evaluate } = await opened();
  const small = { ...DEFAULT_MODEL, hidden: 2, bidirectional: false };
  const model: Entrant = { kind: 'model', model: small, features: DEFAULT_FEATURES };
  const own = await evaluate(model, { seeds: 6 });
  const untrained = await evaluate({ kind: 'baseline', baseline: 'untrained-all', model: small }, { seeds: 6 });
  const raw = await evaluate(baseline('raw-series'), { seeds: 6 });
  const found = await engine.compareEvaluations([own.handle, untrained.handle, raw.handle]);
  // The same model under another name: nothing differs.
  expect(found.contrasts[0]).toEqual({
    other: 1,
    difference: 0,
    significance: { test: 'wilcoxon-signed-rank', over: 'seeds', count: 6, p: 1 },
  });
  expect(found.contrasts[1].significance).toMatchObject({ test: 'mcnemar-exact', over: 'series', count: 150 });
  expect(found.verdict.kind).not.toBe('better');
  const division = { kind: 'folds', folds: 3, rule: 'stratified', seed: 1 } as const;
  const folded = [
    await evaluate(baseline('euclid'), { division }),
    await evaluate(baseline('raw-series'), { division }),
  ];
  const overFolds = await engine.compareEvaluations(folded.map(({ handle }) => handle));
  expect(overFolds.contrasts[0].significance).toMatchObject({ test: 'corrected-resampled-t', over: 'folds', count: 3 });
  await expect(engine.compareEvaluations([own.handle, folded[0].handle])).rejects.toMatchObject({
    code: 'evaluation/other-division',
    params: { place: 2 },
  });
});
