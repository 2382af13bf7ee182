/** Naming and numbering habits of time-series tables: which columns look like ids, times, labels or time steps. */

import type { ColumnSurvey } from './survey';
import { recogniseTimeForm } from './time/recognise';

const ID_NAME =
  /^(?:(?:series|sequence|seq|case|sample|subject|unit|entity|trial|episode|group|patient|machine|device|engine|item|user|participant|person|run|session|track|record|unique)(?:_?(?:ids?|no|nr|num|number|name|index|key))?|u?id|.+_id|序列|编号|样本)$/;
const TIME_NAME =
  /^(?:(?:time|timestamp|time_stamp|datetime|date|date_time|epoch|ts|ds)(?:_(?:s|sec|seconds|ms|us|ns|utc|local|index))?|zeit|datum|时间|日期|时间戳)$/;
/** Names of a running number; `c0` is what a column without a name is called. */
const COUNTER_NAME =
  /^(?:t|record|steps?|time_?step|index|idx|tick|frame|row|no|nr|cycles?|unnamed_0|index_level_0|c0)$/;
/** Those of them that count the rows of a file, as tables written with their index do. */
const ROW_NUMBER_NAME = /^(?:record|index|idx|row|no|nr|unnamed_0|index_level_0|c0)$/;
const CLOCK_NAME = /(?:^|_)(?:time|clock|zeit|uhrzeit|hora|heure|ora)(?:_|$)|时间|时刻/;
const HOUR_NAME = /^(?:hours?|hr|hrs|stunde|heure|hora|小时|时)(?:_of_(?:the_)?day)?$/;
const LABEL_NAME =
  /^(?:labels?|class(?:es)?|class_?(?:label|name)|target|is_anomaly|anomaly|activity|category|outcome|diagnosis|ground_?truth|标签|类别|类)$/;
/** Names of time steps, and names that steps share with channels: these must be many. */
const STEP_NAME = /^(?:t|time|step|time_?step)?_?\d+$/;
const NUMBERED_NAME = /^(?:v|val|value|att|p|x|f|feature|col)_?\d+$/;

/** A label has few values: at most this many, each on two rows or more. */
const LABEL_VALUES = 50;
/** From so many columns of values on a table without header is taken for one series a row. */
const WIDE_COLUMNS = 10;
/** From so many columns on that are named like time steps. */
const WIDE_NAMED_COLUMNS = 3;

export function isNamedLikeId(column: ColumnSurvey): boolean {
  return ID_NAME.test(column.plainName);
}

/** At least two ids, each on two or more rows in a stretch, on average. */
export function repeatsInStretches(column: ColumnSurvey, rows: number): boolean {
  return column.changes >= 2 && column.changes * 2 <= rows;
}

/** At least two ids, each on two or more rows on average, in any order. */
export function repeatsScattered(column: ColumnSurvey, rows: number): boolean {
  return column.values !== null && column.distinct >= 2 && column.distinct * 2 <= rows;
}

/** One id on all of two or more rows. */
export function isOneId(column: ColumnSurvey, rows: number): boolean {
  return isNamedLikeId(column) && column.changes === 1 && rows >= 2;
}

/** No value twice, as far as values were counted. */
export function isUnique(column: ColumnSurvey, rows: number): boolean {
  return column.values === null ? column.changes === rows : column.distinct === rows;
}

/** The rows of the table, and how many series they make. */
export interface Rows {
  rows: number;
  series: number;
  /** The rows of one series do not follow each other. */
  scattered: boolean;
}

/** Steps that are counted in each series are a time in whatever order they stand; rows that are counted are none where series are scattered. */
export function isTimeLike(column: ColumnSurvey, { rows, series, scattered }: Rows, header: boolean): boolean {
  if (column.kind === 'time') return true;
  if (!header) return false;
  if (isNamedLikeTime(column)) return true;
  if (!COUNTER_NAME.test(column.plainName)) return false;
  if (ROW_NUMBER_NAME.test(column.plainName) && scattered && countsAll(column, rows, 1)) return false;
  const ofSeries = scattered ? rows / series : rows;
  return (
    countsSteadily(column, ofSeries) || (!ROW_NUMBER_NAME.test(column.plainName) && countsAll(column, rows, series))
  );
}

