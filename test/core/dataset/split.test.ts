/** The division of one part into two: no step in both, whole series together, classes alike, the same on every machine. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WorkbenchError } from '../../../core/contract/errors';
import { DEFAULT_SPLIT, type SplitSpec } from '../../../core/contract/specs';
import { wholePart } from '../../../core/dataset/made-result';
import type { SeriesPart } from '../../../core/dataset/part';
import { divide, type Division, type DivisionFacts } from '../../../core/dataset/split';
import { inMemory } from '../../../core/dataset/values';
import type { WholeSeries, Window } from '../../../core/dataset/whole';
import { finishPart } from '../../../core/dataset/windows';
import { seededRandom } from '../../../core/lstm/random';
import { finish, seriesValues } from '../../helpers/datasets';

const classes: DivisionFacts = { rowsAreSeries: true, hasClasses: true };
const bySeries = DEFAULT_SPLIT;
const byTime: SplitSpec = { ...DEFAULT_SPLIT, by: 'time' };

/** Series of one channel whose values are the numbers of their steps in the file. */
function whole(lengths: readonly number[], labels: readonly (string | null)[] = lengths.map(() => null)): WholeSeries {
  const offsets = lengths.map((_, at) => lengths.slice(0, at).reduce((sum, length) => sum + length, 0));
  const total = lengths.reduce((sum, length) => sum + length, 0);
  return {
    fileName: 's.csv',
    ids: lengths.map((_, at) => `s${at}`),
    labels: [...labels],
    channels: ['x'],
    offsets: Float64Array.from(offsets),
    lengths: Int32Array.from(lengths),
    values: inMemory(Float64Array.from({ length: total }, (_, step) => step)),
    stepLabels: null,
    rows: total,
    lineOf: (step) => step + 2,
  };
}

function cut(series: WholeSeries, window: Window | null = null): SeriesPart {
  return finish(finishPart(series, window));
}

function divided(part: SeriesPart, split: SplitSpec, facts = classes): Division {
  return finish(divide(part, split, facts, seededRandom));
}

function problemOf(work: () => unknown): { code: string; params: unknown } {
  try {
    work();
  } catch (thrown) {
    if (thrown instanceof WorkbenchError) return { code: thrown.code, params: thrown.params };
    throw thrown;
  }
  throw new Error('nothing was thrown');
}

function stepsOf(part: SeriesPart): Set<number> {
  return new Set(part.ids.flatMap((_, at) => seriesValues(part, at)));
}

