/** How rows are divided into folds: shares of classes, whole groups, blocks in time, and that no step is shared. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  blockedFolds,
  type FoldRows,
  groupedFolds,
  holdOut,
  stratifiedFolds,
} from '../../../../core/evaluation/divisions/folds';
import { seededRandom } from '../../../../core/lstm/random';

/** Windows of recordings as they are cut: each begins `stride` steps after the one before it. */
interface Cut {
  recordings: number[];
  length: number;
  stride: number;
  labels: number;
}

const cuts: fc.Arbitrary<Cut> = fc.record({
  recordings: fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 8 }),
  length: fc.integer({ min: 1, max: 7 }),
  stride: fc.integer({ min: 1, max: 9 }),
  labels: fc.integer({ min: 1, max: 4 }),
});

function windowsOf({ recordings, length, stride, labels }: Cut): FoldRows {
  const group: number[] = [];
  const offsets: number[] = [];
  let start = 0;
  for (const [at, windows] of recordings.entries()) {
    for (let number = 0; number < windows; number++) {
      group.push(at);
      offsets.push(start + number * stride);
    }
    start += (windows - 1) * stride + length;
  }
  const random = seededRandom(offsets.length);
  return {
    target: { kind: 'classes', classes: Int32Array.from(offsets, () => Math.floor(random.uniform() * labels)) },
    group: Int32Array.from(group),
    offsets: Float64Array.from(offsets),
    lengths: new Int32Array(offsets.length).fill(length),
  };
}

const RULES = {
  stratified: stratifiedFolds,
  grouped: groupedFolds,
  blocked: (rows: FoldRows, folds: number) => blockedFolds(rows, folds),
};

const counts = (fold: Int32Array, folds: number, counted: (row: number) => boolean) =>
  Array.from({ length: folds }, (_, k) => fold.reduce((sum, of, row) => sum + Number(of === k && counted(row)), 0));

describe.each(Object.entries(RULES))('%s', (_, divide) => {
  test('shares no step between what is fitted on and what is held out', () => {
    fc.assert(
      fc.property(cuts, fc.integer({ min: 2, max: 6 }), fc.nat(99), (cut, folds, seed) => {
        const rows = windowsOf(cut);
        const fold = divide(rows, folds, seededRandom(seed));
        const heldOnce = new Int32Array(fold.length);
        for (let k = 0; k < folds; k++) {
          const { train, test: held, left } = holdOut(rows, fold, k);
          const steps = new Set<number>();
          for (const row of held) {
            heldOnce[row]++;
            for (let step = 0; step < cut.length; step++) steps.add(rows.offsets[row] + step);
          }
          const clean = (row: number) =>
            Array.from({ length: cut.length }, (_unused, step) => rows.offsets[row] + step).every(
              (step) => !steps.has(step),
            );
          expect([...train].every(clean)).toBe(true);
          // Nothing is left out without need.
          const others = Array.from(fold.keys()).filter((row) => fold[row] !== k);
          expect(others.filter(clean)).toEqual([...train]);
          expect(left).toBe(others.length - train.length);
        }
        expect(heldOnce.every((times) => times === 1)).toBe(true);
      }),
    );
  });

  test('gives the same folds for the same seed', () => {
    const rows = windowsOf({ recordings: [5, 4, 7, 2], length: 3, stride: 3, labels: 2 });
    expect(divide(rows, 3, seededRandom(5))).toEqual(divide(rows, 3, seededRandom(5)));
  });
});

describe('stratified', () => {
  test('deals every class and all rows out evenly', () => {
    fc.assert(
      fc.property(cuts, fc.integer({ min: 2, max: 6 }), fc.nat(99), (cut, folds, seed) => {
        const rows = windowsOf(cut);
        const { classes } = rows.target as { classes: Int32Array };
        const fold = stratifiedFolds(rows, folds, seededRandom(seed));
        for (const label of [null, 0, 1, 2, 3]) {
          const sizes = counts(fold, folds, (row) => label === null || classes[row] === label);
          expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  test('gives every fold one of each stretch of neighbouring numbers', () => {
    const values = Float64Array.from({ length: 12 }, (_, row) => (row * 5) % 12);
    const rows: FoldRows = {
      ...windowsOf({ recordings: [12], length: 1, stride: 1, labels: 1 }),
      target: { kind: 'numbers', values },
    };
    const fold = stratifiedFolds(rows, 4, seededRandom(1));
    for (let k = 0; k < 4; k++) {
      const thirds = [...values].filter((_, row) => fold[row] === k).map((value) => Math.floor(value / 4));
      expect(thirds.toSorted()).toEqual([0, 1, 2]);
    }
  });

  test('differs with the seed', () => {
    const rows = windowsOf({ recordings: [30], length: 1, stride: 1, labels: 2 });
    expect(stratifiedFolds(rows, 3, seededRandom(1))).not.toEqual(stratifiedFolds(rows, 3, seededRandom(2)));
  });
});

describe('grouped', () => {
  test('keeps every recording in one fold', () => {
    fc.assert(
      fc.property(cuts, fc.integer({ min: 2, max: 6 }), fc.nat(99), (cut, folds, seed) => {
        const rows = windowsOf(cut);
        const fold = groupedFolds(rows, folds, seededRandom(seed));
        for (const group of new Set(rows.group)) {
          expect(new Set(fold.filter((_, row) => rows.group[row] === group)).size).toBe(1);
        }
        expect(Math.max(...fold)).toBeLessThan(folds);
      }),
    );
  });

  test('leaves no fold empty where there are as many recordings', () => {
    fc.assert(
      fc.property(cuts, fc.nat(99), (cut, seed) => {
        const folds = cut.recordings.length;
        const fold = groupedFolds(windowsOf(cut), folds, seededRandom(seed));
        expect(new Set(fold).size).toBe(folds);
      }),
    );
  });

  test('spreads the classes over the folds', () => {
    // Six recordings of four windows, of which two each are of one class.
    const rows = windowsOf({ recordings: [4, 4, 4, 4, 4, 4], length: 2, stride: 2, labels: 1 });
    const classes = Int32Array.from(rows.group, (group) => group % 3);
    const fold = groupedFolds({ ...rows, target: { kind: 'classes', classes } }, 2, seededRandom(3));
    for (const label of [0, 1, 2]) expect(counts(fold, 2, (row) => classes[row] === label)).toEqual([4, 4]);
  });
});

test('blocks are of neighbours in time, whatever the order of the rows', () => {
  const rows = windowsOf({ recordings: [6, 3], length: 4, stride: 2, labels: 1 });
  const turned: FoldRows = {
    ...rows,
    group: rows.group.toReversed(),
    offsets: rows.offsets.toReversed(),
    lengths: rows.lengths.toReversed(),
  };
  expect([...blockedFolds(rows, 3)]).toEqual([0, 0, 0, 1, 1, 1, 2, 2, 2]);
  expect([...blockedFolds(turned, 3)]).toEqual([2, 2, 2, 1, 1, 1, 0, 0, 0]);
  // Windows 2 and 6 share steps with the held-out 3, 4, 5 on either side but for the other recording.
  expect([...holdOut(rows, blockedFolds(rows, 3), 1).train]).toEqual([0, 1, 6, 7, 8]);
});
