/** Scaling against hand-computed means, deviations and ranges. */

import { describe, expect, test } from 'vitest';
import { fitScaler as fitScalerSlowly, scaledSteps } from '../../../core/dataset/scaling';
import type { Scaling } from '../../../core/contract/specs';
import type { ScalerView } from '../../../core/contract/views';
import { wholePart } from '../../../core/dataset/made-result';
import type { SeriesPart } from '../../../core/dataset/part';
import { finish, readText, seriesOf } from '../../helpers/datasets';

const fitScaler = (kind: Scaling, of: SeriesPart): ScalerView => finish(fitScalerSlowly(kind, of));

const part = seriesOf(readText('a,b,c\n2,7,-1\n4,7,\n4,7,inf\n4,7,1\n5,7,\n5,7,\n7,7,\n9,7,\n'));

describe('fitScaler', () => {
  test('takes mean and population standard deviation of the finite values', () => {
    // 2 4 4 4 5 5 7 9: mean 5, population standard deviation 2; -1 and 1: mean 0, deviation 1.
    expect(fitScaler('zscore', part)).toEqual({
      kind: 'zscore',
      channels: [
        { name: 'a', offset: 5, scale: 2 },
        { name: 'b', offset: 7, scale: 1 },
        { name: 'c', offset: 0, scale: 1 },
      ],
    });
  });

  test('takes the range', () => {
    expect(fitScaler('minmax', part).channels).toEqual([
      { name: 'a', offset: 2, scale: 7 },
      { name: 'b', offset: 7, scale: 1 },
      { name: 'c', offset: -1, scale: 2 },
    ]);
  });

  test('leaves values as they are', () => {
    expect(fitScaler('none', part).channels[0]).toEqual({ name: 'a', offset: 0, scale: 1 });
  });

  test('counts each step of overlapping windows once, and none behind the last window', () => {
    const windows = seriesOf(readText('x\n1\n2\n3\n4\n5\n1000\n', { window: { length: 3, stride: 2 } }));
    expect(windows.ids).toHaveLength(2);
    expect(fitScaler('minmax', windows).channels[0]).toEqual({ name: 'x', offset: 1, scale: 4 });
    expect(fitScaler('zscore', windows).channels[0]).toEqual({ name: 'x', offset: 3, scale: Math.SQRT2 });
  });

  test('gives a constant channel whose mean is inexact the scale 1', () => {
    const constant = seriesOf(readText(`x\n${'0.1\n'.repeat(10)}`, { layout: 'recording' }));
    expect(fitScaler('zscore', constant).channels[0]).toEqual({ name: 'x', offset: 0.1, scale: 1 });
  });
});

describe('scaledSteps', () => {
  test('computes in float64 and rounds once', () => {
    const scaler = fitScaler('zscore', part);
    expect([...scaledSteps(scaler, part, 0, 2)]).toEqual([-1.5, 0, -1, -0.5, 0, NaN]);
    expect([...scaledSteps(scaler, part, 6, 7)]).toEqual([1, 0, NaN]);
    const close = seriesOf(readText('x\n16777217\n16777218\n'));
    // In float32 both would be 16777216 or 16777218.
    expect([...scaledSteps(fitScaler('minmax', close), close, 0, 2)]).toEqual([0, 1]);
  });
});

test('lets messages in while it goes over millions of values', () => {
  const steps = 3 << 20;
  const long = wholePart('long', [null], new Float64Array(steps), steps);
  expect([...fitScalerSlowly('minmax', long)]).toHaveLength(3);
});
