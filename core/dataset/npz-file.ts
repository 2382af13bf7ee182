/** Reads NPZ files: lists the arrays, finds the one with the series and the one with the labels, and says so. */

import { WorkbenchError } from '../contract/errors';
import type { Layout, ReadingSpec } from '../contract/specs';
import type { Assumption, ColumnView, Inside } from '../contract/views';
import { UNPACKED_LIMIT } from './gzip';
import { type ArrayLabels, type ArraySource, readArray } from './npy-file';
import { isNumeric, type NpyHeader, parseNpyHeader, readNpyHeader } from './npy-header';
import { textReader, valueReader } from './npy-values';
import { isMissing } from './numbers';
import type { ReadResult, SourceFile } from './part';
import { inShare } from './share';
import { readZipEntries, unpackEntry, unpackStart, type ZipEntry } from '../bytes/zip';

/** Most arrays that are looked at. */
const LISTED = 256;
const HEADER_BYTES = 16 * 1024;
const LONGEST_LABEL_BYTES = 4096;
/** Most bytes of an array of labels. */
const LABELS_BYTES = 16 << 20;
const UNPACKING_SHARE = 0.4;

const DATA_NAME = /^(?:x|data|values|series|samples|inputs?|signals?|features)(?:_?(?:train|training))?$/i;
const LABEL_NAME = /^(?:y|labels?|class(?:es)?|targets?)(?=_|$)/i;

interface Member {
  name: string;
  entry: ZipEntry;
  /** Null where it cannot be read. */
  header: NpyHeader | null;
}

/**
 * Reads the array that is chosen or found. Labels are an array with one value for each series, or for each step of a
 * recording: the one that is chosen, the one named for it (`y_train` beside `X_train`), or the only one that fits.
 * @throws archive/broken, archive/too-large, archive/no-array, archive/unknown-part, npy/header, npy/dtype, npy/shape,
 *   npy/truncated
 */
export function* readNpz(
  file: SourceFile,
  reading: ReadingSpec,
  assumptions: Assumption[],
): Generator<number, ReadResult> {
  const members: Member[] = [];
  const entries = readZipEntries(file).slice(0, LISTED);
  for (const entry of entries) {
    if (!entry.name.endsWith('.npy')) continue;
    const name = entry.name.slice(0, -'.npy'.length);
    members.push({ name, entry, header: headerOf(file, entry, name) });
    yield 0;
  }
  if (members.length === 0 && entries.length > 0) {
    throw new WorkbenchError('archive/no-array', { file: file.name, names: entries.map(({ name }) => name) });
  }
  const { member, assumption } = chooseArray(file, members, reading.array);
  const taken = assumption === null ? assumptions : [...assumptions, assumption];
  const total = file.bytes.length;
  const unpacked = yield* inShare(unpackEntry(file, member.entry, UNPACKED_LIMIT), Math.max(1, member.entry.packed), [
    0,
    UNPACKING_SHARE * total,
  ]);
  const header = readNpyHeader({ name: `${file.name}/${member.name}`, bytes: unpacked });
  const columns: ColumnView[] = [];
  const beside = findBeside(file, reading, members, member, header);
  const others = members.filter(({ name }) => !beside.taken.has(name));
  const finding = (layout: Layout, count: number) => findLabels(file, reading, others, member, layout, count, columns);
  const reader = readArray({ name: file.name, bytes: unpacked }, reading, {
    format: 'npz',
    header,
    valueAt: valueReader(unpacked, header),
    assumptions: taken,
    ...beside.source,
    findLabels: finding,
    labelColumns: columns,
    array: member.name,
    inside: members.map(insideOf),
  });
  return yield* inShare(reader, unpacked.length, [UNPACKING_SHARE * total, total]);
}

