/** Reads any table of rows and columns: a first pass surveys every cell, a second one gathers the series. */

import { type ErrorPayload, toPayload, WorkbenchError } from '../contract/errors';
import type { ReadingSpec } from '../contract/specs';
import type { Understood } from '../contract/views';
import { BlockTable } from './block-table';
import { type CellReader, cellReader, type NumberStyle } from './cell-reader';
import type { TextRows } from './delimited-rows';
import { gather, type Gathered } from './gather';
import { gatherLists } from './gather-lists';
import { type LabelColumn, settleLabels, type SettledLabels, understoodLabels } from './label-kind';
import type { ReadResult, SeriesPart, SourceFile } from './part';
import { countRejected, listCheck, type Rejected, rowCheck } from './rejected-rows';
import { areLists, recogniseRoles, type Roles } from './roles';
import { hasMisfits, refuse } from './refusal';
import { inShare } from './share';
import { TableSurvey } from './survey';
import type { TableSource } from './table-source';
import { timeColumn } from './time/column';
import { hasNoDays } from './time/forms';
import { tidyTimes } from './time/tidy';
import type { Window } from './whole';
import { chooseWindow, finishPart } from './windows';

/** Characters from which on a row without end is taken for one whose quotation mark never closes. */
const LONGEST_ROW = 1 << 28;
/** Lines that a warning names. */
const TOLD_LINES = 5;

/** What is known of a table once every row was surveyed. */
export interface TableFound {
  survey: TableSurvey;
  roles: Roles;
  cells: CellReader;
  /** How the column of time stamps is read. */
  time: ReturnType<typeof timeColumn>;
  /** The rows that do not fit; null where every row does. */
  rejected: Rejected | null;
  /** The line of a quotation mark that does not close, if any. */
  badQuoteLine: number | null;
  /** Lines that are comments. */
  comments: number;
}

/** Reads the table; yields the bytes handled so far, each of the two passes counting half. */
export function* readTable(file: SourceFile, reading: ReadingSpec, source: TableSource): Generator<number, ReadResult> {
  const half = file.bytes.length / 2;
  const cells = cellReader(numberStyle(source, reading));
  const survey = new TableSurvey(source.names, cells);
  const table = new BlockTable(source.names, (text, firstLine) => {
    const { rows, lines } = source.split(text, firstLine, true);
    return { cells: rows, lines: source.fileLine === undefined ? lines : lines.map(source.fileLine) };
  });
  const { badQuoteLine, comments } = yield* surveyRows(source, survey, table);
  const roles = rolesOf(file.name, reading, source, survey);
  const time = timeColumn(survey.columns, roles, reading, cells);
  const nested = areLists(survey.columns, roles.layout, roles.channels);
  const check = (nested ? listCheck : rowCheck)(source.names, roles.channels, cells);
  let rejected: Rejected | null = null;
  if (hasMisfits(survey, roles, nested)) {
    const counting = countRejected(table, check);
    let counted = counting.next();
    for (; !counted.done; counted = counting.next()) yield half;
    rejected = counted.value;
  }
  const keeps = rejected === null ? null : (row: string[]) => check(row, 0) === null;
  const found = { survey, roles, cells, time, rejected, badQuoteLine, comments };
  const finishing = finishTable(file.name, reading, source, found, (kept) =>
    (nested ? gatherLists : gather)({
      fileName: file.name,
      table,
      roles,
      cells,
      kept,
      keeps,
      time: time.time,
      labelOf: source.labelOf,
    }),
  );
  const result = yield* inShare(finishing, 1, [half, file.bytes.length]);
  if (rejected === null) return { ...result, table };
  return { ...result, table: Object.assign(table, { rejects: (row: readonly string[]) => check(row, 0) !== null }) };
}

/** What the columns are for, from what is chosen and from the survey. */
export function rolesOf(fileName: string, reading: ReadingSpec, source: TableSource, survey: TableSurvey): Roles {
  const facts = {
    fileName,
    columns: survey.columns,
    rows: survey.rows,
    header: source.namedColumns ?? source.skipsHeader,
    declaredWide: source.declaredWide,
    declaredLabel: source.declaredLabel,
    declaredSeries: source.declaredSeries,
    declaredChannels: source.declaredChannels,
  };
  return recogniseRoles(facts, reading);
}

