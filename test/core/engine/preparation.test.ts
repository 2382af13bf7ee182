/** What is done to a dataset before the model: division, series left out, clipping, and numbers as labels. */

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULT_FEATURES, DEFAULT_SPLIT, type DatasetSpec, type ReadingSpec } from '../../../core/contract/specs';
import type { DatasetView, Part } from '../../../core/contract/views';
import { testEngine } from '../../helpers/engine';
import { writeFiles } from '../../helpers/folders';
import { SMALL_MODEL, smallSet } from '../../helpers/small-set';

type Given = Partial<Omit<DatasetSpec, 'source'>>;

/** Opens a text as a file with these settings, more than once where need be. */
async function opened(text: string, given: Given = {}, name = 'data.csv') {
  const { engine, folder } = await testEngine();
  await writeFile(join(folder, name), text);
  let call = 0;
  const open = (spec: Given): Promise<DatasetView> =>
    engine.openDataset(String(++call), {
      source: { kind: 'file', file: name, test: 'none' },
      reading: {},
      missing: 'refuse',
      scaling: 'none',
      ...spec,
    });
  const view = await open(given);
  const values = async (part: Part, index: number, dataset = view) => {
    const query = { series: [{ part, index }], channels: [0], from: 0, to: 1000, width: 1000, scaled: false };
    const { lines } = await engine.seriesChart(dataset.handle, query);
    return [...lines[0].envelope.max];
  };
  return { engine, folder, view, open, values };
}

/** One recording of a channel. */
function recording(values: readonly (number | string)[]): string {
  return ['x', ...values].join('\n');
}

const byTime = { ...DEFAULT_SPLIT, by: 'time' } as const;
const whole = { layout: 'recording', label: null, time: null, series: null } as const;