function headerOf(file: SourceFile, entry: ZipEntry, name: string): NpyHeader | null {
  try {
    return parseNpyHeader({ name: `${file.name}/${name}`, bytes: unpackStart(file, entry, HEADER_BYTES) });
  } catch (thrown) {
    if (thrown instanceof WorkbenchError && thrown.code === 'npy/header') return null;
    throw thrown;
  }
}

function insideOf({ name, header }: Member): Inside {
  if (header === null) return { name, hint: '?', fits: false };
  return { name, hint: `${header.dtype} (${header.shape.join(', ')})`, fits: couldBeSeries(header) };
}

function couldBeSeries(header: NpyHeader | null): header is NpyHeader {
  if (header === null || !isNumeric(header)) return false;
  return header.shape.length >= 1 && header.shape.length <= 3 && !header.shape.includes(0);
}

/** The chosen array, else one of two or three dimensions by its name, else the only one, else the first. */
function chooseArray(
  file: SourceFile,
  members: Member[],
  chosen: string | undefined,
): { member: Member; assumption: Assumption | null } {
  const names = members.map(({ name }) => name);
  if (chosen !== undefined) {
    const member = members.find(({ name }) => name === chosen);
    if (member === undefined)
      throw new WorkbenchError('archive/unknown-part', { file: file.name, name: chosen, names });
    return { member, assumption: null };
  }
  const fitting = members.filter(({ header }) => couldBeSeries(header));
  const deep = fitting.filter(({ header }) => header!.shape.length > 1);
  const candidates = deep.length > 0 ? deep : fitting;
  if (candidates.length === 0) throw new WorkbenchError('archive/no-array', { file: file.name, names });
  const because = (member: Member, reason: Assumption['reason'], params: Assumption['params']) => ({
    member,
    assumption: { setting: 'array' as const, reason, params },
  });
  const named =
    candidates.find(({ name }) => /^x(?:_?train(?:ing)?)?$/i.test(name)) ??
    candidates.find(({ name }) => DATA_NAME.test(name));
  if (named !== undefined) return because(named, 'named-like-data', { name: named.name });
  const [first] = candidates;
  if (candidates.length === 1) return because(first, 'only-one-fits', { count: members.length });
  return because(first, 'first-of-several', { count: candidates.length });
}

/**
 * What the workbench itself writes beside the values: `lengths` of series that stand one after the other in `values`,
 * their ids in `sequence`, the channels' names in `columns`. What does not fit is left to be an array like any other.
 */
function findBeside(
  file: SourceFile,
  reading: ReadingSpec,
  members: Member[],
  data: Member,
  { shape }: NpyHeader,
): { taken: Set<string>; source: Pick<ArraySource, 'lengths' | 'ids' | 'channelNames'> } {
  const taken = new Set<string>();
  const source: Pick<ArraySource, 'lengths' | 'ids' | 'channelNames'> = {};
  const textsOf = (name: string, count: number | null): string[] | null => {
    const member = members.find((other) => other.name === name);
    const length = member?.header?.shape[0] ?? 0;
    if (member === undefined || member === data || !couldBeLabels(member, count ?? length)) return null;
    const textAt = readTexts(file, member);
    return Array.from({ length }, (_, at) => textAt(at));
  };
  let count = shape[0];
  const asLong = reading.layout === undefined || reading.layout === 'long';
  if (data.name === 'values' && shape.length === 2 && asLong) {
    const lengths = textsOf('lengths', null)?.map(Number);
    const fits = lengths?.every((length) => Number.isInteger(length) && length >= 0);
    if (lengths !== undefined && fits && lengths.reduce((sum, length) => sum + length, 0) === count) {
      source.lengths = lengths;
      count = lengths.length;
      for (const name of ['lengths', 'offsets']) taken.add(name);
    }
  }
  const oneColumn =
    shape.length === 2 && shape[1] === 1 && reading.layout === undefined && source.lengths === undefined;
  const isRecording = shape.length === 1 || oneColumn || reading.layout === 'recording';
  const texts = reading.series === null || isRecording ? null : textsOf('sequence', count);
  if (texts !== null) {
    taken.add('sequence');
    const assumption: Assumption = { setting: 'series', reason: 'named-like-id', params: { column: 'sequence' } };
    source.ids = { name: 'sequence', texts, assumption };
  }
  const width = shape.length === 3 || source.lengths !== undefined ? shape[shape.length - 1] : 0;
  const names = textsOf('columns', width);
  if (names !== null && new Set(names).size === names.length && !names.includes('')) {
    taken.add('columns');
    source.channelNames = names;
  }
  return { taken, source };
}

