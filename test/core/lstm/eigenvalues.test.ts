/** Eigenvalues against NumPy's (LAPACK's dgeev) and against matrices whose eigenvalues are known in closed form. */

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Eigenvalues, eigenvalues, radiusOf } from '../../../core/lstm/eigenvalues';
import { orthonormalRows } from '../../../core/lstm/orthogonal';
import { seededRandom } from '../../../core/lstm/random';
import { repositoryFile } from '../../helpers/shared';

interface Fixture {
  name: string;
  size: number;
  matrix: number[];
  real: number[];
  imaginary: number[];
}
const FIXTURES = JSON.parse(
  readFileSync(repositoryFile('test/core/lstm/eigenvalue-files/numpy.json'), 'utf8'),
) as Fixture[];

function run<R>(work: Generator<void, R>): R {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

/** Largest distance of the eigenvalues found from those expected, each taken once, the nearest first. */
function worst(found: Eigenvalues, real: readonly number[], imaginary: readonly number[]): number {
  const left = real.map((x, at) => [x, imaginary[at]] as const);
  let most = 0;
  for (let at = 0; at < found.real.length; at++) {
    const away = left.map(([x, y]) => Math.hypot(found.real[at] - x, found.imaginary[at] - y));
    const nearest = away.indexOf(Math.min(...away));
    most = Math.max(most, away[nearest]);
    left.splice(nearest, 1);
  }
  return most;
}

describe('eigenvalues', () => {
  it.each(FIXTURES)('are those that NumPy finds of a matrix $name', ({ size, matrix, real, imaginary }) => {
    const found = run(eigenvalues(matrix, size))!;
    const radius = Math.max(...real.map((x, at) => Math.hypot(x, imaginary[at])));
    expect(worst(found, real, imaginary)).toBeLessThan(1e-12 * size * radius + 1e-6 * Number(radius === 0));
    expect(radiusOf(found)).toBeCloseTo(radius, 9);
  });

  it('of a cyclic shift are the roots of one, where unshifted steps go round for ever', () => {
    for (const size of [2, 3, 4, 9]) {
      const shift = Float64Array.from({ length: size * size }, (_, at) =>
        Number((Math.floor(at / size) + 1) % size === at % size),
      );
      const angles = Array.from({ length: size }, (_, k) => (2 * Math.PI * k) / size);
      expect(worst(run(eigenvalues(shift, size))!, angles.map(Math.cos), angles.map(Math.sin))).toBeLessThan(1e-13);
    }
  });

  it('of a companion matrix are the roots of its polynomial', () => {
    // (x - 1)(x - 2)(x - 3)(x - 4) = x^4 - 10 x^3 + 35 x^2 - 50 x + 24
    const companion = [10, -35, 50, -24, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0];
    expect(worst(run(eigenvalues(companion, 4))!, [1, 2, 3, 4], [0, 0, 0, 0])).toBeLessThan(1e-11);
  });

  it('of an orthogonal matrix lie on the unit circle', () => {
    const size = 60;
    const { real, imaginary } = run(eigenvalues(run(orthonormalRows(seededRandom(3), size, size)), size))!;
    for (let at = 0; at < size; at++) expect(Math.hypot(real[at], imaginary[at])).toBeCloseTo(1, 12);
  });

  it('of simple matrices are exact', () => {
    expect(run(eigenvalues([], 0))).toEqual({ real: new Float64Array(0), imaginary: new Float64Array(0) });
    expect([...run(eigenvalues([-2.5], 1))!.real]).toEqual([-2.5]);
    expect([...run(eigenvalues(new Float64Array(25), 5))!.real]).toEqual([0, 0, 0, 0, 0]);
    expect([...run(eigenvalues([1, 5, 6, 0, 2, 7, 0, 0, 3], 3))!.real]).toEqual([1, 2, 3]);
    expect(run(eigenvalues([0, -4, 1, 0], 2))).toEqual({
      real: new Float64Array(2),
      imaginary: Float64Array.of(2, -2),
    });
    expect([...run(eigenvalues([3, 0, 0, 3], 2))!.real]).toEqual([3, 3]);
  });

  it('are none where a value is not finite', () => {
    for (const value of [NaN, Infinity]) expect(run(eigenvalues([1, value, 0, 1], 2))).toBeNull();
  });

  it('come in pieces of a column or a sweep each', () => {
    const random = seededRandom(1);
    const matrix = Float64Array.from({ length: 1600 }, () => random.gaussian());
    expect([...eigenvalues(matrix, 40)].length).toBeGreaterThan(38 + 40 / 2);
  });
});
