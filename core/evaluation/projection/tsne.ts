/** t-SNE (van der Maaten & Hinton, JMLR 9, 2008), exact: every pair of rows counts. */

import type { Layout } from './layout';

/** Of the steps the first ones pull twelve times as hard, as in van der Maaten's later code (JMLR 15, 2014). */
export const STEPS = 1000;
const EARLY = { steps: 250, exaggeration: 12, momentum: 0.5 };
const MOMENTUM = 0.8;
/** Gains of single coordinates (Jacobs 1988) grow while the sign of the gradient stays with that of the step. */
const LEAST_GAIN = 0.01;
/** Bisections of the width of a neighbourhood, and how near the perplexity must come. */
const BISECTIONS = 64;
const ENTROPY_TOLERANCE = 1e-5;

/** A perplexity that so many rows can have: a third of the others. */
export function perplexityFor(wanted: number, n: number): number {
  return Math.max(1, Math.min(wanted, (n - 1) / 3));
}

/**
 * Moves `layout` [n, 2], which holds where the rows start, until rows near each other by `squares` [n, n] are near each other.
 * The learning rate is n / 48, at least 50, for a
 * gradient of four times the sum (Belkina et al. 2019). Yields the share that is done; `layout` may be looked at then.
 */
export function* tsne(squares: Float32Array, n: number, perplexity: number, layout: Layout): Generator<number, void> {
  const p = yield* affinities(squares, n, perplexityFor(perplexity, n));
  const rate = Math.max(50, n / EARLY.exaggeration / 4);
  const step = new Float64Array(2 * n);
  const gains = new Float64Array(2 * n).fill(1);
  const gradient = new Float64Array(2 * n);
  for (let time = 0; time < STEPS; time++) {
    const early = time < EARLY.steps;
    gradientAt(p, n, early ? EARLY.exaggeration : 1, layout, gradient);
    const momentum = early ? EARLY.momentum : MOMENTUM;
    for (let i = 0; i < 2 * n; i++) {
      const along = gradient[i] > 0 === step[i] > 0;
      gains[i] = Math.max(LEAST_GAIN, along ? gains[i] * 0.8 : gains[i] + 0.2);
      step[i] = momentum * step[i] - rate * gains[i] * gradient[i];
      layout[i] += step[i];
    }
    centre(layout, n);
    yield 0.05 + (0.95 * (time + 1)) / STEPS;
  }
}

/** How likely each row takes another one for its neighbour, made symmetric; the sum is 1. */
export function* affinities(squares: Float32Array, n: number, perplexity: number): Generator<number, Float32Array> {
  const p = new Float32Array(n * n);
  const row = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    neighbourhood(squares.subarray(i * n, (i + 1) * n), i, Math.log(perplexity), row);
    for (let j = 0; j < n; j++) p[i * n + j] = row[j];
    if (i % 64 === 63) yield (0.05 * i) / n;
  }
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) p[i * n + j] = p[j * n + i] = (p[i * n + j] + p[j * n + i]) / (2 * n);
  yield 0.05;
  return p;
}

/** Shares e^(-beta d^2) of row i's neighbours whose entropy is `entropy`, in nats. */
function neighbourhood(squares: Float32Array, i: number, entropy: number, shares: Float64Array): void {
  let least = Infinity;
  for (const [j, d] of squares.entries()) if (j !== i) least = Math.min(least, d);
  let mean = 0;
  for (const d of squares) mean += (d - least) / squares.length;
  let [low, high] = [0, Infinity];
  let beta = mean > 0 ? 1 / mean : 1;
  for (let time = 0; time < BISECTIONS; time++) {
    let sum = 0;
    let weighted = 0;
    for (let j = 0; j < squares.length; j++) {
      // Taken from the nearest, so that no sum is 0.
      const off = squares[j] - least;
      shares[j] = j === i ? 0 : Math.exp(-beta * off);
      sum += shares[j];
      weighted += off * shares[j];
    }
    for (let j = 0; j < squares.length; j++) shares[j] /= sum;
    const over = Math.log(sum) + (beta * weighted) / sum - entropy;
    if (Math.abs(over) < ENTROPY_TOLERANCE) break;
    if (over > 0) low = beta;
    else high = beta;
    beta = high === Infinity ? beta * 2 : (low + high) / 2;
  }
}

/** The gradient of Kullback and Leibler's divergence: 4 sum (p - q) (y_i - y_j) / (1 + |y_i - y_j|^2). */
export function gradientAt(p: Float32Array, n: number, exaggeration: number, y: Layout, gradient: Float64Array): void {
  // What attracts and what repels apart: the latter is divided by a sum that is known at the end.
  const repelling = new Float64Array(2 * n);
  gradient.fill(0);
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const [xi, yi] = [y[2 * i], y[2 * i + 1]];
    let [ax, ay, rx, ry] = [0, 0, 0, 0];
    for (let j = 0, at = i * n; j < i; j++, at++) {
      const dx = xi - y[2 * j];
      const dy = yi - y[2 * j + 1];
      const w = 1 / (1 + dx * dx + dy * dy);
      sum += 2 * w;
      const pull = exaggeration * p[at] * w;
      const push = w * w;
      ax += pull * dx;
      ay += pull * dy;
      rx += push * dx;
      ry += push * dy;
      gradient[2 * j] -= pull * dx;
      gradient[2 * j + 1] -= pull * dy;
      repelling[2 * j] -= push * dx;
      repelling[2 * j + 1] -= push * dy;
    }
    gradient[2 * i] += ax;
    gradient[2 * i + 1] += ay;
    repelling[2 * i] += rx;
    repelling[2 * i + 1] += ry;
  }
  for (let i = 0; i < 2 * n; i++) gradient[i] = 4 * (gradient[i] - repelling[i] / sum);
}

function centre(layout: Layout, n: number): void {
  let [x, y] = [0, 0];
  for (let i = 0; i < n; i++) {
    x += layout[2 * i] / n;
    y += layout[2 * i + 1] / n;
  }
  for (let i = 0; i < n; i++) {
    layout[2 * i] -= x;
    layout[2 * i + 1] -= y;
  }
}
