/** Envelopes by the pyramid against those of every step. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ScalerView } from '../../../core/contract/views';
import { envelopeOf } from '../../../core/dataset/envelope';
import { madePart } from '../../../core/dataset/made-result';
import { countNonFinite } from '../../../core/dataset/non-finite';
import type { SeriesPart } from '../../../core/dataset/part';
import { partEnvelopes } from '../../../core/dataset/part-envelope';
import { pyramidOf } from '../../../core/dataset/pyramid';
import { fitScaler, scaledSteps } from '../../../core/dataset/scaling';
import { inMemory } from '../../../core/dataset/values';
import { seededRandom } from '../../../core/lstm/random';
import { allValues, finish } from '../../helpers/datasets';

const STEPS = 150_001;
const WIDTH = 3;

/** A wave, a channel of everything that numbers can be, and one with long gaps; two series after some steps of none. */
function hostile(): SeriesPart {
  const random = seededRandom(5);
  const odd = [NaN, Infinity, -Infinity, 1e300, -1e300, 1e-300, -1e-300, 0, -0, 3e38, -4e38, 5e-324];
  const values = new Float64Array(STEPS * WIDTH);
  for (let step = 0; step < STEPS; step++) {
    values[step * WIDTH] = Math.sin(step / 300) + random.gaussian();
    values[step * WIDTH + 1] = random.uniform() < 0.02 ? odd[Math.floor(random.uniform() * odd.length)] : step % 7;
    values[step * WIDTH + 2] = step % 1000 < 700 ? NaN : -step;
  }
  const lengths = Int32Array.of(40_000, 110_000);
  const part = madePart('hostile', ['a', 'b', 'c'], [null, null], lengths, values);
  const offsets = Float64Array.of(1, 40_001);
  return finish(countNonFinite({ ...part, offsets, segments: { offsets, lengths } }));
}

const part = hostile();
const all = allValues(part);
const scalers: [string, ScalerView | null][] = [
  ['as they are', null],
  ['by mean and deviation', finish(fitScaler('zscore', part))],
  ['by a range', { kind: 'minmax', channels: part.channels.map((name) => ({ name, offset: -0.1, scale: 1e-3 })) }],
  ['beyond float32', { kind: 'minmax', channels: part.channels.map((name) => ({ name, offset: 1e39, scale: 0.3 })) }],
  ['by no number', { kind: 'zscore', channels: part.channels.map((name) => ({ name, offset: NaN, scale: 1 })) }],
];

describe.each(scalers)('values %s', (_, scaler) => {
  const values = scaler === null ? all : scaledSteps(scaler, part, 0, STEPS);

  test('have the envelopes of all their steps, whatever the range', () => {
    const range = fc.record({
      from: fc.nat(109_999),
      count: fc.nat(110_000),
      columns: fc.integer({ min: 1, max: 900 }),
    });
    fc.assert(
      fc.property(range, fc.boolean(), ({ from, count, columns }, second) => {
        const offset = part.offsets[second ? 1 : 0];
        const to = Math.min(from + count, part.lengths[second ? 1 : 0]);
        const stepsPerColumn = Math.max(1, Math.ceil((to - from) / columns));
        const found = partEnvelopes(part, [2, 0, 1], { offset, from, to, stepsPerColumn }, scaler, part.pyramid!);
        for (const [at, channel] of [2, 0, 1].entries()) {
          const trace = { offset: offset * WIDTH + channel, stride: WIDTH, from, to, stepsPerColumn };
          expect(found[at]).toEqual(envelopeOf(values, trace));
        }
      }),
      { numRuns: 60, examples: [[{ from: 0, count: 110_000, columns: 1 }, true]] },
    );
  });
});

describe('a pyramid', () => {
  test('is made for long parts only, the same on the way and afterwards', () => {
    expect(part.pyramid).toEqual(finish(pyramidOf(part)));
    const short = madePart('short', ['a'], [null], Int32Array.of(99_999), new Float64Array(99_999));
    expect(finish(pyramidOf(short))).toBeNull();
    expect(finish(countNonFinite(short)).pyramid).toBeUndefined();
  });

  test('ends in a few buckets', () => {
    const { levels, bucketSteps } = part.pyramid!;
    expect(bucketSteps).toBe(64);
    expect(levels.map(({ min }) => min.length / WIDTH)).toEqual([2344, 293, 37, 5]);
  });

  test('says nothing of other values', () => {
    const other = { ...part, values: inMemory(all.map((value) => value + 1)) };
    const range = { offset: 1, from: 0, to: 40_000, stepsPerColumn: 40_000 };
    const [{ max }] = partEnvelopes(other, [0], range, null, part.pyramid!);
    const [{ max: before }] = partEnvelopes(part, [0], range, null, part.pyramid!);
    expect(max[0]).toBeCloseTo(before[0] + 1, 5);
  });

  test('spares the steps inside its buckets', () => {
    let read = 0;
    const counted = {
      length: all.length,
      slice: (from: number, to: number) => ((read += to - from), all.subarray(from, to)),
    };
    const counting = { ...part, values: counted };
    const pyramid = finish(pyramidOf(counting))!;
    read = 0;
    partEnvelopes(counting, [0], { offset: 40_001, from: 0, to: 110_000, stepsPerColumn: 1100 }, null, pyramid);
    expect(read).toBeLessThanOrEqual(100 * 2 * 63 * WIDTH);
  });
});
