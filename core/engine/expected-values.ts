/** Understands a pair of arrays by a model's sizes: which dimension is what, and what the expected values are of. */

import { WorkbenchError } from '../contract/errors';
import {
  type ArrayOrder,
  ARRAY_ORDERS,
  EXPECTED,
  type Expected,
  type ParityChoices,
  type ParityReading,
} from '../contract/parity';
import { hasCellState } from '../lstm/cell';
import { headSize } from '../lstm/head';
import { directionsOf, layerOutput, type StackShape } from '../lstm/stack';

/** An array whose values are read one by one, row-major. */
export interface NumberArray {
  name: string;
  shape: number[];
  at(position: number): number;
}

/** One way in which both arrays fit the model. */
interface Fit {
  expected: Expected;
  order: ArrayOrder;
  series: number; // B
  steps: number; // T
}

export interface ReadPair extends Fit {
  readings: ParityReading[];
}

/**
 * @param keras whether the file is of Keras, whose layers give last states where PyTorch's users take the last step
 * @throws parity/input, parity/expected, parity/choice
 */
export function* readPair(
  stack: StackShape,
  keras: boolean,
  input: NumberArray,
  expected: NumberArray,
  choices: ParityChoices,
): Generator<void, ReadPair> {
  const readings = inputReadings(stack, input);
  const fits = readings.flatMap((reading) =>
    EXPECTED.filter((kind) => shapesFor(stack, kind, reading).some((shape) => isSame(shape, expected.shape))).map(
      (kind): Fit => ({ expected: kind, ...reading }),
    ),
  );
  if (fits.length === 0) {
    const kinds = EXPECTED.flatMap((kind) => shapesFor(stack, kind, readings[0]).slice(0, 1));
    const wanted = [...new Set(kinds.map(shapeText))];
    throw new WorkbenchError('parity/expected', { file: expected.name, shape: shapeText(expected.shape), wanted });
  }
  const kinds = EXPECTED.filter((kind) => fits.some((fit) => fit.expected === kind));
  const kind = yield* chooseKind(stack, keras, expected, kinds, choices.expected);
  const orders = ARRAY_ORDERS.filter((order) => fits.some((fit) => fit.order === order && fit.expected === kind.value));
  const order = chosen('order', orders, choices.order, orders[0], 'usual');
  const fit = fits.find((one) => one.expected === kind.value && one.order === order.value)!;
  return { ...fit, readings: [kind, order] };
}

/** What the input's dimensions can be; arrays of fewer dimensions have one series or one channel. @throws parity/input */
function inputReadings({ config }: StackShape, { name, shape }: NumberArray): Omit<Fit, 'expected'>[] {
  const channels = config.input;
  const [first, second] = shape;
  const both = (one: number, other: number): Omit<Fit, 'expected'>[] => [
    { order: 'batch-first', series: one, steps: other },
    { order: 'time-first', series: other, steps: one },
  ];
  if (shape.length === 3 && shape[2] === channels) return both(first, second);
  if (shape.length === 2 && channels === 1 && second > 1) return both(first, second);
  if (shape.length === 2 && second === channels) return [{ order: 'batch-first', series: 1, steps: first }];
  if (shape.length === 1 && channels === 1) return [{ order: 'batch-first', series: 1, steps: first }];
  throw new WorkbenchError('parity/input', { file: name, shape: shapeText(shape), channels });
}