describe('a division', () => {
  const values = Array.from({ length: 20 }, (_, step) => (step < 14 ? step % 2 : 1000 + step));

  it('is told, and fits the scaling on the training part alone', async () => {
    const { view, values: shown } = await opened(recording(values), {
      reading: { ...whole, window: { length: 2, stride: 2 } },
      scaling: 'zscore',
      split: { ...byTime, test: 0.25, gap: 1 },
    });
    expect(view.problem).toBeNull();
    expect(view.understood.split).toEqual({ ...byTime, test: 0.25, gap: 1 });
    expect(view.scaler!.channels).toEqual([{ name: 'x', offset: 0.5, scale: 0.5 }]);
    expect([view.train!.seriesCount, view.test!.seriesCount]).toEqual([7, 2]);
    expect([view.train!.rows, view.test!.rows]).toEqual([14, 5]);
    expect(await shown('test', 0)).toEqual([1015, 1016]);
  });

  it('fills missing values of the test part from no value of the training part, and the mean from no other', async () => {
    const holes = [1, 3, 'nan', 5, 'nan', 900, 'nan', 700];
    const reading = whole;
    const linear = await opened(recording(holes), { reading, split: { ...byTime, test: 0.5 }, missing: 'linear' });
    expect(await linear.values('train', 0)).toEqual([1, 3, 4, 5]);
    expect(await linear.values('test', 0)).toEqual([900, 900, 800, 700]);
    const mean = await opened(recording(holes), { reading, split: { ...byTime, test: 0.5 }, missing: 'mean' });
    expect(await mean.values('test', 0)).toEqual([3, 900, 3, 700]);
  });

  it('is no division of a source with a test part of its own, which is said', async () => {
    const { engine, spec } = await smallSet();
    const view = await engine.openDataset('1', { ...spec, split: DEFAULT_SPLIT });
    expect(view.test!.fileName).toBe('Small_TEST.ts');
    expect(view.understood).not.toHaveProperty('split');
    const params = { file: 'Small_TEST.ts' };
    expect(view.assumptions).toContainEqual({ setting: 'split', reason: 'own-test-part', params });
    const made = { kind: 'synthetic', generator: 'adding', series: 4, seed: 1, shortest: 5, longest: 9 } as const;
    const synthetic = await engine.openDataset('2', { ...spec, source: made, split: DEFAULT_SPLIT });
    expect(synthetic.assumptions).toContainEqual(expect.objectContaining({ reason: 'own-test-part' }));
  });

  it('that cannot be leaves the table to look at, and says what to do', async () => {
    const { engine, view } = await opened(recording(values), {
      reading: { ...whole, window: { length: 2, stride: 2 } },
      split: DEFAULT_SPLIT,
    });
    expect(view.problem).toMatchObject({ code: 'data/one-group', params: { series: '0' } });
    expect([view.train, view.test]).toEqual([null, null]);
    expect(await engine.tablePage(view.handle, 'train', 0, 5)).toMatchObject({ total: 20 });
  });

  it('tells one run from another, and the same one again', async () => {
    const rows = Array.from({ length: 12 }, (_, row) => `${row},${row * 2},${row + 3}.5,${row % 2 ? 'a' : 'b'}`);
    const { engine, open } = await opened(['t0,t1,t2,label', ...rows].join('\n'));
    const hashOf = async (spec: Given) => (await engine.run('r', (await open(spec)).handle, SMALL_MODEL)).specHash;
    const seeds = await Promise.all([1, 2].map((seed) => hashOf({ split: { ...DEFAULT_SPLIT, seed } })));
    expect(await hashOf({ split: { ...DEFAULT_SPLIT, seed: 1 } })).toBe(seeds[0]);
    const others = [await hashOf({}), await hashOf({ leaveOut: ['missing'] }), await hashOf({ clip: 'fences' })];
    expect(new Set([...seeds, ...others]).size).toBe(5);
  });

  it('stands in the provenance, from which the same bytes can be made again', async () => {
    const { engine, folder, view } = await opened(recording(values), {
      reading: { ...whole, window: { length: 2, stride: 2 } },
      split: { ...byTime, test: 0.25 },
      clip: 'range',
    });
    const run = await engine.run('r', view.handle, SMALL_MODEL);
    const report = await engine.exportFeatures('e', run.handle, DEFAULT_FEATURES, 'out.csv');
    expect(report.files).toEqual(expect.arrayContaining(['out.csv', 'out.test.csv']));
    const provenance = JSON.parse(await readFile(join(folder, 'out.test.provenance.json'), 'utf8'));
    expect(provenance).toMatchObject({
      dataset: { source: { file: 'data.csv', test: 'none' }, split: { by: 'time', test: 0.25 }, clip: 'range' },
      understood: { split: { by: 'time' } },
      clip: { kind: 'range', channels: [{ name: 'x', low: 0 }] },
      files: [
        { fileName: 'data.csv', seriesCount: 7 },
        { fileName: 'data.csv', seriesCount: 2 },
      ],
    });
  });
});

