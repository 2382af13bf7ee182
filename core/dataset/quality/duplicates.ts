/** Finds series that are equal to an earlier one, byte for byte, within a part and from part to part. */

import type { Part } from '../../contract/views';
import { type FindingPlace, MOST_FINDING_PLACES } from '../../contract/views-quality';
import type { SeriesPart } from '../part';
import { isInMemory, type Values } from '../values';
import { BETWEEN_YIELDS, placeOfSeries, SERIES_BETWEEN_YIELDS } from './places';

/** Values hashed or compared at a time. */
const PIECE = 1 << 17;

export interface Compared {
  name: Part;
  part: SeriesPart;
  /** Every so manieth series is looked at. */
  every: number;
}

export interface Copies {
  count: number;
  /** Copies with another label than their original. */
  relabelled: number;
  places: FindingPlace[];
}

export interface Duplicates {
  /** By the number of the part among those given. */
  within: Copies[];
  /** Series of a later part that are in an earlier one. */
  across: Copies;
}

/**
 * Finds the bits of each series again by a hash: about 20 bytes a series, and no copy of any value. Tells `onCopy` of
 * every copy, by the number of its part and its own. Yields how many values it went over.
 */
export function* findDuplicates(
  compared: readonly Compared[],
  onCopy?: (part: number, index: number) => void,
): Generator<number, Duplicates> {
  const total = compared.reduce((sum, { part, every }) => sum + Math.ceil(part.lengths.length / every), 0);
  const within = compared.map((): Copies => ({ count: 0, relabelled: 0, places: [] }));
  const across: Copies = { count: 0, relabelled: 0, places: [] };
  const slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * total + 1))).fill(-1);
  const hashes = new Int32Array(total);
  const partOf = new Uint8Array(total);
  const indexOf = new Int32Array(total);
  let known = 0;
  let handled = 0;
  let looked = 0;
  for (const [number, { name, part, every }] of compared.entries()) {
    const width = part.channels.length;
    for (let index = 0; index < part.lengths.length; index += every) {
      if (++looked % SERIES_BETWEEN_YIELDS === 0) yield 0;
      const start = part.offsets[index] * width;
      const count = part.lengths[index] * width;
      let hash = 2 * count;
      for (let from = start; from < start + count; from += PIECE) {
        const to = Math.min(start + count, from + PIECE);
        hash = hashOn(hash, bitsOf(part.values, from, to));
        handled += to - from;
        if (handled < BETWEEN_YIELDS) continue;
        yield handled;
        handled = 0;
      }
      let slot = hash & (slots.length - 1);
      for (; slots[slot] >= 0; slot = (slot + 1) & (slots.length - 1)) {
        const other = slots[slot];
        if (hashes[other] !== hash) continue;
        const { part: otherPart } = compared[partOf[other]];
        const otherWidth = otherPart.channels.length;
        if (width !== otherWidth || otherPart.lengths[indexOf[other]] * otherWidth !== count) continue;
        const otherStart = otherPart.offsets[indexOf[other]] * otherWidth;
        if (yield* equalBits(otherPart.values, otherStart, part.values, start, count)) break;
      }
      const original = slots[slot];
      if (original < 0) {
        slots[slot] = known;
        hashes[known] = hash;
        partOf[known] = number;
        indexOf[known++] = index;
        continue;
      }
      const copies = partOf[original] === number ? within[number] : across;
      const from = compared[partOf[original]];
      const at = indexOf[original];
      copies.count++;
      onCopy?.(number, index);
      if (from.part.labels[at] !== part.labels[index]) copies.relabelled++;
      if (copies.places.length < MOST_FINDING_PLACES) {
        const series = { part: from.name, index: at };
        copies.places.push({ ...placeOfSeries(part, name, index), original: { series, id: from.part.ids[at] } });
      }
    }
  }
  yield handled;
  return { within, across };
}

/** Goes on with a hash over words: each is turned and multiplied by 2^32 / the golden ratio (Knuth, TAOCP 3, 6.4). */
function hashOn(hash: number, words: Int32Array): number {
  let mixed = hash;
  for (let at = 0; at < words.length; at++) {
    const next = mixed ^ words[at];
    mixed = Math.imul((next << 13) | (next >>> 19), 0x9e3779b1);
  }
  // The low bits choose the slot: they must hear of the high ones.
  return mixed ^ (mixed >>> 15);
}

function bitsOf(values: Values, from: number, to: number): Int32Array {
  const slice = values.slice(from, to);
  return new Int32Array(slice.buffer, slice.byteOffset, 2 * slice.length);
}

function* equalBits(a: Values, fromA: number, b: Values, fromB: number, count: number): Generator<number, boolean> {
  for (let at = 0; at < count; at += PIECE) {
    const end = Math.min(count, at + PIECE);
    // Both may be one file, of which a slice lasts until the next.
    const one = isInMemory(a) ? bitsOf(a, fromA + at, fromA + end) : bitsOf(a, fromA + at, fromA + end).slice();
    const other = bitsOf(b, fromB + at, fromB + end);
    for (let word = 0; word < one.length; word++) if (one[word] !== other[word]) return false;
    if (end < count) yield 0;
  }
  return true;
}
