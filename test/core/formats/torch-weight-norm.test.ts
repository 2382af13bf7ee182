/** Weights kept as length and direction. */

import { describe, expect, it } from 'vitest';
import type { Tensor } from '../../../core/formats/tensor';
import { withWeightNorm } from '../../../core/formats/torch-weight-norm';

const tensor = (name: string, shape: number[], values: number[]): Tensor => ({
  name,
  dtype: 'F32',
  shape,
  read: () => Float32Array.from(values),
});
const shown = (tensors: Tensor[]) => tensors.map(({ name, shape, read }) => [name, shape, [...read()]]);

const bias = tensor('lstm.bias_hh_l0', [2], [1, 2]);

describe('withWeightNorm', () => {
  it.each([
    ['lstm.weight_hh_l0_g', 'lstm.weight_hh_l0_v'],
    ['lstm.parametrizations.weight_hh_l0.original0', 'lstm.parametrizations.weight_hh_l0.original1'],
  ])('makes rows of the length that is given: %s', (length, direction) => {
    // |(3, 4)| = 5 and |(0, 2)| = 2.
    const pair = [tensor(length, [2, 1], [10, 3]), tensor(direction, [2, 2], [3, 4, 0, 2])];
    expect(shown(withWeightNorm([...pair, bias]))).toEqual([
      ['lstm.weight_hh_l0', [2, 2], [6, 8, 0, 3]],
      ['lstm.bias_hh_l0', [2], [1, 2]],
    ]);
  });

  it('leaves a length without direction, and one that is not of rows', () => {
    const alone = [tensor('fc.weight_g', [2, 1], [1, 1]), bias];
    expect(withWeightNorm(alone)).toEqual(alone);
    const whole = [tensor('fc.weight_g', [1, 1], [1]), tensor('fc.weight_v', [2, 2], [3, 4, 0, 2])];
    expect(withWeightNorm(whole)).toEqual(whole);
  });
});
