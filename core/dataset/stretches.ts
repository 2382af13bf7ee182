/** Goes over all values of a part once, in pieces that are as long as is good for memory, whatever its series are. */

import { SLICE_VALUES, type Values } from './values';

/**
 * Stretches of consecutive steps of one series: together they cover every step that belongs to a series exactly once,
 * also where windows overlap. Statistics and interpolation run over them.
 */
export interface Segments {
  offsets: Float64Array; // in steps
  lengths: Int32Array; // in steps
}

/** Steps of channels side by side, and which of them count. */
export interface Stepped {
  values: Values; // [total steps, D], time-major
  channels: readonly string[];
  segments: Segments;
}

/** `from <= at < to` of a part's values. */
export interface Stretch {
  from: number;
  to: number;
}

/**
 * Stretches that together are every value of the part's segments once and in their order, each of whole steps and of
 * about `most` values at most. Segments that follow each other come together.
 */
export function* stretches(
  { segments, channels }: Pick<Stepped, 'segments' | 'channels'>,
  most = SLICE_VALUES,
): Generator<Stretch, void> {
  const width = channels.length;
  const longest = Math.max(1, Math.floor(most / width));
  const { offsets, lengths } = segments;
  for (let segment = 0; segment < offsets.length;) {
    let first = offsets[segment];
    let end = first + lengths[segment++];
    while (segment < offsets.length && offsets[segment] === end) end += lengths[segment++];
    for (; first < end; first += longest) {
      yield { from: first * width, to: Math.min(end, first + longest) * width };
    }
  }
}
