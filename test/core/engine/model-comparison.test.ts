/** Two models side by side: what is the same, where weights differ most, and what cannot be compared; differences made by hand. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { CELLS } from '../../../core/contract/cells';
import { DEFAULT_MODEL, type FileModel, type ModelSpec, type RandomModel } from '../../../core/contract/specs';
import { compareTensors } from '../../../core/engine/model-comparison';
import { npyRows, numberArray } from '../../../core/exporters/npy';
import { testEngine } from '../../helpers/engine';
import { counting, safetensors, type TensorSource } from '../../helpers/safetensors';
import { goldenCase } from '../../helpers/golden';

const file = (name: string): FileModel => ({ kind: 'file', file: name });

/** Two units over three channels: W 1 to 24, R -15 to 0, biases 1 to 8 and 11 to 18. */
function tensors(): Record<string, TensorSource> {
  return {
    weight_ih_l0: counting([8, 3]),
    weight_hh_l0: counting([8, 2], -15),
    bias_ih_l0: counting([8]),
    bias_hh_l0: counting([8], 11),
  };
}

function changed(tensor: TensorSource, at: number, value: number): void {
  new DataView(tensor.bytes.buffer).setFloat32(4 * at, value, true);
}

async function engineWith(files: Record<string, Record<string, TensorSource>>) {
  const { engine, folder } = await testEngine();
  for (const [name, of] of Object.entries(files)) writeFileSync(join(folder, name), safetensors(of));
  return engine;
}

it('tells the largest difference of each tensor with its place and both numbers', async () => {
  const other = tensors();
  changed(other.weight_ih_l0, 3 * 5 + 2, 18.5); // row 5, column 2 held 18
  changed(other.weight_ih_l0, 0, 0.75); // held 1
  changed(other.bias_hh_l0, 6, 20); // held 17
  const engine = await engineWith({ 'a.safetensors': tensors(), 'b.safetensors': other });
  const view = await engine.compareModels('1', file('a.safetensors'), file('b.safetensors'), null);
  expect(view.assumed).toBeNull();
  expect(view.models.map(({ view: { parameters } }) => parameters)).toEqual([56, 56]);
  expect(view.models[0].checksum).not.toBe(view.models[1].checksum);
  expect(view.tensors).toEqual([
    {
      name: 'weight_ih_l0',
      a: [8, 3],
      b: [8, 3],
      difference: { absolute: 0.5, at: { place: [5, 2], a: 18, b: 18.5 } },
    },
    { name: 'weight_hh_l0', a: [8, 2], b: [8, 2], difference: { absolute: 0, at: null } },
    { name: 'bias_ih_l0', a: [8], b: [8], difference: { absolute: 0, at: null } },
    { name: 'bias_hh_l0', a: [8], b: [8], difference: { absolute: 3, at: { place: [6], a: 17, b: 20 } } },
  ]);
});

it('finds the same weights in another file the same, by their checksum too', async () => {
  const engine = await engineWith({ 'a.safetensors': tensors(), 'b.safetensors': tensors() });
  const { models, tensors: compared } = await engine.compareModels(
    '1',
    file('a.safetensors'),
    file('b.safetensors'),
    null,
  );
  expect(models[0].checksum).toMatch(/^[0-9a-f]{64}$/);
  expect(models[0].checksum).toBe(models[1].checksum);
  expect(models[0].checksum).toBe(models[0].view.file?.checksum);
  expect(compared.every(({ difference }) => difference?.absolute === 0)).toBe(true);
});

it('compares no tensors of other shapes, and names those that only one model has', async () => {
  const wider = { ...tensors(), weight_ih_l0: counting([8, 4]) };
  const unbiased = { weight_ih_l0: counting([8, 3]), weight_hh_l0: counting([8, 2]) };
  const engine = await engineWith({ 'a.safetensors': wider, 'b.safetensors': unbiased });
  const { tensors: compared } = await engine.compareModels('1', file('b.safetensors'), file('a.safetensors'), null);
  expect(compared.map(({ name, a, b, difference }) => [name, a, b, difference?.absolute ?? null])).toEqual([
    ['weight_ih_l0', [8, 3], [8, 4], null],
    ['weight_hh_l0', [8, 2], [8, 2], 16],
    ['bias_ih_l0', null, [8], null],
    ['bias_hh_l0', null, [8], null],
  ]);
});