describe('series that are left out', () => {
  const text = ['t0,t1,t2,label', '1,2,3,a', '1,,3,a', '4,5,6,b', '1,2,3,a', '4,inf,6,b'].join('\n');

  it('because of missing values are counted, and the others run', async () => {
    const { engine, view } = await opened(text, { leaveOut: ['missing'] });
    expect(view.problem).toBeNull();
    const params = { file: 'data.csv', part: 'train', count: 2, of: 5 };
    expect(view.warnings).toEqual([{ code: 'data/left-out-missing', params }]);
    expect(view.train).toMatchObject({ seriesCount: 3, missing: 0, infinite: 0 });
    expect(view.train!.classes).toEqual([
      { label: 'a', count: 2 },
      { label: 'b', count: 1 },
    ]);
    const { findings } = await engine.checkQuality('q', view.handle);
    expect(findings.map(({ code }) => code)).not.toContain('missing');
    expect(findings.map(({ code }) => code)).toContain('duplicates');
  });

  it('because they have no label are found, counted, and left out where others have one', async () => {
    const unlabelled = 't0,t1,t2,label\n1,2,3,a\n4,5,6,\n7,8,9,b\n1,5,2,?\n';
    const { engine, view } = await opened(unlabelled);
    const { findings } = await engine.checkQuality('q', view.handle);
    expect(findings.find(({ code }) => code === 'unlabelled')).toMatchObject({
      severity: 'warning',
      count: 2,
      of: 4,
      places: [{ line: 3 }, { line: 5 }],
    });
    const without = await opened(unlabelled, { leaveOut: ['unlabelled'] });
    const params = { file: 'data.csv', part: 'train', count: 2, of: 4 };
    expect(without.view.warnings).toEqual([{ code: 'data/left-out-unlabelled', params }]);
    const after = await without.engine.checkQuality('q', without.view.handle);
    expect(after.findings.map(({ code }) => code)).not.toContain('unlabelled');
    const none = await opened('t0,t1,t2\n1,2,3\n4,5,6\n', { leaveOut: ['unlabelled'] });
    expect(none.view.warnings).toEqual([]);
  });

  it('because they are copies are counted part by part; the training part keeps its own', async () => {
    const { engine, spec } = await smallSet([
      [[9, 8, 7], 'down'],
      [[2, 3, 5], 'up'],
      [[9, 8, 7], 'down'],
    ]);
    const view = await engine.openDataset('1', { ...spec, leaveOut: ['duplicates', 'missing'] });
    const params = { file: 'Small_TEST.ts', part: 'test', count: 2, of: 3 };
    expect(view.warnings).toEqual([{ code: 'data/left-out-copies', params }]);
    expect([view.train!.seriesCount, view.test!.seriesCount]).toEqual([3, 1]);
    const { findings } = await engine.checkQuality('q', view.handle);
    expect(findings.map(({ code }) => code)).not.toContain('duplicates-across');
  });

  it('are refused to be all there are', async () => {
    const { view } = await opened('t0,t1,t2,label\n1,,3,a\n2,,4,b\n', { leaveOut: ['missing'] });
    expect(view.problem).toEqual({ code: 'data/nothing-left', params: { file: 'data.csv', part: 'train', count: 2 } });
  });
});

describe('clipping', () => {
  it('comes after filling and before scaling, with bounds of the training part', async () => {
    const text = recording([0, 1, 'nan', 3, 4, -50, 2, 'nan', 90, 1]);
    const { view, values } = await opened(text, {
      reading: whole,
      split: { ...byTime, test: 0.5 },
      missing: 'zero',
      clip: 'range',
      scaling: 'minmax',
    });
    expect(view.clip).toEqual({ kind: 'range', channels: [{ name: 'x', low: 0, high: 4 }] });
    expect(await values('test', 0)).toEqual([0, 2, 0, 4, 1]);
    expect(view.scaler!.channels).toEqual([{ name: 'x', offset: 0, scale: 4 }]);
    const clipped = { file: 'data.csv', part: 'test', count: 2, channels: ['x'] };
    expect(view.warnings.at(-1)).toEqual({ code: 'data/clipped', params: clipped });
  });

  it('to fences changes the training part as well, before its scaling is fitted', async () => {
    const { view } = await opened(recording([0, 1, 2, 3, 4, 100]), {
      reading: whole,
      clip: 'fences',
      scaling: 'minmax',
    });
    expect(view.clip!.channels).toEqual([{ name: 'x', low: -6.25, high: 11.25 }]);
    expect(view.scaler!.channels).toEqual([{ name: 'x', offset: 0, scale: 11.25 }]);
  });

  it('to fences leaves no outliers to be found', async () => {
    const values = [...Array.from({ length: 60 }, (_, step) => step % 7), 100];
    const { engine, view, open } = await opened(recording(values), { reading: whole });
    const found = async ({ handle }: DatasetView) =>
      (await engine.checkQuality('q', handle)).findings.map(({ code }) => code);
    expect(await found(view)).toEqual(['outliers']);
    expect(await found(await open({ reading: whole, clip: 'fences' }))).toEqual([]);
  });
});

