/** How far two groups of rows differ in each column, in one pass over the rows. */

/** What of a deviation beside the means is rounding alone. */
const ROUNDING = 1e-12;

export class GroupDifferences {
  private readonly counts = [0, 0];
  private readonly means: Float64Array[];
  private readonly squares: Float64Array[]; // sums of squared distances from the group's mean

  constructor(private readonly columns: number) {
    this.means = [new Float64Array(columns), new Float64Array(columns)];
    this.squares = [new Float64Array(columns), new Float64Array(columns)];
  }

  /** Adds a row, which is divided by `by`, to group 0 or 1 (Welford, "Note on a method for calculating corrected sums", 1962). */
  add(group: 0 | 1, row: Float64Array, by: number): void {
    const count = (this.counts[group] += 1);
    const means = this.means[group];
    const squares = this.squares[group];
    for (let k = 0; k < this.columns; k++) {
      const value = row[k] / by;
      const before = value - means[k];
      means[k] += before / count;
      squares[k] += before * (value - means[k]);
    }
  }

  /** Cohen's d of each column, group 1 less group 0, in pooled standard deviations; NaN where those are 0 or not known. */
  effects(): Float64Array {
    const [n0, n1] = this.counts;
    return Float64Array.from({ length: this.columns }, (_, k) => {
      const [m0, m1] = this.means.map((mean) => mean[k]);
      const pooled = Math.sqrt((this.squares[0][k] + this.squares[1][k]) / (n0 + n1 - 2));
      if (n0 === 0 || n1 === 0 || !(pooled > ROUNDING * (Math.abs(m0) + Math.abs(m1)))) return NaN;
      return (m1 - m0) / pooled;
    });
  }
}
