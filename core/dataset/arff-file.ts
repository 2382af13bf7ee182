/** Reads ARFF files: one series a row, or, with a relational attribute, one series of several channels a row. */

import { WorkbenchError } from '../contract/errors';
import type { ReadingSpec } from '../contract/specs';
import { splitArffRows } from './arff-fields';
import { type ArffAttribute, ArffHeaderReader } from './arff-header';
import { BlockTable } from './block-table';
import type { TextSource } from './delimited-file';
import { columnNames } from './dialect';
import type { TextPiece } from './encoding';
import { isMissing } from './numbers';
import { channelNames, type ReadResult, type SourceFile } from './part';
import { SeriesList } from './series-list';
import { ColumnCount, finishSeries } from './series-result';
import { readTable } from './table-file';
import { BadValue, readValues } from './ts-series';
import { markMissing, toldMissing } from './told-missing';

const CELL_CHARACTERS = 1000;

/** Reads the header from the pieces, then the rows from what follows it. */
export function* readArff(file: SourceFile, reading: ReadingSpec, text: TextSource): Generator<number, ReadResult> {
  const headerReader = new ArffHeaderReader(file.name);
  const pieces = text.pieces[Symbol.iterator]();
  let line = 1;
  for (let next = pieces.next(); !next.done; next = pieces.next()) {
    const piece = next.value;
    let start = 0;
    while (start < piece.text.length) {
      const lineEnd = piece.text.indexOf('\n', start);
      const end = lineEnd < 0 ? piece.text.length : lineEnd;
      const isData = headerReader.add(piece.text.slice(start, end), line++);
      start = Math.min(end + 1, piece.text.length);
      if (!isData) continue;
      const data: ArffData = {
        attributes: headerReader.attributes,
        pieces: resume({ ...piece, text: piece.text.slice(start) }, pieces),
        firstLine: line,
      };
      const relational = data.attributes.some((attribute) => attribute.type === 'relational');
      return yield* relational ? readRelational(file, reading, text, data) : readFlat(file, reading, text, data);
    }
    yield piece.end;
  }
  throw new WorkbenchError('arff/header', { file: file.name, line, text: '' });
}

interface ArffData {
  attributes: ArffAttribute[];
  pieces: Iterable<TextPiece>;
  firstLine: number;
}

function* resume(first: TextPiece, rest: Iterator<TextPiece>): Generator<TextPiece> {
  yield first;
  for (let next = rest.next(); !next.done; next = rest.next()) yield next.value;
}

/** The last nominal attribute: Weka's place for the class. */
function labelAttribute(attributes: ArffAttribute[]): number | null {
  return nullIfNone(attributes.findLastIndex((attribute) => attribute.type === 'nominal'));
}

function nullIfNone(at: number): number | null {
  return at < 0 ? null : at;
}

function badRow(file: SourceFile, line: number, column: number, text: string): WorkbenchError {
  return new WorkbenchError('arff/bad-row', { file: file.name, line, column, text: text.slice(0, 40) });
}

/** Holds a label to those that its attribute declares. */
function checkLabel(file: SourceFile, attribute: ArffAttribute, column: number, cell: string, line: number): string {
  if (attribute.type === 'nominal' && !attribute.labels.includes(cell)) throw badRow(file, line, column, cell);
  return cell;
}

function readFlat(file: SourceFile, reading: ReadingSpec, text: TextSource, data: ArffData) {
  const { attributes } = data;
  const names = columnNames(
    attributes.map((attribute) => attribute.name),
    attributes.length,
  );
  const chosen = typeof reading.label === 'string' ? names.indexOf(reading.label) : labelAttribute(attributes);
  return readTable(file, reading, {
    format: 'arff',
    encoding: text.encoding,
    delimiter: null,
    decimal: '.',
    header: null,
    assumptions: text.assumptions,
    names,
    skipsHeader: false,
    pieces: data.pieces,
    firstLine: data.firstLine,
    split: splitArffRows,
    declaredWide: true,
    declaredLabel: labelAttribute(attributes),
    declaredLabelAs: 'class',
    labelOf: (cell, line) =>
      chosen === null || chosen < 0 ? cell : checkLabel(file, attributes[chosen], chosen + 1, cell, line),
    raggedError: (lines, _count, found) => badRow(file, lines[0], Math.min(found, names.length) + 1, String(found)),
    cellError: (column, _name, place) => badRow(file, place.line, column + 1, place.text),
  });
}

