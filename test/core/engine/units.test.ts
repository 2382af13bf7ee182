/** Statistics of units through the engine: a latch built by hand, all cells, both directions, and a pass that can be stopped. */

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CELLS, type CellName } from '../../../core/contract/cells';
import { DEFAULT_MODEL, type DatasetSpec } from '../../../core/contract/specs';
import { SYNTHETIC_DEFAULTS } from '../../../core/contract/synthetic';
import { ENGINE_METHODS } from '../../../core/rpc/methods';
import { type TestEngine, testEngine } from '../../helpers/engine';
import { safetensors } from '../../helpers/safetensors';
import { SMALL_MODEL, smallSet, tsFile } from '../../helpers/small-set';

const LAYER = { layer: 0, direction: 'fwd' } as const;

const tensor = (shape: number[], values: number[]) => ({
  dtype: 'F32',
  shape,
  bytes: new Uint8Array(Float32Array.from(values).buffer),
});

/** Pulses of 1 at these steps of `length`. */
const pulses = (length: number, ...at: number[]) => Array.from({ length }, (_, t) => Number(at.includes(t)));

/**
 * Unit 0 latches: its forget bias is 10, its input gate opens where x exceeds 1/2 (sum 40 x - 20), its candidate is tanh(10)
 * and its output gate open. Unit 1 has no weights at all but an input gate shut for good.
 */
async function latch(): Promise<TestEngine & { dataset: string; run: string }> {
  const engine = await testEngine();
  const [i, f, g, o] = [0, 1, 2, 3];
  const w = Array.from({ length: 8 }, () => 0);
  const b = Array.from({ length: 8 }, () => 0);
  w[i * 2] = 40;
  b[i * 2] = -20;
  b[f * 2] = 10;
  b[g * 2] = 10;
  b[o * 2] = 10;
  b[i * 2 + 1] = -20;
  await writeFile(
    join(engine.folder, 'latch.safetensors'),
    safetensors({
      weight_ih_l0: tensor([8, 1], w),
      weight_hh_l0: tensor(
        [8, 2],
        Array.from({ length: 16 }, () => 0),
      ),
      bias_ih_l0: tensor([8], b),
      bias_hh_l0: tensor(
        [8],
        Array.from({ length: 8 }, () => 0),
      ),
    }),
  );
  const series: [number[], string][] = [
    [pulses(20, 3), 'up'],
    [pulses(20, 3, 9, 12), 'up'],
    [pulses(20), 'down'],
    [pulses(20), 'down'],
  ];
  await writeFile(join(engine.folder, 'Pulses_TRAIN.ts'), tsFile(series));
  const spec: DatasetSpec = {
    source: { kind: 'file', file: 'Pulses_TRAIN.ts', test: 'none' },
    reading: {},
    missing: 'refuse',
    scaling: 'none',
  };
  const dataset = await engine.engine.openDataset('open', spec);
  const run = await engine.engine.run('run', dataset.handle, { kind: 'file', file: 'latch.safetensors' });
  return { ...engine, dataset: dataset.handle, run: run.handle };
}

