/** Loads the reference cases that PyTorch computed, and compares arrays with them. */

import { readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import { expect } from 'vitest';
import type { Batch } from '../../core/lstm/batch';
import type { StackWeights } from '../../core/lstm/stack';
import { openModel } from '../../core/formats/weights-file';
import { sharedFile } from './shared';

export interface NpyArray {
  shape: number[];
  data: Float32Array | Float64Array;
}

export interface GoldenCase {
  name: string;
  batch: Batch;
  weights: StackWeights;
  output: NpyArray; // [B, T, D * H]
  h: NpyArray; // [L * D, B, H]
  c: NpyArray | null; // [L * D, B, H]; null of a GRU
}

/** Parses version 1 NPY of C order and little-endian floats: all that the reference cases hold. */
export function readNpy(bytes: Uint8Array): NpyArray {
  const headerLength = new DataView(bytes.buffer, bytes.byteOffset).getUint16(8, true);
  const header = new TextDecoder('latin1').decode(bytes.subarray(10, 10 + headerLength));
  const match = /'descr': '(<f[48])', 'fortran_order': False, 'shape': \(([\d, ]*)\)/.exec(header);
  if (!match) throw new Error(`not a reference array: ${header}`);
  const shape = match[2]
    .split(',')
    .filter((part) => part.trim() !== '')
    .map(Number);
  // Not bytes.slice: a Buffer's is a view of a larger pool.
  const values = Uint8Array.from(bytes.subarray(10 + headerLength)).buffer;
  return { shape, data: match[1] === '<f4' ? new Float32Array(values) : new Float64Array(values) };
}

/** A case of `golden/` with its weights. */
export function goldenCase(name: string): GoldenCase {
  const npy = (file: string) => readNpy(readFileSync(sharedFile(`golden/${name}/${file}.npy`)));
  const settings = JSON.parse(readFileSync(sharedFile(`golden/${name}/case.json`), 'utf8')) as {
    kind: string;
    lengths: number[] | null;
  };
  const x = npy('x');
  const [size, steps, input] = x.shape;
  return {
    name,
    batch: {
      size,
      steps,
      input,
      lengths: Int32Array.from(settings.lengths ?? Array.from({ length: size }, () => steps)),
      values: x.data as Float32Array,
    },
    weights: weightsIn('model.safetensors', goldenModel(name)),
    output: npy('output'),
    h: npy('h_n'),
    c: settings.kind === 'LSTM' ? npy('c_n') : null,
  };
}

/** The likeliest stack of a file. */
function weightsIn(file: string, bytes: Uint8Array): StackWeights {
  const opening = openModel(file, bytes, {});
  let next = opening.next();
  while (next.done !== true) next = opening.next();
  return next.value.stacks[0].weights;
}

/** The bytes of a case's `model.safetensors`. */
export function goldenModel(name: string): Uint8Array {
  return readFileSync(sharedFile(`golden/${name}/model.safetensors`));
}

/** The six quantities of layer 0, forward, by name; each [B, T, H] in float64. */
export function goldenGates(name: string): Record<string, NpyArray> {
  const members = unzipSync(readFileSync(sharedFile(`golden/${name}/gates.npz`)));
  return Object.fromEntries(Object.entries(members).map(([file, bytes]) => [file.replace('.npy', ''), readNpy(bytes)]));
}

/** Largest absolute difference; NaN on either side only counts as equal to NaN. */
export function largestDifference(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  expect(actual.length).toBe(expected.length);
  let largest = 0;
  for (let at = 0; at < actual.length; at++) {
    if (Number.isNaN(actual[at]) && Number.isNaN(expected[at])) continue;
    const difference = Math.abs(actual[at] - expected[at]);
    if (!(difference <= largest)) largest = Number.isNaN(difference) ? Infinity : difference;
  }
  return largest;
}