function* readRelational(
  file: SourceFile,
  reading: ReadingSpec,
  text: TextSource,
  data: ArffData,
): Generator<number, ReadResult> {
  const { attributes } = data;
  const relation = attributes.findIndex((attribute) => attribute.type === 'relational');
  const classes = labelAttribute(attributes);
  // Beside the relation of the channels, a number can only be what is to be predicted.
  const label = classes ?? nullIfNone(attributes.findLastIndex((attribute) => attribute.type === 'numeric'));
  const list = new SeriesList();
  const told = toldMissing(reading);
  const labelCount = new ColumnCount();
  let counts: ColumnCount[] = [];
  let problem: WorkbenchError | null = null;
  const names = attributes.map((attribute) => attribute.name);
  const table = new BlockTable(names, (block, firstLine) => {
    const { rows, lines } = splitArffRows(block, firstLine, true);
    return { lines, cells: rows.map((row) => row.map((cell) => cell.slice(0, CELL_CHARACTERS))) };
  });
  let pending = '';
  let line = data.firstLine;
  for (const piece of data.pieces) {
    pending += piece.text;
    const { rows, lines, consumed, nextLine } = splitArffRows(pending, line, piece.last);
    table.add(pending.slice(0, consumed), line, rows.length, 0);
    pending = pending.slice(consumed);
    line = nextLine;
    try {
      for (const [at, row] of rows.entries()) if (problem === null) addRow(row, lines[at]);
    } catch (thrown) {
      if (!(thrown instanceof WorkbenchError)) throw thrown;
      problem = thrown;
    }
    yield piece.end;
  }
  const width = Math.max(1, counts.length);
  const labelName = label === null ? null : attributes[label].name;
  const columns = channelNames(width).map((name, at) => (counts[at] ?? new ColumnCount()).view(name, 'number'));
  if (labelName !== null) columns.push(labelCount.view(labelName, 'text'));
  const source = {
    format: 'arff' as const,
    encoding: text.encoding,
    layout: 'wide' as const,
    list,
    width,
    labelName,
    labelAs: classes === null ? ('number' as const) : ('class' as const),
    timeName: null,
    table,
    columns,
    assumptions: text.assumptions,
    lineOf: (series: number) => table.lineOf(series),
  };
  return yield* finishSeries(file, reading, source, problem);

  function addRow(row: string[], rowLine: number): void {
    if (row.length !== attributes.length) throw badRow(file, rowLine, row.length + 1, String(row.length));
    const channels = row[relation].split('\n').map((channel) => {
      try {
        return readValues({ text: channel, column: 1 }, { timeStamps: false });
      } catch (thrown) {
        throw thrown instanceof BadValue ? badRow(file, rowLine, relation + 1, thrown.text) : thrown;
      }
    });
    if (counts.length === 0) counts = channels.map(() => new ColumnCount());
    if (channels.length !== counts.length)
      throw badRow(file, rowLine, relation + 1, `${channels.length}/${counts.length}`);
    for (const [channel, values] of channels.entries()) {
      markMissing(values, told);
      counts[channel].addNumbers(values);
    }
    const cell = label === null ? null : row[label].trim();
    const value =
      cell === null || isMissing(cell) ? null : checkLabel(file, attributes[label!], label! + 1, cell, rowLine);
    if (label !== null) labelCount.addText(value);
    list.add(channels, value);
  }
}
