/** Evaluations through the engine: what they tell, that nothing of the held-out series reaches what is fitted, and their errors. */

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  BASELINES,
  DEFAULT_EVALUATION,
  type DivisionSpec,
  type Entrant,
  type EvaluationNote,
  type EvaluationSpec,
} from '../../../core/contract/evaluation';
import { DEFAULT_FEATURES, type DatasetSpec, type ReadingSpec } from '../../../core/contract/specs';
import { testEngine, type TestEngine } from '../../helpers/engine';
import { SMALL_MODEL } from '../../helpers/small-set';

const MODEL: Entrant = { kind: 'model', model: SMALL_MODEL, features: DEFAULT_FEATURES };
const OFFICIAL: EvaluationSpec = { ...DEFAULT_EVALUATION, seeds: 2 };

function folds(count: number, rule: 'stratified' | 'grouped' | 'blocked' = 'stratified'): EvaluationSpec {
  return { ...OFFICIAL, division: { kind: 'folds', folds: count, rule, seed: 1 } };
}

/** Rows of values and a label. */
type Rows = [values: number[], label: string][];

/** Series that rise and fall by turns; `shift` keeps parts apart. */
function waves(count: number, shift = 0): Rows {
  return Array.from({ length: count }, (_, at) => {
    const sign = at % 2 === 0 ? 1 : -1;
    const values = Array.from(
      { length: 8 },
      (_unused, step) => sign * (step - 3.5) + ((at * 7 + step * 3) % 5) / 4 + shift,
    );
    return [values, at % 2 === 0 ? 'up' : 'down'];
  });
}

function ts(rows: Rows): string {
  const labels = [...new Set(rows.map(([, label]) => label))].filter((label) => label !== '').join(' ');
  const head = `@problemName Small\n@timeStamps false\n@univariate true\n@classLabel true ${labels}\n@data\n`;
  return head + rows.map(([values, label]) => `${values.join(',').replaceAll('NaN', '?')}:${label}`).join('\n') + '\n';
}

async function open(
  { engine, folder }: TestEngine,
  train: string,
  test_: string | null,
  reading: ReadingSpec = {},
  more: Partial<DatasetSpec> = {},
  extension = 'ts',
): Promise<string> {
  await writeFile(join(folder, `train.${extension}`), train);
  if (test_ !== null) await writeFile(join(folder, `test.${extension}`), test_);
  const view = await engine.openDataset('open', {
    source: { kind: 'file', file: `train.${extension}`, test: test_ === null ? 'none' : { file: `test.${extension}` } },
    reading,
    missing: 'refuse',
    scaling: 'zscore',
    ...more,
  });
  expect(view.problem).toBeNull();
  return view.handle;
}

const countOf = (notes: EvaluationNote[], wanted: EvaluationNote['note']) =>
  notes.find(({ note }) => note === wanted)?.count ?? 0;

