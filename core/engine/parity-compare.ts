/** Counts the differences between computed and expected values, with their places. */

import { type Difference, MOST_STRETCHES, type ParityRow, type ParityStretch } from '../contract/parity';
import type { Batch } from '../lstm/batch';
import type { ForwardResult } from '../lstm/forward';
import { headSize } from '../lstm/head';
import { directionsOf, layerOutput, type StackWeights } from '../lstm/stack';
import { type NumberArray, positionOf, type ReadPair } from './expected-values';

/** Values compared between two yields. */
const PIECE = 1 << 18;

/** What is known so far of every group of values that are told apart. */
export interface Totals {
  rows: { row: ParityRow; index: number; size: number }[];
  stretches: ParityStretch[];
}

export function totalsOf(weights: StackWeights, { expected, steps }: ReadPair): Totals {
  const { config, before, head } = weights;
  const top = config.layers.length - 1;
  const none = (): Difference => ({ absolute: 0, relative: 0, place: null });
  const row = (layer: number | null, direction: ParityRow['direction']) => ({
    layer,
    direction,
    reference: none(),
    kernel: none(),
  });
  const directions = directionsOf(config, before);
  const isHead = expected === 'head' || expected === 'probabilities';
  const overTime = expected === 'output' || (isHead && head?.takes === 'every');
  const count = overTime ? Math.min(steps, MOST_STRETCHES) : 0;
  const cut = (at: number) => Math.floor((at * steps) / count);
  const stretches = Array.from({ length: count }, (_, at) => ({
    from: cut(at),
    to: cut(at + 1),
    reference: 0,
    kernel: 0,
  }));
  if (isHead) return { rows: [{ row: row(null, null), index: 0, size: headSize(weights) }], stretches };
  if (expected === 'output' || expected === 'step')
    return { rows: [{ row: row(top, null), index: 0, size: layerOutput(config.layers[top]) }], stretches };
  const shown = expected === 'states' ? directions.filter(({ layer }) => layer === top) : directions;
  const rows = shown.map((direction) => ({
    row: row(direction.layer, direction.reverse ? 'bwd' : 'fwd'),
    index: direction.index,
    size: expected === 'c_n' ? direction.config.hidden : direction.output,
  }));
  return { rows, stretches };
}

export interface Compared {
  pair: ReadPair;
  expected: NumberArray;
  result: ForwardResult;
  batch: Batch;
  /** The batch's first series. */
  from: number;
}

/** Adds a batch to the totals of one side: 0 the reference's, 1 the kernel's. */
export function* compare({ rows, stretches }: Totals, side: 0 | 1, compared: Compared): Generator<void, void> {
  const { pair, expected, batch, from } = compared;
  const isOverTime = stretches.length > 0;
  const name = side === 0 ? 'reference' : 'kernel';
  let looked = 0;
  for (const [at, { row, index, size }] of rows.entries()) {
    const difference = row[name];
    const got = gotOf(compared, index, size);
    const steps = isOverTime ? pair.steps : 1;
    for (let b = from; b < from + batch.size; b++) {
      for (let t = 0; t < steps; t++) {
        const begin = beginOf(pair, rows, at, b, t, isOverTime);
        const step = isOverTime ? t : null;
        let most = 0;
        for (let unit = 0; unit < size; unit++) {
          const a = got(b - from, t, unit);
          const e = expected.at(begin + unit);
          const absolute = distance(a, e);
          if (absolute === 0) continue;
          most = Math.max(most, absolute);
          if (e !== 0) difference.relative = Math.max(difference.relative, relativeTo(absolute, e));
          if (absolute > difference.absolute) {
            difference.absolute = absolute;
            difference.place = { series: b, step, unit, got: a, expected: e };
          }
        }
        if (isOverTime) {
          const stretch = stretches[stretchAt(stretches, t, steps)];
          stretch[name] = Math.max(stretch[name], most);
        }
        looked += size;
        if (looked < PIECE) continue;
        looked = 0;
        yield;
      }
    }
  }
}

/** Values that are the same, also where both are infinite or no numbers, lie 0 apart; from a finite number these lie infinitely far. */
function distance(got: number, expected: number): number {
  if (Object.is(got, expected) || got === expected) return 0;
  const apart = Math.abs(got - expected);
  return Number.isNaN(apart) ? Infinity : apart;
}

function relativeTo(absolute: number, expected: number): number {
  const relative = absolute / Math.abs(expected);
  return Number.isNaN(relative) ? Infinity : relative;
}

function stretchAt(stretches: readonly ParityStretch[], t: number, steps: number): number {
  let at = Math.min(stretches.length - 1, Math.floor((t * stretches.length) / steps));
  while (stretches[at].to <= t) at++;
  while (stretches[at].from > t) at--;
  return at;
}

/** Where a group's values of a series and step begin in the expected array. */
function beginOf(pair: ReadPair, rows: Totals['rows'], at: number, b: number, t: number, overTime: boolean): number {
  if (overTime) return positionOf(pair, b, t) * rows[at].size;
  if (pair.expected === 'h_n' || pair.expected === 'c_n') return (at * pair.series + b) * rows[at].size;
  const width = rows.reduce((sum, { size }) => sum + size, 0);
  return b * width + rows.slice(0, at).reduce((sum, { size }) => sum + size, 0);
}

/** Reads what was computed, of series `b` of the batch. Steps past a series' end are zero. */
function gotOf(
  { pair, result, batch }: Compared,
  index: number,
  size: number,
): (b: number, t: number, unit: number) => number {
  const { steps: T, lengths } = batch;
  const top = result.outputs.at(-1)!;
  switch (pair.expected) {
    case 'output':
      return (b, t, unit) => (t < T ? top[(b * T + t) * size + unit] : 0);
    case 'step':
      return (b, _, unit) => top[(b * T + lengths[b] - 1) * size + unit];
    case 'states':
    case 'h_n':
      return (b, _, unit) => result.h[index][b * size + unit];
    case 'c_n':
      return (b, _, unit) => result.c[index][b * size + unit];
    case 'head':
    case 'probabilities': {
      const made = pair.expected === 'head' ? result.headOutputs! : softmaxRows(result.headOutputs!, size);
      const rows = made.length / size / batch.size; // T where the head takes every step, else 1
      return (b, t, unit) => (t < rows ? made[(b * rows + t) * size + unit] : 0);
    }
  }
}

function softmaxRows(values: Float32Array, size: number): Float32Array {
  const result = new Float32Array(values.length);
  for (let row = 0; row < values.length; row += size) {
    const own = values.subarray(row, row + size);
    const largest = own.reduce((most, value) => Math.max(most, value), -Infinity);
    const parts = Float64Array.from(own, (value) => Math.exp(value - largest));
    const sum = parts.reduce((total, part) => total + part, 0);
    for (let at = 0; at < size; at++) result[row + at] = parts[at] / sum;
  }
  return result;
}

export function largestOf(all: readonly Difference[]): Difference {
  const largest = all.reduce((most, one) => (one.absolute > most.absolute ? one : most));
  return { ...largest, relative: Math.max(...all.map(({ relative }) => relative)) };
}
