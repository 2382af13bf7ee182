/** Undo and redo over whole values, each change with the key of its name. */

import type { TextKey } from '../../core/locale/texts';

export interface Change<T> {
  label: TextKey;
  before: T;
  after: T;
}

/** An immutable history; `past` ends with the change that an undo takes back. */
export interface History<T> {
  readonly past: readonly Change<T>[];
  readonly future: readonly Change<T>[];
}

const LONGEST = 200;

export function emptyHistory<T>(): History<T> {
  return { past: [], future: [] };
}

/** Adds a change and forgets what was undone before it; the oldest changes fall off after 200. */
export function record<T>(history: History<T>, change: Change<T>): History<T> {
  return { past: [...history.past, change].slice(-LONGEST), future: [] };
}

/** The history after an undo and the value to go back to; null when there is nothing to undo. */
export function undone<T>(history: History<T>): { history: History<T>; value: T } | null {
  const change = history.past.at(-1);
  if (change === undefined) return null;
  return { history: { past: history.past.slice(0, -1), future: [change, ...history.future] }, value: change.before };
}

/** The history after a redo and the value to go on to; null when there is nothing to redo. */
export function redone<T>(history: History<T>): { history: History<T>; value: T } | null {
  const [change, ...rest] = history.future;
  if (change === undefined) return null;
  return { history: { past: [...history.past, change], future: rest }, value: change.after };
}
