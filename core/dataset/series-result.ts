/** Ends the reading of a format that holds one series a line: choices of columns, windows, and what was understood. */

import { toPayload, WorkbenchError } from '../contract/errors';
import type { Encoding, Format, LabelKind, Layout, ReadingSpec } from '../contract/specs';
import type { Assumption, ColumnView, Inside } from '../contract/views';
import { settleLabels, type SettledLabels, understoodLabels } from './label-kind';
import { parseCell } from './numbers';
import { channelNames, type RawTable, type ReadResult, type SeriesPart, type SourceFile } from './part';
import type { SeriesList } from './series-list';
import type { Clock } from './time/clock';
import { timeColumn } from './time/column';
import { STAMP_CELLS, type StampList } from './time/stamp-list';
import { tidyTimes } from './time/tidy';
import type { WholeSeries, Window } from './whole';
import { chooseWindow, finishPart } from './windows';

const DISTINCT_LIMIT = 1000;

export interface SeriesSource {
  format: Format;
  encoding: Encoding | null;
  layout: Layout;
  list: SeriesList;
  /** Channels of every series. */
  width: number;
  /** Name of the label's column; null where the file declares none. */
  labelName: string | null;
  /** What the file says the label is, where it does. */
  labelAs?: LabelKind;
  /** Why that is the label's, and why the layout is what it is, where the file does not say so itself. */
  labelAssumption?: Assumption;
  layoutAssumption?: Assumption;
  /** Name of the column with the series' ids, why it is that one, and the ids; by default series go by their number. */
  seriesName?: string;
  seriesAssumption?: Assumption;
  ids?: string[];
  /** Names of the channels, where the file has them. */
  channelNames?: string[];
  /** Labels of the steps of a recording. */
  stepLabels?: WholeSeries['stepLabels'];
  /** The array that was read, and all that the file holds, where it holds several. */
  array?: string;
  inside?: Inside[];
  /** Name of the time stamps' column; null where the file declares none. */
  timeName: string | null;
  /** The stamps of every step, where steps have them. */
  stamps?: StampList;
  /** The times of the steps where the file says them of each series as a whole; null where it says too little. */
  clockOf?(whole: WholeSeries): Clock | null;
  table: RawTable;
  columns: ColumnView[];
  assumptions: Assumption[];
  /** Rows of the file; by default one for each series. */
  rows?: number;
  lineOf(series: number): number;
}