/**
 * Makes the series of a table and tells what was understood. `gathering` makes whole series of the rows that are kept, and
 * is asked for them only where nothing stands in the way. Yields the share that is done, 0 to 1.
 */
export function* finishTable(
  fileName: string,
  reading: ReadingSpec,
  source: TableSource,
  { survey, roles, cells, time, rejected, badQuoteLine, comments }: TableFound,
  gathering: (kept: number) => Generator<number, Gathered>,
): Generator<number, Omit<ReadResult, 'table'>> {
  const assumptions = [...source.assumptions, ...roles.assumptions, ...time.assumptions];
  for (const { setting, params } of assumptions) if (setting === 'comment') params.count = comments;
  const kept = survey.rows - (rejected?.count ?? 0);
  const leavesOut = reading.badRows === 'leave-out' && kept > 0;
  const warnings: ErrorPayload[] = [];
  let series: SeriesPart | null = null;
  let window: Window | null = reading.window ?? null;
  let labels: SettledLabels | null = null;
  let times = time.understood;
  let problem: WorkbenchError | null = null;
  try {
    refuse(fileName, source, survey, roles, badQuoteLine, leavesOut);
    refuseUndated(fileName, source, time.time);
    const { whole, shortened } = yield* gathering(kept);
    if (shortened > 0) {
      assumptions.push({ setting: 'missing', reason: 'trailing-missing-is-end', params: { count: shortened } });
    }
    const tidying = tidyTimes(whole, reading);
    let tidied = tidying.next();
    for (; !tidied.done; tidied = tidying.next()) yield 1;
    assumptions.push(...tidied.value.assumptions);
    times = { ...times, ...tidied.value.understood };
    const choice = chooseWindow(reading, roles.layout, tidied.value.whole.lengths);
    window = choice.window;
    if (choice.assumption !== null) assumptions.push(choice.assumption);
    const settling = settleLabels(tidied.value.whole, reading, labelColumn(source, roles, cells));
    let settled = settling.next();
    for (; !settled.done; settled = settling.next()) yield 1;
    labels = settled.value;
    assumptions.push(...labels.assumptions);
    const finishing = finishPart(labels.whole, window);
    let finished = finishing.next();
    for (; !finished.done; finished = finishing.next()) yield 1;
    series = finished.value;
    if (rejected !== null) {
      const lines = rejected.places.slice(0, TOLD_LINES).map(({ line }) => line);
      const params = { file: fileName, count: rejected.count, rows: survey.rows, lines };
      warnings.push({ code: 'data/rows-left-out', params });
    }
    const plain = plainAmongMarked(survey, roles);
    if (plain !== null) {
      const line = source.fileLine?.(plain.line) ?? plain.line;
      warnings.push({ code: 'data/plain-among-marked', params: { file: fileName, ...plain, line } });
    }
  } catch (thrown) {
    if (!(thrown instanceof WorkbenchError)) throw thrown;
    problem = thrown;
  }
  return {
    understood: { ...understood(source, reading, roles, window), ...times, ...understoodLabels(labels, reading) },
    assumptions,
    columns: survey.columns.map((column) => column.view()),
    ...(rejected === null ? {} : { rejected }),
    series,
    problem: problem === null ? null : toPayload(problem),
    warnings,
  };
}

/** Numbers without the mark that others of their channel have: they are read as if they had it. Null where there are none. */
function plainAmongMarked({ columns }: TableSurvey, { channels }: Roles) {
  const mixed = channels.map((at) => columns[at]).filter(({ marked, firstPlain }) => marked > 0 && firstPlain !== null);
  const places = mixed.flatMap(({ firstPlain }) => firstPlain ?? []);
  if (places.length === 0) return null;
  const { line, text } = places.reduce((first, place) => (place.line < first.line ? place : first));
  const count = mixed.reduce((sum, { numbers, marked }) => sum + numbers - marked, 0);
  return { count, channels: mixed.map(({ name }) => name), line, text: text.trim() };
}

