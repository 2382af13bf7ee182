/** Filling on the fly against filling one value after the other, in memory and on disk. */

import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import type { MissingCure } from '../../../core/contract/specs';
import { madePart } from '../../../core/dataset/made-result';
import { channelMeans, cureMissing } from '../../../core/dataset/missing';
import { countNonFinite } from '../../../core/dataset/non-finite';
import type { SeriesPart } from '../../../core/dataset/part';
import { isInMemory } from '../../../core/dataset/values';
import { seededRandom } from '../../../core/lstm/random';
import { removeScratch } from '../../../core/node/scratch';
import { openValueStore } from '../../../core/node/value-store';
import { allValues, finish } from '../../helpers/datasets';

afterAll(removeScratch);

type Cure = Exclude<MissingCure, 'refuse'>;

/** Series of one to a few thousand steps with gaps of any length, in the order of their numbers or not. */
function withGaps(seed: number, longest: number, reversed: boolean): SeriesPart {
  const random = seededRandom(seed);
  const upTo = (most: number): number => 1 + Math.floor(random.uniform() * most);
  const lengths = Int32Array.from({ length: upTo(6) }, () => upTo(longest));
  const steps = lengths.reduce((sum, length) => sum + length, 0);
  const values = Float64Array.from({ length: 2 * steps }, () => random.gaussian());
  for (let gap = upTo(8); gap > 0; gap--) {
    const channel = upTo(2) - 1;
    const first = upTo(steps) - 1;
    const end = Math.min(steps, first + upTo(random.uniform() < 0.5 ? 5 : 2 * longest));
    for (let step = first; step < end; step++) values[2 * step + channel] = random.uniform() < 0.9 ? NaN : Infinity;
  }
  const part = madePart(
    'gaps',
    ['a', 'b'],
    Array.from(lengths, () => null),
    lengths,
    values,
  );
  if (reversed) part.segments = { offsets: part.offsets.toReversed(), lengths: part.lengths.toReversed() };
  return finish(countNonFinite(part));
}

function onDisk(part: SeriesPart): { part: SeriesPart; close: () => void } {
  const store = openValueStore();
  store.append(allValues(part));
  return { part: { ...part, values: store.finish() }, close: () => store.close() };
}

/** By the definition, looking for the neighbours of each value anew. */
function filledSlowly(part: SeriesPart, cure: Cure, means: Float64Array): number[] {
  const values = [...allValues(part)];
  const known = (at: number): boolean => Number.isFinite(values[at]);
  return values.map((value, at) => {
    if (known(at)) return value;
    const channel = at % 2;
    if (cure === 'zero' || cure === 'mean') return cure === 'zero' ? 0 : means[channel];
    const series = part.offsets.findIndex((offset, n) => at < 2 * (offset + part.lengths[n]));
    const [first, end] = [2 * part.offsets[series], 2 * (part.offsets[series] + part.lengths[series])];
    let [left, right] = [at, at];
    while (left >= first && !known(left)) left -= 2;
    while (right < end && !known(right)) right += 2;
    if (left < first) return right < end ? values[right] : 0;
    if (right >= end || cure === 'forward') return values[left];
    const share = (at - left) / (right - left);
    return values[left] * (1 - share) + values[right] * share;
  });
}

test.each(['linear', 'forward', 'mean', 'zero'] as const)('%s', (cure) => {
  fc.assert(
    fc.property(fc.nat(), fc.constantFrom(5, 900, 4000), fc.boolean(), (seed, longest, reversed) => {
      const part = withGaps(seed, longest, reversed);
      const means = finish(channelMeans(part));
      const expected = filledSlowly(part, cure, means);
      const { series } = finish(cureMissing(part, cure, means));
      expect([...allValues(series)]).toEqual(expected);
      const stored = onDisk(part);
      expect([...finish(channelMeans(stored.part))]).toEqual([...means]);
      const cured = finish(cureMissing(stored.part, cure, means)).series.values;
      expect(isInMemory(cured)).toBe(false);
      for (let from = 0; from < expected.length; from += 1 + (seed % 777)) {
        expect([...cured.slice(from, from + 301)]).toEqual(expected.slice(from, from + 301));
      }
      expect([...cured.slice(0, expected.length)]).toEqual(expected);
      stored.close();
    }),
    { numRuns: 40 },
  );
});
