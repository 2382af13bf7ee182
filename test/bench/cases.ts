/** What the kernel's bench computes: shapes, and for each the same seeded weights and inputs for every engine. */

import type { Batch } from '../../core/lstm/batch';
import { type Cell, VANILLA } from '../../core/lstm/cell';
import { forwardWork } from '../../core/lstm/count';
import { initialiseNow } from '../../core/lstm/initialise';
import { seededRandom } from '../../core/lstm/random';
import { bareStack, type StackConfig, type StackWeights } from '../../core/lstm/stack';
import { directionCountOf, type PlainConfig, stackOf } from '../helpers/stacks';

/** A shape as the user writes it: B sequences of T steps of I values, H hidden units. */
export interface Shape {
  shape: [B: number, T: number, I: number, H: number];
  /** Shortest length where lengths are unequal (drawn uniformly up to T), else null. */
  shortest: number | null;
  layers: number;
  bidirectional: boolean;
  cell: 'LSTM' | 'GRU';
}

/** What a kernel computes. */
export interface Problem {
  config: PlainConfig;
  weights: StackWeights;
  batch: Batch;
}

/** A shape with its numbers. */
export interface Case extends Shape, Problem {
  name: string;
  /** Floating-point operations of the matrix products: two for every multiply-add. */
  operations: number;
}

const plain = (...shape: Shape['shape']): Shape => ({
  shape,
  shortest: null,
  layers: 1,
  bidirectional: false,
  cell: 'LSTM',
});

/** PyTorch's: the reset gate multiplies the product. */
const { gate, candidate } = VANILLA.activations;
const GRU: Cell = { kind: 'gru', reset: 'after', activations: { gate, candidate }, clip: null };

/** Seven shapes from one short series to a wide model, then unequal lengths, two layers in both directions, and GRUs. */
export const SHAPES: readonly Shape[] = [
  plain(1, 10, 1, 10),
  plain(1, 1000, 8, 64),
  plain(64, 100, 1, 32),
  plain(256, 150, 1, 64),
  plain(1024, 100, 8, 128),
  plain(256, 100, 32, 256),
  plain(64, 100, 64, 512),
  { ...plain(256, 500, 8, 64), shortest: 10 },
  { ...plain(256, 100, 8, 64), layers: 2, bidirectional: true },
  { ...plain(1, 1000, 8, 64), cell: 'GRU' },
  { ...plain(64, 100, 1, 32), cell: 'GRU' },
  { ...plain(256, 150, 1, 64), cell: 'GRU' },
  { ...plain(1024, 100, 8, 128), cell: 'GRU' },
  { ...plain(64, 100, 64, 512), cell: 'GRU' },
];

/** Reads `B,T,I,H;B,T,I,H`, of a GRU where that stands before the numbers. @throws on anything else */
export function parseShapes(text: string): Shape[] {
  return text.split(';').map((part) => {
    const [, gru, sizes] = /^(gru )?(.*)$/i.exec(part)!;
    const numbers = sizes.split(',').map(Number);
    if (numbers.length !== 4 || !numbers.every((n) => Number.isInteger(n) && n > 0))
      throw new Error(`not a shape B,T,I,H of positive whole numbers: ${part}`);
    return { ...plain(...(numbers as Shape['shape'])), cell: gru === undefined ? 'LSTM' : 'GRU' };
  });
}

export function nameOf({ shape, shortest, layers, bidirectional, cell }: Shape): string {
  const lengths = shortest === null ? '' : `, lengths ${shortest} to ${shape[1]}`;
  const stack = layers === 1 && !bidirectional ? '' : `, ${layers} layers${bidirectional ? ' bidirectional' : ''}`;
  return `${cell === 'GRU' ? 'GRU ' : ''}${shape.join(',')}${lengths}${stack}`;
}

/** Draws PyTorch's usual weights and Gaussian inputs; zero past each sequence's end. */
export function makeCase(shape: Shape): Case {
  const [size, steps, input, hidden] = shape.shape;
  const config: PlainConfig = { input, hidden, layers: shape.layers, bidirectional: shape.bidirectional, bias: true };
  const like = stackOf(config);
  const stack: StackConfig =
    shape.cell === 'LSTM' ? like : { ...like, layers: like.layers.map((layer) => ({ ...layer, cell: GRU })) };
  const weights = initialiseNow(stack, { init: 'pytorch', forgetBias: null, seed: 1, longest: steps });
  const random = seededRandom(2);
  const lengths = new Int32Array(size).fill(steps);
  const { shortest } = shape;
  if (shortest !== null) {
    for (let b = 1; b < size; b++) lengths[b] = shortest + Math.floor(random.uniform() * (steps - shortest + 1));
  }
  const values = new Float32Array(size * steps * input);
  for (let b = 0; b < size; b++) {
    const start = b * steps * input;
    for (let at = start; at < start + lengths[b] * input; at++) values[at] = random.gaussian();
  }
  return {
    ...shape,
    name: nameOf(shape),
    config,
    weights,
    batch: { size, steps, input, lengths, values },
    operations: 2 * forwardWork(bareStack(stack), lengths),
  };
}

/** Where the last states of the top layer begin in a state laid out [L * D, B, H], and how many directions there are. */
export function topStates({ config, batch }: Problem): { start: number; length: number } {
  const length = directionCountOf(config) * batch.size * config.hidden;
  return { start: (config.layers - 1) * length, length };
}
