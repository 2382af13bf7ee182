/** Parity with what PyTorch computed, on files of every format, and what is said where numbers or shapes differ. */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ParityChoices, ParityView } from '../../../core/contract/parity';
import { npyRows, numberArray } from '../../../core/exporters/npy';
import { type TestEngine, testEngine } from '../../helpers/engine';
import { readNpy } from '../../helpers/golden';
import { sharedFile } from '../../helpers/shared';

const golden = (name: string): string => sharedFile(`golden/${name}`);

/** An NPY file of float64. */
function npy(values: readonly number[], shape: readonly number[]): Uint8Array {
  return Buffer.concat([...npyRows({ ...numberArray(values), shape: [...shape] })].map(({ bytes }) => bytes));
}

interface Case {
  folder: string;
  model: string;
  expected?: string;
  choices?: ParityChoices;
}

function parity(
  { engine }: TestEngine,
  { folder, model, expected = 'output.npy', choices = {} }: Case,
): Promise<ParityView> {
  return engine.parity('1', {
    model: { kind: 'file', file: golden(`${folder}/${model}`) },
    data: {
      kind: 'files',
      input: golden(`${folder}/x.npy`),
      expected: expected.includes('/') ? expected : golden(`${folder}/${expected}`),
    },
    choices,
  });
}

const FORMATS: [string, string[]][] = [
  ['gru', ['model.pt', 'model.safetensors']],
  ['multivariate', ['model.pt', 'model.safetensors', 'model.onnx']],
  ['no-bias', ['model.pt', 'model.safetensors']],
  ['one-layer', ['model.pt', 'model.safetensors', 'model.onnx']],
  ['projected', ['model.pt', 'model.safetensors']],
  ['saturated', ['model.pt', 'model.safetensors']],
  ['stacked-bidirectional', ['model.pt', 'model.safetensors', 'model.onnx']],
  ['with-head', ['model.pt', 'model.safetensors', 'model.onnx']],
];