describe('the official division', () => {
  test('tells figures of every seed, their spread, classes, confusion and predictions', async () => {
    const made = await testEngine();
    const data = await open(made, ts(waves(12)), ts(waves(6, 0.1)));
    const view = await made.engine.evaluate('e', data, MODEL, { ...OFFICIAL, seeds: 3 });
    expect(view.fits.map(({ seed, fold, trainRows, testRows }) => [seed, fold, trainRows, testRows])).toEqual([
      [1, 0, 12, 6],
      [2, 0, 12, 6],
      [3, 0, 12, 6],
    ]);
    expect(view.spreads.accuracy.values).toEqual(
      view.fits.map(({ scores }) => 'accuracy' in scores && scores.accuracy),
    );
    expect(view.spreads.accuracy.mean).toBe(1);
    expect(view.spreads.logLoss).toBeUndefined();
    expect(view.confusion).toEqual({ labels: ['down', 'up'], counts: [[9, 0], [0, 9]] }); // prettier-ignore
    expect(view.classes.map(({ label, rows, f1 }) => [label, rows, f1])).toEqual([
      ['down', 9, 1],
      ['up', 9, 1],
    ]);
    expect(view.columns).toBe(2 * 6 * 5);
    const { rows, total } = await made.engine.predictions(view.handle, { of: 'all', first: 1, count: 2 });
    expect(total).toBe(6);
    expect(rows.map(({ series, actual, predicted, missed }) => [series, actual, predicted, missed])).toEqual([
      [{ part: 'test', index: 1 }, 'down', 'down', 0],
      [{ part: 'test', index: 2 }, 'up', 'up', 0],
    ]);
    expect((await made.engine.predictions(view.handle, { of: 'errors', first: 0, count: 9 })).total).toBe(0);
    await made.engine.closeEvaluation(view.handle);
    await expect(made.engine.predictions(view.handle, { of: 'all', first: 0, count: 1 })).rejects.toMatchObject({
      code: 'engine/unknown-handle',
    });
  });

  test('scores every baseline, once where nothing is drawn', async () => {
    const made = await testEngine();
    const data = await open(made, ts(waves(12)), ts(waves(6, 0.1)));
    for (const baseline of BASELINES) {
      const view = await made.engine.evaluate('e', data, { kind: 'baseline', baseline, model: SMALL_MODEL }, OFFICIAL);
      expect(view.fits.map(({ seed }) => seed)).toEqual(baseline.startsWith('untrained') ? [1, 2] : [null]);
      expect(view.spreads.accuracy.mean).toBeGreaterThanOrEqual(0.5);
    }
  });

  test.each([
    { kind: 'logistic', c: 1 },
    { kind: 'knn', neighbours: 3 },
    { kind: 'svm', c: 1 },
    { kind: 'forest', trees: 20 },
  ] as const)('fits $kind', async (classifier) => {
    const made = await testEngine();
    const data = await open(made, ts(waves(12)), ts(waves(6, 0.1)));
    const view = await made.engine.evaluate('e', data, MODEL, { ...OFFICIAL, classifier });
    expect(view.spreads.accuracy.mean).toBe(1);
  });

  test('gives the same figures again', async () => {
    const made = await testEngine();
    const data = await open(made, ts(waves(12)), ts(waves(6, 0.4)));
    const once = async (spec: EvaluationSpec) => (await made.engine.evaluate('e', data, MODEL, spec)).fits;
    expect(await once(OFFICIAL)).toEqual(await once(OFFICIAL));
    expect(await once(folds(3))).toEqual(await once(folds(3)));
  });
});

describe('nothing of what is held out reaches what is fitted', () => {
  const WAYS: Partial<DatasetSpec>[] = [
    { scaling: 'zscore' },
    { scaling: 'minmax' },
    { scaling: 'zscore', missing: 'mean' },
    { scaling: 'zscore', missing: 'linear', clip: 'range' },
    { scaling: 'none', clip: 'fences' },
  ];

  test.each(WAYS)('an outlier in a held-out block leaves all other predictions as they were: %j', async (way) => {
    const made = await testEngine();
    const gap = way.missing === undefined ? 2 : NaN;
    const plain: Rows = waves(12).map(([values, label], at) => [at === 2 ? values.with(3, gap) : values, label]);
    const wild: Rows = plain.map(([values, label], at) => [
      at === 11 ? values.map((value) => value * 1e4) : values,
      label,
    ]);
    const told = async (rows: Rows) => {
      const data = await open(made, ts(rows), null, {}, way);
      const raw: Entrant = { kind: 'baseline', baseline: 'raw-series', model: SMALL_MODEL };
      const all = [];
      for (const entrant of [MODEL, raw]) {
        const { handle, fits } = await made.engine.evaluate('e', data, entrant, folds(3, 'blocked'));
        const { rows: predictions } = await made.engine.predictions(handle, { of: 'all', first: 8, count: 3 });
        all.push({ fits, others: predictions.map(({ predicted, missed }) => [predicted, missed]) });
      }
      return all;
    };
    const [before, after] = [await told(plain), await told(wild)];
    expect(after.map(({ others }) => others)).toEqual(before.map(({ others }) => others));
  });

  test('an outlier among those that are fitted on does matter', async () => {
    const made = await testEngine();
    const wild: Rows = waves(12).map(([values, label], at) => [
      at === 11 ? values.map((value) => value * 1e6) : values,
      label,
    ]);
    const first = async (rows: Rows) => {
      const { fits } = await made.engine.evaluate('e', await open(made, ts(rows), null), MODEL, folds(3, 'blocked'));
      return fits.find(({ seed, fold }) => seed === 1 && fold === 0)!.scores;
    };
    expect(await first(wild)).not.toEqual(await first(waves(12)));
  });
});