/** The shapes that expected values of a kind may have, the usual one first; none where the model has nothing of the kind. */
function shapesFor(
  stack: StackShape,
  kind: Expected,
  { order, series: B, steps: T }: Omit<Fit, 'expected'>,
): number[][] {
  const { config, head } = stack;
  const top = config.layers.at(-1)!;
  const overTime = (size: number): number[][] => [
    order === 'batch-first' ? [B, T, size] : [T, B, size],
    ...(size === 1 ? [order === 'batch-first' ? [B, T] : [T, B]] : []),
    ...(B === 1 ? [[T, size]] : []),
  ];
  const once = (size: number): number[][] => [[B, size], ...(size === 1 ? [[B]] : []), ...(B === 1 ? [[size]] : [])];
  const directions = directionsOf(config, stack.before);
  switch (kind) {
    case 'head':
    case 'probabilities': {
      if (head === null) return [];
      const size = headSize(stack);
      if (kind === 'probabilities' && (size === 1 || endsInSoftmax(head))) return [];
      return head.takes === 'every' ? overTime(size) : once(size);
    }
    case 'output':
      return overTime(layerOutput(top));
    case 'step':
      return once(layerOutput(top));
    case 'states': {
      // Of one direction the last step's output is the same.
      if (top.direction === 'forward' && !top.residual) return [];
      const own = directions.filter(({ layer }) => layer === config.layers.length - 1);
      return once(own.reduce((sum, { output }) => sum + output, 0));
    }
    case 'h_n':
      return states(
        directions.map(({ output }) => output),
        B,
      );
    case 'c_n':
      return states(
        directions.map((one) => (hasCellState(one.config.cell) ? one.config.hidden : 0)),
        B,
      );
  }
}

/** [directions, B, size], of one series also without B; none where sizes differ or there are no such states. */
function states(sizes: readonly number[], B: number): number[][] {
  const [size] = sizes;
  if (size === 0 || sizes.some((other) => other !== size)) return [];
  return [[sizes.length, B, size], ...(B === 1 ? [[sizes.length, size]] : [])];
}

function endsInSoftmax({ maps }: NonNullable<StackShape['head']>): boolean {
  const last = maps.at(-1);
  return (last?.kind === 'dense' || last?.kind === 'activation') && last.activation === 'softmax';
}

/** @throws parity/choice */
function* chooseKind(
  stack: StackShape,
  keras: boolean,
  expected: NumberArray,
  kinds: readonly Expected[],
  asked: Expected | undefined,
): Generator<void, ParityReading> {
  if (asked === undefined) {
    if (kinds.includes('c_n') && /(^|[^a-z])(c_?n|cell)([^a-z]|$)/i.test(expected.name))
      return chosen('expected', kinds, undefined, 'c_n', 'name');
    if (kinds.includes('probabilities') && (yield* areProbabilities(expected, headSize(stack))))
      return chosen('expected', kinds, undefined, 'probabilities', 'values');
    if (!kinds.includes('head') && kinds.includes('step') && kinds.includes('states') && keras)
      return chosen('expected', kinds, undefined, 'states', 'usual');
  }
  return chosen('expected', kinds, asked, kinds[0], 'usual');
}

/** Rows of values from 0 to 1 that add up to 1. */
function* areProbabilities({ shape, at }: NumberArray, size: number): Generator<void, boolean> {
  const count = shape.reduce((product, length) => product * length, 1);
  for (let row = 0; row < count; row += size) {
    let sum = 0;
    for (let k = 0; k < size; k++) {
      const value = at(row + k);
      if (!(value >= 0 && value <= 1)) return false;
      sum += value;
    }
    if (Math.abs(sum - 1) > 1e-3) return false;
    if ((row / size) % 4096 === 0) yield;
  }
  return true;
}

function chosen<T extends string>(
  key: ParityReading['key'],
  choices: readonly T[],
  asked: T | undefined,
  assumed: T,
  reason: ParityReading['reason'],
): ParityReading & { value: T } {
  if (asked !== undefined && !choices.includes(asked))
    throw new WorkbenchError('parity/choice', { key, value: asked, choices: [...choices] });
  const why = asked !== undefined ? 'chosen' : choices.length === 1 ? 'sizes' : reason;
  return { key, value: asked ?? assumed, choices: [...choices], reason: why };
}

/** Which row of an array over time holds a step of a series. */
export function positionOf({ order, series: B, steps: T }: ReadPair, b: number, t: number): number {
  return order === 'batch-first' ? b * T + t : t * B + b;
}

function shapeText(shape: readonly number[]): string {
  return `(${shape.join(', ')})`;
}

function isSame(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((length, at) => length === b[at]);
}