describe.each(FORMATS)('of %s', (folder, models) => {
  const arrays = [
    'output.npy',
    'h_n.npy',
    ...(folder === 'gru' ? [] : ['c_n.npy']),
    ...(folder === 'with-head' ? ['logits.npy'] : []),
  ];

  it.each(models)('in %s is within 1e-6', async (model) => {
    const made = await testEngine({}, { kind: 'auto', threads: null });
    for (const expected of arrays) {
      const { largest, rows, readings } = await parity(made, { folder, model, expected });
      expect(largest.reference.absolute).toBeLessThan(1e-6);
      expect(largest.kernel.absolute).toBeLessThan(1e-6);
      const understood = { 'output.npy': 'output', 'h_n.npy': 'h_n', 'c_n.npy': 'c_n', 'logits.npy': 'head' }[expected];
      expect(readings.find(({ key }) => key === 'expected')?.value).toBe(understood);
      if (folder === 'stacked-bidirectional' && expected === 'h_n.npy')
        expect(rows.map(({ layer, direction }) => [layer, direction])).toEqual([
          [0, 'fwd'],
          [0, 'bwd'],
          [1, 'fwd'],
          [1, 'bwd'],
        ]);
    }
  });

  it('has one checksum in every format', async () => {
    const { engine } = await testEngine();
    const sums = await Promise.all(
      models.map(async (model) => {
        const { file } = await engine.describeModel({ kind: 'file', file: golden(`${folder}/${model}`) }, null);
        return file?.checksum;
      }),
    );
    expect(new Set(sums).size).toBe(1);
    expect(sums[0]).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('of unequal lengths', () => {
  const of = { folder: 'unequal-lengths', model: 'model.pt' };

  it('sees them in the zeros at the end of the output', async () => {
    const view = await parity(await testEngine(), of);
    expect(view.readings).toContainEqual({
      key: 'lengths',
      value: 'zeros',
      choices: ['full', 'zeros'],
      reason: 'values',
    });
    expect(view.largest.reference.absolute).toBeLessThan(1e-6);
  });

  it('takes them as they are given', async () => {
    const made = await testEngine();
    const lengths = [14, 3, 9, 1, 12];
    const given = await parity(made, { ...of, expected: 'h_n.npy', choices: { lengths } });
    expect(given.largest.reference.absolute).toBeLessThan(1e-6);
    expect((await parity(made, { ...of, expected: 'h_n.npy' })).largest.reference.absolute).toBeGreaterThan(1e-3);
    await expect(parity(made, { ...of, choices: { lengths: [14, 3] } })).rejects.toMatchObject({
      code: 'parity/lengths',
    });
  });
});

describe('names the place', () => {
  it('of one wrong value over time', async () => {
    const made = await testEngine();
    const { shape, data } = readNpy(readFileSync(golden('multivariate/output.npy')));
    const values = [...data];
    values[(2 * shape[1] + 17) * shape[2] + 5] += 0.25;
    const file = join(made.folder, 'wrong.npy');
    writeFileSync(file, npy(values, shape));
    const { largest, stretches } = await parity(made, { folder: 'multivariate', model: 'model.onnx', expected: file });
    for (const { absolute, place } of [largest.reference, largest.kernel]) {
      expect(absolute).toBeCloseTo(0.25, 6);
      expect(place).toMatchObject({ series: 2, step: 17, unit: 5 });
    }
    expect(stretches.filter(({ reference }) => reference > 1e-6)).toMatchObject([{ from: 17, to: 18 }]);
  });

  it('of no number, in the last state of the second layer', async () => {
    const made = await testEngine();
    const { shape, data } = readNpy(readFileSync(golden('stacked-bidirectional/h_n.npy')));
    const values = [...data];
    values[(3 * shape[1] + 1) * shape[2] + 4] = NaN;
    const file = join(made.folder, 'h_n.npy');
    writeFileSync(file, npy(values, shape));
    const { rows } = await parity(made, { folder: 'stacked-bidirectional', model: 'model.pt', expected: file });
    expect(rows.map(({ reference }) => reference.absolute > 1e-6)).toEqual([false, false, false, true]);
    expect(rows[3].reference).toMatchObject({ absolute: Infinity, place: { series: 1, step: null, unit: 4 } });
  });
});

describe('understands arrays otherwise', () => {
  it('reads time before series where the sizes tell', async () => {
    const made = await testEngine();
    const turned = (name: string): string => {
      const { shape, data } = readNpy(readFileSync(golden(`multivariate/${name}`)));
      const [B, T, F] = shape;
      const values = Array.from({ length: data.length }, (_, at) => {
        const t = Math.floor(at / (B * F));
        const b = Math.floor(at / F) % B;
        return data[(b * T + t) * F + (at % F)];
      });
      const file = join(made.folder, name);
      writeFileSync(file, npy(values, [T, B, F]));
      return file;
    };
    const [input, output] = [turned('x.npy'), turned('output.npy')];
    const model = { kind: 'file', file: golden('multivariate/model.pt') } as const;
    const compare = (expected: string, choices: ParityChoices): Promise<ParityView> =>
      made.engine.parity('1', { model, data: { kind: 'files', input, expected }, choices });
    // Of the last states the number of series is known; of the output both orders are possible.
    const told = await compare(golden('multivariate/h_n.npy'), {});
    expect(told.readings).toContainEqual({
      key: 'order',
      value: 'time-first',
      choices: ['time-first'],
      reason: 'sizes',
    });
    expect(told.largest.reference.absolute).toBeLessThan(1e-6);
    const assumed = await compare(output, {});
    expect(assumed.readings).toContainEqual({
      key: 'order',
      value: 'batch-first',
      choices: ['batch-first', 'time-first'],
      reason: 'usual',
    });
    expect((await compare(output, { order: 'time-first' })).largest.reference.absolute).toBeLessThan(1e-6);
  });

  it('takes rows that add up to 1 for probabilities', async () => {
    const made = await testEngine();
    const { shape, data } = readNpy(readFileSync(golden('with-head/logits.npy')));
    const [B, K] = shape;
    const values = Array.from({ length: B }, (_, b) => {
      const parts = Array.from(data.subarray(b * K, (b + 1) * K), (value) => Math.exp(value));
      const sum = parts.reduce((total, part) => total + part, 0);
      return parts.map((part) => part / sum);
    }).flat();
    const file = join(made.folder, 'p.npy');
    writeFileSync(file, npy(values, shape));
    const { readings, largest } = await parity(made, { folder: 'with-head', model: 'model.onnx', expected: file });
    expect(readings).toContainEqual({
      key: 'expected',
      value: 'probabilities',
      choices: ['head', 'probabilities'],
      reason: 'values',
    });
    expect(largest.kernel.absolute).toBeLessThan(1e-6);
  });
});

describe('refuses', () => {
  const of = { folder: 'with-head', model: 'model.pt' };

  it.each([
    ['an expected array of another shape', npy([1, 2, 3], [3]), 'parity/expected'],
    ['an array of four dimensions', npy([1], [1, 1, 1, 1]), 'npy/shape'],
    ['an empty array', npy([], [0, 3]), 'npy/shape'],
    ['an array that ends early', npy(Array<number>(100).fill(0), [6, 5]).subarray(0, 200), 'npy/truncated'],
    ['a header that claims too much', npy([1], [1e6, 1e6, 1e3]), 'npy/truncated'],
    ['what is no array', new TextEncoder().encode('series,step\n1,2\n'), 'npy/header'],
  ])('%s', async (_, bytes, code) => {
    const made = await testEngine();
    const file = join(made.folder, 'y.npy');
    writeFileSync(file, bytes);
    await expect(parity(made, { ...of, expected: file })).rejects.toMatchObject({ code });
  });

  it('an input of other channels, and what the sizes do not allow', async () => {
    const made = await testEngine();
    const wrong = made.engine.parity('1', {
      model: { kind: 'file', file: golden('with-head/model.pt') },
      data: { kind: 'files', input: golden('one-layer/x.npy'), expected: golden('with-head/output.npy') },
      choices: {},
    });
    await expect(wrong).rejects.toMatchObject({ code: 'parity/input', params: { shape: '(1, 10, 1)', channels: 4 } });
    const choices = { expected: 'c_n' } as const;
    await expect(parity(made, { ...of, choices })).rejects.toMatchObject({ code: 'parity/choice' });
  });
});
