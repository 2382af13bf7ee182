/** How long units keep what they hold: the distribution of -1 / ln f, from counts of f in bins fine enough at both ends. */

/** Sixteen bins for every halving of f, or of 1 - f from 1/2 on, down to 2^-24, float32's step below 1. */
const SUB_BITS = 4;
const SHIFT = 23 - SUB_BITS;
/** The bin before that of 2^-24 holds all that is smaller: of 1 - f nothing but 0. */
const LOWEST = ((127 - 24) << SUB_BITS) - 1;
const HALF = 126 << SUB_BITS; // of 0.5
const SIDE = HALF - LOWEST + 1;
const BINS = 2 * SIDE;

const single = new Float32Array(1);
const bits = new Uint32Array(single.buffer);

/** Counts of forget gates, or whatever keeps a unit's state, one row of bins for each unit. */
export class KeepingCounts {
  private readonly counts: Float64Array; // [H, BINS]
  private readonly least: Float32Array; // [H]
  private readonly most: Float32Array; // [H]
  private readonly totals: Float64Array; // [H]

  constructor(private readonly units: number) {
    this.counts = new Float64Array(units * BINS);
    this.least = new Float32Array(units).fill(Infinity);
    this.most = new Float32Array(units).fill(-Infinity);
    this.totals = new Float64Array(units);
  }

  /** Adds one step of all units: `values[at .. at + units]`, each from 0 to 1; others count as the nearer of them. */
  add(values: Float32Array, at: number): void {
    const { units, counts, least, most, totals } = this;
    for (let u = 0; u < units; u++) {
      const value = values[at + u];
      if (value < least[u]) least[u] = value;
      if (value > most[u]) most[u] = value;
      counts[u * BINS + binOf(value)]++;
      totals[u]++;
    }
  }

  /**
   * -1 / ln f of a unit at shares of its steps from 0 to 1, in steps: after so many steps of f a state has faded to 1/e
   * (Mozer 1992's time constant). 0 for f = 0, infinite for f = 1; within 5 % else
   * where f is above 2^-24, and never beyond what occurred.
   */
  horizons(unit: number, shares: readonly number[]): number[] {
    return shares.map((share) => horizonOf(...this.quantile(unit, share)));
  }

  /** f as [f, 1 - f], each to its own precision. */
  private quantile(unit: number, share: number): [number, number] {
    const { counts, totals, least, most } = this;
    const wanted = share * totals[unit];
    let before = 0;
    let bin = 0;
    for (; bin < BINS - 1; bin++) {
      const count = counts[unit * BINS + bin];
      if (before + count >= wanted && count > 0) break;
      before += count;
    }
    const within = Math.min(1, Math.max(0, (wanted - before) / (counts[unit * BINS + bin] || 1)));
    // Above 1/2 bins go by 1 - f, which is exact in float32.
    const upper = bin >= SIDE;
    const side = upper ? BINS - 1 - bin : bin;
    const [low, high] = [edge(side), edge(side + 1)];
    if (upper && side === 0) return [1, 0];
    const distance = upper ? high - within * (high - low) : low + within * (high - low);
    const bound = (value: number, from: number, to: number) => Math.min(to, Math.max(from, value));
    if (!upper) {
      const f = bound(distance, least[unit], most[unit]);
      return [f, 1 - f];
    }
    const rest = bound(distance, 1 - most[unit], 1 - least[unit]);
    return [1 - rest, rest];
  }
}

function binOf(f: number): number {
  if (f <= 0.5) {
    single[0] = f;
    const bin = (bits[0] >>> SHIFT) - LOWEST;
    return bin < 0 || f <= 0 ? 0 : bin;
  }
  single[0] = 1 - f;
  const bin = (bits[0] >>> SHIFT) - LOWEST;
  return BINS - 1 - (bin < 0 || f >= 1 ? 0 : bin);
}

/** Where a bin of f below 1/2 begins; the first holds all smaller ones too. */
function edge(bin: number): number {
  if (bin === 0) return 0;
  if (bin >= SIDE) return 0.5;
  bits[0] = (bin + LOWEST) << SHIFT;
  return single[0];
}

/** `rest` is 1 - f. */
export function horizonOf(f: number, rest: number): number {
  if (f <= 0) return 0;
  return rest <= 0 ? Infinity : -1 / (rest < 0.5 ? Math.log1p(-rest) : Math.log(f));
}
