/** Fills missing and infinite values as they are read: what stands around a long gap is known beforehand, nothing is copied. */

import type { MissingCure } from '../contract/specs';
import { paged } from './paged';
import { firstWhere } from './starts';
import type { Segments, Stepped } from './stretches';
import { SLICE_VALUES, type Values } from './values';

/** Steps that are filled together. */
const BLOCK = 512;

/** Steps next to each block that hold a finite value of a channel, and that value; -1 and Infinity where there are none. */
interface Neighbours {
  before: { step: Float64Array; value: Float64Array }; // [blocks, D]
  after: { step: Float64Array; value: Float64Array }; // [blocks, D]
}

/**
 * The part's values with every value of its segments finite; see `cureMissing`. `times`, one a step, are those by which
 * `linear` interpolates. Yields between stretches of work.
 */
export function* filledValues(
  part: Stepped,
  cure: Exclude<MissingCure, 'refuse'>,
  means: Float64Array | null,
  times: Float64Array | null = null,
): Generator<void, Values> {
  const { values, channels } = part;
  const width = channels.length;
  if (cure === 'zero' || cure === 'mean') {
    return paged(values.length, (into, from) => {
      into.set(values.slice(from, from + into.length));
      for (let at = 0; at < into.length; at++) {
        if (isMissing(into[at])) into[at] = cure === 'mean' ? (means?.[(from + at) % width] ?? 0) : 0;
      }
    });
  }
  const neighbours = yield* findNeighbours(part);
  const segments = ascending(part.segments);
  let room = new Float64Array(0);
  return paged(values.length, (into, from) => {
    const slice = values.slice(from, from + into.length);
    into.set(slice);
    if (!holdsMissing(slice)) return;
    const first = Math.floor(from / (BLOCK * width));
    const start = first * BLOCK * width;
    const end = Math.min(values.length, Math.ceil((from + into.length) / (BLOCK * width)) * BLOCK * width);
    if (room.length < end - start) room = new Float64Array(end - start);
    const blocks = room.subarray(0, end - start);
    blocks.set(values.slice(start, end));
    fillBlocks({ width, segments, neighbours, times }, blocks, first, cure === 'linear' ? fillLinear : fillForward);
    into.set(blocks.subarray(from - start, from - start + into.length));
  });
}

/** The segments in the order of their steps, in which they mostly are. */
function ascending(segments: Segments): Segments {
  const { offsets, lengths } = segments;
  if (offsets.every((offset, at) => at === 0 || offset >= offsets[at - 1])) return segments;
  const order = Int32Array.from(offsets, (_, at) => at).sort((a, b) => offsets[a] - offsets[b]);
  return {
    offsets: Float64Array.from(order, (at) => offsets[at]),
    lengths: Int32Array.from(order, (at) => lengths[at]),
  };
}

function isMissing(value: number): boolean {
  return value - value !== 0;
}

function holdsMissing(values: Float64Array): boolean {
  for (let at = 0; at < values.length; at++) if (isMissing(values[at])) return true;
  return false;
}

function* findNeighbours({ values, channels }: Stepped): Generator<void, Neighbours> {
  const width = channels.length;
  const blocks = Math.ceil(values.length / width / BLOCK);
  const nothing = () => ({
    step: new Float64Array(blocks * width).fill(-1),
    value: new Float64Array(blocks * width).fill(Infinity),
  });
  const [before, after] = [nothing(), nothing()];
  const many = Math.max(1, Math.floor(SLICE_VALUES / (BLOCK * width)));
  // First each block's own last and first finite value, kept at the blocks that they are neighbours of.
  for (let block = 0; block < blocks; block++) {
    if (block % many === many - 1) yield;
    const slice = values.slice(block * BLOCK * width, (block + 1) * BLOCK * width);
    for (let channel = 0; channel < width; channel++) {
      let at = slice.length - width + channel;
      while (at >= 0 && isMissing(slice[at])) at -= width;
      if (at < 0) continue;
      if (block + 1 < blocks)
        keep(before, (block + 1) * width + channel, block * BLOCK + (at - channel) / width, slice[at]);
      at = channel;
      while (isMissing(slice[at])) at += width;
      if (block > 0) keep(after, (block - 1) * width + channel, block * BLOCK + (at - channel) / width, slice[at]);
    }
  }
  for (let at = width; at < before.step.length; at++) {
    if (before.step[at] < 0) keep(before, at, before.step[at - width], before.value[at - width]);
  }
  for (let at = after.step.length - width - 1; at >= 0; at--) {
    if (after.step[at] < 0) keep(after, at, after.step[at + width], after.value[at + width]);
  }
  return { before, after };
}