/** Times of day belong to days. @throws table/time-of-day-alone */
function refuseUndated(file: string, { names }: TableSource, time: TableFound['time']['time']): void {
  if (time === null || time.timeOfDay === null || !hasNoDays(time.form)) return;
  throw new WorkbenchError('table/time-of-day-alone', { file, name: names[time.timeOfDay.at] });
}

/** The label's column; null for none. */
function labelColumn(source: TableSource, { label }: Roles, cells: CellReader): LabelColumn | null {
  if (label === null) return null;
  const declared = label === source.declaredLabel ? source.declaredLabelAs : undefined;
  return { name: source.names[label], declared, numberOf: cells.value };
}

/** How the cells of the table are written. */
export function numberStyle(source: TableSource, reading: ReadingSpec): NumberStyle {
  const thousands = source.thousands ?? reading.thousands ?? 'none';
  const marks = source.numberMarks ?? reading.numberMarks ?? [];
  return { decimal: source.decimal, thousands, missing: reading.missingText ?? [], marks };
}

interface Surveyed {
  /** The line of a quotation mark that does not close, if any. */
  badQuoteLine: number | null;
  /** Lines that are comments. */
  comments: number;
}

/** First pass: fills the survey and the table. */
function* surveyRows(source: TableSource, survey: TableSurvey, table: BlockTable): Generator<number, Surveyed> {
  let pending = '';
  let wanted = 0;
  let line = source.firstLine;
  let headerPassed = !source.skipsHeader;
  let started = false;
  let badQuoteLine: number | null = null;
  let comments = 0;
  let blankLines: number[] = [];
  for (const piece of source.pieces) {
    pending += piece.text;
    // A row longer than a piece is tried again when twice as much has come, so that the work stays in proportion.
    if (!piece.last && pending.length < wanted) continue;
    const last = piece.last || pending.length > LONGEST_ROW;
    const split = source.split(pending, line, last);
    const firstRow = split.rows.length === 0 && !last ? -1 : addRows(split);
    if (firstRow >= 0) table.add(pending.slice(0, split.consumed), line, split.rows.length - firstRow, firstRow);
    wanted = firstRow < 0 ? pending.length * 2 : 0;
    if (firstRow >= 0) {
      pending = pending.slice(split.consumed);
      line = split.nextLine;
      badQuoteLine ??= split.badQuoteLine;
      comments += split.comments ?? 0;
    }
    yield piece.end / 2;
  }
  table.dropLast(blankLines.length);
  return { badQuoteLine, comments };

  /** Surveys the rows and returns how many come before the table's own. */
  function addRows(split: TextRows): number {
    let first = 0;
    for (const [at, row] of split.rows.entries()) {
      const blank = source.keepsBlank !== true && row.length === 1 && row[0].trim() === '';
      if (!started && blank) {
        first = at + 1;
        continue;
      }
      started = true;
      if (!headerPassed) {
        headerPassed = true;
        first = at + 1;
        continue;
      }
      // Blank lines are missing values of a table of one column, but not at its end.
      if (blank) {
        blankLines.push(split.lines[at]);
        continue;
      }
      for (const blankLine of blankLines) survey.add([''], blankLine);
      blankLines = [];
      survey.add(row, split.lines[at]);
    }
    return first;
  }
}

function understood(source: TableSource, reading: ReadingSpec, roles: Roles, window: Window | null): Understood {
  const { thousands, missing, marks = [] } = numberStyle(source, reading);
  const nameOf = (at: number | null) => (at === null ? null : source.names[at]);
  return {
    format: source.format,
    encoding: source.encoding,
    delimiter: source.delimiter,
    header: source.header,
    decimal: source.decimal,
    layout: roles.layout,
    channels: roles.channels.map((at) => source.names[at]),
    label: nameOf(roles.label),
    series: nameOf(roles.series),
    time: nameOf(roles.time),
    ...(roles.timeOfDay === null ? {} : { timeOfDay: source.names[roles.timeOfDay] }),
    window,
    ...(source.sheet === undefined ? {} : { sheet: source.sheet }),
    ...(source.array === undefined ? {} : { array: source.array }),
    ...source.written,
    thousands,
    ...(source.numberMarks === undefined ? {} : { numberMarks: [...marks] }),
    missingText: [...missing],
    badRows: reading.badRows ?? 'refuse',
  };
}
