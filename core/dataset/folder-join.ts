/** Joins the series of a folder's files to one part, file by file or channel by channel. */

import { WorkbenchError } from '../contract/errors';
import type { FileGroup } from './folder-groups';
import { type JoinedFile, joinWhole } from './folder-whole';
import type { NonFinite, SeriesPart } from './part';
import { inMemory, SLICE_VALUES } from './values';
import { finishPart, type Window } from './windows';

/** A group with the series of each of its files, in the order of its members. */
export interface ReadGroup {
  group: FileGroup;
  parts: SeriesPart[];
  /** The label that names say; undefined where the files themselves tell the labels. */
  label: string | null | undefined;
}

/** Series after series; those of a file of several, and windows, are named by the file's id and their own. */
export function* joinFiles(
  fileName: string,
  groups: readonly ReadGroup[],
  window: Window | null,
): Generator<void, SeriesPart> {
  const sources = groups.map(({ parts }) => parts[0]);
  const [{ channels }] = sources;
  const width = channels.length;
  const steps = sum(sources, ({ values }) => values.length / width);
  const values = new Float64Array(steps * width);
  const joined = {
    fileName,
    ids: [] as string[],
    labels: [] as (string | null)[],
    channels,
    lengths: new Int32Array(sum(sources, ({ ids }) => ids.length)),
    offsets: new Float64Array(sum(sources, ({ ids }) => ids.length)),
    values: inMemory(values),
    segments: {
      offsets: new Float64Array(sum(sources, ({ segments }) => segments.offsets.length)),
      lengths: new Int32Array(sum(sources, ({ segments }) => segments.lengths.length)),
    },
    rows: sum(sources, ({ rows }) => rows),
    missing: sum(sources, ({ missing }) => missing),
    infinite: sum(sources, ({ infinite }) => infinite),
    firstNonFinite: null as NonFinite | null,
  };
  let step = 0;
  let segment = 0;
  let sinceYield = 0;
  const files: JoinedFile[] = [];
  for (const { group, parts, label } of groups) {
    const [part] = parts;
    const named = idsOf(group, part, window !== null);
    files.push({ part, id: group.id, label, firstStep: step });
    const at = joined.ids.length;
    for (let from = 0; from < part.values.length; from += SLICE_VALUES) {
      const slice = part.values.slice(from, Math.min(from + SLICE_VALUES, part.values.length));
      values.set(slice, step * width + from);
      sinceYield += slice.length;
      if (sinceYield < SLICE_VALUES) continue;
      sinceYield = 0;
      yield;
    }
    // A file costs more than its values.
    sinceYield += 1000;
    joined.lengths.set(part.lengths, at);
    for (const [index, offset] of part.offsets.entries()) joined.offsets[at + index] = step + offset;
    joined.segments.lengths.set(part.segments.lengths, segment);
    for (const offset of part.segments.offsets) joined.segments.offsets[segment++] = step + offset;
    for (const [index, id] of part.ids.entries()) {
      joined.ids.push(named(id));
      joined.labels.push(label === undefined ? part.labels[index] : label);
    }
    // A line's number alone does not say in which of the files it is.
    if (part.firstNonFinite !== null)
      joined.firstNonFinite ??= { ...part.firstNonFinite, series: named(part.firstNonFinite.series), line: 0 };
    step += part.values.length / width;
  }
  if (window === null) return joined;
  return { ...joined, cutFrom: { whole: yield* joinWhole(fileName, files, joined.values, joined.rows), window } };
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
    return at;
  });
  const counts = groups.map(({ parts }) => parts[0].ids.length);
  const lengths = new Int32Array(sum(counts, (count) => count));
  const offsets = new Float64Array(lengths.length);
  const values = new Float64Array(sum(groups, ({ parts }) => sum(parts[0].lengths, (steps) => steps)) * kept.length);
  const ids: string[] = [];
  const labels: (string | null)[] = [];
  let step = 0;
  let sinceYield = 0;
  for (const { group, parts, label } of groups) {
    const columns = parts.flatMap((part) => part.channels.map((_, channel) => ({ part, channel })));
    const named = idsOf(group, parts[0], false);
    for (const [index, id] of parts[0].ids.entries()) {
      const steps = parts[0].lengths[index];
      for (const [to, column] of kept.entries()) {
        const { part, channel } = columns[column];
        const width = part.channels.length;
        for (let from = 0; from < steps; from += SLICE_VALUES) {
          const until = Math.min(from + SLICE_VALUES, steps);
          const first = part.offsets[index] + from;
          const slice = part.values.slice(first * width, (first + until - from) * width);
          for (let at = from; at < until; at++)
            values[(step + at) * kept.length + to] = slice[(at - from) * width + channel];
          sinceYield += until - from;
          if (sinceYield < SLICE_VALUES) continue;
          sinceYield = 0;
          yield;
        }
      }
      offsets[ids.length] = step;
      lengths[ids.length] = steps;
      ids.push(named(id));
      labels.push(label === undefined ? labelIn(group, parts, index) : label);
      step += steps;
    }
  }
  const rows = sum(groups, ({ parts }) => sum(parts, (part) => part.rows));
  const channels = kept.map((at) => names[at]);
  const whole = { fileName, ids, labels, channels, offsets, lengths, rows, stepLabels: null };
  const finished = yield* finishPart({ ...whole, values: inMemory(values), lineOf: () => 0 }, window);
  const { lineOf: _, ...part } = finished;
  return part;
}

/** `acc`, or `acc.x` and `acc.y` where a file holds several channels. */
export function namesIn({ group, parts }: ReadGroup): string[] {
  return parts.flatMap(({ channels }, at) => {
    const name = group.members[at].channel ?? '';
    return channels.length === 1 ? [name] : channels.map((channel) => `${name}.${channel}`);
  });
}

function idsOf({ id }: FileGroup, part: SeriesPart, windowed: boolean): (own: string) => string {
  return part.ids.length === 1 && !windowed ? () => id : (own) => `${id}:${own}`;
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
