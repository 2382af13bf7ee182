/** Cohen's d by hand. */

import { expect, it } from 'vitest';
import { GroupDifferences } from '../../../core/features/units/differences';

it('is the difference of means in pooled standard deviations', () => {
  const of = new GroupDifferences(3);
  // Column 0: rest 1, 2, 3 (mean 2, sum of squares 2), chosen 4, 8 (mean 6, sum of squares 8): pooled s = sqrt(10 / 3).
  // Column 1 is constant within both; column 2 everywhere.
  for (const value of [1, 2, 3]) of.add(0, Float64Array.of(2 * value, 2, 0.2), 2);
  for (const value of [4, 8]) of.add(1, Float64Array.of(2 * value, 6, 0.2), 2);
  const [first, apart, same] = of.effects();
  expect(first).toBeCloseTo(4 / Math.sqrt(10 / 3), 12);
  expect(apart).toBeNaN();
  expect(same).toBeNaN();
});

it('is not known of one series against one, nor without a rest', () => {
  const two = new GroupDifferences(1);
  two.add(0, Float64Array.of(1), 1);
  two.add(1, Float64Array.of(2), 1);
  expect([...two.effects()]).toEqual([NaN]);
  const alone = new GroupDifferences(1);
  for (const value of [1, 2, 3]) alone.add(1, Float64Array.of(value), 1);
  expect([...alone.effects()]).toEqual([NaN]);
});