it('compares no rows of other gates, though shapes be the same', async () => {
  const { engine } = await testEngine();
  const coupled: RandomModel = { ...DEFAULT_MODEL, hidden: 4, bidirectional: false, cell: CELLS.coupled };
  const gru: RandomModel = { ...coupled, cell: CELLS.gru };
  const { tensors: compared, assumed } = await engine.compareModels('1', coupled, gru, null);
  expect(assumed).toEqual({ channels: 1, longest: 100 });
  expect(compared[1]).toEqual({ name: 'weight_hh_l0', a: [12, 4], b: [12, 4], difference: null });
});

it('draws weights for the dataset, and for the channels of the other model without one', async () => {
  const engine = await engineWith({ 'a.safetensors': tensors() });
  const drawn: RandomModel = { ...DEFAULT_MODEL, hidden: 2, bidirectional: false };
  const { assumed, tensors: compared } = await engine.compareModels('1', drawn, file('a.safetensors'), null);
  expect(assumed).toEqual({ channels: 3, longest: 100 });
  expect(compared.every(({ difference }) => difference !== null)).toBe(true);

  const { handle } = await engine.openDataset('2', {
    source: { kind: 'sample', id: 'gunpoint' },
    reading: {},
    missing: 'refuse',
    scaling: 'zscore',
  });
  const on = await engine.compareModels('3', drawn, { ...drawn, seed: 2 }, handle);
  expect(on.assumed).toBeNull();
  expect(on.tensors[0].a).toEqual([8, 1]);
  expect(on.models[0].checksum).not.toBe(on.models[1].checksum);
  const { models } = await engine.compareModels('4', drawn, { ...drawn }, handle);
  expect(models[0].checksum).toBe(models[1].checksum);
});

it('compares settings where weights cannot be drawn', async () => {
  const { engine } = await testEngine();
  const refused: ModelSpec = { ...DEFAULT_MODEL, hidden: 4, projection: 2, cell: CELLS.gru };
  const { models, tensors: compared } = await engine.compareModels('1', DEFAULT_MODEL, refused, null);
  expect(models.map(({ checksum }) => checksum === null)).toEqual([false, true]);
  expect(models[1].view.problem?.code).toBe('model/refused');
  expect(compared).toEqual([]);
});

it('refuses two models that memory does not hold together, before any weight is drawn', async () => {
  const { engine, folder } = await testEngine();
  const values = Array.from({ length: 2 * 3 * 6000 }, (_, at) => at % 7);
  const chunks = [...npyRows({ ...numberArray(values), shape: [2, 3, 6000] })];
  writeFileSync(join(folder, 'wide.npy'), Buffer.concat(chunks.map(({ bytes }) => bytes)));
  const { handle } = await engine.openDataset('1', {
    source: { kind: 'file', file: 'wide.npy', test: 'none' },
    reading: {},
    missing: 'refuse',
    scaling: 'zscore',
  });
  const huge: ModelSpec = { ...DEFAULT_MODEL, hidden: 1024, layers: 8 };
  const { parameters, problem } = await engine.describeModel(huge, handle);
  expect(problem).toBeNull();
  await expect(engine.compareModels('2', huge, { ...huge, seed: 2 }, handle)).rejects.toMatchObject({
    code: 'run/too-large',
    params: { bytes: 8 * parameters },
  });
});

it('takes numbers that are not finite for what they are', () => {
  const stack = goldenCase('one-layer').weights;
  const [direction] = stack.directions;
  const withValue = (value: number) => {
    const wHh = direction.wHh.slice();
    wHh[3] = value;
    return { ...stack, directions: [{ ...direction, wHh }] };
  };
  const compare = (a: number, b: number) => {
    const work = compareTensors(withValue(a), withValue(b));
    let next = work.next();
    while (next.done !== true) next = work.next();
    return next.value.find(({ name }) => name === 'weight_hh_l0')!.difference;
  };
  expect(compare(NaN, NaN)).toEqual({ absolute: 0, at: null });
  expect(compare(Infinity, Infinity)).toEqual({ absolute: 0, at: null });
  expect(compare(NaN, 1)).toEqual({ absolute: Infinity, at: { place: [0, 3], a: NaN, b: 1 } });
  expect(compare(-Infinity, Infinity)?.absolute).toBe(Infinity);
});