describe('windows of recordings', () => {
  /** Two recordings, the label by step; windows of 4 every 2 steps overlap. */
  const recording = (names: string[]) =>
    ['series,time,x,label']
      .concat(
        names.flatMap((name, which) =>
          Array.from({ length: 24 }, (_, step) => {
            const up = Math.floor(step / 6) % 2 === which % 2;
            return `${name},${step},${up ? step % 6 : -(step % 6)},${up ? 'up' : 'down'}`;
          }),
        ),
      )
      .join('\n');
  const reading: ReadingSpec = {
    layout: 'long',
    series: 'series',
    label: 'label',
    time: null,
    channels: ['x'],
    window: { length: 4, stride: 2 },
  };

  test.each(['stratified', 'blocked'] as const)('that overlap held-out ones are not fitted on (%s)', async (rule) => {
    const made = await testEngine();
    const data = await open(made, recording(['A', 'B']), null, reading, {}, 'csv');
    const view = await made.engine.evaluate('e', data, MODEL, { ...folds(4, rule), seeds: 1 });
    const fitted = view.fits.reduce((sum, { trainRows }) => sum + trainRows, 0);
    const held = view.fits.reduce((sum, { testRows }) => sum + testRows, 0);
    expect(held).toBe(22);
    expect(countOf(view.notes, 'overlapping')).toBe(3 * 22 - fitted);
    expect(countOf(view.notes, 'overlapping')).toBeGreaterThan(0);
  });

  test('stay with their recording', async () => {
    const made = await testEngine();
    const data = await open(made, recording(['A', 'B', 'C']), null, reading, {}, 'csv');
    const view = await made.engine.evaluate('e', data, MODEL, { ...folds(3, 'grouped'), seeds: 1 });
    expect(view.fits.map(({ trainRows, testRows }) => [trainRows, testRows])).toEqual([[22, 11], [22, 11], [22, 11]]); // prettier-ignore
    expect(countOf(view.notes, 'overlapping')).toBe(0);
    await expect(made.engine.evaluate('e', data, MODEL, folds(4, 'grouped'))).rejects.toMatchObject({
      code: 'evaluation/few-groups',
      params: { groups: 3, folds: 4 },
    });
  });
});

describe('what the data gives away is told', () => {
  test('a channel that is the label', async () => {
    const made = await testEngine();
    const lines = Array.from({ length: 12 }, (_, at) =>
      Array.from(
        { length: 6 },
        (_unused, step) => `${at},${((at * 5 + step * 3) % 7) - 3},${at % 2},${at % 2 === 0 ? 'up' : 'down'}`,
      ),
    );
    const csv = ['series,x,leak,label', ...lines.flat()].join('\n');
    const data = await open(
      made,
      csv,
      null,
      { layout: 'long', series: 'series', label: 'label', channels: ['x', 'leak'] },
      {},
      'csv',
    );
    const view = await made.engine.evaluate('e', data, MODEL, folds(3));
    expect(countOf(view.notes, 'tells-label')).toBe(1);
  });

  test('rows of the test part among those that are fitted on', async () => {
    const made = await testEngine();
    const data = await open(made, ts(waves(12)), ts([...waves(4, 0.1), ...waves(12).slice(3, 5)]));
    const view = await made.engine.evaluate('e', data, MODEL, OFFICIAL);
    expect(countOf(view.notes, 'duplicates')).toBe(2);
    const clean = await open(made, ts(waves(12)), ts(waves(6, 0.1)));
    expect(countOf((await made.engine.evaluate('e', clean, MODEL, OFFICIAL)).notes, 'duplicates')).toBe(0);
  });

  test('copies in what is divided', async () => {
    const made = await testEngine();
    const data = await open(made, ts([...waves(10), ...waves(2)]), null);
    expect(countOf((await made.engine.evaluate('e', data, MODEL, folds(3))).notes, 'duplicates')).toBe(2);
  });

  test('series without a label, and classes that are not fitted on', async () => {
    const made = await testEngine();
    const csv = (rows: Rows) =>
      ['label,1,2,3,4,5,6,7,8', ...rows.map(([values, label]) => [label, ...values].join(','))].join('\n');
    const train: Rows = [...waves(8), [[0, 0, 1, 0, 0, 1, 0, 0], '']];
    const held: Rows = [...waves(3, 0.1), [[5, 0, 5, 0, 5, 0, 5, 0], 'other'], [[1, 1, 1, 1, 1, 1, 1, 2], '']];
    const data = await open(made, csv(train), csv(held), { layout: 'wide', label: 'label' }, {}, 'csv');
    const view = await made.engine.evaluate('e', data, MODEL, OFFICIAL);
    expect(countOf(view.notes, 'unlabelled')).toBe(2);
    expect(countOf(view.notes, 'unknown-class')).toBe(1);
    expect(countOf(view.notes, 'few-rows')).toBe(4);
    expect(view.fits[0]).toMatchObject({ trainRows: 8, testRows: 4 });
    expect(view.spreads.accuracy.mean).toBe(0.75);
    expect(view.confusion?.labels).toEqual(['down', 'other', 'up']);
    const { rows } = await made.engine.predictions(view.handle, { of: 'errors', first: 0, count: 9 });
    expect(rows.map(({ series, actual, missed }) => [series.index, actual, missed])).toEqual([[3, 'other', 1]]);
  });
});

