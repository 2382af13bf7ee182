/** Decides what a table's columns are for: the layout, the channels, the label, the series id and the time stamps. */

import { WorkbenchError } from '../contract/errors';
import type { Layout, ReadingSpec } from '../contract/specs';
import type { Assumption } from '../contract/views';
import {
  hasFewValues,
  holdsClassNumbers,
  holdsDays,
  holdsHours,
  holdsTimesOfDay,
  isNamedLikeId,
  isNamedLikeLabel,
  isNamedLikeStep,
  isNamedLikeTime,
  isOneId,
  isRowNumber,
  isTimeLike,
  isUnique,
  looksWide,
  repeatsInStretches,
  repeatsScattered,
} from './column-habits';
import type { ColumnSurvey } from './survey';

/** Column numbers, from 0. */
export interface Roles {
  layout: Layout;
  channels: number[];
  label: number | null;
  series: number | null;
  time: number | null;
  /** The times of day that belong to the dates in the column `time`. */
  timeOfDay: number | null;
  assumptions: Assumption[];
  /** A chosen column that does not exist. */
  problem: WorkbenchError | null;
}

export interface TableFacts {
  fileName: string;
  columns: ColumnSurvey[];
  rows: number;
  header: boolean;
  /** The format holds one series a row. */
  declaredWide: boolean;
  /** The column that the file declares, or its format prescribes, as the label. */
  declaredLabel: number | null;
  /** The column of ids and the columns of values, where the file itself holds series. */
  declaredSeries?: number;
  declaredChannels?: readonly number[];
}

/** A column's number, or that there is none, with the reason; the reason is null where it was chosen. */
interface Found {
  at: number | null;
  assumption: Assumption | null;
}

/** Roles of the columns: those chosen in `reading`, else recognised and listed as assumptions. */
export function recogniseRoles(facts: TableFacts, reading: ReadingSpec): Roles {
  const names = facts.columns.map((column) => column.name);
  let problem: WorkbenchError | null = null;
  const indexOf = (name: string): number | null => {
    const at = names.indexOf(name);
    if (at >= 0) return at;
    problem ??= new WorkbenchError('table/unknown-column', { file: facts.fileName, name, columns: names });
    return null;
  };
  const choose = (name: string | null | undefined, recognise: () => Found): Found =>
    name === undefined ? recognise() : { at: name === null ? null : indexOf(name), assumption: null };

  const chosenChannels = reading.channels?.map(indexOf).filter((at) => at !== null) ?? null;
  const taken = new Set<number>(chosenChannels ?? []);
  for (const name of [reading.label, reading.series, reading.time, reading.timeOfDay]) {
    if (typeof name === 'string' && names.includes(name)) taken.add(names.indexOf(name));
  }
  const free = (at: number | null) => at !== null && !taken.has(at);
  const take = (found: Found): Found => {
    if (found.at !== null) taken.add(found.at);
    return found;
  };

  const time = take(choose(reading.time, () => findTime(facts, free)));
  const timeOfDay = take(choose(reading.timeOfDay, () => findTimeOfDay(facts, time.at, free)));
  if (timeOfDay.at !== null && time.at === null)
    problem ??= new WorkbenchError('table/time-of-day-alone', { file: facts.fileName, name: names[timeOfDay.at] });
  const layout = findLayout(facts, reading, time.at, free);
  const series = take(choose(reading.series, () => findSeries(facts, layout.layout, free)));
  const label = take(choose(reading.label, () => findLabel(facts, layout.layout, free)));
  const channels = chosenChannels ?? findChannels(facts, layout.layout, free);
  const channelsAssumption = chosenChannels === null ? whyThese(facts, layout.layout, channels, free) : null;
  const assumptions = [layout, time, timeOfDay, series, label].map((found) => found.assumption);
  return {
    layout: layout.layout,
    channels,
    label: label.at,
    series: series.at,
    time: time.at,
    timeOfDay: timeOfDay.at,
    assumptions: [...assumptions, channelsAssumption].filter((assumption) => assumption !== null),
    problem,
  };
}

function whyThese(facts: TableFacts, layout: Layout, channels: number[], free: Free): Assumption {
  const params = { count: channels.length };
  if (areLists(facts.columns, layout, channels)) return { setting: 'channels', reason: 'lists-in-cells', params };
  const counter = layout === 'wide' ? null : rowNumberBeside(facts, free);
  if (counter === null || channels.includes(counter)) return { setting: 'channels', reason: 'numeric-columns', params };
  const column = facts.columns[counter].name;
  return { setting: 'channels', reason: 'numeric-columns-but-row-number', params: { ...params, column } };
}

