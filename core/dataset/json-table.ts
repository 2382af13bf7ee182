/** What a JSON list that was laid out as rows tells the readers of tables, whichever way its rows come. */

import { WorkbenchError } from '../contract/errors';
import type { Encoding, ReadingSpec } from '../contract/specs';
import type { Assumption } from '../contract/views';
import { splitCellRows } from './cell-rows';
import { RecordsLayout } from './json-columns';
import type { JsonLayout, JsonTable } from './json-layout';
import type { ListKind, Within } from './json-lists';
import { RowsLayout } from './json-rows';
import type { TableSource } from './table-source';

export interface JsonFacts {
  file: string;
  format: 'json' | 'ndjson';
  encoding: Encoding | null;
  assumptions: readonly Assumption[];
  within: Within | undefined;
  table: JsonTable;
  /** File line of an element, from 1; 0 in JSON, where a path tells the place. */
  lineOf(element: number): number;
}

export function newLayout(file: string, kind: ListKind, reading: ReadingSpec): JsonLayout {
  return kind === 'cells' || kind === 'rows' ? new RowsLayout(file, reading) : new RecordsLayout(file);
}

/** Lines of `pieces` are the rows' numbers, from 1. */
export function jsonTable(facts: JsonFacts, reading: ReadingSpec, pieces: TableSource['pieces']): TableSource {
  const { file, table, within } = facts;
  const fileLine = (number: number) => facts.lineOf(table.elementOf(number - 1));
  const assumptions = [...facts.assumptions];
  if (within !== undefined && within.reason !== null) {
    assumptions.push({ setting: 'array', reason: within.reason, params: { count: within.count } });
  }
  return {
    format: facts.format,
    encoding: facts.encoding,
    delimiter: null,
    decimal: reading.decimal ?? '.',
    header: table.header,
    assumptions: [...assumptions, ...table.assumptions],
    names: table.names,
    skipsHeader: false,
    namedColumns: table.header !== false,
    pieces,
    firstLine: 1,
    split: splitCellRows,
    keepsBlank: true,
    array: within?.name,
    fileLine,
    declaredWide: table.wide,
    declaredLabel: null,
    declaredSeries: table.nested?.series,
    declaredChannels: table.nested?.channels,
    labelOf: (cell) => cell,
    raggedError: (numbers, _count, found) =>
      new WorkbenchError('json/ragged', {
        file,
        path: table.path(numbers[0] - 1, 0),
        expected: table.names.length,
        found,
      }),
    cellError(column, name, { line: number, text }) {
      const line = fileLine(number);
      if (line > 0) return new WorkbenchError('table/not-a-number', { file, line, column: column + 1, name, text });
      return new WorkbenchError('json/not-a-number', { file, path: table.path(number - 1, column), name, text });
    },
  };
}