/** Fills `columns` with every array that could be the labels. */
function* findLabels(
  file: SourceFile,
  reading: ReadingSpec,
  members: Member[],
  data: Member,
  layout: Layout,
  count: number,
  columns: ColumnView[],
): Generator<number, ArrayLabels | null> {
  const read: { member: Member; labels: ArrayLabels }[] = [];
  for (const member of members) {
    if (member === data || !couldBeLabels(member, count)) continue;
    const labels = readLabels(file, member);
    columns.push(columnOf(labels, count));
    read.push({ member, labels });
    yield 0;
  }
  if (reading.label === null) return null;
  if (reading.label !== undefined) return read.find(({ member }) => member.name === reading.label)?.labels ?? null;
  const ending = /_.*$/.exec(data.name)?.[0] ?? '';
  const named = read.filter(({ member }) => LABEL_NAME.test(member.name));
  const found =
    named.find(({ member }) => member.name.endsWith(ending) && (ending !== '' || !member.name.includes('_'))) ??
    named[0];
  if (found !== undefined) {
    const params = { column: found.member.name };
    return { ...found.labels, assumption: { setting: 'label', reason: 'named-like-label', params } };
  }
  // Measured numbers beside a recording are rather another channel than its labels.
  const whole = read.filter(({ member }) => member.header!.type !== 'f');
  if (whole.length !== 1 || layout === 'recording') return null;
  const params = { count: members.length };
  return { ...whole[0].labels, assumption: { setting: 'label', reason: 'only-one-fits', params } };
}

function couldBeLabels({ header, entry }: Member, count: number): boolean {
  if (header === null || entry.size > LABELS_BYTES) return false;
  const text = (header.type === 'U' || header.type === 'S') && header.size > 0 && header.size <= LONGEST_LABEL_BYTES;
  const { shape } = header;
  const flat = shape.length === 1 || (shape.length === 2 && shape[1] === 1);
  return (text || isNumeric(header)) && flat && shape[0] === count;
}

function readLabels(file: SourceFile, member: Member): ArrayLabels {
  const textAt = readTexts(file, member);
  return {
    name: member.name,
    assumption: null,
    at(position) {
      const text = textAt(position).trim();
      return isMissing(text) ? null : text;
    },
  };
}

/** @throws archive/broken, archive/too-large, npy/truncated */
function readTexts(file: SourceFile, { name, entry, header }: Member): (position: number) => string {
  const work = unpackEntry(file, entry, LABELS_BYTES);
  let next = work.next();
  while (next.done !== true) next = work.next();
  const bytes = next.value;
  const { start, size, shape } = header!;
  const expected = start + size * shape[0];
  if (bytes.length < expected) {
    const params = { file: `${file.name}/${name}`, expected: expected - start, found: bytes.length - start };
    throw new WorkbenchError('npy/truncated', params);
  }
  return textReader(bytes, header!);
}

const DISTINCT_LIMIT = 1000;

function columnOf(labels: ArrayLabels, count: number): ColumnView {
  const distinct = new Set<string>();
  let missing = 0;
  for (let at = 0; at < count; at++) {
    const label = labels.at(at);
    if (label === null) missing++;
    else if (distinct.size < DISTINCT_LIMIT) distinct.add(label);
  }
  return { name: labels.name, kind: 'text', missing, distinct: distinct.size };
}
