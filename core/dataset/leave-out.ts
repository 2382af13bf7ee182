/** Leaves series out: those with missing or infinite values, those without a label, and those that equal another one. */

import type { SeriesPart } from './part';
import { countNonFinite } from './non-finite';
import { type Compared, findDuplicates } from './quality/duplicates';
import { lastAtOrBelow } from './starts';
import { stretches } from './stretches';

const SERIES_BETWEEN_YIELDS = 1 << 14;

/** Marks the series whose values are all finite with 1. Yields between stretches of work. */
export function* markFinite(part: SeriesPart): Generator<void, Uint8Array> {
  const keep = new Uint8Array(part.ids.length).fill(1);
  if (part.missing + part.infinite === 0) return keep;
  const width = part.channels.length;
  const flawed = new StepSet(part.values.length / width);
  for (const { from, to } of stretches(part)) {
    const values = part.values.slice(from, to);
    for (let at = 0; at < values.length; at++) {
      if (values[at] - values[at] !== 0) flawed.add(Math.floor((from + at) / width));
    }
    yield;
  }
  for (let series = 0; series < keep.length; series++) {
    if (flawed.meets(part.offsets[series], part.offsets[series] + part.lengths[series])) keep[series] = 0;
    if (series % SERIES_BETWEEN_YIELDS === SERIES_BETWEEN_YIELDS - 1) yield;
  }
  return keep;
}

/** Marks the series that have a label with 1; all of them where none has one. */
export function markLabelled({ labels }: SeriesPart): Uint8Array {
  const keep = Uint8Array.from(labels, (label) => (label === null ? 0 : 1));
  return keep.includes(1) ? keep : keep.fill(1);
}

/** Steps by their numbers, a bit each. */
class StepSet {
  private readonly words: Uint32Array;

  constructor(steps: number) {
    this.words = new Uint32Array(Math.ceil(steps / 32));
  }

  add(step: number): void {
    this.words[Math.floor(step / 32)] |= 1 << (step % 32);
  }

  /** Whether one of the steps `from <= step < to` is in it. */
  meets(from: number, to: number): boolean {
    const last = Math.floor((to - 1) / 32);
    for (let word = Math.floor(from / 32); word <= last; word++) {
      if (this.words[word] === 0) continue;
      const end = Math.min(to, 32 * (word + 1));
      for (let step = Math.max(from, 32 * word); step < end; step++) {
        if ((this.words[word] & (1 << (step % 32))) !== 0) return true;
      }
    }
    return false;
  }
}

/**
 * Marks, for each part, the series that equal none before them in the same or an earlier part with 1: given the training
 * part first, its copies in the test part are the ones left out. Yields between stretches of work.
 */
export function* markOriginals(parts: readonly SeriesPart[]): Generator<void, Uint8Array[]> {
  const keep = parts.map(({ ids }) => new Uint8Array(ids.length).fill(1));
  const compared = parts.map((part, at): Compared => ({ name: at === 0 ? 'train' : 'test', part, every: 1 }));
  const finding = findDuplicates(compared, (part, series) => {
    keep[part][series] = 0;
  });
  while (finding.next().done !== true) yield;
  return keep;
}

/** The part with the marked series only; its values stay where they are. Yields between stretches of work. */
export function* keepMarked(part: SeriesPart, keep: Uint8Array): Generator<void, SeriesPart> {
  const isKept = (_: unknown, series: number): boolean => keep[series] === 1;
  const offsets = part.offsets.filter(isKept);
  const lengths = part.lengths.filter(isKept);
  yield;
  const segments = yield* segmentsOf(part, offsets, lengths);
  const kept = {
    ...part,
    ids: part.ids.filter(isKept),
    labels: part.labels.filter(isKept),
    offsets,
    lengths,
    segments,
  };
  return yield* countNonFinite(kept);
}

/** The steps of these series, each once: those of windows that overlap or meet in one segment come together. */
function* segmentsOf(
  { segments }: SeriesPart,
  offsets: Float64Array,
  lengths: Int32Array,
): Generator<void, SeriesPart['segments']> {
  const starts: number[] = [];
  const ends: number[] = [];
  let current = -1;
  for (let series = 0; series < offsets.length; series++) {
    if (series % SERIES_BETWEEN_YIELDS === SERIES_BETWEEN_YIELDS - 1) yield;
    const from = offsets[series];
    const to = from + lengths[series];
    const segment = lastAtOrBelow(segments.offsets, from);
    if (segment === current && from <= ends[ends.length - 1]) {
      ends[ends.length - 1] = Math.max(to, ends[ends.length - 1]);
      continue;
    }
    current = segment;
    starts.push(from);
    ends.push(to);
  }
  return {
    offsets: Float64Array.from(starts),
    lengths: Int32Array.from(starts, (start, at) => ends[at] - start),
  };
}
