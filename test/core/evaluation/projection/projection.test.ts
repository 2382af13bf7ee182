/** t-SNE and UMAP and what is told of them against scikit-learn and against what defines them. */

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { nearestOf, squaredDistances } from '../../../../core/evaluation/projection/distances';
import { silhouette, squareIn, trustworthiness } from '../../../../core/evaluation/projection/figures';
import { type Layout, startLayout } from '../../../../core/evaluation/projection/layout';
import { affinities, gradientAt, STEPS, tsne } from '../../../../core/evaluation/projection/tsne';
import { neighbourGraph, umap } from '../../../../core/evaluation/projection/umap';
import { seededRandom } from '../../../../core/lstm/random';
import { finish } from '../../../helpers/datasets';
import { repositoryFile } from '../../../helpers/shared';

interface Reference {
  x: number[][];
  classes: number[];
  affinities: number[][];
  trustworthiness: number;
  silhouette: number;
  divergence: number;
  trustworthinessOfTsne: number;
}

const reference = JSON.parse(
  readFileSync(repositoryFile('test/core/evaluation/scikit-learn/projection.json'), 'utf8'),
) as Reference;
const n = reference.x.length;
const squares = finish(squaredDistances(Float64Array.from(reference.x.flat()), n, 5));
const classes = Int32Array.from(reference.classes);
const firstTwo = Float64Array.from(reference.x.flatMap((row) => row.slice(0, 2)));

function divergence(p: Float32Array, y: Layout): number {
  let sum = 0;
  const pairs = Array.from({ length: n * n }, (_, at) => [Math.floor(at / n), at % n]).filter(([i, j]) => i !== j);
  for (const [i, j] of pairs) sum += 1 / (1 + squareIn(y, i, j));
  return pairs.reduce((total, [i, j]) => {
    const q = 1 / (1 + squareIn(y, i, j)) / sum;
    return total + (p[i * n + j] > 0 ? p[i * n + j] * Math.log(p[i * n + j] / q) : 0);
  }, 0);
}

describe('t-SNE', () => {
  const p = finish(affinities(squares, n, 10));

  test("has scikit-learn's affinities", () => {
    reference.affinities.flat().forEach((value, at) => expect(Math.abs(p[at] - value)).toBeLessThan(2e-7));
    expect(p.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 6);
  });

  test('goes down the gradient of the divergence, as finite differences have it', () => {
    const gradient = new Float64Array(2 * n);
    gradientAt(p, n, 1, firstTwo, gradient);
    for (const at of [0, 1, 17, 2 * n - 1]) {
      const moved = (by: number) => firstTwo.map((value, i) => (i === at ? value + by : value));
      const slope = (divergence(p, moved(1e-5)) - divergence(p, moved(-1e-5))) / 2e-5;
      expect(gradient[at]).toBeCloseTo(slope, 7);
    }
  });

  test("ends as low as scikit-learn's, can be trusted as far, and the same seed gives the same layout", () => {
    const layout = startLayout(firstTwo, 1e-4, seededRandom(1));
    const shares = [...tsne(squares, n, 10, layout)];
    expect(shares.length).toBeGreaterThan(STEPS);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
    expect(divergence(p, layout)).toBeLessThan(1.05 * reference.divergence);
    expect(finish(trustworthiness(squares, layout, n))).toBeGreaterThan(reference.trustworthinessOfTsne - 0.03);
    const again = startLayout(firstTwo, 1e-4, seededRandom(1));
    finish(tsne(squares, n, 10, again));
    expect(again).toEqual(layout);
  });

  test.each([2, 3, 4])('of %d rows is finite, of equal ones too', (rows) => {
    const layout = startLayout(new Float64Array(2 * rows), 1e-4, seededRandom(1));
    finish(tsne(new Float32Array(rows * rows), rows, 30, layout));
    expect(layout.every(Number.isFinite)).toBe(true);
  });
});

describe('UMAP', () => {
  test('is surest of the nearest, and the sureness of all is what defines the width', () => {
    const { from, to, weight } = finish(neighbourGraph(squares, n, 15));
    const sure = (i: number, j: number) => weight[from.findIndex((one, edge) => one === i && to[edge] === j)];
    for (let i = 0; i < n; i++) {
      const [nearest] = nearestOf(squares.subarray(i * n, (i + 1) * n), i, 1);
      expect(sure(i, nearest)).toBeCloseTo(1, 12);
      expect(sure(nearest, i)).toBe(sure(i, nearest));
    }
    // Of three rows in a line at 0, 1, 3: 0 and 1 are sure of each other, 2 of 1.
    const line = finish(neighbourGraph(Float32Array.of(0, 1, 9, 1, 0, 4, 9, 4, 0), 3, 3));
    const other = Math.log2(3) - 1;
    expect([...line.weight].map((value) => value.toFixed(4))).toEqual(
      [1, 2 * other - other * other, 1, 1, 2 * other - other * other, 1].map((value) => value.toFixed(4)),
    );
  });

  test('keeps classes apart that are apart, and the same seed gives the same layout', () => {
    const made = (seed: number) => {
      const random = seededRandom(seed);
      const layout = startLayout(firstTwo, 5, random);
      finish(umap(squares, n, 10, layout, random));
      return layout;
    };
    const layout = made(1);
    expect(finish(trustworthiness(squares, layout, n))).toBeGreaterThan(0.85);
    const within = finish(silhouette((i, j) => Math.sqrt(squareIn(layout, i, j)), classes, 3));
    expect(within).toBeGreaterThan(reference.silhouette);
    expect(made(1)).toEqual(layout);
    expect(made(2)).not.toEqual(layout);
  });

  test.each([2, 3])('of %d equal rows is finite', (rows) => {
    const random = seededRandom(1);
    const layout = startLayout(new Float64Array(2 * rows), 5, random);
    finish(umap(new Float32Array(rows * rows), rows, 15, layout, random));
    expect(layout.every(Number.isFinite)).toBe(true);
  });
});

describe('figures', () => {
  test("are scikit-learn's", () => {
    expect(finish(trustworthiness(squares, firstTwo, n))).toBeCloseTo(reference.trustworthiness, 6);
    const distance = (i: number, j: number) => Math.sqrt(squareIn(firstTwo, i, j));
    expect(finish(silhouette(distance, classes, 3))).toBeCloseTo(reference.silhouette, 6);
  });

  test('are missing where rows or classes are too few', () => {
    expect(finish(trustworthiness(new Float32Array(121), new Float64Array(22), 11))).toBeNull();
    expect(finish(silhouette(() => 1, Int32Array.of(0, 0, -1), 2))).toBeNull();
  });

  test('leave out rows without a class', () => {
    const places = [0, 1, 10, 11, 500];
    const made = finish(silhouette((i, j) => Math.abs(places[i] - places[j]), Int32Array.of(0, 0, 1, 1, -1), 2));
    // a = 1 for all; b = 10.5, 9.5, 9.5, 10.5.
    expect(made).toBeCloseTo((2 * (9.5 / 10.5) + 2 * (8.5 / 9.5)) / 4, 12);
  });
});
