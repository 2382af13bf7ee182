/** The windows of series that drive each unit highest and lowest. */

/** A window of a series and the step in it at which the unit was highest, or lowest. */
export interface Drive {
  /** Number of the series, as it was begun with. */
  series: number;
  from: number;
  to: number;
  step: number;
  value: number;
}

/**
 * Series are cut into windows of `width` steps from their start, the last of which may be shorter; the `count` with the
 * highest (lowest) single steps are kept for each unit. So no two overlap, and of equal ones the first that came counts.
 */
export class UnitDrives {
  private readonly highest: Ranks;
  private readonly lowest: Ranks;

  constructor(
    private readonly units: number,
    private readonly width: number,
    count: number,
  ) {
    this.highest = new Ranks(units, count, 1);
    this.lowest = new Ranks(units, count, -1);
  }

  /** Adds the steps `from` to before `to` of a series; the steps of one series come in order, and each once. */
  add(series: number, length: number, values: Float32Array, at: number, from: number, to: number): void {
    const { units, width } = this;
    for (let t = from; t < to; t++) {
      const row = at + (t - from) * units;
      const start = t - (t % width);
      if (t === start) {
        this.highest.begin(values, row, t);
        this.lowest.begin(values, row, t);
      } else {
        this.highest.look(values, row, t);
        this.lowest.look(values, row, t);
      }
      const end = Math.min(start + width, length);
      if (t !== end - 1) continue;
      this.highest.rank(series, start, end);
      this.lowest.rank(series, start, end);
    }
  }

  of(unit: number): { highest: Drive[]; lowest: Drive[] } {
    return { highest: this.highest.of(unit), lowest: this.lowest.of(unit) };
  }
}

class Ranks {
  private readonly best: Float32Array; // [H] of the window at work
  private readonly steps: Int32Array; // [H]
  private readonly kept: Drive[][];
  private readonly least: Float32Array; // [H], what a window must exceed to be kept

  constructor(
    private readonly units: number,
    private readonly count: number,
    private readonly sign: 1 | -1,
  ) {
    this.best = new Float32Array(units);
    this.steps = new Int32Array(units);
    this.kept = Array.from({ length: units }, () => []);
    this.least = new Float32Array(units).fill(-Infinity);
  }

  begin(values: Float32Array, row: number, step: number): void {
    const { units, sign, best, steps } = this;
    for (let u = 0; u < units; u++) best[u] = sign * values[row + u];
    steps.fill(step);
  }

  look(values: Float32Array, row: number, step: number): void {
    const { units, sign, best, steps } = this;
    for (let u = 0; u < units; u++) {
      const value = sign * values[row + u];
      if (value <= best[u]) continue;
      best[u] = value;
      steps[u] = step;
    }
  }

  rank(series: number, from: number, to: number): void {
    const { units, sign, best, steps, kept, least, count } = this;
    for (let u = 0; u < units; u++) {
      if (!(best[u] > least[u])) continue;
      const mine = kept[u];
      const drive = { series, from, to, step: steps[u], value: sign * best[u] };
      let at = mine.length;
      while (at > 0 && sign * mine[at - 1].value < best[u]) at--;
      mine.splice(at, 0, drive);
      if (mine.length > count) mine.pop();
      if (mine.length === count) least[u] = sign * mine[count - 1].value;
    }
  }

  of(unit: number): Drive[] {
    return this.kept[unit];
  }
}