test('numbers are predicted and scored as numbers', async () => {
  const made = await testEngine();
  const rows = Array.from({ length: 20 }, (_, at) => [
    ...Array.from({ length: 6 }, (_unused, step) => (at * step) / 10),
    at / 2,
  ]);
  const csv = ['a,b,c,d,e,f,label', ...rows.map((row) => row.join(','))].join('\n');
  const reading: ReadingSpec = { layout: 'wide', label: 'label', labelAs: 'number' };
  const data = await open(made, csv, null, reading, {}, 'csv');
  const view = await made.engine.evaluate(
    'e',
    data,
    { kind: 'baseline', baseline: 'raw-series', model: SMALL_MODEL },
    folds(4),
  );
  expect(Object.keys(view.spreads)).toEqual(['rmse', 'mae', 'r2']);
  expect(view.spreads.r2.mean).toBeGreaterThan(0.99);
  expect(view.confusion).toBeNull();
  const { rows: worst } = await made.engine.predictions(view.handle, { of: 'errors', first: 0, count: 2 });
  expect(worst[0].missed).toBeGreaterThanOrEqual(worst[1].missed);
  const mean = await made.engine.evaluate(
    'e',
    data,
    { kind: 'baseline', baseline: 'largest-class', model: SMALL_MODEL },
    folds(4),
  );
  expect(mean.spreads.r2.mean).toBeLessThanOrEqual(0);
});

describe('what cannot be evaluated', () => {
  const refused = async (rows: Rows, spec: EvaluationSpec) => {
    const made = await testEngine();
    return made.engine.evaluate('e', await open(made, ts(rows), null), MODEL, spec).then(
      () => null,
      (thrown: { code: string; params: object }) => [thrown.code, thrown.params] as const,
    );
  };

  test.each<[string, Rows, DivisionSpec, string, object]>([
    ['without a test part', waves(6), { kind: 'official' }, 'evaluation/no-test-part', {}],
    ['with more folds than series', waves(6), folds(7).division, 'evaluation/few-rows', { rows: 6, folds: 7 }],
    [
      'of one class',
      waves(6).filter(([, label]) => label === 'up'),
      folds(2).division,
      'evaluation/one-class',
      { label: 'up' },
    ],
    [
      'whose fold has one class',
      waves(6).toSorted(([, a], [, b]) => (a < b ? -1 : 1)),
      folds(2, 'blocked').division,
      'evaluation/fold-one-class',
      { fold: 1, label: 'up' },
    ],
  ])('is refused %s', async (_, rows, division, code, params) => {
    expect(await refused(rows, { ...OFFICIAL, division })).toEqual([code, expect.objectContaining(params)]);
  });

  test('is refused without labels', async () => {
    const made = await testEngine();
    const csv = 'x,y\n1,2\n3,4\n5,6\n2,1\n';
    const data = await open(made, csv, null, { layout: 'wide', label: null }, {}, 'csv');
    await expect(made.engine.evaluate('e', data, MODEL, folds(2))).rejects.toMatchObject({
      code: 'evaluation/no-label',
    });
  });

  test.each([
    { seeds: 0 },
    { seeds: 1.5 },
    { division: { kind: 'folds', folds: 1, rule: 'blocked', seed: 1 } as const },
    { classifier: { kind: 'logistic', c: -1 } as const },
    { classifier: { kind: 'knn', neighbours: NaN } as const },
  ])('is refused with settings out of their limits: %j', async (more) => {
    expect((await refused(waves(6), { ...folds(2), ...more }))?.[0]).toBe('evaluation/out-of-range');
  });

  test('stops when it is cancelled, and says how far it is', async () => {
    const seen: number[] = [];
    const made: TestEngine = await testEngine({
      progress: (call, { phase, done, total, unit, share }) => {
        if (call !== 'e') return;
        seen.push(share);
        expect({ phase, total, unit }).toEqual({ phase: 'evaluating', total: 100, unit: 'fits' });
        if (done >= 2) void made.engine.cancel('e');
      },
    });
    const data = await open(made, ts(waves(40)), ts(waves(20, 0.1)));
    const many = made.engine.evaluate('e', data, MODEL, { ...OFFICIAL, seeds: 100 });
    await expect(many).rejects.toMatchObject({ code: 'engine/cancelled' });
    expect(seen.at(-1)).toBeLessThan(1);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  });
});
