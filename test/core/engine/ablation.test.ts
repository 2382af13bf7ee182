/** Ablated models through the engine: held gates, silent units, shuffled and shortened series, and what is refused. */

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Ablation } from '../../../core/contract/ablation';
import { CELLS } from '../../../core/contract/cells';
import { DEFAULT_FEATURES, type RandomModel } from '../../../core/contract/specs';
import type { GatesView, SeriesRef } from '../../../core/contract/views';
import { parseCsv } from '../../helpers/engine';
import { SMALL_MODEL, smallSet, TRAIN } from '../../helpers/small-set';

const ALL = { from: 0, to: 100, width: 1000, layer: 0, direction: 'fwd', units: [0, 1, 2] } as const;
const series: SeriesRef = { part: 'train', index: 0 };

async function opened() {
  const { engine, spec, ...rest } = await smallSet();
  const dataset = await engine.openDataset('open', spec);
  const run = (model: RandomModel) => engine.run('run', dataset.handle, model);
  const gates = async (ablation: Ablation | undefined, query: Partial<typeof ALL> & { series?: SeriesRef } = {}) => {
    const { handle } = await run({ ...SMALL_MODEL, ...(ablation === undefined ? {} : { ablation }) });
    return engine.gates('gates', handle, { series, ...ALL, ...query, units: [0, 1, 2] });
  };
  return { engine, spec, dataset, run, gates, ...rest };
}

const traceOf = (view: GatesView, unit: number, quantity: string): number[] => [
  ...view.traces.find((trace) => trace.unit === unit && trace.quantity === quantity)!.envelope.min,
];

describe('an ablated run', () => {
  it('holds a gate of every layer and direction, and of the named units alone', async () => {
    const { gates } = await opened();
    expect(traceOf(await gates({ holds: [{ quantity: 'f', value: 1 }] }), 1, 'f')).toEqual([1, 1, 1, 1, 1]);
    const whole = await gates(undefined);
    const one = await gates({ holds: [{ quantity: 'o', units: [1], value: 0 }] });
    expect(traceOf(one, 1, 'h')).toEqual([0, 0, 0, 0, 0]);
    expect(traceOf(one, 0, 'o')).not.toEqual(traceOf(one, 1, 'o'));
    expect(traceOf(one, 0, 'i')[0]).toBe(traceOf(whole, 0, 'i')[0]);
  });

  it('holds each unit at its own mean over the training part', async () => {
    const { gates, dataset, engine, run } = await opened();
    const { handle } = await run(SMALL_MODEL);
    const sums = [0, 0, 0];
    let steps = 0;
    for (const [index, [values]] of TRAIN.entries()) {
      const view = await engine.gates('g', handle, { series: { part: 'train', index }, ...ALL, units: [0, 1, 2] });
      for (const unit of [0, 1, 2]) sums[unit] += traceOf(view, unit, 'i').reduce((sum, value) => sum + value, 0);
      steps += values.length;
    }
    const held = await gates({ holds: [{ quantity: 'i', value: 'mean' }] });
    for (const unit of [0, 1, 2])
      for (const value of traceOf(held, unit, 'i')) expect(value).toBeCloseTo(sums[unit] / steps, 6);
    expect(dataset.train!.seriesCount).toBe(3);
  });

  it('reads the first steps alone, with the weights of the whole model', async () => {
    const { gates } = await opened();
    const whole = await gates(undefined);
    const cut = await gates({ first: 2 });
    expect(cut.length).toBe(2);
    expect(traceOf(cut, 0, 'h')).toEqual(traceOf(whole, 0, 'h').slice(0, 2));
    const short = await gates({ first: 4 }, { series: { part: 'train', index: 2 } });
    expect(short.length).toBe(3);
  });

  it('puts the steps of each series in an order of its own, which the seed tells', async () => {
    const { gates } = await opened();
    const signal = (view: GatesView) => [...view.signal.lines[0].envelope.min];
    const [whole, a, again, b] = [
      await gates(undefined),
      await gates({ shuffle: 7 }),
      await gates({ shuffle: 7 }),
      await gates({ shuffle: 8 }),
    ];
    expect(signal(a)).not.toEqual(signal(whole));
    expect(signal(a).toSorted()).toEqual(signal(whole).toSorted());
    expect(signal(again)).toEqual(signal(a));
    expect([signal(b), traceOf(b, 0, 'h')]).not.toEqual([signal(a), traceOf(a, 0, 'h')]);
  });

  it('is the whole model, with its hash and bytes, where nothing is taken away', async () => {
    const { run, engine } = await opened();
    const whole = await run(SMALL_MODEL);
    const empty = await run({ ...SMALL_MODEL, ablation: { holds: [] } });
    expect(empty.handle).toBe(whole.handle);
    const held = await run({ ...SMALL_MODEL, ablation: { first: 3 } });
    expect(held.specHash).not.toBe(whole.specHash);
    const page = { spec: DEFAULT_FEATURES, first: 0, count: 3, firstColumn: 0, columnCount: 60 };
    const rows = await engine.featuresPage(whole.handle, { ...page, sortBy: null, descending: false });
    const again = await engine.featuresPage(empty.handle, { ...page, sortBy: null, descending: false });
    expect(again).toEqual(rows);
  });

  it('is closed like any other, and the dataset with it', async () => {
    const { run, engine, dataset } = await opened();
    const { handle } = await run({ ...SMALL_MODEL, ablation: { shuffle: 1 } });
    await engine.closeDataset(dataset.handle);
    await expect(engine.features(handle, DEFAULT_FEATURES)).resolves.toBeDefined();
    await engine.closeRun(handle);
    await expect(engine.features(handle, DEFAULT_FEATURES)).rejects.toMatchObject({ code: 'engine/unknown-handle' });
  });
});