/** Makes the result; `problem` is what the reader itself ran into, if anything. Yields the bytes handled. */
export function* finishSeries(
  file: SourceFile,
  reading: ReadingSpec,
  source: SeriesSource,
  problem: WorkbenchError | null,
): Generator<number, ReadResult> {
  const { list, width, labelName, timeName } = source;
  const assumptions = [...source.assumptions];
  if (reading.layout === undefined) {
    assumptions.push(source.layoutAssumption ?? { setting: 'layout', reason: 'declared-in-file', params: {} });
  }
  if (reading.label === undefined) {
    const reason = labelName === null ? 'no-label-found' : 'declared-in-file';
    assumptions.push(source.labelAssumption ?? { setting: 'label', reason, params: {} });
  }
  if (reading.series === undefined && source.seriesAssumption !== undefined) assumptions.push(source.seriesAssumption);
  const names = source.channelNames ?? channelNames(width);
  let chosen = names.map((_, channel) => channel);
  let withLabel = labelName !== null;
  let series: SeriesPart | null = null;
  let window: Window | null = reading.window ?? null;
  let labels: SettledLabels | null = null;
  const { stamps } = source;
  const noTimes = stamps === undefined || reading.time === null;
  const time = timeColumn(
    stamps === undefined ? [] : [stamps.column],
    { layout: 'long', time: noTimes ? null : 0, timeOfDay: null },
    reading,
    STAMP_CELLS,
  );
  let times = time.understood;
  assumptions.push(...time.assumptions);
  try {
    if (problem !== null) throw problem;
    chosen = chooseChannels(file.name, reading, source, names);
    withLabel = labelName !== null && reading.label !== null;
    const ended = list.assumption();
    if (ended !== null) assumptions.push(ended);
    const gathering = list.whole(file.name, width, chosen, source.rows ?? list.count, source.lineOf);
    let gathered = gathering.next();
    for (; !gathered.done; gathered = gathering.next()) yield file.bytes.length;
    const whole = gathered.value;
    if (source.ids !== undefined) whole.ids = source.ids;
    whole.channels = chosen.map((channel) => names[channel]);
    if (!withLabel) whole.labels = whole.labels.map(() => null);
    else whole.stepLabels = source.stepLabels ?? null;
    if (stamps !== undefined && time.time !== null) {
      const { form, read } = time.time;
      const reader = stamps.times(whole.lengths, read);
      let seconds = reader.next();
      for (; !seconds.done; seconds = reader.next()) yield file.bytes.length;
      whole.times = { form, seconds: seconds.value };
    }
    const clock = reading.time === null ? null : (source.clockOf?.(whole) ?? null);
    if (clock !== null) whole.clock = clock;
    const tidying = tidyTimes(whole, reading);
    let tidied = tidying.next();
    for (; !tidied.done; tidied = tidying.next()) yield file.bytes.length;
    assumptions.push(...tidied.value.assumptions);
    times = { ...times, ...tidied.value.understood };
    const choice = chooseWindow(reading, source.layout, tidied.value.whole.lengths);
    window = choice.window;
    if (choice.assumption !== null) assumptions.push(choice.assumption);
    const declared = source.labelAs;
    const numberOf = (text: string) => parseCell(text, '.');
    const column = withLabel ? { name: labelName ?? '', declared, numberOf } : null;
    const settling = settleLabels(tidied.value.whole, reading, column);
    let settled = settling.next();
    for (; !settled.done; settled = settling.next()) yield file.bytes.length;
    labels = settled.value;
    assumptions.push(...labels.assumptions);
    const finishing = finishPart(labels.whole, window);
    let finished = finishing.next();
    for (; !finished.done; finished = finishing.next()) yield file.bytes.length;
    series = finished.value;
  } catch (thrown) {
    if (!(thrown instanceof WorkbenchError)) throw thrown;
    problem = thrown;
  }
  return {
    understood: {
      format: source.format,
      encoding: source.encoding,
      delimiter: null,
      header: null,
      decimal: null,
      layout: source.layout,
      channels: chosen.map((channel) => names[channel]),
      label: withLabel ? labelName : null,
      series: source.seriesName ?? null,
      time: timeName,
      window,
      ...times,
      ...understoodLabels(labels, reading),
      ...(source.array === undefined ? {} : { array: source.array }),
      missingText: reading.missingText ?? [],
    },
    ...(source.inside === undefined ? {} : { inside: source.inside }),
    assumptions,
    columns: source.columns,
    table: source.table,
    series,
    problem: problem === null ? null : toPayload(problem),
    warnings: [],
  };
}

function chooseChannels(file: string, reading: ReadingSpec, source: SeriesSource, names: string[]): number[] {
  const columns = source.columns.map((column) => column.name);
  const check = (name: string | null | undefined, only: string | null) => {
    if (typeof name === 'string' && name !== only)
      throw new WorkbenchError('table/unknown-column', { file, name, columns });
  };
  check(reading.label, source.labelName);
  check(reading.time, source.timeName);
  check(reading.series, source.seriesName ?? null);
  if (reading.channels === undefined) return names.map((_, channel) => channel);
  for (const name of reading.channels) if (!names.includes(name)) check(name, null);
  if (reading.channels.length === 0) throw new WorkbenchError('table/no-numeric-column', { file });
  return reading.channels.map((name) => names.indexOf(name));
}

/** Counts a column's missing and distinct values as they come by. */
export class ColumnCount {
  missing = 0;
  private readonly values = new Set<number | string>();

  addNumbers(values: Float64Array): void {
    for (const value of values) {
      if (Number.isNaN(value)) this.missing++;
      else if (this.values.size < DISTINCT_LIMIT) this.values.add(value);
    }
  }

  addText(text: string | null): void {
    if (text === null) this.missing++;
    else if (this.values.size < DISTINCT_LIMIT) this.values.add(text);
  }

  view(name: string, kind: ColumnView['kind']): ColumnView {
    return { name, kind, missing: this.missing, distinct: this.values.size };
  }
}
