/** Where in the table an error points to. */

import type { ErrorPayload } from '../../../core/contract/errors';

export interface CellPlace {
  /** Line of the file, counted from 1. */
  line: number;
  /** Index of the table's column, counted from 0; -1 where only the line is known. */
  column: number;
}

/** The place that an error's parameters name: its line, or the first of its lines, and its column by name or number. */
export function placeOf(problem: ErrorPayload | null, columns: readonly string[]): CellPlace | null {
  if (problem === null) return null;
  const params = problem.params as Partial<{ line: number; lines: number[]; column: number; name: string }>;
  const line = params.line ?? params.lines?.[0];
  if (typeof line !== 'number' || line < 1) return null;
  const named = typeof params.name === 'string' ? columns.indexOf(params.name) : -1;
  const numbered = typeof params.column === 'number' && params.column <= columns.length ? params.column - 1 : -1;
  return { line, column: named >= 0 ? named : numbered };
}
