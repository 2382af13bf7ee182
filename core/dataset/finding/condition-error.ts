/** Reads what DuckDB says against a condition, so that it can be told in words with its place. */

import { WorkbenchError } from '../../contract/errors';
import { SERIES_STATISTICS } from '../../contract/views-statistics';
import type { Condition } from './condition';

/** Members of the JSON in which DuckDB tells of an error; all are texts. */
interface Told {
  exception_type?: string;
  exception_message?: string;
  error_subtype?: string;
  name?: string;
  /** Bytes of the statement before the place. */
  position?: string;
}

/** Columns of the table of series that are no statistics. */
export const SERIES_NAMES = ['index', 'id', 'label', 'part', 'length'] as const;

/** Where the condition lies in a statement. */
export interface Asked {
  /** The statement up to the condition. */
  before: string;
  condition: Condition;
  channels: readonly string[];
}

/** The reason of a `table/query` as an error of the filter. */
export function conditionError(reason: string, { before, condition, channels }: Asked): WorkbenchError {
  const told = toldBy(reason);
  const message = (told.exception_message ?? reason).split('\n', 1)[0];
  const position = placeOf(told.position, before, condition);
  const names = [...SERIES_NAMES, ...channels.slice(0, 3).map((name) => `mean(${name})`)];
  if (told.error_subtype === 'SYNTAX_ERROR' || told.exception_type === 'Parser') {
    const near = /at or near "(.*)"$/s.exec(told.exception_message ?? '')?.[1] ?? '';
    const atEnd = position === condition.positionOf(condition.sql.length);
    if (atEnd) return new WorkbenchError('filter/ends-early', { position });
    return new WorkbenchError('filter/syntax', { near, position });
  }
  const isAggregate = message.includes('cannot contain aggregates');
  const stranger = condition.strangers.find((one) => position === (isAggregate ? one.statisticAt : one.position));
  if (stranger !== undefined) {
    const { name } = stranger;
    return new WorkbenchError('filter/unknown-channel', { name, position: stranger.position, channels: [...channels] });
  }
  if (told.error_subtype === 'COLUMN_NOT_FOUND') {
    return new WorkbenchError('filter/unknown-name', { name: told.name ?? '', position, names });
  }
  if (told.exception_type === 'Catalog' && told.error_subtype === 'MISSING_ENTRY') {
    const functions = [...SERIES_STATISTICS];
    return new WorkbenchError('filter/unknown-function', { name: told.name ?? '', position, functions });
  }
  if (message.startsWith('Cannot compare values of type')) return new WorkbenchError('filter/types', { position });
  const text = /^Could not convert string '(.*)' to/s.exec(message)?.[1];
  if (text !== undefined) return new WorkbenchError('filter/conversion', { text, position });
  return new WorkbenchError('filter/refused', { reason: message, position });
}

function toldBy(reason: string): Told {
  const start = reason.indexOf('{');
  try {
    const told: unknown = start < 0 ? {} : JSON.parse(reason.slice(start));
    return typeof told === 'object' && told !== null ? told : {};
  } catch {
    return {};
  }
}

/** From 1; the condition's start where nothing is told. */
function placeOf(bytes: string | undefined, before: string, condition: Condition): number {
  if (bytes === undefined) return 1;
  const statement = new TextEncoder().encode(before + condition.sql);
  const at = new TextDecoder().decode(statement.subarray(0, Number(bytes))).length - before.length;
  return condition.positionOf(Math.min(Math.max(0, at), condition.sql.length));
}
