/** Gives a head what it takes of the top layer and runs its maps. */

import type { Batch } from './batch';
import { mergePiece } from './merge';
import { applyMaps } from './run-maps';
import { layerOutput, mappedSize, type LayerConfig, type StackConfig, type StackShape } from './stack';
import type { Head } from './step-map';

/** Whether the head takes outputs over time and not the last states alone. */
export function headNeedsSteps(head: Head): boolean {
  return head.takes !== 'states';
}

/** K: how many values a head makes of each sequence (of every step where it takes `every`); 0 without a head. */
export function headSize({ config, head }: StackShape): number {
  return head === null ? 0 : mappedSize(head.maps, headInputSize(config));
}

/** How many values a head is given, whatever it takes. */
export function headInputSize({ layers }: StackConfig): number {
  return layerOutput(layers.at(-1)!);
}

/**
 * What the head makes of a batch: [B, K], or [B, T, K] where it takes `every` step, zero past a sequence's end.
 * `states` are the last hidden states of the top directions, merged as `merge` says, `top` the top layer's output [B, T, size].
 * Yields 0 often.
 */
export function* runHead(
  head: Head,
  states: readonly { values: Float32Array; size: number }[],
  merge: LayerConfig['merge'],
  top: Float32Array | null,
  size: number,
  batch: Batch,
): Generator<number, Float32Array> {
  const { size: B, steps, lengths } = batch;
  if (head.takes !== 'every') {
    const rows =
      head.takes === 'states' ? mergedStates(states, merge, B) : yield* pooledSteps(head.takes, top!, size, batch);
    return yield* mapRows(head, rows, B, rows.length / B);
  }
  const outputs = new Float32Array(B * steps * mappedSize(head.maps, size));
  for (let b = 0; b < B; b++) {
    const rows = top!.subarray(b * steps * size, (b * steps + lengths[b]) * size);
    outputs.set(yield* mapRows(head, rows, lengths[b], size), (b * outputs.length) / B);
  }
  return outputs;
}

function* mapRows({ maps }: Head, values: Float32Array, rows: number, size: number): Generator<number, Float32Array> {
  const run = applyMaps(maps, values, rows, size);
  let next = run.next();
  for (; next.done !== true; next = run.next()) yield 0;
  return next.value;
}

function mergedStates(
  states: readonly { values: Float32Array; size: number }[],
  merge: LayerConfig['merge'],
  B: number,
): Float32Array {
  if (merge !== 'concat' && states.length === 2) {
    const [{ values: first }, { values: second }] = states;
    const output = new Float32Array(first.length);
    mergePiece(merge, first, second, output, 0, output.length);
    return output;
  }
  const width = states.reduce((sum, { size }) => sum + size, 0);
  const rows = new Float32Array(B * width);
  for (let b = 0; b < B; b++) {
    let at = b * width;
    for (const { values, size } of states) {
      rows.set(values.subarray(b * size, (b + 1) * size), at);
      at += size;
    }
  }
  return rows;
}

/** The output at the last valid step (`out[:, -1]`), or the mean or maximum over the valid steps, in float64. */
function* pooledSteps(
  takes: 'step' | 'mean' | 'max',
  top: Float32Array,
  size: number,
  { size: B, steps, lengths }: Batch,
): Generator<number, Float32Array> {
  const rows = new Float32Array(B * size);
  for (let b = 0; b < B; b++) {
    const first = b * steps * size;
    const last = first + (lengths[b] - 1) * size;
    if (takes === 'step') rows.set(top.subarray(last, last + size), b * size);
    else {
      const row = Float64Array.from(top.subarray(first, first + size));
      for (let at = first + size; at <= last; at += size) {
        for (let j = 0; j < size; j++) row[j] = takes === 'mean' ? row[j] + top[at + j] : Math.max(row[j], top[at + j]);
      }
      rows.set(takes === 'mean' ? row.map((sum) => sum / lengths[b]) : row, b * size);
    }
    yield 0;
  }
  return rows;
}
