/** An LSTM in float64, written out plainly: what kernels of float32 are measured against. */

import type { Batch } from '../../core/lstm/batch';
import type { DirectionWeights, StackWeights } from '../../core/lstm/stack';
import { plainOf } from './stacks';

export interface Float64Result {
  /** By layer * D + direction, then sequence, of [H]. */
  h: number[][][];
  c: number[][][];
  /** By layer, then sequence, then step, of [D * H]. */
  outputs: number[][][][];
  /** By layer * D + direction, then sequence, then step: i, f, g, o of [H] each. */
  gates: Record<'i' | 'f' | 'g' | 'o', number[]>[][][];
}

const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));

/** Runs every sequence of a batch on its own. */
export function float64Lstm({ config: stack, directions }: StackWeights, batch: Batch): Float64Result {
  const config = plainOf(stack);
  const D = config.bidirectional ? 2 : 1;
  const result: Float64Result = { h: [], c: [], outputs: [], gates: [] };
  let inputs = Array.from({ length: batch.size }, (_, b) =>
    Array.from({ length: batch.lengths[b] }, (__, t) => {
      const at = (b * batch.steps + t) * batch.input;
      return Array.from(batch.values.subarray(at, at + batch.input));
    }),
  );
  for (let layer = 0; layer < config.layers; layer++) {
    const outputs = inputs.map((steps) => steps.map((): number[] => []));
    for (let d = 0; d < D; d++) {
      const runs = inputs.map((steps) => runOne(directions[layer * D + d], d === 0 ? steps : steps.toReversed()));
      result.h.push(runs.map((run) => run.h));
      result.c.push(runs.map((run) => run.c));
      result.gates.push(runs.map(({ steps }) => (d === 0 ? steps : steps.toReversed())));
      runs.forEach((run, b) => {
        const states = run.steps.map(({ h }) => h);
        (d === 0 ? states : states.toReversed()).forEach((h, t) => outputs[b][t].push(...h));
      });
    }
    result.outputs.push(outputs);
    inputs = outputs;
  }
  return result;
}

function runOne(weights: DirectionWeights, inputs: number[][]) {
  const H = weights.hidden;
  let h = Array.from({ length: H }, () => 0);
  let c = Array.from({ length: H }, () => 0);
  const steps = inputs.map((x) => {
    const sums = Array.from({ length: 4 * H }, (_, row) => sumOf(weights, row, x, h));
    const i = sums.slice(0, H).map(sigmoid);
    const f = sums.slice(H, 2 * H).map(sigmoid);
    const g = sums.slice(2 * H, 3 * H).map(Math.tanh);
    const o = sums.slice(3 * H).map(sigmoid);
    c = c.map((before, u) => f[u] * before + i[u] * g[u]);
    h = c.map((cell, u) => o[u] * Math.tanh(cell));
    return { i, f, g, o, h };
  });
  return { h, c, steps };
}

function sumOf({ input, hidden, wIh, wHh, bIh, bHh }: DirectionWeights, row: number, x: number[], h: number[]): number {
  let sum = bIh[row] + bHh[row];
  x.forEach((value, j) => (sum += wIh[row * input + j] * value));
  h.forEach((value, j) => (sum += wHh[row * hidden + j] * value));
  return sum;
}
