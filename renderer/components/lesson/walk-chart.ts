/** The geometry of the lesson's small charts: traces over a few steps, and decay curves. */

export interface Trace {
  /** `M`/`L` path through all steps. */
  path: string;
  points: { x: number; y: number }[];
  /** y of zero. */
  zero: number;
}

/** The x of a step in a plot of `steps` steps, each in the middle of its own column. */
export function stepX(step: number, steps: number, left: number, width: number): number {
  return left + ((step + 0.5) * width) / steps;
}

/** The step whose column holds x; clamped to the plot. */
export function stepAt(x: number, steps: number, left: number, width: number): number {
  return Math.min(steps - 1, Math.max(0, Math.floor(((x - left) * steps) / width)));
}

/** A trace of `values` between `top` and `bottom`, whose scale always holds zero; all-zero values lie on it. */
export function trace(
  values: readonly number[],
  box: { left: number; width: number; top: number; bottom: number },
): Trace {
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  const span = high - low || 1;
  const y = (value: number) => box.bottom - ((value - low) * (box.bottom - box.top)) / span;
  const points = values.map((value, step) => ({ x: stepX(step, values.length, box.left, box.width), y: y(value) }));
  const path = points.map((point, n) => `${n === 0 ? 'M' : 'L'}${point.x.toFixed(1)} ${point.y.toFixed(1)}`).join(' ');
  return { path, points, zero: y(0) };
}

/** What a forget gate at sigmoid(bias) leaves of a memory after k = 0..steps steps: sigmoid(bias)^k. */
export function remaining(bias: number, steps: number): number[] {
  const gate = 1 / (1 + Math.exp(-bias));
  return Array.from({ length: steps + 1 }, (_, k) => gate ** k);
}

/** How strongly a cell is tinted, as a percentage for `color-mix`: its magnitude, 1 and more being strongest. */
export function tint(value: number): string {
  return `${Math.round(4 + 46 * Math.min(1, Math.abs(value)))}%`;
}
