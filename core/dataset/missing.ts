/** Cures missing and infinite values inside series: refuses them, or fills them from their neighbours, with means or zeros. */

import { type ErrorPayload, WorkbenchError } from '../contract/errors';
import type { MissingCure } from '../contract/specs';
import type { SeriesPart } from './part';
import { filledValues } from './filled';
import { stretches } from './stretches';
import { unitOf } from './time/forms';
import { inUnit } from './time/survey';
import { inMemory, isInMemory, SLICE_VALUES, type Values } from './values';

/** Fewer values are filled once for all; of more, 128 MB, any that are wanted are filled when they are read. */
const MOST_COPIED = 1 << 24;

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
    if (sinceYield < SLICE_VALUES) continue;
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
 * The part with every value finite; the given part is left as it is, and of a large one nothing is copied. `linear`
 * interpolates between the finite neighbours of the same series and channel, by their times where these are known and not
 * equally far apart, else by step, and carries the first and last finite value to the ends; `forward` repeats the last finite value and carries the first one to the start; a channel of a series
 * without any finite value becomes zero. `mean` puts `means`, one value a channel. The counts of missing and infinite
 * values, and the first one's place, stay those of the file; a warning data/filled says that they were filled. Yields
 * between stretches of work.
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
  const times = part.cutFrom?.whole.times;
  const inTime = times === undefined ? null : inUnit(times.seconds, unitOf(times.form));
  const filled = yield* filledValues(part, cure, means, inTime);
  const copied = isInMemory(part.values) && part.values.length <= MOST_COPIED;
  const values = copied ? yield* inOneArray(filled) : filled;
  return { series: { ...part, values }, warnings: [{ code: 'data/filled', params }] };
}

function* inOneArray(values: Values): Generator<void, Values> {
  const array = new Float64Array(values.length);
  for (let from = 0; from < array.length; from += SLICE_VALUES) {
    array.set(values.slice(from, from + SLICE_VALUES), from);
    yield;
  }
  return inMemory(array);
}