describe('labels that are numbers', () => {
  const rows = Array.from({ length: 12 }, (_, row) => `${row},${row * 2},${row + 3}.5,${row}.25`);
  const text = ['t0,t1,t2,label', ...rows].join('\n');

  it('are no classes: their range is told instead', async () => {
    const { engine, view } = await opened(text);
    expect(view.understood.labelAs).toBe('number');
    expect(view.train).toMatchObject({ classes: [], target: { count: 12, min: 0.25, mean: 5.75, max: 11.25 } });
    const { findings } = await engine.checkQuality('q', view.handle);
    // Nothing is said of classes; the mean of each series goes with its number.
    expect(findings.map(({ code }) => code)).toEqual(['tells-label']);
  });

  it('are no classes in statistics and means either', async () => {
    const { engine, view } = await opened(text);
    const { parts } = await engine.statistics('s', view.handle);
    expect(parts[0]).toMatchObject({ series: 12, classes: [], classCount: 0 });
    const query = { part: 'train', channel: 0, width: 100, scaled: false } as const;
    const { classes } = await engine.classMeans('m', view.handle, query);
    expect(classes.map(({ label, series }) => [label, series])).toEqual([[null, 12]]);
  });

  it('cannot be stratified, which is said', async () => {
    const { view } = await opened(text, { split: DEFAULT_SPLIT });
    expect(view.test).toMatchObject({ seriesCount: 4, classes: [] });
    expect(view.assumptions).toContainEqual({ setting: 'split', reason: 'nothing-to-stratify', params: {} });
  });

  it('are taken for what the training part has them for in the test part', async () => {
    const { engine, folder } = await testEngine();
    await writeFile(join(folder, 'n_TRAIN.csv'), text);
    await writeFile(join(folder, 'n_TEST.csv'), ['t0,t1,t2,label', '1,2,3,4', '2,3,4,5'].join('\n'));
    const source = { kind: 'file', file: 'n_TRAIN.csv', test: 'twin' } as const;
    const view = await engine.openDataset('1', { source, reading: {}, missing: 'refuse', scaling: 'none' });
    expect(view.test).toMatchObject({ classes: [], target: { count: 2, min: 4, mean: 4.5, max: 5 } });
    expect(view.warnings).toEqual([]);
  });
});

describe('the usual label', () => {
  it('of the training part is that of the test part too', async () => {
    const { engine, folder } = await testEngine();
    const rows = (labels: string) => ['x,label', ...[...labels].map((label, row) => `${row}.5,${label}`)].join('\n');
    await writeFile(join(folder, 'train.csv'), rows('ooooooof'));
    await writeFile(join(folder, 'test.csv'), rows('fffoffff'));
    const reading = { windowLabel: 'any', window: { length: 4, stride: 4 } } as const;
    const source = { kind: 'file', file: 'train.csv', test: { file: 'test.csv' } } as const;
    const view = await engine.openDataset('1', { source, reading, missing: 'refuse', scaling: 'none' });
    expect(view.understood.usualLabel).toBe('o');
    expect(view.assumptions).toContainEqual({ setting: 'usualLabel', reason: 'usual-label', params: { label: 'o' } });
    expect(view.test!.classes).toEqual([{ label: 'f', count: 2 }]);
  });

  it('of the training files of a folder is that of its test files too, and not that of the first file', async () => {
    const made = await testEngine();
    const { engine, folder } = made;
    const rows = (labels: string) => ['x,label', ...[...labels].map((label, row) => `${row}.5,${label}`)].join('\n');
    await writeFiles(folder, {
      'set/train/a.csv': rows('fffo'),
      'set/train/b.csv': rows('oooooooo'),
      'set/test/a.csv': rows('ffffffof'),
    });
    const source = { kind: 'folder', folder: 'set', labelFrom: 'column' } as const;
    const open = (reading: ReadingSpec) =>
      engine.openDataset('1', { source, reading, missing: 'refuse', scaling: 'none' });
    const cut = { windowLabel: 'any', window: { length: 4, stride: 4 } } as const;
    const view = await open(cut);
    expect(view.problem).toBeNull();
    expect(view.understood.usualLabel).toBe('o');
    expect(view.assumptions).toContainEqual({ setting: 'usualLabel', reason: 'usual-label', params: { label: 'o' } });
    expect(view.test!.classes).toEqual([{ label: 'f', count: 2 }]);
    const chosen = await open({ ...cut, usualLabel: 'f' });
    expect(chosen.understood.usualLabel).toBe('f');
    expect(chosen.test!.classes).toEqual([
      { label: 'f', count: 1 },
      { label: 'o', count: 1 },
    ]);
    expect((await open({ ...cut, windowLabel: 'last', usualLabel: 'f' })).understood).not.toHaveProperty('usualLabel');
  });
});
