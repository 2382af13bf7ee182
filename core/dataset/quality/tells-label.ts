/** Suspects channels that give the label away: those whose value stands for the class, or goes with a number to be told. */

import type { SeriesPart } from '../part';
import { BETWEEN_YIELDS, SERIES_BETWEEN_YIELDS } from './places';
import type { Compared } from './duplicates';
import type { Survey } from './values';

/** A channel with more values than this is a signal, not a code. */
const MOST_CODES = 64;
/** A correlation nearer to 1 than this is perfect but for rounding. */
const ROUNDING = 1e-9;
/** Means that differ by less than this share of the channel's range differ by rounding alone. */
const SMALLEST_SPREAD = 1e-6;

const UNSEEN = -1;

/**
 * The channels of the part that tell the label by themselves, each in one of three ways:
 * - it stands still in every series, each of its values comes with one label only, and a value comes twice on average;
 * - it has at most 64 values, and the most frequent one in a series tells the label and is told by it;
 * - the labels are at least three numbers, and the mean over a series correlates perfectly with them.
 * Nothing is said of fewer than two series a class on average. Where labels are numbers to predict, the mean or the last
 * value of the series correlates perfectly with them. Yields how many values it went over.
 */
export function* channelsThatTell(
  { part, every }: Compared,
  survey: Survey,
  hasClasses = true,
): Generator<number, number[]> {
  const labelled = yield* labelledSeries(part, every);
  const { classOf, classes, numbers } = labelled;
  if (hasClasses ? classes < 2 || labelled.series.length < 2 * classes : numbers === null) return [];
  const width = part.channels.length;
  const codes = part.channels.map(() => new ChannelCode(classes, hasClasses));
  const trends = numbers === null ? [] : part.channels.map(() => new Trend(false));
  const ends = hasClasses ? [] : part.channels.map(() => new Trend(true));
  const longest = Math.max(1, Math.floor(BETWEEN_YIELDS / width)) * width;
  let handled = 0;
  let looked = 0;
  for (const index of labelled.series) {
    const start = part.offsets[index] * width;
    const end = start + part.lengths[index] * width;
    for (let from = start; from < end; from += longest) {
      const values = part.values.slice(from, Math.min(end, from + longest));
      for (let channel = 0; channel < width; channel++) {
        if (codes[channel].possible) codes[channel].take(values, channel, width);
        trends[channel]?.take(values, channel, width);
        ends[channel]?.take(values, channel, width);
      }
      if (end - from > longest) yield 0;
    }
    for (let channel = 0; channel < width; channel++) {
      if (codes[channel].possible) codes[channel].end(classOf[index]);
      if (numbers === null) continue;
      trends[channel].end(numbers[classOf[index]]);
      ends[channel]?.end(numbers[classOf[index]]);
    }
    handled += end - start;
    if (handled < BETWEEN_YIELDS && ++looked % SERIES_BETWEEN_YIELDS !== 0) continue;
    yield handled;
    handled = 0;
  }
  yield handled;
  return part.channels
    .map((_, channel) => channel)
    .filter((channel) => {
      const spread = survey.max[channel] - survey.min[channel];
      const perfect = (trend: Trend | undefined) => trend?.isPerfect(SMALLEST_SPREAD * spread) ?? false;
      return codes[channel].tells() || perfect(trends[channel]) || perfect(ends[channel]);
    });
}

interface Labelled {
  series: number[];
  /** Class of each series, -1 for none. */
  classOf: Int32Array;
  classes: number;
  /** The label of each class as a number; null where some are none, or where there are fewer than three. */
  numbers: Float64Array | null;
}

function* labelledSeries({ labels }: SeriesPart, every: number): Generator<number, Labelled> {
  const names = new Map<string, number>();
  const classOf = new Int32Array(labels.length).fill(UNSEEN);
  const series: number[] = [];
  for (let index = 0; index < labels.length; index += every) {
    const label = labels[index];
    if (label === null) continue;
    const ofClass = names.get(label) ?? names.size;
    if (ofClass === names.size) names.set(label, ofClass);
    classOf[index] = ofClass;
    if (series.push(index) % SERIES_BETWEEN_YIELDS === 0) yield 0;
  }
  const numeric =
    names.size >= 3 && [...names.keys()].every((name) => name.trim() !== '' && Number.isFinite(Number(name)));
  const numbers = numeric ? Float64Array.from(names.keys(), Number) : null;
  return { series, classOf, classes: names.size, numbers };
}

