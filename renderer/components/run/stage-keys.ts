/** What the keys do on the gate stage. */

import type { TimeRange } from '../../charts/time-axis';
import { reveal, wholeRange, zoomRange } from '../../charts/time-axis';

export interface StageState {
  cursor: number;
  range: TimeRange;
  /** The unit that the equations are about. */
  unit: number;
  length: number;
  unitCount: number;
}

/** The changes that a key asks for; null for a key that means nothing here. */
export type StageChange =
  | { cursor: number; range: TimeRange }
  | { unit: number }
  | { range: TimeRange }
  | { series: -1 | 1 }
  | { letGo: true };

const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1 };
const UNITS: Record<string, number> = { ArrowUp: -1, ArrowDown: 1 };
const ZOOMS: Record<string, number> = { '+': 0.5, '=': 0.5, '-': 2, _: 2 };

/** Steps and units stop at their ends; the range follows the cursor. */
export function changeOf(key: string, shift: boolean, state: StageState): StageChange | null {
  const { cursor, range, unit, length, unitCount } = state;
  const moveTo = (step: number): StageChange => {
    const target = Math.min(Math.max(step, 0), length - 1);
    return { cursor: target, range: reveal(range, length, target) };
  };
  if (key in STEPS) return moveTo(cursor + STEPS[key] * (shift ? 10 : 1));
  if (key === 'Home') return moveTo(0);
  if (key === 'End') return moveTo(length - 1);
  if (key in UNITS) return { unit: Math.min(Math.max(unit + UNITS[key] * (shift ? 10 : 1), 0), unitCount - 1) };
  if (key in ZOOMS) return { range: zoomRange(range, length, cursor, ZOOMS[key]) };
  if (key === '0') return { range: wholeRange(length) };
  if (key === 'PageUp') return { series: -1 };
  if (key === 'PageDown') return { series: 1 };
  if (key === 'Escape') return { letGo: true };
  return null;
}
