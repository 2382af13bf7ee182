/** Ablation: what becomes of features and scores when a part of the model, or of its input, is taken away. */

import type { Direction, Quantity } from './cells';

/** Holds one quantity of some units at every step. */
export interface Hold {
  /** A gate or candidate; `h` is the unit as a whole, which 0 silences: it then takes no part in anything. */
  quantity: Quantity;
  /** Counted from 0; absent: in every layer. */
  layer?: number;
  /** Absent: in both. */
  direction?: Direction;
  /** Counted from 0; absent: all. */
  units?: number[];
  /** What the quantity is, or `mean`: what each unit's own is in the mean over all steps of the training part. */
  value: number | 'mean';
}

/** All parts are optional; an empty ablation is none. It is part of the model's spec, so that runs, exports and scores know it. */
export interface Ablation {
  /** Of two that concern one quantity of one unit the later one counts. */
  holds?: Hold[];
  /** Seed of a permutation of the steps of every series, another one for each. */
  shuffle?: number;
  /** Only so many steps from the start of each series are read. */
  first?: number;
}

export const ABLATION_LIMITS = {
  holds: 1000,
  first: { min: 1, max: 1_000_000_000 },
  value: { min: -1e6, max: 1e6 },
  unit: { min: 0, max: 1023 },
} as const;

/** Why a quantity cannot be held in a layer. */
export const HOLD_REFUSALS = [
  /** The layer's cell has no such quantity. */
  'no-such-quantity',
  /** The cell goes without this gate: it is 1 at every step. */
  'no-gate',
  /** The forget gate is 1 - i: the input gate can be held. */
  'coupled',
  /** A cell state adds up over time, and so does h where it is not silenced: no weights keep it at a value. */
  'state',
  /** The activation, or the sums' clip before it, does not reach the value. */
  'out-of-reach',
  /** The activation is none that can be turned round. */
  'activation',
] as const;
export type HoldRefusal = (typeof HOLD_REFUSALS)[number];

/** Whether an ablation takes anything away. */
export function isAblated(ablation: Ablation | undefined): ablation is Ablation {
  if (ablation === undefined) return false;
  return (ablation.holds ?? []).length > 0 || ablation.shuffle !== undefined || ablation.first !== undefined;
}

/** Units that are silenced: they take no part in anything, in every layer that has them. */
export function silenced(units: number[]): Hold {
  return { quantity: 'h', units, value: 0 };
}
