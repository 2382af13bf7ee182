/** The 22 features: those of the reference implementation, and what series without features give. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CATCH22, catch22 } from '../../../../core/evaluation/catch22/catch22';
import { finish } from '../../../helpers/datasets';
import reference from './reference.json';

const featuresOf = (series: readonly number[]) => [...finish(catch22(Float64Array.from(series)))];

describe.each(reference)('$name', ({ series, features }) => {
  test.each(CATCH22)('%s', (name) => {
    expect(featuresOf(series)[CATCH22.indexOf(name)]).toBeCloseTo(features[name], 9);
  });
});

test('constant and short series have zeros', () => {
  for (const series of [Array(30).fill(0.1), Array(30).fill(1e9 + 0.1), [1, 2, 3], [5], []])
    expect(featuresOf(series)).toEqual(Array(22).fill(0));
});

test('every feature of every series is finite', () => {
  const value = fc.oneof(fc.integer({ min: -1, max: 1 }), fc.double({ min: -1e30, max: 1e30, noNaN: true }));
  fc.assert(
    fc.property(fc.array(value, { minLength: 8, maxLength: 70 }), (series) => {
      expect(featuresOf(series).filter((feature) => !Number.isFinite(feature))).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

test('neither a shift nor a scale changes them', () => {
  // By powers of two, so that nothing is rounded.
  const { series } = reference[3];
  const whole = series.map((value) => Math.round(value * 1024));
  expect(featuresOf(whole.map((value) => value * 8))).toEqual(featuresOf(whole));
});

test('a long series is worked on in pieces', () => {
  const series = Float64Array.from({ length: 100_000 }, (_, at) => ((at * at) % 1009) / 1009);
  expect([...catch22(series)].length).toBeGreaterThan(50);
});
