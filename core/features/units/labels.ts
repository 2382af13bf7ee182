/** How far each unit tells classes apart, or goes along with a number to predict. */

/** Of labels that are classes: eta squared of the mean of h over each series; of numbers: its Pearson correlation. */
export class UnitLabels {
  private count = 0;
  private readonly sums: Float64Array; // [H]
  private readonly squares: Float64Array; // [H]
  private readonly classCounts: Float64Array;
  private readonly classSums: Float64Array; // [classes, H]
  private readonly products: Float64Array; // [H], with the number
  private numbers = 0;
  private numberSquares = 0;

  /** `classes` is 0 where labels are numbers. */
  constructor(
    private readonly units: number,
    private readonly classes: number,
  ) {
    this.sums = new Float64Array(units);
    this.squares = new Float64Array(units);
    this.classCounts = new Float64Array(classes);
    this.classSums = new Float64Array(classes * units);
    this.products = new Float64Array(units);
  }

  /** Adds a series by the mean of each unit over it and its class, or the number that it is labelled with. */
  add(means: Float64Array, label: number): void {
    const { units, classes } = this;
    this.count++;
    for (let u = 0; u < units; u++) {
      this.sums[u] += means[u];
      this.squares[u] += means[u] * means[u];
    }
    if (classes === 0) {
      this.numbers += label;
      this.numberSquares += label * label;
      for (let u = 0; u < units; u++) this.products[u] += label * means[u];
      return;
    }
    this.classCounts[label]++;
    for (let u = 0; u < units; u++) this.classSums[label * units + u] += means[u];
  }

  /**
   * Eta squared is the sum of squares between classes over the whole (Fisher 1925): 0 where classes have one mean, 1 where
   * they are all that differs. NaN where nothing differs, or there are fewer than two series.
   */
  of(unit: number): number {
    const { count, classes, units } = this;
    const mean = this.sums[unit] / count;
    const whole = this.squares[unit] - count * mean * mean;
    if (!(whole > 1e-12 * this.squares[unit])) return NaN;
    if (classes === 0) {
      const spread = this.numberSquares - (this.numbers * this.numbers) / count;
      const shared = this.products[unit] - mean * this.numbers;
      return spread > 0 ? Math.max(-1, Math.min(1, shared / Math.sqrt(whole * spread))) : NaN;
    }
    let between = 0;
    for (let k = 0; k < classes; k++) {
      if (this.classCounts[k] === 0) continue;
      const own = this.classSums[k * units + unit] / this.classCounts[k] - mean;
      between += this.classCounts[k] * own * own;
    }
    return Math.min(1, between / whole);
  }
}
