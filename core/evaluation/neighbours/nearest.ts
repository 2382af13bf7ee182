/** The nearest training series of every series, by Euclid or by dynamic time warping: exact, and fast by bounds. */

import type { SeriesSet } from '../series-set';
import { endsBound, type Envelope, envelopeOf, restsInto } from './bounds';
import { bandOf, type Sequence, warpedDistance, warpingRooms } from './warping';

/**
 * Both sum the squared differences of all channels. `euclid` continues the shorter of two series with its last value.
 * `dtw` warps all channels together in a Sakoe-Chiba band of `band` times the longer length; null is no band.
 */
export type Distance = { kind: 'euclid' } | { kind: 'dtw'; band: number | null };

/** Values between two yields, where distances are cheap. */
const PIECE = 1 << 20;

/**
 * The index of each test series' nearest training series, the first of those that are equally near. Yields how many test
 * series are done, after about 10 ms of work. The training series, at least one, are held in memory.
 */
export function* nearestSeries(train: SeriesSet, test: SeriesSet, distance: Distance): Generator<number, Int32Array> {
  const known: Sequence[] = [];
  let sinceYield = 0;
  for (let index = 0; index < train.lengths.length; index++) {
    known.push(sequenceOf(train, index));
    sinceYield += known[index].values.length;
    if (sinceYield < PIECE) continue;
    sinceYield = 0;
    yield 0;
  }
  const search =
    distance.kind === 'euclid' ? euclidean(known, train.channels) : warped(known, train.channels, distance.band);
  const nearest = new Int32Array(test.lengths.length);
  for (let index = 0; index < nearest.length; index++) {
    const work = search(sequenceOf(test, index));
    let step = work.next();
    for (; step.done !== true; step = work.next()) yield index;
    nearest[index] = step.value;
    yield index + 1;
  }
  return nearest;
}

function sequenceOf(set: SeriesSet, index: number): Sequence {
  return { values: set.read(index), length: set.lengths[index] };
}

/** Finds the nearest of the series that it was made for. */
type Search = (query: Sequence) => Generator<void, number>;

function euclidean(known: readonly Sequence[], channels: number): Search {
  return function* (query) {
    let nearest = 0;
    let least = Infinity;
    let sinceYield = 0;
    for (const [index, { values }] of known.entries()) {
      const squared = squaredDistance(query.values, values, channels, least);
      if (squared < least) [nearest, least] = [index, squared];
      sinceYield += Math.max(query.values.length, values.length);
      if (sinceYield < PIECE) continue;
      sinceYield = 0;
      yield;
    }
    return nearest;
  };
}

/** Values between two looks at the bound. */
const STRETCH = 64;

/** Sum of squared differences, the shorter series continued with its last step; given up once it is `bound` or more. */
export function squaredDistance(a: Float32Array, b: Float32Array, channels: number, bound: number): number {
  const [long, short] = a.length < b.length ? [b, a] : [a, b];
  let sum = 0;
  for (let at = 0; at < short.length && sum < bound;) {
    for (const end = Math.min(short.length, at + STRETCH); at < end; at++) {
      const difference = long[at] - short[at];
      sum += difference * difference;
    }
  }
  for (let at = short.length, last = short.length - channels; at < long.length && sum < bound; at += channels) {
    for (let channel = 0; channel < channels; channel++) {
      const difference = long[at + channel] - short[last + channel];
      sum += difference * difference;
    }
  }
  return sum;
}

/**
 * All training series in the order of their lower bounds, warped until a bound is beyond the least distance. A series' own
 * envelope is kept for queries of one length; the query's is made once for each length.
 */
function warped(known: readonly Sequence[], channels: number, share: number | null): Search {
  const longest = known.reduce((most, { length }) => Math.max(most, length), 0);
  const envelopes: (Envelope | undefined)[] = known.map(() => undefined);
  let steps = -1;
  const rooms = warpingRooms(longest);
  return function* (query) {
    if (query.length !== steps) envelopes.fill(undefined);
    steps = query.length;
    const bounds = new Float64Array(known.length);
    const rest = new Float64Array(Math.max(longest, steps) + 1);
    const own = new Map<number, Envelope>();
    let sinceYield = 0;
    for (const [index, other] of known.entries()) {
      const band = bandOf(steps, other.length, share);
      envelopes[index] ??= envelopeOf(other, channels, steps, band);
      restsInto(query, channels, envelopes[index], rest);
      const bound = Math.max(rest[0], endsBound(query, other, channels));
      let around = own.get(other.length);
      if (around === undefined) {
        around = envelopeOf(query, channels, other.length, bandOf(other.length, steps, share));
        own.set(other.length, around);
      }
      restsInto(other, channels, around, rest);
      bounds[index] = Math.max(bound, rest[0]);
      sinceYield += 4 * (query.values.length + other.values.length);
      if (sinceYield < PIECE) continue;
      sinceYield = 0;
      yield;
    }
    const order = Int32Array.from(known, (_, index) => index).sort((a, b) => bounds[a] - bounds[b] || a - b);
    let nearest = order[0];
    let least = Infinity;
    for (const index of order) {
      if (bounds[index] > least) break;
      const other = known[index];
      restsInto(query, channels, envelopes[index]!, rest);
      const band = bandOf(steps, other.length, share);
      const found = yield* warpedDistance(query, other, channels, band, least, rest, rooms);
      if (found < least || (found === least && index < nearest)) [nearest, least] = [index, found];
    }
    return nearest;
  };
}
