/** The batches that the model is handed, against values scaled one by one. */

import { describe, expect, it } from 'vitest';
import { madePart } from '../../../core/dataset/made-result';
import { inMemory } from '../../../core/dataset/values';
import type { LoadedPart } from '../../../core/engine/datasets';
import { packSeries } from '../../../core/engine/packed';
import { finish } from '../../helpers/datasets';

const lengths = (...steps: number[]): Int32Array => Int32Array.from(steps);

function loaded(offsets: number[], steps: number[]): LoadedPart {
  const values = Float64Array.from({ length: 20 }, (_, at) => at);
  const series = madePart(
    'made',
    ['a', 'b'],
    steps.map(() => null),
    lengths(...steps),
    values,
  );
  const channels = [
    { name: 'a', offset: 2, scale: 2 },
    { name: 'b', offset: 0.1, scale: 0.3 },
  ];
  return {
    series: { ...series, offsets: Float64Array.from(offsets) },
    scaler: { kind: 'zscore', channels },
    pyramid: null,
    sha256: '',
  };
}

const a = (value: number): number => Math.fround((value - 2) / 2);
const b = (value: number): number => Math.fround((value - 0.1) / 0.3);

describe('packSeries', () => {
  it.each([
    ['of unequal length', [0, 1, 4], [1, 3, 2], [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, NaN, NaN]],
    ['that stand in another order', [0, 6, 4], [1, 2, 2], [12, 13, 14, 15, 8, 9, 10, 11]],
    ['that overlap', [0, 2, 3], [2, 2, 2], [4, 5, 6, 7, 6, 7, 8, 9]],
  ])('scales series %s', (_, offsets, steps, raw) => {
    const batch = finish(packSeries(loaded(offsets, steps), Int32Array.of(1, 2)));
    expect(batch).toMatchObject({ size: 2, steps: Math.max(steps[1], steps[2]), input: 2 });
    expect(batch.lengths).toEqual(lengths(steps[1], steps[2]));
    expect([...batch.values]).toEqual(
      raw.map((value, at) => (Number.isNaN(value) ? 0 : at % 2 === 0 ? a(value) : b(value))),
    );
  });

  it('takes no series', () => {
    expect(finish(packSeries(loaded([], []), new Int32Array(0)))).toMatchObject({ size: 0, steps: 0 });
  });

  it('lets messages in while it reads one very long series', () => {
    const steps = 3 << 20;
    const part = loaded([0], [steps / 2]);
    part.series.values = inMemory(new Float64Array(steps));
    expect([...packSeries(part, Int32Array.of(0))]).toHaveLength(3);
  });
});
