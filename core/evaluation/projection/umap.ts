/** UMAP (McInnes, Healy & Melville, arXiv 1802.03426), with exact neighbours and every edge drawn in turn as in umap-learn. */

import type { RandomSource } from '../random-source';
import { nearestOf } from './distances';
import type { Layout } from './layout';

const EPOCHS = 500;
const NEGATIVES = 5;
/** The curve 1 / (1 + a d^2b) that a least distance of 0.1 and a spread of 1 come to, as umap-learn fits it. */
const A = 1.576943460405378;
const B = 0.8950608781227859;
const LARGEST_STEP = 4;
const BISECTIONS = 64;

export interface Edges {
  from: Int32Array;
  to: Int32Array;
  /** From 0 to 1: how surely the two are neighbours. */
  weight: Float64Array;
}

/** Moves `layout` [n, 2] likewise as `tsne`. `neighbours` counts the row itself, as in umap-learn. */
export function* umap(
  squares: Float32Array,
  n: number,
  neighbours: number,
  layout: Layout,
  random: RandomSource,
): Generator<number, void> {
  const { from, to, weight } = yield* neighbourGraph(squares, n, neighbours);
  const heaviest = weight.reduce((most, value) => Math.max(most, value), 0);
  // An edge comes up as often as it is heavy; those that never would in so many epochs do not.
  const every = weight.map((value) => (value >= heaviest / EPOCHS ? heaviest / value : Infinity));
  const next = every.slice();
  for (let epoch = 1; epoch <= EPOCHS; epoch++) {
    const rate = 1 - (epoch - 1) / EPOCHS;
    for (let edge = 0; edge < from.length; edge++) {
      if (next[edge] > epoch) continue;
      next[edge] += every[edge];
      attract(layout, from[edge], to[edge], rate);
      for (let time = 0; time < NEGATIVES; time++) {
        const other = Math.floor(random.uniform() * n);
        if (other !== from[edge]) repel(layout, from[edge], other, rate);
      }
    }
    yield 0.05 + (0.95 * epoch) / EPOCHS;
  }
}

/** Neighbours of every row with the sureness that either has of the other: a + b - a b. Each edge is there both ways. */
export function* neighbourGraph(squares: Float32Array, n: number, neighbours: number): Generator<number, Edges> {
  const k = Math.max(1, Math.min(neighbours - 1, n - 1));
  const sure = new Map<number, number>(); // i * n + j
  for (let i = 0; i < n; i++) {
    const near = nearestOf(squares.subarray(i * n, (i + 1) * n), i, k);
    const distances = Float64Array.from(near, (j) => Math.sqrt(squares[i * n + j]));
    for (const [place, value] of sureness(distances, Math.log2(k + 1)).entries()) sure.set(i * n + near[place], value);
    if (i % 64 === 63) yield (0.05 * i) / n;
  }
  const edges: [number, number, number][] = [];
  for (const [key, value] of sure) {
    const [i, j] = [Math.floor(key / n), key % n];
    const back = sure.get(j * n + i);
    if (back !== undefined && j < i) continue;
    const weight = value + (back ?? 0) - value * (back ?? 0);
    edges.push([i, j, weight], [j, i, weight]);
  }
  edges.sort((one, other) => one[0] - other[0] || one[1] - other[1]);
  return {
    from: Int32Array.from(edges, ([from]) => from),
    to: Int32Array.from(edges, ([, to]) => to),
    weight: Float64Array.from(edges, ([, , weight]) => weight),
  };
}

/** e^-((d - nearest) / width), the width such that the sum is `wanted`. */
function sureness(distances: Float64Array, wanted: number): Float64Array {
  const nearest = distances.find((d) => d > 0) ?? 0;
  const mean = distances.reduce((sum, d) => sum + d / distances.length, 0);
  const at = (width: number): Float64Array =>
    distances.map((d) => (d <= nearest ? 1 : Math.exp((nearest - d) / width)));
  let [low, high, width] = [0, Infinity, 1];
  for (let time = 0; time < BISECTIONS; time++) {
    const sum = at(width).reduce((total, value) => total + value, 0);
    if (Math.abs(sum - wanted) < 1e-5) break;
    if (sum > wanted) high = width;
    else low = width;
    width = high === Infinity ? width * 2 : (low + high) / 2;
  }
  return at(Math.max(width, 1e-3 * mean));
}

const step = (value: number, rate: number): number => rate * Math.max(-LARGEST_STEP, Math.min(LARGEST_STEP, value));

function attract(layout: Layout, i: number, j: number, rate: number): void {
  const dx = layout[2 * i] - layout[2 * j];
  const dy = layout[2 * i + 1] - layout[2 * j + 1];
  const square = dx * dx + dy * dy;
  if (!(square > 0)) return;
  const power = Math.pow(square, B);
  const pull = (-2 * A * B * power) / square / (1 + A * power);
  const [sx, sy] = [step(pull * dx, rate), step(pull * dy, rate)];
  layout[2 * i] += sx;
  layout[2 * i + 1] += sy;
  layout[2 * j] -= sx;
  layout[2 * j + 1] -= sy;
}

function repel(layout: Layout, i: number, j: number, rate: number): void {
  const dx = layout[2 * i] - layout[2 * j];
  const dy = layout[2 * i + 1] - layout[2 * j + 1];
  const square = dx * dx + dy * dy;
  if (!(square > 0)) return;
  const push = (2 * B) / ((0.001 + square) * (1 + A * Math.pow(square, B)));
  layout[2 * i] += step(push * dx, rate);
  layout[2 * i + 1] += step(push * dy, rate);
}
