/** How each unit goes along with the series: Pearson's correlation with the value, its slope and its past values. */

/** Past values that units are compared with, in steps; those that no series is long enough for have no correlation. */
export const LAGS = [1, 2, 5, 10, 20, 50] as const;

/** Rows of the correlations of one channel: the value, its slope x_t - x_{t-1}, and the value of each of `LAGS` before. */
export const RELATIONS = 2 + LAGS.length;

const SLOPE = 1;

/** How many steps back a relation looks. */
function reach(relation: number): number {
  if (relation === 0) return 0;
  return relation === SLOPE ? 1 : LAGS[relation - 2];
}

/**
 * Sums over all steps whose past reaches far enough. "Before" is in the order in which the unit reads: of a direction that
 * reads from the end, the steps after.
 */
export class UnitCorrelations {
  private readonly shift: Float64Array; // [C], a value near each channel's
  private readonly products: Float64Array; // [C, RELATIONS, H], of phi * h
  private readonly values: Float64Array; // [C, RELATIONS], of phi
  private readonly squares: Float64Array; // [C, RELATIONS]
  private readonly counts = new Float64Array(RELATIONS);
  private readonly states: Float64Array; // [H], of h over all steps
  private readonly stateSquares: Float64Array; // [H]
  /** Of the steps whose past does not reach far enough for a relation. */
  private readonly early: Float64Array; // [RELATIONS, H]
  private readonly earlySquares: Float64Array; // [RELATIONS, H]
  /** Rows of products a channel. */
  readonly relations = RELATIONS;
  private begun = false;

  constructor(
    private readonly units: number,
    private readonly channels: number,
  ) {
    this.shift = new Float64Array(channels);
    this.products = new Float64Array(channels * RELATIONS * units);
    this.values = new Float64Array(channels * RELATIONS);
    this.squares = new Float64Array(channels * RELATIONS);
    this.states = new Float64Array(units);
    this.stateSquares = new Float64Array(units);
    this.early = new Float64Array(RELATIONS * units);
    this.earlySquares = new Float64Array(RELATIONS * units);
  }

  /**
   * Adds the steps `from` to before `to` of a series, counted as the unit reads it. `x` is the whole series, `input` values
   * a step from `start`, of which the first `channels` are looked at; `h` its states from `at`. Step k stands at
   * `place(k)` of both.
   */
  add(
    x: Float32Array,
    start: number,
    input: number,
    h: Float32Array,
    at: number,
    place: (k: number) => number,
    from: number,
    to: number,
  ): void {
    const { units: H, channels: C, shift, products, values, squares, counts } = this;
    if (!this.begun) for (let c = 0; c < C; c++) shift[c] = x[start + place(from) * input + c];
    this.begun = true;
    for (let k = from; k < to; k++) {
      const row = at + place(k) * H;
      const now = start + place(k) * input;
      addSquares(h, row, this.states, this.stateSquares, 0, H);
      for (let r = 0; r < RELATIONS; r++) {
        const back = reach(r);
        if (k < back) {
          addSquares(h, row, this.early, this.earlySquares, r * H, H);
          continue;
        }
        counts[r]++;
        const then = start + place(k - back) * input;
        for (let c = 0; c < C; c++) {
          const phi = r === SLOPE ? x[now + c] - x[then + c] : x[then + c] - shift[c];
          values[c * RELATIONS + r] += phi;
          squares[c * RELATIONS + r] += phi * phi;
          for (let u = 0, sum = (c * RELATIONS + r) * H; u < H; u++, sum++) products[sum] += phi * h[row + u];
        }
      }
    }
  }

  /** From -1 to 1 by relation; NaN where a side is constant or no step reaches far enough. */
  of(unit: number, channel: number): number[] {
    const { units: H } = this;
    return Array.from({ length: RELATIONS }, (_, r) => {
      const n = this.counts[r];
      const j = channel * RELATIONS + r;
      const meanState = (this.states[unit] - this.early[r * H + unit]) / n;
      const square = (this.stateSquares[unit] - this.earlySquares[r * H + unit]) / n;
      const mean = this.values[j] / n;
      const covariance = this.products[j * H + unit] / n - mean * meanState;
      const spread = square - meanState * meanState;
      const spreadX = this.squares[j] / n - mean * mean;
      // What rounding leaves of a constant is no spread.
      const flat = (variance: number, square: number) => !(variance > 1e-12 * square) || variance <= 0;
      if (flat(spread, square) || flat(spreadX, this.squares[j] / n)) return NaN;
      return Math.max(-1, Math.min(1, covariance / Math.sqrt(spread * spreadX)));
    });
  }
}

/** Adds the units of a row, and their squares, to sums from `at` on. */
function addSquares(
  h: Float32Array,
  row: number,
  sums: Float64Array,
  squares: Float64Array,
  at: number,
  units: number,
): void {
  for (let u = 0; u < units; u++) {
    const state = h[row + u];
    sums[at + u] += state;
    squares[at + u] += state * state;
  }
}