function keep(side: Neighbours['before'], at: number, step: number, value: number): void {
  side.step[at] = step;
  side.value[at] = value;
}

/** What is known of one channel of one segment in some blocks, steps counted from the blocks' first one. */
interface Gap {
  values: Float64Array;
  channel: number;
  width: number;
  /** The segment's steps inside the blocks. */
  from: number;
  to: number;
  /** The segment's last finite value before `from`, and its first one from `to` on. */
  before: Known | null;
  after: Known | null;
  /** Times of all steps, of which the blocks' first one is `origin`; null where steps are equally far apart. */
  times: Float64Array | null;
  origin: number;
}

interface Known {
  step: number;
  value: number;
}

interface Around {
  width: number;
  /** In ascending order. */
  segments: Segments;
  neighbours: Neighbours;
  times: Float64Array | null;
}

/** Fills whole blocks, of which the first is `first`, segment by segment. */
function fillBlocks(
  { width, segments, neighbours, times }: Around,
  values: Float64Array,
  first: number,
  fill: (gap: Gap) => void,
): void {
  const { before, after } = neighbours;
  const origin = first * BLOCK;
  const steps = values.length / width;
  const last = first + Math.ceil(steps / BLOCK) - 1;
  const { offsets, lengths } = segments;
  let segment = firstWhere(0, offsets.length, (at) => offsets[at] + lengths[at] > origin);
  for (; segment < offsets.length && offsets[segment] < origin + steps; segment++) {
    const [start, end] = [offsets[segment], offsets[segment] + lengths[segment]];
    const [from, to] = [Math.max(0, start - origin), Math.min(steps, end - origin)];
    for (let channel = 0; channel < width; channel++) {
      const left = first * width + channel;
      const right = last * width + channel;
      const hasLeft = before.step[left] >= start;
      const hasRight = after.step[right] >= 0 && after.step[right] < end;
      fill({
        values,
        channel,
        width,
        from,
        to,
        times,
        origin,
        before: hasLeft ? { step: before.step[left] - origin, value: before.value[left] } : null,
        after: hasRight ? { step: after.step[right] - origin, value: after.value[right] } : null,
      });
    }
  }
}

function fillForward({ values, channel, width, from, to, before, after }: Gap): void {
  let last = before?.value ?? null;
  if (last === null) {
    let known = from;
    while (known < to && isMissing(values[known * width + channel])) known++;
    last = known < to ? values[known * width + channel] : (after?.value ?? 0);
  }
  for (let step = from; step < to; step++) {
    const at = step * width + channel;
    if (isMissing(values[at])) values[at] = last;
    else last = values[at];
  }
}

function fillLinear(gap: Gap): void {
  const { values, channel, width, from, to, before, after } = gap;
  let left = before;
  for (let step = from, next = from; step <= to; step++) {
    const value = step < to ? values[step * width + channel] : NaN;
    if (step < to && isMissing(value)) continue;
    const right = step < to ? { step, value } : after;
    for (; next < step; next++) values[next * width + channel] = between(left, right, next, gap);
    left = right;
    next = step + 1;
  }
}

/** How far in time a step is from one to another, 0 to 1; null where their times are not known or not in order. */
function shareOfTime(left: number, right: number, step: number, { times, origin }: Gap): number | null {
  if (times === null) return null;
  const start = times[origin + left];
  const share = (times[origin + step] - start) / (times[origin + right] - start);
  return share >= 0 && share <= 1 ? share : null;
}

/** On the straight line between two values; the one that there is, and 0 where there is none. */
function between(left: Known | null, right: Known | null, step: number, gap: Gap): number {
  if (left === null || right === null) return left?.value ?? right?.value ?? 0;
  const share = shareOfTime(left.step, right.step, step, gap) ?? (step - left.step) / (right.step - left.step);
  return left.value * (1 - share) + right.value * share;
}
