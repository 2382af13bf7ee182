/** Reads `.tsf` files (Monash forecasting archive): one series a line after its attributes, of any length, `?` for missing. */

import { WorkbenchError } from '../contract/errors';
import type { ReadingSpec } from '../contract/specs';
import type { Assumption } from '../contract/views';
import { BlockTable, type BlockRows } from './block-table';
import { isNamedLikeId } from './column-habits';
import type { TextSource } from './delimited-file';
import { columnNames } from './dialect';
import { readHeadedLines } from './headed-lines';
import { isMissing } from './numbers';
import { channelNames, type ReadResult, type SourceFile } from './part';
import { SeriesList } from './series-list';
import { ColumnCount, finishSeries, type SeriesSource } from './series-result';
import { ColumnSurvey } from './survey';
import { BadValue, readValues, splitFields } from './ts-series';
import { isTsfComment, TsfHeaderReader } from './tsf-header';
import { timeAssumption, tsfClock } from './tsf-times';
import { markMissing, toldMissing } from './told-missing';

/** Longest text of a series that the table of rows shows. */
const CELL_CHARACTERS = 1000;

/** A line that cannot be read leaves the table of rows to look at and becomes the result's `problem`. */
export function* readTsf(file: SourceFile, reading: ReadingSpec, text: TextSource): Generator<number, ReadResult> {
  const headerReader = new TsfHeaderReader(file.name);
  const { header } = headerReader;
  const list = new SeriesList();
  const told = toldMissing(reading);
  const table = new BlockTable([], tableRows);
  const [channel] = channelNames(1);
  const valueCount = new ColumnCount();
  let names: string[] = [];
  let counts: ColumnCount[] = [];
  const facts: string[][] = []; // [N][attributes]

  const { hasData, problem } = yield* readHeadedLines(text, table, {
    header: (content, line) => headerReader.add(content, line),
    begin() {
      names = columnNames([channel, ...header.attributes.map(({ name }) => name)], header.attributes.length + 1);
      counts = header.attributes.map(() => new ColumnCount());
    },
    isComment: isTsfComment,
    series: addSeries,
    problem: asProblem,
  });
  if (!hasData) throw new WorkbenchError('tsf/no-data', { file: file.name });

  const attributes = names.slice(1);
  table.columns = [...attributes, channel];
  const columns = attributes.map((name, at) =>
    counts[at].view(name, header.attributes[at].type === 'date' ? 'time' : 'text'),
  );
  const { seriesName, seriesAssumption, ids } = findIds(reading, attributes, facts);
  const label = typeof reading.label === 'string' ? attributes.indexOf(reading.label) : -1;
  if (label >= 0) list.relabel(facts.map((row) => (isMissing(row[label]) ? null : row[label])));
  const time = header.attributes.findIndex(({ type }) => type === 'date');
  const starts = time < 0 ? [] : facts.map((row) => row[time]);
  const source: SeriesSource = {
    format: 'tsf',
    encoding: text.encoding,
    layout: 'wide',
    list,
    width: 1,
    labelName: label < 0 ? null : attributes[label],
    timeName: time < 0 ? null : attributes[time],
    seriesName,
    seriesAssumption,
    ids,
    table,
    columns: [...columns, valueCount.view(channel, 'number')],
    assumptions: [...text.assumptions, ...timeAssumption(header, attributes[time] ?? null, starts)],
    clockOf: (whole) => tsfClock(whole, header.frequency, starts),
    lineOf: (series: number) => table.lineOf(series),
  };
  return yield* finishSeries(file, reading, source, problem);

  function addSeries(content: string, line: number): void {
    const fields = splitFields(content, false);
    const expected = header.attributes.length + 1;
    if (fields.length !== expected) {
      throw new WorkbenchError('tsf/fields', { file: file.name, line, expected, found: fields.length });
    }
    const values = readValues(fields[expected - 1], { timeStamps: false });
    markMissing(values, told);
    valueCount.addNumbers(values);
    const row = fields.slice(0, -1).map((field) => field.text.trim());
    for (const [at, cell] of row.entries()) counts[at].addText(isMissing(cell) ? null : cell);
    facts.push(row);
    list.add([values], null);
  }

  function asProblem(thrown: unknown, line: number): WorkbenchError {
    if (thrown instanceof WorkbenchError) return thrown;
    if (!(thrown instanceof BadValue)) throw thrown;
    const { text: value, column } = thrown;
    return new WorkbenchError('tsf/bad-series', { file: file.name, line, column, text: value });
  }
}

/** The chosen attribute, else the first that is named like an id and differs from series to series. */
function findIds(
  reading: ReadingSpec,
  attributes: string[],
  facts: string[][],
): Pick<SeriesSource, 'seriesName' | 'seriesAssumption' | 'ids'> {
  const at =
    typeof reading.series === 'string'
      ? attributes.indexOf(reading.series)
      : reading.series === null
        ? -1
        : attributes.findIndex(
            (name, index) =>
              isNamedLikeId(new ColumnSurvey(name, 1)) && new Set(facts.map((row) => row[index])).size === facts.length,
          );
  if (at < 0) return { seriesAssumption: { setting: 'series', reason: 'no-id-found', params: {} } };
  const seriesAssumption: Assumption = {
    setting: 'series',
    reason: 'named-like-id',
    params: { column: attributes[at] },
  };
  return { seriesName: attributes[at], seriesAssumption, ids: facts.map((row) => row[at]) };
}

function tableRows(block: string, firstLine: number): BlockRows {
  const rows: BlockRows = { lines: [], cells: [] };
  for (const [at, line] of block.split('\n').entries()) {
    if (isTsfComment(line)) continue;
    rows.lines.push(firstLine + at);
    rows.cells.push(splitFields(line, false).map(({ text }) => shorten(text)));
  }
  return rows;
}

function shorten(text: string): string {
  return text.length > CELL_CHARACTERS ? `${text.slice(0, CELL_CHARACTERS)}…` : text;
}
