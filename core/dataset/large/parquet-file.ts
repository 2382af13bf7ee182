/** Reads Parquet through the table engine: columns of numbers and text as a table, columns of lists as one series a row. */

import { WorkbenchError } from '../../contract/errors';
import type { ReadingSpec } from '../../contract/specs';
import { type CellReader, cellReader } from '../cell-reader';
import type { LargeResult } from '../part';
import { listCheck, rowCheck } from '../rejected-rows';
import { areLists } from '../roles';
import { TableSurvey } from '../survey';
import { finishTable, numberStyle, rolesOf } from '../table-file';
import type { TableSource } from '../table-source';
import { rowsOf, sqlName, sqlText, type TableColumn, type Tables } from '../table-engine';
import { timeColumn } from '../time/column';
import { Collector, gathered } from './collect';
import { plainPath } from './csv-query';
import type { LargeFile, Machine } from './machine';
import { NumberSurvey } from './number-survey';
import { columnsOf, numberSql, type ParquetColumn } from './parquet-columns';
import { collectLists } from './parquet-lists';
import { collectTextLists } from './parquet-texts';
import { ParquetTable } from './parquet-table';
import { rejectedRows } from './rejected';
import { KEPT_VALUES, ValueSink } from './value-sink';

const MAGIC = [0x50, 0x41, 0x52, 0x31];
const PIECE_BYTES = 4 << 20;
export interface ParquetOptions {
  kept?: number;
  seen(bytes: Uint8Array): void;
}

/** Whether a file begins as Parquet does. */
export function isParquet(bytes: Uint8Array): boolean {
  return MAGIC.every((byte, at) => bytes[at] === byte);
}

/**
 * Rows are told by their number from 1, where text has lines. The result's table asks the engine, which is closed with it.
 * @throws parquet/broken, table/engine-unavailable, table/query, data/store-full, engine/cancelled
 */
export async function readParquet(
  file: LargeFile,
  reading: ReadingSpec,
  assumptions: TableSource['assumptions'],
  machine: Machine,
  options: ParquetOptions,
): Promise<LargeResult> {
  const tables = await machine.openTables();
  let sink: ValueSink | null = null;
  let open = true;
  const close = async (): Promise<void> => {
    sink?.close();
    await tables.close();
    if (open) await file.close();
  };
  try {
    for (let from = 0; from < file.bytes; from += PIECE_BYTES) {
      options.seen(await file.read(from, from + PIECE_BYTES));
      await machine.reach((from / file.bytes) * 0.1);
    }
    // From here on the table engine has the file open by itself.
    await file.close();
    open = false;
    const from = `read_parquet(${sqlText(plainPath(file.path))}, file_row_number = true)`;
    const columns = await columnsOf(tables, file, from);
    const lists = columns.flatMap(({ kind }, at) => (kind === 'list' ? [at] : []));
    const source = sourceOf(file, columns, lists, assumptions);
    const cells = cellReader(numberStyle(source, reading));
    const survey = new TableSurvey(source.names, cells);
    const missing = (reading.missingText ?? []).map(Number).filter(Number.isFinite);
    const total = await countRows(tables, from);
    const reached = (rows: number, share: number, start: number) =>
      machine.reach(start + (share * rows) / Math.max(1, total));
    await surveyColumns(tables, from, columns, survey, cells, missing, (rows) => reached(rows, 0.4, 0.1));
    const roles = rolesOf(file.name, reading, source, survey);
    const time = timeColumn(survey.columns, roles, reading, cells);
    const expected = total * Math.max(1, roles.channels.length);
    sink = new ValueSink(expected, options.kept ?? KEPT_VALUES, () => machine.openStore());
    const leavesOut = reading.badRows === 'leave-out';
    const job = { fileName: file.name, names: source.names, roles, expected: total, cells, leavesOut, time: time.time };
    const collector = new Collector({ ...job, labelOf: (cell) => cell }, sink);
    const lineOf = (row: number): number => row + 1;
    for (const { firstText, firstInList, firstComma } of survey.columns) {
      if (firstText !== null) firstText.line = lineOf(firstText.line);
      if (firstInList !== null) firstInList.line = lineOf(firstInList.line);
      if (firstComma !== null) firstComma.line = lineOf(firstComma.line);
    }
    const isNested = lists.length > 0 && roles.layout === 'wide' && roles.channels.every((at) => lists.includes(at));
    const wanted = { tables, from, columns, roles, missing, sink };
    const isText = areLists(survey.columns, roles.layout, roles.channels);
    const texts = isText ? await collectTextLists({ ...job, tables, from }, (rows) => reached(rows, 0.5, 0.5)) : null;
    const whole =
      texts?.whole ??
      (isNested
        ? await collectLists(wanted, file.name, (rows) => reached(rows, 0.5, 0.5))
        : await collectColumns(wanted, collector, lineOf, (rows) => reached(rows, 0.5, 0.5)));
    const rejected =
      texts === null ? rejectedRows([], new Map(), collector, source.names.length, lineOf) : texts.rejected;
    const checkOf = isText ? listCheck : rowCheck;
    const check = rejected === null ? null : checkOf(source.names, roles.channels, cells);
    const table = new ParquetTable(source.names, total, tables, from, check);
    const found = { survey, roles, cells, time, rejected, badQuoteLine: null, comments: 0 };
    const finishing = finishTable(file.name, reading, source, found, () =>
      gathered(whole, texts?.shortened ?? collector.shortened),
    );
    let finished = finishing.next();
    for (; finished.done !== true; finished = finishing.next()) await machine.reach(1);
    // Its numbers are no text: no mark has a meaning in them.
    const { thousands: _, ...understood } = finished.value.understood;
    const taken = sink;
    return {
      ...finished.value,
      understood: { ...understood, decimal: null },
      table,
      letGo: () => taken.close(),
      close,
    };
  } catch (thrown) {
    await close();
    throw thrown;
  }
}

