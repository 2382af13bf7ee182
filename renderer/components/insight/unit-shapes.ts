/** Small drawings of a unit: lines of values in a box, and its horizon on a logarithmic axis. */

/** The least and largest of all values that are numbers; a flat line gets room on both sides. */
export function boundsOf(lines: readonly ArrayLike<number>[]): { low: number; high: number } {
  let low = Infinity;
  let high = -Infinity;
  for (const line of lines) {
    for (let k = 0; k < line.length; k++) {
      if (!Number.isFinite(line[k])) continue;
      low = Math.min(low, line[k]);
      high = Math.max(high, line[k]);
    }
  }
  if (low > high) return { low: -1, high: 1 };
  return low === high ? { low: low - 0.5, high: high + 0.5 } : { low, high };
}

export interface Box {
  width: number;
  height: number;
  /** Free pixels above and below. */
  margin: number;
}

/** Values one beside the other as the `d` of a path; it breaks where a value is no number. */
export function linePath(values: ArrayLike<number>, { low, high }: { low: number; high: number }, box: Box): string {
  const across = values.length < 2 ? 0 : box.width / (values.length - 1);
  const up = (box.height - 2 * box.margin) / (high - low);
  let path = '';
  let isDrawing = false;
  for (let k = 0; k < values.length; k++) {
    if (!Number.isFinite(values[k])) {
      isDrawing = false;
      continue;
    }
    const y = box.height - box.margin - (values[k] - low) * up;
    path += `${isDrawing ? 'L' : 'M'}${(k * across).toFixed(1)} ${y.toFixed(1)}`;
    isDrawing = true;
  }
  return path;
}

/** Horizons from a tenth of a step to ten times the longest series are told apart; the rest stands at the ends. */
export interface HorizonAxis {
  from: number;
  to: number;
  /** Powers of ten between, in steps. */
  ticks: number[];
}

export function horizonAxis(longest: number): HorizonAxis {
  const most = Math.max(1, Math.ceil(Math.log10(Math.max(1, longest) * 10)));
  return {
    from: 0.1,
    to: 10 ** most,
    ticks: Array.from({ length: most + 2 }, (_, k) => 10 ** (k - 1)),
  };
}

/** Where a horizon stands on the axis, from 0 to 1. */
export function horizonPlace(steps: number, { from, to }: HorizonAxis): number {
  if (!(steps > from)) return 0;
  return Math.min(1, Math.log(steps / from) / Math.log(to / from));
}
