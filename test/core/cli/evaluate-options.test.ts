/** The command `evaluate`: from its arguments to what is asked of the engine, and from the answer to lines. */

import { describe, expect, test } from 'vitest';
import { parseCommand } from '../../../core/cli/args';
import { evaluationLines } from '../../../core/cli/evaluate-report';
import { DEFAULT_EVALUATION, type EvaluationView } from '../../../core/contract/evaluation';
import { DEFAULT_FEATURES, DEFAULT_MODEL } from '../../../core/contract/specs';
import type { DatasetView } from '../../../core/contract/views';

function evaluate(line: string) {
  const command = parseCommand(['evaluate', ...line.split(' ')]);
  if (command.name !== 'evaluate') throw new Error(command.name);
  return command;
}

describe('arguments', () => {
  test('alone score the usual model on the test part', () => {
    const { job, entrant, spec, json } = evaluate('a_TRAIN.ts a_TEST.ts');
    expect(job.dataset.source).toEqual({ kind: 'file', file: 'a_TRAIN.ts', test: { file: 'a_TEST.ts' } });
    expect(entrant).toEqual({ kind: 'model', model: DEFAULT_MODEL, features: DEFAULT_FEATURES });
    expect(spec).toEqual(DEFAULT_EVALUATION);
    expect(json).toBe(false);
  });

  test('choose folds, of which the usual are five, stratified', () => {
    const of = (line: string) => evaluate(line).spec.division;
    expect(of('a.csv --folds 10')).toEqual({ kind: 'folds', folds: 10, rule: 'stratified', seed: 1 });
    expect(of('a.csv --rule blocked --fold-seed 7')).toEqual({ kind: 'folds', folds: 5, rule: 'blocked', seed: 7 });
  });

  test.each([
    ['--classifier logistic --c 0.5', { kind: 'logistic', c: 0.5 }],
    ['--classifier svm', { kind: 'svm', c: 1 }],
    ['--classifier knn', { kind: 'knn', neighbours: 5 }],
    ['--classifier forest --trees 20', { kind: 'forest', trees: 20 }],
  ])('choose a classifier: %s', (options, classifier) => {
    expect(evaluate(`a.csv --test b.csv ${options}`).spec.classifier).toEqual(classifier);
  });

  test('choose a baseline, poolings, seeds and JSON', () => {
    const { entrant, spec, json } = evaluate('a.csv b.csv --baseline dtw-10 --seeds 3 --seed 9 --json');
    expect(entrant).toEqual({ kind: 'baseline', baseline: 'dtw-10', model: { ...DEFAULT_MODEL, seed: 9 } });
    expect([spec.seeds, json]).toEqual([3, true]);
    expect(evaluate('a.csv b.csv --pool last').entrant).toMatchObject({ features: { poolings: ['last'] } });
  });

  test.each([
    ['a.csv --c 2', '--c'],
    ['a.csv --classifier ridge --trees 3', '--trees'],
    ['a.csv --folds 1', '--folds'],
    ['a.csv --folds 2.5', '--folds'],
    ['a.csv --rule random', '--rule'],
    ['a.csv --baseline best', '--baseline'],
    ['a.csv --seeds 0', '--seeds'],
  ])('that mean nothing are refused: %s', (line, option) => {
    expect(() => evaluate(line)).toThrow(
      expect.objectContaining({ code: 'usage/bad-value', params: expect.objectContaining({ option }) }),
    );
  });

  test('are one or two files', () => {
    expect(() => parseCommand(['evaluate'])).toThrow(expect.objectContaining({ code: 'usage/missing-argument' }));
    expect(() => evaluate('a.csv b.csv c.csv')).toThrow(expect.objectContaining({ code: 'usage/unknown-option' }));
    expect(() => evaluate('a.csv b.csv --test c.csv')).toThrow(
      expect.objectContaining({ code: 'usage/unknown-option' }),
    );
  });
});

test('lines hold figures, classes, confusion and notes in columns, in both languages', () => {
  const part = (fileName: string) => ({ fileName }) as DatasetView['train'];
  const data = { train: part('a.csv'), test: part('b.csv') } as DatasetView;
  const fit = { seed: 1, fold: 0, trainRows: 50, testRows: 12 } as EvaluationView['fits'][number];
  const view: EvaluationView = {
    handle: 'evaluation-1',
    dataset: 'dataset-1',
    entrant: { kind: 'model', model: DEFAULT_MODEL, features: DEFAULT_FEATURES },
    spec: DEFAULT_EVALUATION,
    fits: [fit, { ...fit, seed: 2 }],
    spreads: {
      accuracy: { mean: 0.75, deviation: 0.0125, values: [0.75] },
      macroF1: { mean: 0.5, deviation: null, values: [0.5] },
    },
    classes: [{ label: 'up', rows: 24, precision: 1, recall: 0.5, f1: 2 / 3 }],
    confusion: { labels: ['up'], counts: [[24]] },
    columns: 1280,
    durationMs: 5,
    notes: [{ note: 'unlabelled', count: 3 }],
  };
  const lines = evaluationLines('en', data, view);
  expect(lines).toContain('fitted on a.csv (50 series), scored on b.csv (12 series)');
  expect(lines).toContain('Accuracy  0.7500  ± 0.0125');
  expect(lines).toContain('Macro F1  0.5000');
  expect(lines).toContain('up           24     1.0000  0.5000  0.6667');
  expect(lines.at(-1)).toMatch(/^note: .*3/);
  expect(evaluationLines('zh-CN', data, view).join('\n')).toContain('准确率     0.7500  ± 0.0125');
});
