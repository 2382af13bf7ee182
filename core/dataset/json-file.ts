/** Reads JSON and NDJSON (one value a line) into the same table as delimited text, with the path of what is wrong. */

import { WorkbenchError } from '../contract/errors';
import type { ReadingSpec } from '../contract/specs';
import { type CellRow, cellPieces } from './cell-rows';
import type { TextSource } from './delimited-file';
import type { JsonTable } from './json-layout';
import { type Elements, understandJson } from './json-records';
import { jsonTable, newLayout } from './json-table';
import { JsonParser, type JsonValue, parseJson } from './json-values';
import type { ReadResult, SourceFile } from './part';
import { inShare } from './share';
import { readTable } from './table-file';

/** Most bytes of a file; its values take several times as many in memory. */
const LARGEST = 128 << 20;
/** Shares of the work at which parsing and laying out end. */
const PARSED = 0.5;
const LAID_OUT = 0.6;
const ELEMENTS_BETWEEN_YIELDS = 256;

/** @throws json/too-large, json/syntax, json/shape, json/ragged, json/no-steps, json/too-wide, archive/unknown-part */
export function* readJson(
  file: SourceFile,
  reading: ReadingSpec,
  format: 'json' | 'ndjson',
  text: TextSource,
): Generator<number, ReadResult> {
  const total = file.bytes.length;
  if (total > LARGEST) throw new WorkbenchError('json/too-large', { file: file.name, bytes: total, limit: LARGEST });
  const lines: number[] = [];
  const parsing = format === 'json' ? parseWhole(file.name, text) : parseLines(file.name, text, lines);
  const value = yield* inShare(parsing, total, [0, PARSED * total]);
  const understood = understandJson(file.name, value, '$', reading.array);
  const { elements, within } = understood;
  const laying = layOut(file.name, understood, reading);
  const table = yield* inShare(laying, elements.length, [PARSED * total, LAID_OUT * total]);
  const { encoding, assumptions } = text;
  const lineOf = (element: number) => lines[element] ?? 0;
  const facts = { file: file.name, format, encoding, assumptions, within, table, lineOf };
  const pieces = cellPieces(rowsOf(elements, table), table.rowCount, total);
  const reader = readTable(file, reading, jsonTable(facts, reading, pieces));
  const result = yield* inShare(reader, total, [LAID_OUT * total, total]);
  return within === undefined ? result : { ...result, inside: within.inside };
}

function* layOut(file: string, { kind, elements, path }: Elements, reading: ReadingSpec): Generator<number, JsonTable> {
  const layout = newLayout(file, kind, reading);
  for (const [at, element] of elements.entries()) {
    layout.add(element);
    if (at % ELEMENTS_BETWEEN_YIELDS === ELEMENTS_BETWEEN_YIELDS - 1) yield at;
  }
  return layout.finish(path);
}

/** Rows whose `line` is their number, from 1. */
function* rowsOf(elements: readonly JsonValue[], table: JsonTable): Generator<CellRow> {
  let line = 0;
  for (const [at, element] of elements.entries()) {
    for (const cells of table.rowsOf(element, at)) yield { line: ++line, cells };
  }
}

function* parseWhole(file: string, text: TextSource): Generator<number, JsonValue> {
  const parser = new JsonParser(file);
  for (const piece of text.pieces) {
    parser.add(piece.text, piece.last);
    yield piece.end;
  }
  return parser.value;
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
