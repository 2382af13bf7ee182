/** Views that fit the data: a step's numbers, heatmaps, pages of the feature table, handles. */

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULT_FEATURES, POOLINGS } from '../../../core/contract/specs';
import type { LstmStepView } from '../../../core/contract/views';
import { testEngine } from '../../helpers/engine';
import { SMALL_MODEL, smallSet } from '../../helpers/small-set';

describe('views', () => {
  it('shows a unit at a step with sums that make its gates', async () => {
    const { engine, spec } = await smallSet();
    const dataset = await engine.openDataset('1', spec);
    const run = await engine.run('2', dataset.handle, { ...SMALL_MODEL, layers: 2 });
    const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));
    const total = (sum: { input: number; recurrent: number; bias: number }): number =>
      sum.input + sum.recurrent + sum.bias;
    for (const layer of [0, 1]) {
      for (const direction of ['fwd', 'bwd'] as const) {
        for (const step of [0, 2, 4]) {
          const view = (await engine.step(run.handle, {
            series: { part: 'train', index: 0 },
            layer,
            direction,
            step,
            unit: 3,
          })) as LstmStepView;
          expect(view.i).toBeCloseTo(sigmoid(total(view.sums.i)), 6);
          expect(view.f).toBeCloseTo(sigmoid(total(view.sums.f)), 6);
          expect(view.g).toBeCloseTo(Math.tanh(total(view.sums.g)), 6);
          expect(view.o).toBeCloseTo(sigmoid(total(view.sums.o)), 6);
          expect(view.c).toBeCloseTo(view.f * view.cPrevious + view.i * view.g, 6);
          expect(view.h).toBeCloseTo(view.o * Math.tanh(view.c), 6);
        }
      }
    }
    const start = { series: { part: 'train', index: 0 }, layer: 0, unit: 0 } as const;
    expect(await engine.step(run.handle, { ...start, direction: 'fwd', step: 0 })).toMatchObject({
      cPrevious: 0,
      hPrevious: 0,
    });
    expect(await engine.step(run.handle, { ...start, direction: 'bwd', step: 4 })).toMatchObject({
      cPrevious: 0,
      hPrevious: 0,
    });
  });

  it('fits the heatmaps to the pixels and the scale to the quantity', async () => {
    const { engine, spec } = await smallSet();
    const dataset = await engine.openDataset('1', spec);
    const run = await engine.run('2', dataset.handle, SMALL_MODEL);
    const query = {
      series: { part: 'train', index: 0 },
      layer: 0,
      direction: 'fwd',
      from: -5,
      to: 99,
      width: 3,
      units: [2],
    } as const;
    const view = await engine.gates('3', run.handle, { ...query, units: [2] });
    expect(view).toMatchObject({ from: 0, to: 5, length: 5, stepsPerColumn: 2, id: '0', label: 'up' });
    expect(view.heatmaps.map(({ quantity }) => quantity)).toEqual(['i', 'f', 'g', 'o', 'c', 'h']);
    for (const map of view.heatmaps) {
      expect(map.cells).toHaveLength(6 * 3);
      expect([map.low, map.scale]).toEqual(
        ['i', 'f', 'o'].includes(map.quantity) ? [0, 'sequential'] : [-map.high, 'diverging'],
      );
    }
    expect(view.traces.map(({ unit, quantity }) => `${unit}${quantity}`)).toEqual(['2i', '2f', '2g', '2o', '2c', '2h']);
  });

  it('takes no index that is no whole number', async () => {
    const { engine, spec } = await smallSet();
    const dataset = await engine.openDataset('1', spec);
    const run = await engine.run('2', dataset.handle, SMALL_MODEL);
    const at = { series: { part: 'train', index: 0 }, layer: 0, direction: 'fwd', step: 0, unit: 0 } as const;
    for (const [name, value] of [
      ['layer', 0.5],
      ['step', 0.5],
      ['unit', 0.5],
      ['unit', NaN],
    ] as const) {
      const refused = engine.step(run.handle, { ...at, [name]: value });
      await expect(refused).rejects.toMatchObject({ code: 'model/out-of-range', params: { name, value } });
    }
    const series = { part: 'train', index: 0.5 } as const;
    const unknown = { code: 'data/unknown-series', params: { series: '0.5' } };
    await expect(engine.step(run.handle, { ...at, series })).rejects.toMatchObject(unknown);
    const chart = { series: [series], channels: [0], from: 0, to: 5, width: 5, scaled: false };
    await expect(engine.seriesChart(dataset.handle, chart)).rejects.toMatchObject(unknown);
    const gates = { ...at, from: 0, to: 5, width: 5, units: [0.5, 1] };
    expect((await engine.gates('3', run.handle, gates)).traces.every(({ unit }) => unit === 1)).toBe(true);
    await expect(engine.gates('3', run.handle, { ...gates, layer: 0.5 })).rejects.toMatchObject({
      code: 'model/out-of-range',
    });
  });

  it('sorts and pages the feature table by any column', async () => {
    const { engine, spec } = await smallSet();
    const dataset = await engine.openDataset('1', spec);
    const run = await engine.run('2', dataset.handle, SMALL_MODEL);
    const features = { poolings: [...POOLINGS], layers: 'all' as const };
    const { columns, rows } = await engine.features(run.handle, features);
    expect(rows).toBe(5);
    const query = {
      spec: features,
      first: 1,
      count: 2,
      firstColumn: 3,
      columnCount: 2,
      sortBy: columns[3].name,
      descending: true,
    };
    const page = await engine.featuresPage(run.handle, query);
    const all = await engine.featuresPage(run.handle, { ...query, first: 0, count: 99 });
    const values = all.rows.map((row) => row.values[0]);
    expect(values).toEqual([...values].sort((a, b) => b - a));
    expect(page.rows).toEqual(all.rows.slice(1, 3));
    expect(Math.max(...values)).toBeCloseTo(columns[3].max, 6);
  });

  it('sorts ids that are numbers before those that are not, in whatever order they come', async () => {
    const { engine, folder } = await testEngine();
    const ids = ['2', '1a', '10', '9', 'b', '1b', '1'];
    await writeFile(join(folder, 'ids.csv'), `id,x\n${ids.map((id) => `${id},1\n${id},2\n`).join('')}`);
    const { handle } = await engine.openDataset('1', {
      source: { kind: 'file', file: 'ids.csv', test: 'none' },
      reading: { layout: 'long', series: 'id' },
      missing: 'refuse',
      scaling: 'none',
    });
    const run = await engine.run('2', handle, SMALL_MODEL);
    const query = {
      first: 0,
      count: 9,
      firstColumn: 0,
      columnCount: 1,
      sortBy: 'sequence',
      descending: false,
    } as const;
    const { rows } = await engine.featuresPage(run.handle, { ...query, spec: DEFAULT_FEATURES });
    expect(rows.map(({ id }) => id)).toEqual(['1', '2', '9', '10', '1a', '1b', 'b']);
  });

  it('knows no handle that it has not given or has closed', async () => {
    const { engine, spec } = await smallSet();
    const dataset = await engine.openDataset('1', spec);
    await engine.closeDataset(dataset.handle);
    await expect(engine.tablePage(dataset.handle, 'train', 0, 1)).rejects.toMatchObject({
      code: 'engine/unknown-handle',
    });
  });
});