describe('by time', () => {
  it('gives the last share of each series to the test part, before windows are cut', () => {
    const { train, test } = divided(cut(whole([20]), { length: 4, stride: 2 }), { ...byTime, test: 0.3, gap: 3 });
    // 20 steps: 0 to 10 for training, 11 to 13 the gap, 14 to 19 for the test.
    expect(train.ids).toEqual(['0', '1', '2', '3']);
    expect(train.ids.map((_, at) => seriesValues(train, at)[0])).toEqual([0, 2, 4, 6]);
    expect(test.ids).toEqual(['4', '5']);
    expect(test.ids.map((_, at) => seriesValues(test, at))).toEqual([
      [14, 15, 16, 17],
      [16, 17, 18, 19],
    ]);
    expect([train.rows, test.rows]).toEqual([1, 1]);
    expect(test.lineOf!(test.offsets[0])).toBe(16);
  });

  it('divides series that stay whole too, each by its own length', () => {
    const { train, test } = divided(cut(whole([10, 5], ['a', 'b'])), { ...byTime, test: 0.4 });
    expect([[...train.lengths], [...test.lengths]]).toEqual([
      [6, 3],
      [4, 2],
    ]);
    expect([train.ids, test.ids, test.labels]).toEqual([
      ['s0', 's1'],
      ['s0', 's1'],
      ['a', 'b'],
    ]);
    expect(seriesValues(test, 1)).toEqual([13, 14]);
  });

  it('never lets a window of one part share a row with one of the other, nor touch the gap', () => {
    const length = fc.integer({ min: 1, max: 60 });
    const cases = fc.record({
      lengths: fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 6 }),
      window: fc.option(fc.record({ length, stride: fc.integer({ min: 1, max: 80 }) }), { nil: null }),
      test: fc.double({ min: 0.01, max: 0.99, noNaN: true }),
      gap: fc.integer({ min: 0, max: 40 }),
    });
    let made = 0;
    fc.assert(
      fc.property(cases, ({ lengths, window, test: share, gap }) => {
        const series = whole(lengths);
        const split = { ...byTime, test: share, gap };
        const fits = lengths.every((steps) => {
          const last = Math.round(share * steps);
          return last >= (window?.length ?? 1) && steps - last - gap >= (window?.length ?? 1);
        });
        const tooLong = window !== null && lengths.some((steps) => steps < window.length);
        if (tooLong) return;
        const part = cut(series, window);
        if (!fits) {
          expect(problemOf(() => divided(part, split)).code).toBe('data/too-short-to-split');
          return;
        }
        made++;
        const { train, test } = divided(part, split);
        const [inTrain, inTest] = [stepsOf(train), stepsOf(test)];
        for (const [at, offset] of series.offsets.entries()) {
          const end = offset + lengths[at];
          const border = end - Math.round(share * lengths[at]);
          for (let step = offset; step < end; step++) {
            if (step >= border - gap && inTrain.has(step)) throw new Error(`step ${step} is in the training part`);
            if (step < border && inTest.has(step)) throw new Error(`step ${step} is in the test part`);
          }
        }
        // What a window covers, segments cover once: scalers and means are fitted on them.
        for (const half of [train, test]) {
          const covered = [...half.segments.offsets].flatMap((first, at) =>
            Array.from({ length: half.segments.lengths[at] }, (_, step) => first + step),
          );
          expect(new Set(covered).size).toBe(covered.length);
          expect([...stepsOf(half)].sort((a, b) => a - b)).toEqual(covered.sort((a, b) => a - b));
        }
        expect(new Set(train.ids.filter((id) => window !== null && test.ids.includes(id))).size).toBe(0);
      }),
      { numRuns: 400 },
    );
    expect(made).toBeGreaterThan(40);
  });

  it('names the series that is too short, with what would be left', () => {
    const part = cut(whole([40, 12]), { length: 6, stride: 1 });
    expect(problemOf(() => divided(part, { ...byTime, test: 0.5, gap: 1 }))).toEqual({
      code: 'data/too-short-to-split',
      params: { file: 's.csv', series: 's1', length: 12, train: 5, test: 6, gap: 1, least: 6 },
    });
  });

  it('labels windows of both parts by their own steps', () => {
    const series = { ...whole([8]), stepLabels: { codes: Int32Array.of(0, 0, 0, 0, 0, 1, 1, 1), names: ['a', 'b'] } };
    const { train, test } = divided(cut(series, { length: 2, stride: 2 }), { ...byTime, test: 0.5 });
    expect([train.labels, test.labels]).toEqual([
      ['a', 'a'],
      ['a', 'b'],
    ]);
  });

  it('divides what was made here and never cut', () => {
    const made = wholePart(
      'made',
      ['a'],
      Float64Array.from({ length: 10 }, (_, step) => step),
      10,
    );
    const { train, test } = divided(made, { ...byTime, test: 0.2 });
    expect([seriesValues(train, 0).length, seriesValues(test, 0)]).toEqual([8, [8, 9]]);
  });
});

