/** Finds the least value of a smooth convex function by L-BFGS (Liu & Nocedal, Mathematical Programming 45, 1989). */

/** Writes the gradient at `at` into `gradient` and returns the value. Yields between pieces of work. */
export type Objective = (at: Float64Array, gradient: Float64Array) => Generator<void, number>;

export interface Minimum {
  at: Float64Array;
  value: number;
  /** False where the steps were used up, or no longer led downwards, before the gradient was as small as was asked. */
  converged: boolean;
}

/** Pairs of steps and changes of the gradient that stand for the curvature. */
const MEMORY = 10;
/** Armijo's condition: the share of the decrease that the slope promises. */
const SUFFICIENT = 1e-4;
/** Halvings of one step. */
const HALVINGS = 40;
/** Near the minimum values differ by rounding alone; there the slope decides (Hager & Zhang, SIAM J. Optim. 16, 2005). */
const ROUNDING = 1e-13;

/** From `start` until no component of the gradient is larger than `tolerance`, in `steps` steps at most. */
export function* minimise(
  objective: Objective,
  start: Float64Array,
  tolerance: number,
  steps: number,
): Generator<void, Minimum> {
  const pairs: Pair[] = [];
  let at: Float64Array = start.slice();
  let gradient: Float64Array = new Float64Array(start.length);
  let value = yield* objective(at, gradient);
  for (let step = 0; step < steps && largest(gradient) > tolerance; step++) {
    const direction = twoLoops(gradient, pairs);
    const slope = dot(direction, gradient);
    let length = pairs.length === 0 ? Math.min(1, 1 / Math.sqrt(-slope)) : 1;
    let found: { at: Float64Array; gradient: Float64Array; value: number } | null = null;
    for (let halving = 0; halving < HALVINGS && found === null; halving++, length /= 2) {
      const next = at.map((x, i) => x + length * direction[i]);
      const nextGradient = new Float64Array(start.length);
      const nextValue = yield* objective(next, nextGradient);
      const lower = nextValue <= value + SUFFICIENT * length * slope;
      const level = nextValue <= value + ROUNDING * Math.abs(value);
      const flatter = level && Math.abs(dot(direction, nextGradient)) <= 0.9 * Math.abs(slope);
      if (lower || flatter) found = { at: next, gradient: nextGradient, value: nextValue };
    }
    if (found === null) break;
    remember(pairs, at, gradient, found);
    ({ at, gradient, value } = found);
  }
  return { at, value, converged: largest(gradient) <= tolerance };
}

interface Pair {
  s: Float64Array; // step
  y: Float64Array; // change of the gradient
  inverse: number; // 1 / s'y
}

function remember(
  pairs: Pair[],
  at: Float64Array,
  gradient: Float64Array,
  next: { at: Float64Array; gradient: Float64Array },
): void {
  const s = next.at.map((x, i) => x - at[i]);
  const y = next.gradient.map((g, i) => g - gradient[i]);
  const product = dot(s, y);
  if (!(product > 1e-14 * dot(y, y))) return;
  pairs.push({ s, y, inverse: 1 / product });
  if (pairs.length > MEMORY) pairs.shift();
}

/** Minus the gradient times the inverse of the curvature: Nocedal & Wright, Numerical Optimization, algorithm 7.4. */
function twoLoops(gradient: Float64Array, pairs: readonly Pair[]): Float64Array {
  const q = gradient.map((g) => -g);
  const shares = new Float64Array(pairs.length);
  for (let k = pairs.length - 1; k >= 0; k--) {
    shares[k] = pairs[k].inverse * dot(pairs[k].s, q);
    add(q, -shares[k], pairs[k].y);
  }
  const last = pairs.at(-1);
  if (last !== undefined) {
    const scale = 1 / (last.inverse * dot(last.y, last.y));
    for (let i = 0; i < q.length; i++) q[i] *= scale;
  }
  for (const [k, { s, y, inverse }] of pairs.entries()) add(q, shares[k] - inverse * dot(y, q), s);
  return q;
}

function add(to: Float64Array, factor: number, vector: Float64Array): void {
  for (let i = 0; i < to.length; i++) to[i] += factor * vector[i];
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

function largest(vector: Float64Array): number {
  let most = 0;
  for (const value of vector) most = Math.max(most, Math.abs(value));
  return most;
}
