/** Surveys a column of numbers that came without their text, as `ColumnSurvey` does cell by cell. */

import { ColumnSurvey } from '../survey';

export class NumberSurvey extends ColumnSurvey {
  private seen: Set<number> | null = new Set();
  private previous = 0;
  private began = false;
  private last = NaN;
  private rise = NaN;

  constructor(
    name: string,
    private readonly limit: number,
  ) {
    super(name, limit);
  }

  /** Adds the next rows' values; NaN is a missing one. */
  addValues(values: Float64Array): void {
    let { numbers, missing, fractions, min, max, changes, rises, steady, previous, last, rise } = this;
    if (!this.began && values.length > 0) {
      this.began = true;
      changes++;
      this.see(values[0]);
      previous = values[0];
    }
    for (let at = 0; at < values.length; at++) {
      const value = values[at];
      if (value !== value) {
        missing++;
        if (previous === previous) {
          changes++;
          previous = value;
          if (this.seen !== null) this.see(value);
        }
        continue;
      }
      numbers++;
      if (value !== previous) {
        changes++;
        previous = value;
        if (this.seen !== null) this.see(value);
      }
      if (!Number.isInteger(value)) fractions++;
      if (value < min) min = value;
      if (value > max) max = value;
      const step = value - last;
      last = value;
      if (!(step > 0)) continue;
      rises++;
      if (step === rise) steady++;
      rise = step;
    }
    Object.assign(this, { numbers, missing, fractions, min, max, changes, rises, steady, previous, last, rise });
  }

  private see(value: number): void {
    if (this.seen === null) return;
    this.seen.add(value);
    this.distinct = this.seen.size;
    if (this.distinct < this.limit) return;
    this.seen = null;
    this.values = null;
  }
}