/** Whether every row is a series whose channels are lists in its cells. */
export function areLists(columns: readonly ColumnSurvey[], layout: Layout, channels: readonly number[]): boolean {
  return layout === 'wide' && channels.length > 0 && channels.every((at) => columns[at].holdsLists);
}

type Free = (at: number | null) => boolean;

function firstColumn({ columns }: TableFacts, free: Free, test: (column: ColumnSurvey) => boolean): number | null {
  const at = columns.findIndex((column, index) => free(index) && test(column));
  return at < 0 ? null : at;
}

function findTime(facts: TableFacts, free: Free): Found {
  const { columns, rows, header, declaredWide, declaredChannels } = facts;
  const ids = columns.find((column) => isNamedLikeId(column) && repeatsScattered(column, rows));
  // Where series take turns, each of their steps stands on as many rows as there are ids.
  const scattered = ids !== undefined && !repeatsInStretches(ids, rows);
  const steps = { rows, series: ids?.distinct ?? 1, scattered };
  // A channel of an array has no name that could tell it from a running number.
  const could: Free = (at) => free(at) && !(declaredChannels?.includes(at!) && /^c\d+$/.test(columns[at!].name));
  const timeOf = (test: (column: ColumnSurvey) => boolean) =>
    firstColumn(facts, could, (column) => !column.holdsLists && isTimeLike(column, steps, header) && test(column));
  const isOwn = (column: ColumnSurvey) => !isRowNumber(column, rows, header);
  // Times of day are the time only where no dates are, and the number of a row where nothing else is.
  const found = timeOf((column) => isOwn(column) && !holdsTimesOfDay(column)) ?? timeOf(isOwn) ?? timeOf(() => true);
  const at = declaredWide ? null : found;
  if (at === null) return { at, assumption: { setting: 'time', reason: 'no-time-found', params: {} } };
  return { at, assumption: { setting: 'time', reason: 'named-like-time', params: { column: columns[at].name } } };
}

/** Times of day beside dates that have none, or the hours of them. */
function findTimeOfDay(facts: TableFacts, time: number | null, free: Free): Found {
  if (time === null || !holdsDays(facts.columns[time])) return { at: null, assumption: null };
  const found = (at: number, reason: 'times-beside-dates' | 'hours-beside-dates'): Found => {
    return { at, assumption: { setting: 'timeOfDay', reason, params: { column: facts.columns[at].name } } };
  };
  const times = firstColumn(facts, free, holdsTimesOfDay);
  if (times !== null) return found(times, 'times-beside-dates');
  const hours = facts.header ? firstColumn(facts, free, holdsHours) : null;
  return hours === null ? { at: null, assumption: null } : found(hours, 'hours-beside-dates');
}

function findLayout(
  facts: TableFacts,
  reading: ReadingSpec,
  time: number | null,
  free: Free,
): { layout: Layout; assumption: Assumption | null } {
  const { columns, rows, header, declaredWide } = facts;
  if (reading.layout !== undefined) return { layout: reading.layout, assumption: null };
  if (declaredWide)
    return { layout: 'wide', assumption: { setting: 'layout', reason: 'declared-in-file', params: {} } };
  if (facts.declaredSeries !== undefined)
    return { layout: 'long', assumption: { setting: 'layout', reason: 'declared-in-file', params: {} } };
  const lists = columns.filter((column, at) => free(at) && column.holdsLists).length;
  if (time === null && lists > 0)
    return { layout: 'wide', assumption: { setting: 'layout', reason: 'lists-in-cells', params: { count: lists } } };
  const id =
    typeof reading.series === 'string'
      ? columns.findIndex((column) => column.name === reading.series)
      : firstColumn(facts, free, (column) => isNamedLikeId(column) && repeatsInStretches(column, rows));
  if (id !== null && id >= 0 && reading.series !== null) {
    const params = { column: columns[id].name };
    return { layout: 'long', assumption: { setting: 'layout', reason: 'repeated-ids', params } };
  }
  if (time === null && looksWide(columns, rows, header)) {
    return { layout: 'wide', assumption: { setting: 'layout', reason: 'one-series-per-row', params: { rows } } };
  }
  const only = reading.series === null ? null : firstColumn(facts, free, (column) => isIdOfSteps(column, rows));
  if (only !== null) {
    const params = { column: columns[only].name };
    return { layout: 'long', assumption: { setting: 'layout', reason: 'repeated-ids', params } };
  }
  return { layout: 'recording', assumption: { setting: 'layout', reason: 'one-recording', params: { rows } } };
}