export function isNamedLikeTime(column: ColumnSurvey): boolean {
  return TIME_NAME.test(column.plainName);
}

/** Every cell is a time of day without a date; such as `18.00.00` only where the column is named like one. */
export function holdsTimesOfDay(column: ColumnSurvey): boolean {
  const { stamps, texts, numbers, pointedTimes, plainName } = column;
  if (numbers > 0 || texts === 0) return false;
  return stamps?.clocks === texts || (pointedTimes === texts && CLOCK_NAME.test(plainName));
}

/** Whole numbers from 0 to 24 in a column that is named so. */
export function holdsHours(column: ColumnSurvey): boolean {
  const { numbers, texts, fractions, min, max, plainName } = column;
  return HOUR_NAME.test(plainName) && numbers > 0 && texts + fractions === 0 && min >= 0 && max <= 24;
}

/** Dates without times of day, as text or as numbers. */
export function holdsDays(column: ColumnSurvey): boolean {
  const { stamps, texts, fractions, kind } = column;
  if (kind !== 'number') return stamps !== null && stamps.days === texts;
  const { form } = recogniseTimeForm(column);
  return fractions === 0 && (form === 'iso' || form === 'excel');
}

/** A running number that tells nothing but the place of a row, now or before the rows were shuffled. */
export function isRowNumber(column: ColumnSurvey, rows: number, header: boolean): boolean {
  const named = header && column.kind === 'number' && ROW_NUMBER_NAME.test(column.plainName);
  return named && (countsSteadily(column, rows) || countsAll(column, rows, 1));
}

/** Whole numbers from 0 or 1 on, no more than there are rows, and enough of them to number the steps of each series. */
function countsAll(column: ColumnSurvey, rows: number, series: number): boolean {
  const { numbers, fractions, min, max } = column;
  const count = max - min + 1;
  if (numbers !== rows || fractions > 0 || (min !== 0 && min !== 1)) return false;
  return count <= rows && count * series >= rows;
}

/** Rises on half of the rows at least, as it does where series have two steps, and mostly by the same amount. */
function countsSteadily(column: ColumnSurvey, rows: number): boolean {
  return column.rises * 2 >= rows && (column.steady + 1) * 2 > column.rises;
}

export function isNamedLikeLabel(column: ColumnSurvey, rows: number, columns: ColumnSurvey[]): boolean {
  const name = column.plainName;
  if (LABEL_NAME.test(name)) return true;
  // `y` is as often an axis as a target.
  if (name !== 'y' || column.fractions > 0 || !hasFewValues(column, rows)) return false;
  return !columns.some((other) => /^[xz]$/.test(other.plainName));
}

export function hasFewValues(column: ColumnSurvey, rows: number): boolean {
  return column.distinct <= LABEL_VALUES && column.distinct * 2 <= rows;
}

/** The habit of the UCR archive: whole class numbers first, measured values after them. */
export function holdsClassNumbers(columns: ColumnSurvey[], rows: number): boolean {
  const [first, ...others] = columns;
  if (first.numbers !== rows || first.fractions > 0 || !hasFewValues(first, rows)) return false;
  const values = others.filter((column) => column.kind === 'number' && !column.empty);
  const measured = values.filter((column) => column.fractions > 0 || column.distinct >= first.distinct * 4).length;
  return values.length >= 2 && measured * 2 > values.length;
}

export function isNamedLikeStep(column: ColumnSurvey): boolean {
  return STEP_NAME.test(column.plainName) || NUMBERED_NAME.test(column.plainName);
}

/** Many columns of values that are named like time steps, or not named at all. */
export function looksWide(columns: ColumnSurvey[], rows: number, header: boolean): boolean {
  const values = columns.filter((column) => column.kind === 'number');
  if (header) {
    const steps = values.filter((column) => STEP_NAME.test(column.plainName)).length;
    const numbered = values.filter((column) => NUMBERED_NAME.test(column.plainName)).length;
    if (steps >= WIDE_NAMED_COLUMNS && steps * 2 > values.length) return true;
    return numbered >= WIDE_COLUMNS && numbered * 2 > values.length;
  }
  return values.length >= WIDE_COLUMNS || (values.length > WIDE_NAMED_COLUMNS && holdsClassNumbers(columns, rows));
}