describe('a unit built to latch', () => {
  it('is recognised by its horizon, saturation and drive, as computed by hand', async () => {
    const { engine, run } = await latch();
    const view = await engine.units('units', run, LAYER);
    expect(view).toMatchObject({ units: 2, activity: 'h', series: 4, steps: 80, correlated: 4, window: 5 });
    expect(view.flags).toEqual([
      { flag: 'dead', units: [1] },
      { flag: 'saturated', units: [0, 1] },
      { flag: 'latch', units: [0] },
    ]);
    const [card, dead] = await engine.unitCards('cards', run, LAYER, [0, 1]);
    // f = s(10) in float32 at every step: -1 / ln f = 1 / ln(1 + e^-10) = 22026, to the rounding of f.
    const f = Math.fround(1 / (1 + Math.exp(-10)));
    for (const horizon of card.horizon!) expect(horizon / (-1 / Math.log(f))).toBeCloseTo(1, 6);
    expect(card.horizon![2]).toBeGreaterThan(21990);
    expect(dead.horizon![2]).toBeCloseTo(1 / Math.log(2), 6);
    expect(card.saturated).toEqual([
      { quantity: 'i', side: 'shut' },
      { quantity: 'f', side: 'open' },
      { quantity: 'o', side: 'open' },
    ]);
    const gate = card.quantities.find(({ quantity }) => quantity === 'i')!;
    expect(gate).toMatchObject({ shut: 76 / 80, open: 4 / 80 });
    expect(gate.mean).toBeCloseTo(4 / 80, 6);
    // c counts pulses: after three of them h = s(10) tanh(3 tanh 10), reached at step 12 and then only fading.
    const [first] = card.highest;
    expect(first).toMatchObject({ series: { part: 'train', index: 1 }, label: 'up', from: 10, to: 15, step: 12 });
    expect(first.value).toBeCloseTo((1 / (1 + Math.exp(-10))) * Math.tanh(3 * Math.tanh(10)), 3);
    expect([...first.signal]).toEqual([0, 0, 1, 0, 0]);
    expect(card.highest.map(({ from }) => from)).toEqual([10, 15, 5]);
    expect(card.lowest.every(({ value }) => Math.abs(value) < 1e-6)).toBe(true);
    // Only series of one class have pulses, and their h means 16/20 tanh 1 and more.
    expect(card.label!.kind).toBe('classes');
    expect(card.label!.value).toBeGreaterThan(0.9);
    expect(dead.label).toBeNull();
    // A step that ends above 1/2 latches; so does an impulse of the same height, and stays.
    const [step, impulse] = card.responses!;
    expect(step.values[10]).toBeLessThan(1e-6);
    expect(impulse.values).toHaveLength(96);
  });

  it('responds to probes as tall as two deviations above the mean', async () => {
    const { engine, run } = await latch();
    const [card] = await engine.unitCards('cards', run, LAYER, [0]);
    // Mean 4/80, deviation sqrt(1/20 * 19/20) = 0.218: the probes end at 0.486, and i = s(40 * 0.486 - 20).
    const top = 0.05 + 2 * Math.sqrt(0.05 * 0.95);
    const i = 1 / (1 + Math.exp(-(40 * top - 20)));
    const low = 1 / (1 + Math.exp(-(40 * 0.05 - 20)));
    const f = 1 / (1 + Math.exp(-10));
    const g = Math.tanh(10);
    let c = 0;
    const expected = Array.from({ length: 96 }, (_, t) => {
      c = f * c + (t === 16 ? i : low) * g;
      return f * Math.tanh(c);
    });
    const { values } = card.responses!.find(({ probe }) => probe === 'impulse')!;
    for (const [t, value] of values.entries()) expect(value).toBeCloseTo(expected[t], 5);
  });
});

describe('statistics of units', () => {
  it.each(Object.keys(CELLS) as CellName[])('are there for %s, and none is out of its range', async (name) => {
    const { engine, spec } = await smallSet();
    const { handle } = await engine.openDataset('open', spec);
    const run = await engine.run('run', handle, { ...SMALL_MODEL, cell: CELLS[name], bidirectional: true });
    for (const direction of ['fwd', 'bwd'] as const) {
      const view = await engine.units('u', run.handle, { layer: 0, direction });
      expect([...view.order].toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5]);
      const cards = await engine.unitCards('c', run.handle, { layer: 0, direction }, [0, 1, 2, 3, 4, 5]);
      for (const card of cards) {
        expect(card.horizon === null).toBe(name === 'rnn');
        for (const { mean, min, max, shut } of card.quantities) {
          expect(mean).toBeGreaterThanOrEqual(min - 1e-6);
          expect(mean).toBeLessThanOrEqual(max + 1e-6);
          if (shut !== null) expect(shut).toBeLessThanOrEqual(1);
        }
        for (const { value } of card.correlations)
          if (!Number.isNaN(value)) expect(Math.abs(value)).toBeLessThanOrEqual(1);
        expect(card.highest[0].value).toBeGreaterThanOrEqual(card.lowest[0].value);
        expect(card.responses).toHaveLength(3);
      }
    }
  });

  it('go by c where h is projected, and refuse what is not there', async () => {
    const { engine, spec } = await smallSet();
    const { handle } = await engine.openDataset('open', spec);
    const run = await engine.run('run', handle, { ...SMALL_MODEL, projection: 2 });
    expect((await engine.units('u', run.handle, LAYER)).activity).toBe('c');
    await expect(engine.units('u', run.handle, { layer: 1, direction: 'fwd' })).rejects.toMatchObject({
      code: 'model/out-of-range',
    });
    await expect(engine.unitCards('u', run.handle, LAYER, [6])).rejects.toMatchObject({ code: 'model/out-of-range' });
  });

  it('are those of each series, whatever batches they are computed in', async () => {
    const { engine, spec } = await smallSet();
    const { handle } = await engine.openDataset('open', spec);
    const run = await engine.run('run', handle, SMALL_MODEL);
    const [card] = await engine.unitCards('c', run.handle, LAYER, [3]);
    let [sum, count, high] = [0, 0, -Infinity];
    for (const [part, size] of [
      ['train', 3],
      ['test', 2],
    ] as const) {
      for (let index = 0; index < size; index++) {
        const query = { series: { part, index }, ...LAYER, from: 0, to: 99, width: 999, units: [3] };
        const { traces } = await engine.gates('g', run.handle, query);
        const h = [...traces.find(({ quantity }) => quantity === 'h')!.envelope.min];
        sum += h.reduce((total, value) => total + value, 0);
        count += h.length;
        high = Math.max(high, ...h);
      }
    }
    const own = card.quantities.find(({ quantity }) => quantity === 'h')!;
    expect(own.mean).toBeCloseTo(sum / count, 6);
    expect(own.max).toBe(high);
    expect(card.highest[0].value).toBe(high);
  });

  it('can be cancelled, and tell how far they are', async () => {
    const shares: number[] = [];
    const { engine } = await testEngine({
      progress: (call, { phase, share, unit }) => {
        if (call !== 'u') return;
        expect([phase, unit]).toEqual(['running', 'series']);
        shares.push(share);
        if (shares.length === 2) void engine.cancel('u');
      },
    });
    const spec: DatasetSpec = {
      source: { ...SYNTHETIC_DEFAULTS.adding, series: 300, shortest: 200, longest: 200 },
      reading: {},
      missing: 'refuse',
      scaling: 'none',
    };
    const { handle } = await engine.openDataset('open', spec);
    const run = await engine.run('run', handle, { ...DEFAULT_MODEL, hidden: 32 });
    await expect(engine.units('u', run.handle, LAYER)).rejects.toMatchObject({ code: 'engine/cancelled' });
    expect(shares[0]).toBe(0);
  });
});

