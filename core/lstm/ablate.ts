/** Holds gates and silences units by their weights alone, so that every kernel computes it. */

import type { Activation } from './activation';
import { activationOf } from './activate';
import { blocksOf, type Cell, quantitiesOf, type Quantity } from './cell';
import { directionsOf, type DirectionWeights, type LayerConfig, type StackWeights } from './stack';

/** Why a quantity cannot be held; `core/contract/ablation.ts` tells what each means. */
export type HoldRefusal = 'no-such-quantity' | 'no-gate' | 'coupled' | 'state' | 'out-of-reach' | 'activation';

/** One quantity of some units of one direction, each with the value that it has at every step. */
export interface Held {
  /** Index of the direction, as in `StackWeights.directions`. */
  direction: number;
  quantity: Quantity;
  units: readonly number[];
  values: ArrayLike<number>; // as long as `units`
}

/** A sum so far out that 1 / (1 + e^-z) is 0 or 1 to the last bit of float64. */
const FAR = 1000;

/**
 * Why `quantity` cannot be held at `value` in a layer; null where it can. `null` for a value asks of any that the quantity
 * has by itself, such as its mean.
 */
export function holdRefusal({ cell }: LayerConfig, quantity: Quantity, value: number | null): HoldRefusal | null {
  if (!quantitiesOf(cell).includes(quantity)) return 'no-such-quantity';
  if (quantity === 'h' && value === 0 && silencing(cell) !== null) return null;
  if (cell.kind === 'lstm' && quantity === 'f' && cell.forgetGate === 'coupled') return 'coupled';
  if (quantity === 'c' || (quantity === 'h' && cell.kind !== 'rnn')) return 'state';
  if (!blocksOf(cell).includes(quantity)) return 'no-gate';
  const activation = activationFor(cell, quantity);
  if (!Object.hasOwn(INVERSES, activation.name)) return 'activation';
  if (value === null) return null;
  const sum = sumFor(activation, value);
  if (sum === null || !Number.isFinite(sum)) return 'out-of-reach';
  return cell.clip !== null && Math.abs(sum) > cell.clip ? 'out-of-reach' : null;
}

/**
 * The stack with quantities held; directions that nothing is held in are those of `weights` themselves. A gate's rows of
 * W and R, its peepholes and what it sees of other gates become 0 and its bias the sum that gives the value: to 0 or 1
 * exactly (the fast kernels compute with 4.5e-13 for 0), else to about 1e-7. Under layer normalisation the rows stay, so
 * that the other sums are normalised as before, and their gains and shifts become 0. Silenced units (`h` at 0) have
 * no candidate and begin with states of 0, so that c and h stay exactly 0.
 * @throws RangeError for what `holdRefusal` refuses
 */
export function hold(weights: StackWeights, held: readonly Held[]): StackWeights {
  const shape = directionsOf(weights.config, weights.before);
  const directions = weights.directions.map((direction, index) => {
    const mine = held.filter((one) => one.direction === index);
    if (mine.length === 0) return direction;
    const copy = copyOf(direction);
    for (const { quantity, units, values } of mine) {
      for (const [at, unit] of units.entries()) holdUnit(shape[index].config, copy, quantity, unit, values[at]);
    }
    return copy;
  });
  return { ...weights, directions };
}

function holdUnit(
  layer: LayerConfig,
  weights: DirectionWeights,
  quantity: Quantity,
  unit: number,
  value: number,
): void {
  const { cell } = layer;
  const reason = holdRefusal(layer, quantity, value);
  if (reason !== null) throw new RangeError(`${quantity} cannot be held at ${value}: ${reason}`);
  if (quantity !== 'h' || cell.kind === 'rnn') {
    setSum(cell, weights, quantity, unit, sumFor(activationFor(cell, quantity), value)!);
    if (value !== 0 || quantity !== 'h') return;
  }
  if (weights.initial !== null) {
    if (unit < weights.initial.c.length) weights.initial.c[unit] = 0;
    // Where h is projected no value of it is this unit's alone.
    if (weights.wHr === null) weights.initial.h[unit] = 0;
  }
  const { hidden: H, gateRecurrence } = weights;
  // No gate sees those of a unit that is silent.
  const recurrence = gateRecurrence ?? new Float32Array(0);
  for (let at = unit; at < recurrence.length; at += H) recurrence[at] = 0;
  if (weights.norm !== null) {
    weights.norm.gainC[unit] = 0;
    weights.norm.shiftC[unit] = 0;
    return;
  }
  const candidate = silencing(cell);
  if (candidate !== null && candidate !== 'h') setSum(cell, weights, candidate, unit, 0);
}

