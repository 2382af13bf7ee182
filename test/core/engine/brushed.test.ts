/** Chosen series beside the rest, held to what the engine says of each series alone. */

import { describe, expect, it } from 'vitest';
import type { Direction, Quantity, SeriesRef } from '../../../core/contract/views';
import { SMALL_MODEL, smallSet } from '../../helpers/small-set';

const HIDDEN = SMALL_MODEL.hidden;
const ALL: SeriesRef[] = [
  { part: 'train', index: 0 },
  { part: 'train', index: 1 },
  { part: 'train', index: 2 },
  { part: 'test', index: 0 },
  { part: 'test', index: 1 },
];
const CHOSEN = [ALL[0], ALL[2], ALL[3]]; // of 5, 3 and 3 steps

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

async function small() {
  const { engine, spec } = await smallSet();
  const dataset = await engine.openDataset('open', spec);
  const run = await engine.run('run', dataset.handle, { ...SMALL_MODEL, bidirectional: true } as typeof SMALL_MODEL);
  /** Every step's value of every unit of a quantity. */
  const traced = async (series: SeriesRef, direction: Direction, quantity: Quantity): Promise<number[][]> => {
    const units = Array.from({ length: HIDDEN }, (_, unit) => unit);
    const view = await engine.gates('gates', run.handle, {
      series,
      layer: 0,
      direction,
      from: 0,
      to: 100,
      width: 1000,
      units,
    });
    return units.map((unit) => [
      ...view.traces.find((trace) => trace.unit === unit && trace.quantity === quantity)!.envelope.min,
    ]);
  };
  return { engine, run, traced };
}

describe('brushed series', () => {
  it.each(['fwd', 'bwd'] as const)('have the mean gates of their steps (%s)', async (direction) => {
    const { engine, run, traced } = await small();
    const view = await engine.brushed('brushed', run.handle, {
      series: [...CHOSEN, ALL[0]],
      layer: 0,
      direction,
      width: 100,
    });
    expect(view).toMatchObject({ series: 3, rest: 2, length: 5, stepsPerColumn: 1, activity: 'h' });
    expect([...view.reaching]).toEqual([3, 3, 3, 1, 1]);
    expect(view.heatmaps.map(({ quantity }) => quantity)).toEqual(['i', 'f', 'g', 'o', 'c', 'h']);
    for (const quantity of ['f', 'h'] as const) {
      const heatmap = view.heatmaps.find((one) => one.quantity === quantity)!;
      const traces = await Promise.all(CHOSEN.map((series) => traced(series, direction, quantity)));
      for (let unit = 0; unit < HIDDEN; unit++) {
        for (let t = 0; t < 5; t++) {
          const expected = mean(traces.flatMap((units) => (t < units[unit].length ? [units[unit][t]] : [])));
          const cell = heatmap.cells[unit * 5 + t];
          const value = heatmap.low + (cell / 255) * (heatmap.high - heatmap.low);
          expect(Math.abs(value - expected)).toBeLessThanOrEqual((0.51 * (heatmap.high - heatmap.low)) / 255);
        }
      }
    }
  });

  it('differ from the rest by Cohen’s d of the mean h of each series', async () => {
    const { engine, run, traced } = await small();
    const query = { series: CHOSEN, layer: 0, direction: 'fwd', width: 100 } as const;
    const { differences } = await engine.brushed('brushed', run.handle, { ...query, series: [...CHOSEN] });
    const states = await Promise.all(ALL.map((series) => traced(series, 'fwd', 'h')));
    for (let unit = 0; unit < HIDDEN; unit++) {
      const means = states.map((units) => mean(units[unit]));
      const [chosen, rest] = [
        [means[0], means[2], means[3]],
        [means[1], means[4]],
      ];
      const squares = (values: number[]) => values.reduce((sum, value) => sum + (value - mean(values)) ** 2, 0);
      const pooled = Math.sqrt((squares(chosen) + squares(rest)) / 3);
      expect(differences[unit]).toBeCloseTo((mean(chosen) - mean(rest)) / pooled, 4);
    }
  });

  it('share columns where steps do not fit, and have the mean signal of the model’s input', async () => {
    const { engine, run } = await small();
    const view = await engine.brushed('brushed', run.handle, {
      series: [ALL[0], ALL[2]],
      layer: 0,
      direction: 'fwd',
      width: 2,
    });
    expect(view).toMatchObject({ length: 5, stepsPerColumn: 3 });
    expect([...view.reaching]).toEqual([2, 1]);
    // Training values 1..5, 5 4 3 2 and 2 3 5: mean 39 / 12, squares 147; the columns hold 1 2 3 2 3 5 and 4 5.
    const scale = (value: number) => (value - 39 / 12) / Math.sqrt(147 / 12 - (39 / 12) ** 2);
    expect(view.signal).toHaveLength(1);
    expect(view.signal[0].mean[0]).toBeCloseTo(scale(16 / 6), 5);
    expect(view.signal[0].mean[1]).toBeCloseTo(scale(4.5), 5);
  });

  it('have to exist', async () => {
    const { engine, run } = await small();
    const ask = (series: SeriesRef[]) =>
      engine.brushed('brushed', run.handle, { series, layer: 0, direction: 'fwd', width: 10 });
    await expect(ask([{ part: 'test', index: 2 }])).rejects.toMatchObject({ code: 'data/unknown-series' });
    await expect(ask([])).rejects.toMatchObject({ code: 'model/out-of-range' });
  });
});