/** Ids in stretches, scattered among the rows, or one for all. */
function isIdOfSteps(column: ColumnSurvey, rows: number): boolean {
  const repeats = repeatsInStretches(column, rows) || repeatsScattered(column, rows);
  return (isNamedLikeId(column) && repeats) || isOneId(column, rows);
}

function findSeries(facts: TableFacts, layout: Layout, free: Free): Found {
  const { columns, rows, declaredSeries } = facts;
  if (declaredSeries !== undefined && layout !== 'recording' && free(declaredSeries)) {
    return { at: declaredSeries, assumption: { setting: 'series', reason: 'declared-in-file', params: {} } };
  }
  const fitting = (column: ColumnSurvey) =>
    layout === 'wide' ? isNamedLikeId(column) && isUnique(column, rows) : isIdOfSteps(column, rows);
  const at = layout === 'recording' ? null : firstColumn(facts, free, fitting);
  if (at === null) return { at, assumption: { setting: 'series', reason: 'no-id-found', params: {} } };
  return { at, assumption: { setting: 'series', reason: 'named-like-id', params: { column: columns[at].name } } };
}

function findLabel(facts: TableFacts, layout: Layout, free: Free): Found {
  const { columns, rows, declaredLabel } = facts;
  if (declaredLabel !== null && free(declaredLabel)) {
    return { at: declaredLabel, assumption: { setting: 'label', reason: 'declared-in-file', params: {} } };
  }
  const named = firstColumn(facts, free, (column) => isNamedLikeLabel(column, rows, columns));
  if (named !== null) {
    const params = { column: columns[named].name };
    return { at: named, assumption: { setting: 'label', reason: 'named-like-label', params } };
  }
  const at = layout === 'wide' ? labelOfRows(facts, free) : labelOfSteps(facts, free);
  if (at === null) return { at, assumption: { setting: 'label', reason: 'no-label-found', params: {} } };
  const params = { column: columns[at].name, count: columns[at].distinct };
  return { at, assumption: { setting: 'label', reason: 'few-distinct-values', params } };
}

/** The last or first column if it is text with repeated values; without a header, class numbers in the first column. */
function labelOfRows({ columns, rows, header }: TableFacts, free: Free): number | null {
  for (const at of [columns.length - 1, 0]) {
    if (!free(at) || columns[at].kind !== 'text' || columns[at].holdsLists) continue;
    if (columns[at].distinct < rows) return at;
  }
  return !header && free(0) && holdsClassNumbers(columns, rows) ? 0 : null;
}

/** The only text column, if its values are few. */
function labelOfSteps({ columns, rows, declaredSeries }: TableFacts, free: Free): number | null {
  const texts = columns.flatMap((column, at) => {
    // Where the file itself tells its series apart, another id beside them is no class.
    const isId = declaredSeries !== undefined && isNamedLikeId(column);
    const isOther = isId || isNamedLikeTime(column) || column.holdsLists;
    return free(at) && column.kind === 'text' && !isOther ? [at] : [];
  });
  return texts.length === 1 && hasFewValues(columns[texts[0]], rows) ? texts[0] : null;
}

/** The column that the file declares as the label is no channel, also where no label is wanted: it must not leak in. */
function findChannels(facts: TableFacts, layout: Layout, free: Free): number[] {
  const { columns, header, declaredLabel, declaredChannels } = facts;
  const numeric = columns.flatMap((column, at) =>
    at !== declaredLabel && free(at) && column.kind === 'number' && (declaredChannels?.includes(at) ?? true)
      ? [at]
      : [],
  );
  const lists = columns.flatMap((column, at) => (at !== declaredLabel && free(at) && column.holdsLists ? [at] : []));
  if (layout === 'wide' && lists.length > 0) return lists;
  if (layout !== 'wide') {
    const counter = rowNumberBeside(facts, free);
    return numeric.filter((at) => !columns[at].empty && (at !== counter || numeric.length === 1));
  }
  const steps = header ? numeric.filter((at) => isNamedLikeStep(columns[at])) : numeric;
  return steps.length * 2 > numeric.length ? steps : numeric;
}

/** A column that counts the rows while another one holds the time; null where there is none. */
function rowNumberBeside(facts: TableFacts, free: Free): number | null {
  const { rows, header, declaredChannels } = facts;
  if (declaredChannels !== undefined) return null;
  return firstColumn(facts, free, (column) => isRowNumber(column, rows, header));
}
