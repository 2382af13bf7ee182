/** Mean, deviation, ends and shares of a quantity of every unit over all steps. */

/** A gate below or above these is shut or open (Karpathy, Johnson & Fei-Fei, "Visualizing and Understanding Recurrent Networks", 2015). */
export const SHUT = 0.1;
export const OPEN = 0.9;

export interface Moments {
  mean: number;
  /** Population standard deviation. */
  deviation: number;
  min: number;
  max: number;
  /** Share of steps below `SHUT`, and above `OPEN`. */
  shut: number;
  open: number;
}

export class UnitMoments {
  private count = 0;
  private readonly first: Float32Array; // [H]; taking it off keeps what is constant exactly so
  private readonly sum: Float64Array;
  private readonly squares: Float64Array;
  private readonly min: Float32Array;
  private readonly max: Float32Array;
  private readonly below: Float64Array;
  private readonly above: Float64Array;

  constructor(private readonly units: number) {
    this.first = new Float32Array(units);
    this.sum = new Float64Array(units);
    this.squares = new Float64Array(units);
    this.min = new Float32Array(units).fill(Infinity);
    this.max = new Float32Array(units).fill(-Infinity);
    this.below = new Float64Array(units);
    this.above = new Float64Array(units);
  }

  /** Adds `steps` steps of all units, `values[at ..]` with the units side by side. */
  add(values: Float32Array, at: number, steps: number): void {
    const { units, first, sum, squares, min, max, below, above } = this;
    if (this.count === 0) first.set(values.subarray(at, at + units));
    this.count += steps;
    let place = at;
    for (let t = 0; t < steps; t++) {
      for (let u = 0; u < units; u++, place++) {
        const value = values[place];
        const rest = value - first[u];
        sum[u] += rest;
        squares[u] += rest * rest;
        if (value < min[u]) min[u] = value;
        if (value > max[u]) max[u] = value;
        if (value < SHUT) below[u]++;
        else if (value > OPEN) above[u]++;
      }
    }
  }

  of(unit: number): Moments {
    const { count } = this;
    const rest = this.sum[unit] / count;
    return {
      mean: this.first[unit] + rest,
      deviation: Math.sqrt(Math.max(0, this.squares[unit] / count - rest * rest)),
      min: this.min[unit],
      max: this.max[unit],
      shut: this.below[unit] / count,
      open: this.above[unit] / count,
    };
  }
}