describe('what an ablation cannot be', () => {
  it('is told by its code before anything is run', async () => {
    const { run, engine, dataset } = await opened();
    const refused = (what: object, ablation: Ablation, model: Partial<RandomModel> = {}) =>
      expect(run({ ...SMALL_MODEL, ...model, ablation })).rejects.toMatchObject(what);
    const hold = { value: 1, quantity: 'f' } as const;
    const state = { code: 'model/cannot-hold', params: { reason: 'state' } };
    await refused(state, { holds: [{ quantity: 'c', value: 0 }] });
    await refused({ params: { reason: 'coupled' } }, { holds: [hold] }, { cell: CELLS.coupled });
    const layer = { code: 'model/out-of-range', params: { name: 'layer' } };
    await refused(layer, { holds: [{ ...hold, layer: 1 }] });
    await refused({ params: { name: 'unit' } }, { holds: [{ ...hold, units: [6] }] });
    const forward = { bidirectional: false };
    await refused({ params: { name: 'direction' } }, { holds: [{ ...hold, direction: 'bwd' }] }, forward);
    await refused({ params: { name: 'first' } }, { first: 0 });
    await refused({ params: { name: 'shuffle' } }, { shuffle: -1 });
    const described = await engine.describeModel(
      { ...SMALL_MODEL, ablation: { holds: [{ quantity: 'r', value: 1 }] } },
      dataset.handle,
    );
    expect(described.problem).toMatchObject({ code: 'model/cannot-hold', params: { reason: 'no-such-quantity' } });
  });

  it('is not written to a file of a model', async () => {
    const { engine, dataset } = await opened();
    const model = { ...SMALL_MODEL, ablation: { first: 2 } };
    await expect(
      engine.exportModel('x', model, dataset.handle, DEFAULT_FEATURES, 'm.safetensors'),
    ).rejects.toMatchObject({ code: 'model/ablated' });
  });
});

describe('a job with an ablation', () => {
  it('writes the features of the ablated model and says so beside them', async () => {
    const { engine, folder, read, spec } = await opened();
    const ablation: Ablation = { holds: [{ quantity: 'h', units: [0, 4], value: 0 }], first: 3 };
    const job = {
      version: 1 as const,
      task: 'features' as const,
      dataset: spec,
      model: { ...SMALL_MODEL, ablation },
      features: DEFAULT_FEATURES,
      gates: { sequence: null },
      output: { file: 'out.csv', test: null },
    };
    await writeFile(join(folder, 'job.json'), await engine.jobText(job));
    await engine.runJob('job', job);
    const rows = parseCsv(await read('out.csv'));
    for (const row of rows) {
      expect(Number(row['h__l0__fwd__u0__max'])).toBe(0);
      expect(Number(row['h__l0__bwd__u4__std'])).toBe(0);
      expect(Number(row['h__l0__fwd__u1__max'])).not.toBe(0);
    }
    expect(JSON.parse(await read('out.provenance.json')).model.ablation).toEqual(ablation);
  });
});
