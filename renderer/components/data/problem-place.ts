/** Where in the table an error or a finding points to. */

import type { ErrorPayload } from '../../../core/contract/errors';
import type { DatasetView } from '../../../core/contract/views';
import type { FindingPlace } from '../../../core/contract/views-quality';

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

/** The cell of a finding, null without a line; where a row is a series, a step has a column of its own. */
export function cellOfFinding(
  place: FindingPlace,
  { channels, understood }: DatasetView,
  columns: readonly string[],
): CellPlace | null {
  const { line, step, channel } = place;
  if (line < 1) return null;
  const stepColumns = understood.channels.length !== channels.length || understood.channels[0] !== channels[0];
  const at = stepColumns ? step : channel;
  const name = at === null ? undefined : understood.channels[at];
  return { line, column: name === undefined ? -1 : columns.indexOf(name) };
}
