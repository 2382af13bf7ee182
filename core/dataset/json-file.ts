/** Reads JSON and NDJSON (one value a line) into the same table as delimited text, with the path of what is wrong. */

import { WorkbenchError } from '../contract/errors';
import type { ReadingSpec } from '../contract/specs';
import type { Assumption } from '../contract/views';
import { type CellReader, cellReader } from './cell-reader';
import { type CellRow, cellPieces, splitCellRows } from './cell-rows';
import type { TextSource } from './delimited-file';
import { columnNames, recogniseHeader } from './dialect';
import { type JsonTable, layOut } from './json-columns';
import { type Rows, understandJson } from './json-records';
import { type JsonValue, parseJson } from './json-values';
import { isMissing, parseCell } from './numbers';
import type { ReadResult, SourceFile } from './part';
import { inShare } from './share';
import { readTable } from './table-file';

/** Most bytes of a file; its values take several times as many in memory. */
const LARGEST = 128 << 20;
/** Shares of the work at which parsing and laying out end. */
const PARSED = 0.5;
const LAID_OUT = 0.6;
const SAMPLE_ROWS = 200;

/** @throws file/too-large, json/syntax, json/shape, json/ragged, json/no-steps, json/too-wide */
export function* readJson(
  file: SourceFile,
  reading: ReadingSpec,
  format: 'json' | 'ndjson',
  text: TextSource,
): Generator<number, ReadResult> {
  const total = file.bytes.length;
  if (total > LARGEST) throw new WorkbenchError('file/too-large', { file: file.name, bytes: total, limit: LARGEST });
  const lines: number[] = [];
  const parsing = format === 'json' ? parseWhole(file.name, text) : parseLines(file.name, text, lines);
  const value = yield* inShare(parsing, total, [0, PARSED * total]);
  const understood = understandJson(file.name, value, '$', reading.array);
  const { within } = understood;
  const assumptions = [...text.assumptions];
  if (within !== undefined && within.reason !== null) {
    assumptions.push({ setting: 'array', reason: within.reason, params: { count: within.count } });
  }
  const laying = understood.kind === 'rows' ? layOutRows(file.name, understood, reading, assumptions) : null;
  const table: LaidOut =
    laying ??
    (yield* inShare(layOut(file.name, understood as Exclude<typeof understood, Rows>), 1, [
      PARSED * total,
      LAID_OUT * total,
    ]));
  /** File line of the row with this number, from 1; 0 in JSON, where a path tells the place. */
  const lineOf = (number: number) => (format === 'ndjson' ? (lines[table.recordOf(number - 1)] ?? 0) : 0);
  const reader = readTable(file, reading, {
    format,
    encoding: text.encoding,
    delimiter: null,
    decimal: reading.decimal ?? '.',
    header: table.header ?? null,
    assumptions,
    names: table.names,
    skipsHeader: false,
    namedColumns: table.header !== false,
    pieces: cellPieces(table.rows, table.rowCount, total),
    firstLine: 1,
    split: splitCellRows,
    keepsBlank: true,
    array: within?.name,
    fileLine: lineOf,
    declaredWide: table.wide ?? false,
    declaredLabel: null,
    declaredSeries: table.nested?.series,
    declaredChannels: table.nested?.channels,
    labelOf: (cell) => cell,
    raggedError: (numbers, _count, found) =>
      new WorkbenchError('json/ragged', {
        file: file.name,
        path: table.path(numbers[0] - 1, 0),
        expected: table.names.length,
        found,
      }),
    cellError(column, name, { line: number, text: cell }) {
      const line = lineOf(number);
      if (line > 0) {
        return new WorkbenchError('table/not-a-number', {
          file: file.name,
          line,
          column: column + 1,
          name,
          text: cell,
        });
      }
      return new WorkbenchError('json/not-a-number', {
        file: file.name,
        path: table.path(number - 1, column),
        name,
        text: cell,
      });
    },
  });
  const result = yield* inShare(reader, total, [LAID_OUT * total, total]);
  return within === undefined ? result : { ...result, inside: within.inside };
}

function* parseWhole(file: string, text: TextSource): Generator<number, JsonValue> {
  const pieces: string[] = [];
  let bytes = 0;
  for (const piece of text.pieces) {
    pieces.push(piece.text);
    bytes = piece.end;
    yield piece.end * 0.2;
  }
  const whole = pieces.join('');
  return yield* inShare(parseJson(file, whole), whole.length, [bytes * 0.2, bytes]);
}

/** A list of the values, one a line; the line of each is added to `lines`. */
function* parseLines(file: string, text: TextSource, lines: number[]): Generator<number, JsonValue> {
  const values: JsonValue[] = [];
  let line = 0;
  for (const piece of text.pieces) {
    let sinceYield = 0;
    const contents = piece.text.split('\n');
    // What follows the last line end is the next piece's, and nothing in this one.
    if (contents.at(-1) === '') contents.pop();
    for (const content of contents) {
      line++;
      if (content.trim() === '') continue;
      lines.push(line);
      values.push(yield* inShare(parseJson(file, content, line), 1, [piece.end, piece.end]));
      sinceYield += content.length;
      if (sinceYield < 1 << 16) continue;
      sinceYield = 0;
      yield piece.end;
    }
    yield piece.end;
  }
  return values;
}

interface LaidOut extends JsonTable {
  /** Null where the values have names of their own. */
  header?: boolean | null;
  wide?: boolean;
}

function readerOf({ thousands = 'none', missingText = [] }: ReadingSpec): CellReader {
  return cellReader({ decimal: '.', thousands, missing: missingText });
}

/** Lists of scalars: the rows of a table, or, of unequal length and numbers alone, one series each. */
function layOutRows(file: string, { rows, path }: Rows, reading: ReadingSpec, assumptions: Assumption[]): LaidOut {
  const header = reading.header ?? recogniseHeader(rows.slice(0, SAMPLE_ROWS), readerOf(reading));
  if (reading.header === undefined) {
    const reason = header ? 'first-row-is-text' : 'first-row-is-numeric';
    assumptions.push({ setting: 'header', reason, params: {} });
  }
  const first = header ? 1 : 0;
  let width = 0;
  let shortest = Number.POSITIVE_INFINITY;
  for (const row of rows) {
    width = Math.max(width, row.length);
    shortest = Math.min(shortest, row.length);
  }
  const unequal = shortest < width;
  const wide = unequal && !header && rows.every((row) => row.every(isValue));
  if (header) width = rows[0].length;
  if (unequal && !wide) {
    const expected = rows[0].length;
    const odd = rows.findIndex((row) => row.length !== expected);
    const at = path(odd, 0).replace(/\[\d+\]$/, '');
    throw new WorkbenchError('json/ragged', { file, path: at, expected, found: rows[odd].length });
  }
  const names = columnNames(header ? rows[0] : null, width);
  return {
    names,
    rowCount: rows.length - first,
    rows: padded(rows, first, width),
    recordOf: (row) => row + first,
    path: (row, column) => path(row + first, column),
    nested: null,
    header,
    wide,
  };
}

function isValue(cell: string): boolean {
  return isMissing(cell) || parseCell(cell, '.') !== null;
}

function* padded(rows: string[][], first: number, width: number): Generator<CellRow> {
  for (let at = first; at < rows.length; at++) {
    const cells = rows[at].slice();
    while (cells.length < width) cells.push('');
    yield { line: at - first + 1, cells };
  }
}
