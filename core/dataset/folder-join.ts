/** Joins the series of a folder's files to one part, file by file or channel by channel. */

import { WorkbenchError } from '../contract/errors';
import type { FileGroup } from './folder-groups';
import { type JoinedFile, joinWhole, wholeOf } from './folder-whole';
import type { SeriesPart } from './part';
import { inMemory, SLICE_VALUES } from './values';
import { finishPart, type WholeSeries, type Window } from './windows';

/** A group with the series of each of its files, in the order of its members. */
export interface ReadGroup {
  group: FileGroup;
  parts: SeriesPart[];
  /** The label that names say; undefined where the files themselves tell the labels. */
  label: string | null | undefined;
}

/** Series after series, cut into windows if asked. @throws what cutting into windows throws */
export function* joinFiles(
  fileName: string,
  groups: readonly ReadGroup[],
  window: Window | null,
): Generator<void, SeriesPart> {
  const files = groups.map(({ group, parts, label }) => ({ whole: wholeOf(parts[0]), id: group.id, label }));
  return yield* finish(yield* joinWhole(fileName, files), window);
}

/**
 * Channel beside channel: the files of a group hold the same series, each some of their channels.
 * @param chosen names of the channels to keep; null keeps all
 * @throws folder/channels-differ, folder/lengths-differ, folder/labels-differ, table/unknown-column, and what cutting
 *   into windows throws
 */
export function* joinChannels(
  fileName: string,
  groups: readonly ReadGroup[],
  chosen: readonly string[] | null,
  window: Window | null,
): Generator<void, SeriesPart> {
  const [first] = groups;
  const names = namesIn(first);
  for (const group of groups) checkChannels(group, first, names);
  const kept = (chosen ?? names).map((name) => {
    const at = names.indexOf(name);
    if (at < 0) throw new WorkbenchError('table/unknown-column', { file: fileName, name, columns: names });
    return { name, at };
  });
  const files: JoinedFile[] = [];
  for (const { group, parts, label } of groups) {
    const labels = parts[0].ids.map((_, index) => (label === undefined ? labelIn(group, parts, index) : label));
    files.push({ whole: { ...(yield* besideEachOther(parts, kept)), labels }, id: group.id, label });
  }
  return yield* finish(yield* joinWhole(fileName, files), window);
}

/** The series of one group with the channels of all its files; what is known of steps is taken from the first file. */
function* besideEachOther(
  parts: readonly SeriesPart[],
  kept: readonly { name: string; at: number }[],
): Generator<void, WholeSeries> {
  const columns = parts.flatMap((part) => part.channels.map((_, channel) => ({ part, channel })));
  const whole = wholeOf(parts[0]);
  const { ids, lengths } = whole;
  const offsets = new Float64Array(lengths.length);
  for (let series = 1; series < offsets.length; series++) offsets[series] = offsets[series - 1] + lengths[series - 1];
  const steps = sum(lengths, (length) => length);
  const values = new Float64Array(steps * kept.length);
  const codes = whole.stepLabels === null ? null : new Int32Array(steps);
  const seconds = whole.times === undefined ? null : new Float64Array(steps);
  let sinceYield = 0;
  for (let series = 0; series < ids.length; series++) {
    const [to, own, length] = [offsets[series], whole.offsets[series], lengths[series]];
    codes?.set(whole.stepLabels!.codes.subarray(own, own + length), to);
    seconds?.set(whole.times!.seconds.subarray(own, own + length), to);
    for (const [place, { at: column }] of kept.entries()) {
      const { part, channel } = columns[column];
      const width = part.channels.length;
      for (let from = 0; from < length; from += SLICE_VALUES) {
        const count = Math.min(SLICE_VALUES, length - from);
        const begin = part.offsets[series] + from;
        const slice = part.values.slice(begin * width, (begin + count) * width);
        for (let at = 0; at < count; at++) values[(to + from + at) * kept.length + place] = slice[at * width + channel];
        sinceYield += count;
        if (sinceYield < SLICE_VALUES) continue;
        sinceYield = 0;
        yield;
      }
    }
  }
  return {
    ...whole,
    channels: kept.map(({ name }) => name),
    offsets,
    values: inMemory(values),
    stepLabels: codes === null ? null : { ...whole.stepLabels!, codes },
    ...(seconds === null ? {} : { times: { ...whole.times!, seconds } }),
    rows: sum(parts, ({ rows }) => rows),
  };
}

function* finish(whole: WholeSeries, window: Window | null): Generator<void, SeriesPart> {
  const { lineOf: _, ...part } = yield* finishPart(whole, window);
  return part;
}

/** `acc`, or `acc.x` and `acc.y` where a file holds several channels. */
export function namesIn({ group, parts }: ReadGroup): string[] {
  return parts.flatMap(({ channels }, at) => {
    const name = group.members[at].channel ?? '';
    return channels.length === 1 ? [name] : channels.map((channel) => `${name}.${channel}`);
  });
}

function checkChannels(of: ReadGroup, first: ReadGroup, expected: string[]): void {
  const { group, parts } = of;
  const found = namesIn(of);
  const file = group.members[0].file.name;
  if (found.join('\0') !== expected.join('\0')) {
    const other = first.group.id;
    throw new WorkbenchError('folder/channels-differ', { file, series: group.id, other, found, expected });
  }
  for (const [at, { ids, lengths }] of parts.entries()) {
    const differ = { file: group.members[at].file.name, other: file };
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
function labelIn({ members }: FileGroup, parts: readonly SeriesPart[], index: number): string | null {
  let from = -1;
  for (const [at, { labels }] of parts.entries()) {
    if (labels[index] === null) continue;
    if (from < 0) from = at;
    else if (labels[index] !== parts[from].labels[index]) {
      throw new WorkbenchError('folder/labels-differ', {
        file: members[at].file.name,
        other: members[from].file.name,
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
