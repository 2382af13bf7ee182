/** The command `compare`: from its arguments to the entrants, and from the answers to a table with a verdict. */

import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseCommand } from '../../../core/cli/args';
import { comparisonLines } from '../../../core/cli/compare-report';
import {
  type ComparisonView,
  DEFAULT_EVALUATION,
  type Entrant,
  type EvaluationView,
  USUAL_BASELINES,
} from '../../../core/contract/evaluation';
import { DEFAULT_FEATURES, DEFAULT_MODEL } from '../../../core/contract/specs';
import type { DatasetView } from '../../../core/contract/views';

const OWN: Entrant = { kind: 'model', model: DEFAULT_MODEL, features: DEFAULT_FEATURES };
const OTHER: Entrant = { kind: 'model', model: { kind: 'file', file: 'a/b.pt' }, features: DEFAULT_FEATURES };
const RAW: Entrant = { kind: 'baseline', baseline: 'raw-series', model: DEFAULT_MODEL };

function compare(line: string) {
  const command = parseCommand(['compare', ...line.split(' ')]);
  if (command.name !== 'compare') throw new Error(command.name);
  return command;
}

describe('arguments', () => {
  test('alone compare the usual model with the usual baselines', () => {
    const { job, entrants, spec, json } = compare('a_TRAIN.ts a_TEST.ts');
    expect(job.dataset.source).toEqual({ kind: 'file', file: 'a_TRAIN.ts', test: { file: 'a_TEST.ts' } });
    expect(entrants).toEqual([
      OWN,
      ...USUAL_BASELINES.map((baseline) => ({ kind: 'baseline', baseline, model: DEFAULT_MODEL })),
    ]);
    expect([spec, json]).toEqual([DEFAULT_EVALUATION, false]);
  });

  test('choose baselines, another model, or both, and how all are judged', () => {
    expect(compare('a.csv b.csv --against raw-series,raw-series --json').entrants).toEqual([OWN, RAW]);
    expect(compare('a.csv b.csv --against-model a/b.pt').entrants).toEqual([OWN, OTHER]);
    expect(compare('a.csv b.csv --against raw-series --against-model a/b.pt').entrants).toEqual([OWN, RAW, OTHER]);
    expect(compare('a.csv --folds 3 --seeds 2').spec).toMatchObject({ seeds: 2, division: { folds: 3 } });
  });

  test.each([
    ['a.csv b.csv --against best', 'usage/bad-value'],
    ['a.csv b.csv --baseline euclid', 'usage/unknown-option'],
    ['a.csv b.csv c.csv', 'usage/unknown-option'],
  ])('that mean nothing are refused: %s', (line, code) => {
    expect(() => compare(line)).toThrow(expect.objectContaining({ code }));
  });
});

test('lines hold a row for each entrant, its difference, the test by name and the verdict, in both languages', () => {
  const data = { train: { fileName: 'a.csv' }, test: { fileName: 'b.csv' } } as DatasetView;
  const fit = { seed: 1, fold: 0, trainRows: 50, testRows: 12 } as EvaluationView['fits'][number];
  const spread = (mean: number, deviation: number | null) => ({ mean, deviation, values: [mean] });
  const viewOf = (entrant: Entrant, notes: EvaluationView['notes'] = []): EvaluationView => ({
    handle: 'evaluation-1',
    dataset: 'dataset-1',
    entrant,
    spec: DEFAULT_EVALUATION,
    fits: [fit],
    spreads: { accuracy: spread(0.8, null) },
    classes: [],
    confusion: null,
    columns: 3,
    durationMs: 5,
    notes,
  });
  const comparison: ComparisonView = {
    measure: 'accuracy',
    entrants: [
      { entrant: OWN, spread: spread(0.831, 0.012) },
      { entrant: RAW, spread: spread(0.8333, null) },
      { entrant: OTHER, spread: spread(0.5, null) },
    ],
    contrasts: [
      { other: 1, difference: -0.0023, significance: { test: 'mcnemar-exact', over: 'series', count: 12, p: 0.75 } },
      { other: 2, difference: 0.331, significance: null },
    ],
    verdict: { kind: 'no-better', other: 1 },
  };
  const views = [viewOf(OWN), viewOf(RAW, [{ note: 'padded', count: 4 }]), viewOf(OTHER)];
  const lines = comparisonLines('en', data, views, comparison, basename);
  expect(lines).toContain('fitted on a.csv (50 series), scored on b.csv (12 series)');
  expect(lines.find((line) => line.startsWith('The raw series  '))).toMatch(
    / 83\.3 +-0\.2 +p = 0\.75, McNemar's exact test over 12 held-out series$/,
  );
  expect(lines.find((line) => line.startsWith('b.pt'))).toMatch(/ 50\.0 +33\.1$/);
  expect(lines.join('\n')).toContain('no better than the raw series here: 83.1 ± 1.2 against 83.3.');
  expect(lines.at(-1)).toBe('The raw series: note: Shorter series were padded with their last value: 4.');
  const chinese = comparisonLines('zh-CN', data, views, comparison, basename).join('\n');
  expect(chinese).toContain('并不优于原始序列');
});