describe('by series', () => {
  it('keeps the windows of one series together and in order, and their ids', () => {
    const part = cut(whole(Array.from({ length: 10 }, () => 9)), { length: 4, stride: 2 });
    const { train, test } = divided(part, { ...bySeries, test: 0.3 });
    expect(test.ids).toHaveLength(9);
    expect(train.ids).toHaveLength(21);
    const seriesOf = (half: SeriesPart) => new Set(half.ids.map((id) => id.split(':')[0]));
    expect([...seriesOf(train)].filter((id) => seriesOf(test).has(id))).toEqual([]);
    expect([...train.ids, ...test.ids].sort()).toEqual([...part.ids].sort());
    expect([...stepsOf(train)].filter((step) => stepsOf(test).has(step))).toEqual([]);
    for (const half of [train, test]) expect(half.offsets).toEqual(half.offsets.slice().sort());
  });

  it('draws the same series from the same seed, others from another: xoshiro128** is the same on every machine', () => {
    const part = cut(whole(Array.from({ length: 20 }, () => 1)));
    const drawn = (seed: number) => divided(part, { ...bySeries, test: 0.25, seed }).test.ids;
    expect(drawn(1)).toEqual(drawn(1));
    expect(drawn(1)).not.toEqual(drawn(2));
    // Drawn by the same algorithms written in Python.
    expect(drawn(1)).toEqual(['s2', 's4', 's6', 's15', 's18']);
  });

  it('gives each class its share', () => {
    const labels = [...'aaaaaaaaaa', ...'bbbbbbbbbbbbbbbbbbbb', ...'cccccccccc'];
    const { train, test, warnings } = divided(
      cut(
        whole(
          labels.map(() => 3),
          labels,
        ),
      ),
      { ...bySeries, test: 0.2 },
    );
    const count = (half: SeriesPart, label: string) => half.labels.filter((other) => other === label).length;
    expect(['a', 'b', 'c'].map((label) => count(test, label))).toEqual([2, 4, 2]);
    expect(['a', 'b', 'c'].map((label) => count(train, label))).toEqual([8, 16, 8]);
    expect(warnings).toEqual([]);
  });

  it('rounds so that the whole has its share, and never takes a class away from training', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(sizes, fc.double({ min: 0.01, max: 0.99, noNaN: true }), fc.nat(), (counts, share, seed) => {
        fc.pre(counts.some((count) => count > 1));
        const labels = counts.flatMap((count, at) => Array.from({ length: count }, () => `k${at}`));
        const { train, test } = divided(
          cut(
            whole(
              labels.map(() => 2),
              labels,
            ),
          ),
          { ...bySeries, test: share, seed },
        );
        const divisible = counts.filter((count) => count > 1);
        const total = divisible.reduce((sum, count) => sum + count, 0);
        const wanted = Math.min(Math.max(1, Math.round(share * total)), total - divisible.length);
        expect(test.ids).toHaveLength(wanted);
        expect(new Set(train.labels)).toEqual(new Set(labels));
        for (const [at, count] of counts.entries()) {
          const held = test.labels.filter((label) => label === `k${at}`).length;
          if (count === 1) expect(held).toBe(0);
          // Only where other classes can give no more does one give more than its share rounded up.
          else expect(held).toBeGreaterThanOrEqual(Math.min(count - 1, Math.floor(share * count)));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('keeps classes of one series in the training part and says so', () => {
    const labels = ['a', 'lone', 'a', 'a', 'a', 'other'];
    const { train, test, warnings } = divided(
      cut(
        whole(
          labels.map(() => 3),
          labels,
        ),
      ),
      { ...bySeries, test: 0.5 },
    );
    expect(test.labels).toEqual(['a', 'a']);
    expect(train.labels).toEqual(expect.arrayContaining(['lone', 'other']));
    const params = { file: 's.csv', count: 2, labels: ['lone', 'other'] };
    expect(warnings).toEqual([{ code: 'data/lone-classes', params }]);
  });

  it('is refused where every class has one series, with the cure', () => {
    const part = cut(whole([3, 3, 3], ['a', 'b', 'c']));
    const params = { file: 's.csv', count: 3 };
    expect(problemOf(() => divided(part, bySeries))).toEqual({ code: 'data/only-lone-classes', params });
    expect(divided(part, { ...bySeries, stratified: false }).test.ids).toHaveLength(1);
  });

  it('is refused for one recording, whose windows belong together', () => {
    const part = cut(whole([30]), { length: 5, stride: 5 });
    const params = { file: 's.csv', series: 's0' };
    expect(problemOf(() => divided(part, bySeries))).toEqual({ code: 'data/one-group', params });
  });

  it('says where there are no classes to divide alike', () => {
    const { assumptions, test } = divided(
      cut(whole([1, 1, 1, 1])),
      { ...bySeries, test: 0.5 },
      { ...classes, hasClasses: false },
    );
    expect(assumptions).toEqual([{ setting: 'split', reason: 'nothing-to-stratify', params: {} }]);
    expect(test.ids).toHaveLength(2);
  });

  it('takes the label that a series gets where steps have labels', () => {
    const stepLabels = { codes: Int32Array.from('0010000011101111', Number), names: ['a', 'b'] };
    const { train, test } = divided(cut({ ...whole([4, 4, 4, 4]), stepLabels }), { ...bySeries, test: 0.5 });
    expect([[...train.labels].sort(), [...test.labels].sort()]).toEqual([
      ['a', 'b'],
      ['a', 'b'],
    ]);
  });
});
