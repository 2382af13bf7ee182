/** Joins the series of a folder's files to one part, file by file or channel by channel. */

import { WorkbenchError } from '../contract/errors';
import type { FileGroup } from './folder-groups';
import { type JoinedFile, joinWhole, type KeptSeries, wholeOf } from './folder-whole';
import type { SeriesPart } from './part';
import { lastAtOrBelow } from './starts';
import type { Values } from './values';
import { finishPart, type WholeSeries, type Window } from './windows';

/** A group with what each of its files holds, in the order of its members. */
export interface ReadGroup {
  group: FileGroup;
  parts: Pick<SeriesPart, 'ids' | 'labels' | 'lengths' | 'channels'>[];
  /** The series of all its files together. */
  whole: KeptSeries | null;
  /** The label that names say; undefined where the files themselves tell the labels. */
  label: string | null | undefined;
}

/**
 * All series of a part, cut into windows if asked. @param values of all groups, one after the other
 * @throws folder/labels-differ, and what cutting into windows throws
 */
export function* joinGroups(
  fileName: string,
  groups: readonly ReadGroup[],
  values: Values,
  window: Window | null,
  usual?: string,
): Generator<void, SeriesPart> {
  const files: JoinedFile[] = [];
  for (const { group, parts, whole, label } of groups) {
    if (whole === null) continue;
    const labels =
      label !== undefined || parts.length === 1
        ? whole.labels
        : whole.ids.map((_, index) => labelIn(group, parts, index));
    files.push({ whole: { ...whole, labels }, id: group.id, label });
  }
  const { lineOf: _, ...part } = yield* finishPart(yield* joinWhole(fileName, files, values, usual), window);
  return part;
}

/** The files of a group of channels. */
export interface ChannelFiles {
  group: FileGroup;
  parts: SeriesPart[];
}

/**
 * Channel beside channel: the files of a group hold the same series, each some of their channels. What is known of steps is
 * taken from the first file.
 * @param first the group that the others must be like
 * @param chosen names of the channels to keep; null keeps all
 * @throws folder/channels-differ, folder/lengths-differ, table/unknown-column
 */
export function besideEachOther(
  fileName: string,
  of: ChannelFiles,
  first: Pick<ReadGroup, 'group' | 'parts'>,
  chosen: readonly string[] | null,
): WholeSeries {
  const names = namesIn(first);
  checkChannels(of, first, names);
  const kept = (chosen ?? names).map((name) => {
    const at = names.indexOf(name);
    if (at < 0) throw new WorkbenchError('table/unknown-column', { file: fileName, name, columns: names });
    return { name, at };
  });
  const { parts } = of;
  const whole = wholeOf(parts[0]);
  const { ids, lengths } = whole;
  const offsets = new Float64Array(lengths.length);
  for (let series = 1; series < offsets.length; series++) offsets[series] = offsets[series - 1] + lengths[series - 1];
  const steps = sum(lengths, (length) => length);
  const codes = whole.stepLabels === null ? null : new Int32Array(steps);
  const seconds = whole.times === undefined ? null : new Float64Array(steps);
  for (let series = 0; series < ids.length; series++) {
    const [to, own, length] = [offsets[series], whole.offsets[series], lengths[series]];
    codes?.set(whole.stepLabels!.codes.subarray(own, own + length), to);
    seconds?.set(whole.times!.seconds.subarray(own, own + length), to);
  }
  return {
    ...whole,
    channels: kept.map(({ name }) => name),
    offsets,
    values: new SideBySide(
      parts,
      kept.map(({ at }) => at),
      offsets,
      steps,
    ),
    stepLabels: codes === null ? null : { ...whole.stepLabels!, codes },
    ...(seconds === null ? {} : { times: { ...whole.times!, seconds } }),
    rows: sum(parts, ({ rows }) => rows),
  };
}

/** The values of several files with the same series as if they stood in one; slices are of whole steps. */
class SideBySide implements Values {
  readonly length: number;
  private readonly columns: { part: SeriesPart; channel: number }[];

  constructor(
    parts: readonly SeriesPart[],
    kept: readonly number[],
    /** Where each series begins, in steps. */
    private readonly starts: Float64Array,
    private readonly steps: number,
  ) {
    const all = parts.flatMap((part) => part.channels.map((_, channel) => ({ part, channel })));
    this.columns = kept.map((at) => all[at]);
    this.length = steps * kept.length;
  }

  slice(from: number, to: number): Float64Array {
    const width = this.columns.length;
    const values = new Float64Array(to - from);
    const [begin, end] = [from / width, to / width];
    for (let step = begin; step < end;) {
      const series = lastAtOrBelow(this.starts, step);
      const stop = Math.min(end, this.starts[series + 1] ?? this.steps);
      for (const [place, { part, channel }] of this.columns.entries()) {
        const own = part.channels.length;
        const first = part.offsets[series] + step - this.starts[series];
        const slice = part.values.slice(first * own, (first + stop - step) * own);
        for (let at = 0; at < stop - step; at++) {
          values[(step - begin + at) * width + place] = slice[at * own + channel];
        }
      }
      step = stop;
    }
    return values;
  }
}

/** `acc`, or `acc.x` and `acc.y` where a file holds several channels. */
export function namesIn({ group, parts }: Pick<ReadGroup, 'group' | 'parts'>): string[] {
  return parts.flatMap(({ channels }, at) => {
    const name = group.members[at].channel ?? '';
    return channels.length === 1 ? [name] : channels.map((channel) => `${name}.${channel}`);
  });
}

function checkChannels(of: ChannelFiles, first: Pick<ReadGroup, 'group' | 'parts'>, expected: string[]): void {
  const { group, parts } = of;
  const found = namesIn(of);
  const file = group.members[0].file.told;
  if (found.join('\0') !== expected.join('\0')) {
    const other = first.group.id;
    throw new WorkbenchError('folder/channels-differ', { file, series: group.id, other, found, expected });
  }
  for (const [at, { ids, lengths }] of parts.entries()) {
    const differ = { file: group.members[at].file.told, other: file };
    if (ids.length !== parts[0].ids.length) {
      throw new WorkbenchError('folder/lengths-differ', {
        ...differ,
        found: ids.length,
        expected: parts[0].ids.length,
      });
    }
    const index = lengths.findIndex((length, series) => length !== parts[0].lengths[series]);
    if (index < 0) continue;
    const [found, expected] = [lengths[index], parts[0].lengths[index]];
    throw new WorkbenchError('folder/lengths-differ', { ...differ, found, expected });
  }
}

/** The label that the files of a group give to their series together. */
function labelIn({ members }: FileGroup, parts: ReadGroup['parts'], index: number): string | null {
  let from = -1;
  for (const [at, { labels }] of parts.entries()) {
    if (labels[index] === null) continue;
    if (from < 0) from = at;
    else if (labels[index] !== parts[from].labels[index]) {
      throw new WorkbenchError('folder/labels-differ', {
        file: members[at].file.told,
        other: members[from].file.told,
        found: labels[index],
        expected: parts[from].labels[index] ?? '',
      });
    }
  }
  return from < 0 ? null : parts[from].labels[index];
}

function sum<T>(items: Iterable<T>, of: (item: T) => number): number {
  let total = 0;
  for (const item of items) total += of(item);
  return total;
}