async function countRows(tables: Tables, from: string): Promise<number> {
  const [[count]] = await rowsOf(tables, `select count(*)::double from ${from}`);
  return Number(count);
}

function sourceOf(
  file: LargeFile,
  columns: readonly ParquetColumn[],
  lists: readonly number[],
  assumptions: TableSource['assumptions'],
): TableSource {
  return {
    format: 'parquet',
    encoding: null,
    delimiter: null,
    decimal: '.',
    header: null,
    assumptions,
    names: columns.map(({ name }) => name),
    skipsHeader: false,
    namedColumns: true,
    pieces: [],
    firstLine: 1,
    split: () => ({ rows: [], lines: [], consumed: 0, nextLine: 1, badQuoteLine: null }),
    declaredWide: lists.length > 0,
    declaredLabel: null,
    ...(lists.length > 0 ? { declaredChannels: lists } : {}),
    labelOf: (cell) => cell,
    raggedError: (lines, count, found) =>
      new WorkbenchError('table/ragged-rows', { file: file.name, lines, count, expected: columns.length, found }),
    cellError: (column, name, place) =>
      new WorkbenchError('table/not-a-number', { file: file.name, column: column + 1, name, ...place }),
  };
}

/** Surveys every column: of lists whether there is one. */
async function surveyColumns(
  tables: Tables,
  from: string,
  columns: readonly ParquetColumn[],
  survey: TableSurvey,
  cells: CellReader,
  missing: readonly number[],
  reached: (rows: number) => Promise<void>,
): Promise<void> {
  for (const [at, { name, kind }] of columns.entries()) {
    if (kind !== 'text') survey.columns[at] = new NumberSurvey(name, survey.columns[at].distinctLimit);
  }
  const wanted = columns.map(({ name, kind }) => {
    if (kind === 'list') return `if(${sqlName(name)} is null, null, len(${sqlName(name)})::double)`;
    return kind === 'number' ? numberSql(sqlName(name), missing) : `${sqlName(name)}::varchar`;
  });
  let rows = 0;
  for await (const chunk of tables.query(`select ${wanted.join(', ')} from ${from}`)) {
    for (const [at, column] of chunk.columns.entries()) {
      const facts = survey.columns[at];
      if (column instanceof Float64Array) (facts as NumberSurvey).addValues(column);
      else for (let row = 0; row < column.length; row++) facts.add(column[row] ?? '', rows + row, cells);
    }
    rows += chunk.rowCount;
    await reached(rows);
  }
  survey.rows = rows;
}

interface Wanted {
  tables: Tables;
  from: string;
  columns: readonly ParquetColumn[];
  roles: ReturnType<typeof rolesOf>;
  /** Numbers that stand for a missing value. */
  missing: readonly number[];
}

/** Whole series of plain columns. */
async function collectColumns(
  { tables, from, columns, roles, missing }: Wanted,
  collector: Collector,
  lineOf: (row: number) => number,
  reached: (rows: number) => Promise<void>,
): ReturnType<Collector['finish']> {
  const asText = [roles.label, roles.series, roles.time, roles.timeOfDay].filter((at) => at !== null);
  const needed = [...new Set([...roles.channels, ...asText])];
  const wanted = needed.map((at) => {
    const number = columns[at].kind === 'number' && !asText.includes(at);
    const name = sqlName(columns[at].name);
    return number ? numberSql(name, missing) : `${name}::varchar`;
  });
  let rows = 0;
  for await (const chunk of tables.query(`select ${wanted.length === 0 ? '1' : wanted.join(', ')} from ${from}`)) {
    const given: TableColumn[] = [];
    for (const [at, column] of needed.entries()) given[column] = chunk.columns[at];
    await collector.add(given, chunk.rowCount, rows);
    rows += chunk.rowCount;
    await reached(rows);
  }
  return await collector.finish(rows, lineOf, () => reached(rows));
}