describe('what is left of a series', () => {
  it('is the product of forget gates, and only the present where nothing is kept', async () => {
    const { engine, run } = await latch();
    const view = await engine.memory('m', run, {
      series: { part: 'train', index: 1 },
      ...LAYER,
      unit: 1,
      width: 100,
    });
    // f = 1/2 at every step: row s, column t holds 255 / 2^(t - s).
    expect(view).toMatchObject({ columns: 20, stepsPerColumn: 1, rnn: { init: 'pytorch', seed: 1, hidden: 2 } });
    const { cells } = view.kept!;
    for (let s = 0; s < 20; s++) {
      for (let t = 0; t < 20; t++) {
        const kept = t < s ? 0 : 255 * 0.5 ** (t - s);
        expect(cells[s * 20 + t]).toBe(kept < 255 / 1024 ? 0 : Math.round(kept));
      }
    }
    const both = await engine.memory('m', run, { series: { part: 'train', index: 1 }, ...LAYER, unit: null, width: 5 });
    expect(both.columns).toBe(5);
    // Four steps a column, the mean of a unit that keeps all and one that keeps 1/16.
    expect(both.kept!.cells[1]).toBe(Math.round((255 * (1 + 1 / 16)) / 2));
  });

  it('knows of the start what float64 differences say, in an LSTM and in the RNN beside', async () => {
    const { engine, spec } = await smallSet();
    const { handle } = await engine.openDataset('open', spec);
    const model = { ...SMALL_MODEL, bidirectional: false, init: 'keras' as const };
    const lstm = await engine.run('run', handle, model);
    const rnn = await engine.run('run', handle, { ...model, cell: CELLS.rnn });
    const query = { series: { part: 'train', index: 0 } as const, ...LAYER, unit: null, width: 100 };
    const beside = await engine.memory('m', lstm.handle, query);
    const itself = await engine.memory('m', rnn.handle, query);
    expect(beside.sensitivity.map(({ of }) => of)).toEqual(['h', 'c', 'rnn']);
    expect(itself.sensitivity.map(({ of }) => of)).toEqual(['h']);
    expect(itself.kept).toBeNull();
    // The same seed and initialisation draw the same RNN.
    expect(beside.sensitivity[2].values).toEqual(itself.sensitivity[0].values);
    expect(beside.rnn).toEqual({ init: 'keras', seed: 1, hidden: 6 });
  });

  it('reads a backward direction from the end', async () => {
    const { engine, spec } = await smallSet();
    const { handle } = await engine.openDataset('open', spec);
    const run = await engine.run('run', handle, SMALL_MODEL);
    const view = await engine.memory('m', run.handle, {
      series: { part: 'train', index: 0 },
      layer: 0,
      direction: 'bwd',
      unit: null,
      width: 100,
    });
    for (const { values } of view.sensitivity) expect(values[0]).toBeGreaterThan(0);
    expect(view.kept!.cells[0]).toBe(255);
  });
});

it('the window may ask for all of it', () => {
  expect(ENGINE_METHODS).toEqual(expect.arrayContaining(['units', 'unitCards', 'memory']));
});