/** The quantity whose sum of 0 leaves c and h at 0; null where an activation makes something of 0. */
function silencing(cell: Cell): 'g' | 'n' | 'h' | null {
  const keepsZero = (activation: Activation) => activationOf(activation)(0) === 0;
  if (cell.kind === 'rnn') return keepsZero(cell.activation) ? 'h' : null;
  if (!keepsZero(cell.activations.candidate)) return null;
  if (cell.kind === 'gru') return 'n';
  return keepsZero(cell.activations.cell) ? 'g' : null;
}

/** Makes a unit's sum before an activation the same at every step. */
function setSum(cell: Cell, weights: DirectionWeights, quantity: Quantity, unit: number, sum: number): void {
  const { input: I, hidden: H, output: P, wIh, wHh, bIh, bHh, norm, peepholes, gateRecurrence } = weights;
  const row = blocksOf(cell).indexOf(quantity) * H + unit;
  if (norm === null) {
    wIh.fill(0, row * I, (row + 1) * I);
    wHh.fill(0, row * P, (row + 1) * P);
  } else {
    for (const values of [norm.gainIh, norm.shiftIh, norm.gainHh, norm.shiftHh]) values[row] = 0;
  }
  bIh[row] = sum;
  // A GRU's reset gate multiplies the second bias of its candidate.
  bHh[row] = quantity === 'n' ? 0 : sum - bIh[row];
  const gate = ['i', 'f', 'o'].indexOf(quantity);
  if (gate < 0) return;
  if (peepholes !== null) peepholes[gate * H + unit] = 0;
  gateRecurrence?.fill(0, (gate * H + unit) * 3 * H, (gate * H + unit + 1) * 3 * H);
}

/** Activations that can be turned round: the sum that gives a value, NaN where none does. */
const INVERSES: Partial<Record<Activation['name'], (value: number, alpha: number, beta: number) => number>> = {
  sigmoid: (v) => (v === 0 ? -FAR : v === 1 ? FAR : Math.log(v / (1 - v))),
  'hard-sigmoid': (v, alpha, beta) => (v < 0 || v > 1 ? NaN : (v - beta) / alpha),
  tanh: (v) => (Math.abs(v) === 1 ? v * FAR : Math.atanh(v)),
  relu: (v) => (v < 0 ? NaN : v),
  identity: (v) => v,
};

function sumFor({ name, alpha, beta }: Activation, value: number): number | null {
  const inverse = INVERSES[name];
  if (inverse === undefined) return null;
  const sum = inverse(value, alpha ?? 0.2, beta ?? 0.5);
  return Number.isNaN(sum) ? null : sum;
}

function activationFor(cell: Cell, quantity: Quantity): Activation {
  if (cell.kind === 'rnn') return cell.activation;
  return quantity === 'g' || quantity === 'n' ? cell.activations.candidate : cell.activations.gate;
}

function copyOf(weights: DirectionWeights): DirectionWeights {
  const { norm, initial, wHr, peepholes, gateRecurrence } = weights;
  return {
    ...weights,
    wIh: weights.wIh.slice(),
    wHh: weights.wHh.slice(),
    bIh: weights.bIh.slice(),
    bHh: weights.bHh.slice(),
    wHr: wHr && wHr.slice(),
    peepholes: peepholes && peepholes.slice(),
    gateRecurrence: gateRecurrence && gateRecurrence.slice(),
    norm: norm && {
      epsilon: norm.epsilon,
      gainIh: norm.gainIh.slice(),
      shiftIh: norm.shiftIh.slice(),
      gainHh: norm.gainHh.slice(),
      shiftHh: norm.shiftHh.slice(),
      gainC: norm.gainC.slice(),
      shiftC: norm.shiftC.slice(),
    },
    initial: initial && { h: initial.h.slice(), c: initial.c.slice() },
  };
}
