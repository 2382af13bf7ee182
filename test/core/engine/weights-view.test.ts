/** What is told and drawn of a model's weights, on tensors that count 1, 2, 3 … */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { DEFAULT_MODEL, type ModelSpec } from '../../../core/contract/specs';
import type { Engine } from '../../../core/engine/engine';
import { testEngine } from '../../helpers/engine';
import { counting, safetensors } from '../../helpers/safetensors';

const QUERY = { layer: 0, direction: 'fwd', rows: 100, columns: 100 } as const;
const model: ModelSpec = { kind: 'file', file: 'model.safetensors' };

/** Two units over three channels: W 1 to 24, R -15 to 0, biases 1 to 8 and 11 to 18. */
async function engineWithFile(): Promise<Engine> {
  const { engine, folder } = await testEngine();
  const file = safetensors({
    weight_ih_l0: counting([8, 3]),
    weight_hh_l0: counting([8, 2], -15),
    bias_ih_l0: counting([8]),
    bias_hh_l0: counting([8], 11),
  });
  writeFileSync(join(folder, 'model.safetensors'), file);
  return engine;
}

it('tells every tensor with its shape, extremes and mean', async () => {
  const engine = await engineWithFile();
  const { tensors, blocks, hidden } = await engine.weights('1', model, null, QUERY);
  expect({ blocks, hidden }).toEqual({ blocks: ['i', 'f', 'g', 'o'], hidden: 2 });
  expect(tensors).toEqual([
    { name: 'weight_ih_l0', shape: [8, 3], count: 24, min: 1, max: 24, mean: 12.5 },
    { name: 'weight_hh_l0', shape: [8, 2], count: 16, min: -15, max: 0, mean: -7.5 },
    { name: 'bias_ih_l0', shape: [8], count: 8, min: 1, max: 8, mean: 4.5 },
    { name: 'bias_hh_l0', shape: [8], count: 8, min: 11, max: 18, mean: 14.5 },
  ]);
});

it('draws W, R and the biases, the strongest value where several share a pixel', async () => {
  const engine = await engineWithFile();
  const whole = (await engine.weights('1', model, null, QUERY)).matrices;
  expect(whole.map(({ name, height, width, largest }) => [name, height, width, largest])).toEqual([
    ['W', 8, 3, 24],
    ['R', 8, 2, 15],
    ['b', 8, 2, 18],
  ]);
  const values = ({ cells, largest }: (typeof whole)[number]) =>
    Array.from(cells, (cell) => (cell / 127.5 - 1) * largest);
  expect(values(whole[1])[0]).toBe(-15);
  // Half a step of 255 between -24 and 24 is 0.094.
  for (const [at, value] of values(whole[0]).entries()) expect(Math.abs(value - (at + 1))).toBeLessThan(0.095);

  // Four pixels for eight rows: one for each block, whose strongest value is W's last and R's first.
  const [w, r] = (await engine.weights('2', model, null, { ...QUERY, rows: 7, columns: 1 })).matrices;
  expect([w.height, w.width]).toEqual([4, 1]);
  expect(values(w).map(Math.round)).toEqual([6, 12, 18, 24]);
  expect(values(r).map(Math.round)).toEqual([-15, -11, -7, -3]);
});

it('reads single numbers, and refuses places that are not there', async () => {
  const engine = await engineWithFile();
  const at = (matrix: 'W' | 'R' | 'b', row: number, column: number) =>
    engine.weightAt('1', model, null, { layer: 0, direction: 'fwd', matrix, row, column });
  expect(await at('W', 3, 2)).toBe(12);
  expect(await at('R', 7, 0)).toBe(-1);
  expect([await at('b', 5, 0), await at('b', 5, 1)]).toEqual([6, 16]);
  for (const [row, column] of [
    [8, 0],
    [0, 3],
    [-1, 0],
    [0.5, 0],
  ])
    await expect(at('W', row, column)).rejects.toMatchObject({ code: 'model/out-of-range' });
  for (const wrong of [{ layer: 1 }, { direction: 'bwd' as const }])
    await expect(engine.weights('2', model, null, { ...QUERY, ...wrong })).rejects.toMatchObject({
      code: 'model/out-of-range',
    });
});

it('draws weights for the channels of a dataset, and needs one for that', async () => {
  const { engine } = await testEngine();
  await expect(engine.weights('1', DEFAULT_MODEL, null, QUERY)).rejects.toMatchObject({ code: 'run/no-data' });
  const { handle } = await engine.openDataset('2', {
    source: { kind: 'sample', id: 'gunpoint' },
    reading: {},
    missing: 'refuse',
    scaling: 'zscore',
  });
  const small: ModelSpec = {
    ...DEFAULT_MODEL,
    hidden: 4,
    cell: { kind: 'rnn', activation: { name: 'relu', alpha: null, beta: null }, clip: null },
  };
  const view = await engine.weights('3', small, handle, { ...QUERY, direction: 'bwd' });
  expect(view.blocks).toEqual(['h']);
  expect(view.tensors.map(({ name, shape }) => [name, shape])).toContainEqual(['weight_ih_l0_reverse', [4, 1]]);
  const { max } = view.tensors.find(({ name }) => name === 'weight_hh_l0_reverse')!;
  expect(Math.abs(max)).toBeLessThanOrEqual(view.matrices.find(({ name }) => name === 'R')!.largest);
});