/** Whether the values of one channel are a code for the classes. */
class ChannelCode {
  private readonly codes = new Map<number, number>();
  /** Class that a code stands for, -1 while it was not the most frequent one of any series. */
  private readonly meaning = new Int32Array(MOST_CODES).fill(UNSEEN);
  private readonly counts = new Int32Array(MOST_CODES);
  private still = true;
  private series = 0;
  /** Of the series at hand: the last value and its code, and the most frequent code. */
  private last = NaN;
  private code = UNSEEN;
  private most = UNSEEN;

  constructor(
    private readonly classes: number,
    public possible: boolean,
  ) {}

  /** Takes in the next values of a series, every `stride`-th from `first` on; missing and infinite ones are passed over. */
  take(values: Float64Array, first: number, stride: number): void {
    let { last, code, most } = this;
    for (let at = first; at < values.length; at += stride) {
      const value = values[at];
      if (value - value !== 0) continue;
      if (value !== last) {
        if (code !== UNSEEN) this.still = false;
        code = this.codeOf(value);
        last = value;
        if (code === MOST_CODES) {
          this.possible = false;
          return;
        }
      }
      if (++this.counts[code] > (most === UNSEEN ? 0 : this.counts[most])) most = code;
    }
    this.last = last;
    this.code = code;
    this.most = most;
  }

  /** Ends the series, which is of a class. */
  end(ofClass: number): void {
    const { most } = this;
    this.counts.fill(0);
    this.last = NaN;
    this.code = UNSEEN;
    this.most = UNSEEN;
    if (most === UNSEEN) return;
    this.series++;
    if (this.meaning[most] !== UNSEEN && this.meaning[most] !== ofClass) this.possible = false;
    this.meaning[most] = ofClass;
  }

  tells(): boolean {
    if (!this.possible) return false;
    const meant = this.meaning.filter((meaning) => meaning !== UNSEEN);
    if (new Set(meant).size < this.classes) return false;
    return meant.length === this.classes || (this.still && 2 * meant.length <= this.series);
  }

  private codeOf(value: number): number {
    const known = this.codes.get(value);
    if (known !== undefined) return known;
    if (this.codes.size < MOST_CODES) this.codes.set(value, this.codes.size);
    else return MOST_CODES;
    return this.codes.size - 1;
  }
}

/** The correlation of the means of series, or of their last values, with a number of each, as they come by (Welford, 1962). */
class Trend {
  /** Of the finite values of the series at hand. */
  private sum = 0;
  private last = NaN;
  private values = 0;
  private count = 0;
  private meanX = 0;
  private meanY = 0;
  private xx = 0;
  private yy = 0;
  private xy = 0;

  constructor(private readonly ofLast: boolean) {}

  /** Takes in the next values of a series, every `stride`-th from `first` on; missing and infinite ones are passed over. */
  take(values: Float64Array, first: number, stride: number): void {
    for (let at = first; at < values.length; at += stride) {
      const value = values[at];
      if (value - value !== 0) continue;
      this.sum += value;
      this.last = value;
      this.values++;
    }
  }

  /** Ends the series, whose number is `y`. */
  end(y: number): void {
    const x = this.ofLast ? this.last : this.sum / this.values;
    this.last = NaN;
    this.sum = 0;
    this.values = 0;
    if (!Number.isFinite(x)) return;
    this.count++;
    const dx = x - this.meanX;
    const dy = y - this.meanY;
    this.meanX += dx / this.count;
    this.meanY += dy / this.count;
    this.xx += dx * (x - this.meanX);
    this.yy += dy * (y - this.meanY);
    this.xy += dx * (y - this.meanY);
  }

  /** @param least standard deviation that `x` must have */
  isPerfect(least: number): boolean {
    if (this.count < 3 || !(Math.sqrt(this.xx / this.count) > least) || !(this.yy > 0)) return false;
    return Math.abs(this.xy) >= (1 - ROUNDING) * Math.sqrt(this.xx) * Math.sqrt(this.yy);
  }
}
