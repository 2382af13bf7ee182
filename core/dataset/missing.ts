/** Cures missing and infinite values inside series: refuses them, or fills them from their neighbours, with means or zeros. */

import { type ErrorPayload, WorkbenchError } from '../contract/errors';
import type { MissingCure } from '../contract/specs';
import type { SeriesPart } from './part';
import { stretches } from './stretches';
import { inMemory } from './values';

const VALUES_BETWEEN_YIELDS = 1 << 20;

/** The mean of each channel's finite values, each step once; 0 for a channel without any. Yields between stretches of work. */
export function* channelMeans(part: SeriesPart): Generator<void, Float64Array> {
  const width = part.channels.length;
  const means = new Float64Array(width);
  const counts = new Float64Array(width);
  let sinceYield = 0;
  for (const { from, to } of stretches(part)) {
    const values = part.values.slice(from, to);
    for (let at = 0, channel = 0; at < values.length; at++) {
      const value = values[at];
      if (value - value === 0) means[channel] += (value - means[channel]) / ++counts[channel];
      if (++channel === width) channel = 0;
    }
    sinceYield += to - from;
    if (sinceYield < VALUES_BETWEEN_YIELDS) continue;
    sinceYield = 0;
    yield;
  }
  return means;
}

interface Cured {
  series: SeriesPart;
  warnings: ErrorPayload[];
}

/**
 * The part with every value finite; the given part is left as it is. `linear` interpolates by step between the finite
 * neighbours of the same series and channel and carries the first and last finite value to the ends; `forward` repeats
 * the last finite value and carries the first one to the start; a channel of a series without any finite value becomes
 * zero. `mean` puts `means`, one value a channel. The counts of missing and infinite values, and the first one's place,
 * stay those of the file; a warning data/filled says that they were filled. Yields between stretches of work.
 * @throws data/not-finite under `refuse`
 */
export function* cureMissing(
  part: SeriesPart,
  cure: MissingCure,
  means: Float64Array | null = null,
): Generator<void, Cured> {
  const count = part.missing + part.infinite;
  if (part.firstNonFinite === null) return { series: part, warnings: [] };
  const params = { file: part.fileName, count, ...part.firstNonFinite };
  if (cure === 'refuse') throw new WorkbenchError('data/not-finite', params);
  const values = part.values.slice(0, part.values.length).slice();
  const width = part.channels.length;
  const { offsets, lengths } = part.segments;
  let sinceYield = 0;
  for (let segment = 0; segment < offsets.length; segment++) {
    for (let channel = 0; channel < width; channel++) {
      const first = offsets[segment] * width + channel;
      const length = lengths[segment];
      if (cure === 'linear') yield* fillLinear(values, first, length, width);
      else if (cure === 'forward') yield* fillForward(values, first, length, width);
      else yield* fillWith(cure === 'mean' ? (means?.[channel] ?? 0) : 0, values, first, length, width);
      sinceYield += lengths[segment];
      if (sinceYield < VALUES_BETWEEN_YIELDS) continue;
      sinceYield = 0;
      yield;
    }
  }
  return { series: { ...part, values: inMemory(values) }, warnings: [{ code: 'data/filled', params }] };
}

function* fillWith(
  value: number,
  values: Float64Array,
  first: number,
  length: number,
  stride: number,
): Generator<void> {
  for (let step = 0; step < length; step++) {
    if (step % VALUES_BETWEEN_YIELDS === VALUES_BETWEEN_YIELDS - 1) yield;
    const at = first + step * stride;
    if (!Number.isFinite(values[at])) values[at] = value;
  }
}

function* fillForward(values: Float64Array, first: number, length: number, stride: number): Generator<void> {
  let known = 0;
  while (known < length && !Number.isFinite(values[first + known * stride])) known++;
  let last = known < length ? values[first + known * stride] : 0;
  for (let step = 0; step < length; step++) {
    if (step % VALUES_BETWEEN_YIELDS === VALUES_BETWEEN_YIELDS - 1) yield;
    const at = first + step * stride;
    if (Number.isFinite(values[at])) last = values[at];
    else values[at] = last;
  }
}

function* fillLinear(values: Float64Array, first: number, length: number, stride: number): Generator<void> {
  let before = -1;
  for (let step = 0; step <= length; step++) {
    if (step % VALUES_BETWEEN_YIELDS === VALUES_BETWEEN_YIELDS - 1) yield;
    const known = step < length && Number.isFinite(values[first + step * stride]);
    if (!known && step < length) continue;
    const left = before < 0 ? null : values[first + before * stride];
    const right = known ? values[first + step * stride] : null;
    for (let gap = before + 1; gap < step; gap++) {
      values[first + gap * stride] = between(left, right, (gap - before) / (step - before));
    }
    before = step;
  }
}

function between(left: number | null, right: number | null, share: number): number {
  if (left === null) return right ?? 0;
  return right === null ? left : left * (1 - share) + right * share;
}
