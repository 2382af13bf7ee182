/** Collects series one after the other and makes one block of them; for formats with one series a line. */

import type { Assumption } from '../contract/views';
import { channelNames } from './part';
import { firstHolding, firstWhere } from './starts';
import { inMemory } from './values';
import type { WholeSeries } from './windows';

const VALUES_BETWEEN_YIELDS = 1 << 20;

export class SeriesList {
  /** Series whose end is before the declared one because only missing values follow. */
  shortened = 0;
  private readonly blocks: Float64Array[] = []; // [T, D] each
  private readonly lengths: number[] = [];
  private readonly labels: (string | null)[] = [];

  get count(): number {
    return this.lengths.length;
  }

  /**
   * Adds a series given channel by channel. Channels of unequal length are filled up with missing values; steps at
   * the end at which every channel is missing are left out.
   */
  add(channels: Float64Array[], label: string | null): void {
    const adding = this.addLong(channels, label);
    while (adding.next().done !== true);
  }

  /** `add` for series that may be very long: yields between stretches of copying. */
  *addLong(channels: Float64Array[], label: string | null): Generator<void> {
    const full = channels.reduce((longest, values) => Math.max(longest, values.length), 0);
    let length = full;
    while (length > 0 && channels.every((values) => !(length <= values.length) || Number.isNaN(values[length - 1]))) {
      length--;
    }
    if (length < full) this.shortened++;
    const width = channels.length;
    const block = new Float64Array(length * width).fill(NaN);
    for (const [channel, values] of channels.entries()) {
      const end = Math.min(length, values.length);
      for (let step = 0; step < end; step++) {
        block[step * width + channel] = values[step];
        if (step % VALUES_BETWEEN_YIELDS === VALUES_BETWEEN_YIELDS - 1) yield;
      }
    }
    this.blocks.push(block);
    this.lengths.push(length);
    this.labels.push(label);
  }

  /** Gives every series its label, once it is known which of its facts that is. */
  relabel(labels: readonly (string | null)[]): void {
    for (const [at, label] of labels.entries()) this.labels[at] = label;
  }

  /** The assumption that was made about ends, if any. */
  assumption(): Assumption | null {
    if (this.shortened === 0) return null;
    return { setting: 'missing', reason: 'trailing-missing-is-end', params: { count: this.shortened } };
  }

  /** All series, with the chosen channels (numbers from 0) in their order. Yields between stretches of copying. */
  *whole(
    fileName: string,
    width: number,
    chosen: number[],
    rows: number,
    lineOf: (series: number) => number,
  ): Generator<void, WholeSeries> {
    const lengths = Int32Array.from(this.lengths);
    const offsets = new Float64Array(lengths.length);
    let total = 0;
    for (const [at, length] of lengths.entries()) {
      offsets[at] = total;
      total += length;
    }
    const values = new Float64Array(total * chosen.length);
    const all = chosen.length === width && chosen.every((channel, at) => channel === at);
    let sinceYield = 0;
    for (const [at, block] of this.blocks.entries()) {
      const start = offsets[at] * chosen.length;
      if (all) values.set(block, start);
      else copyChannels(block, width, chosen, values, start);
      sinceYield += block.length;
      if (sinceYield > VALUES_BETWEEN_YIELDS) {
        sinceYield = 0;
        yield;
      }
    }
    const names = channelNames(width);
    return {
      fileName,
      ids: Array.from(lengths, (_, at) => String(at)),
      labels: this.labels,
      channels: chosen.map((channel) => names[channel]),
      offsets,
      lengths,
      values: inMemory(values),
      stepLabels: null,
      rows,
      lineOf: (step) => lineOf(seriesAt(offsets, lengths, step)),
    };
  }
}

function copyChannels(block: Float64Array, width: number, chosen: number[], out: Float64Array, start: number): void {
  let to = start;
  for (let from = 0; from < block.length; from += width) {
    for (const channel of chosen) out[to++] = block[from + channel];
  }
}

/** The series that holds a step; an empty series holds the step at its own offset if no other one does. */
function seriesAt(offsets: Float64Array, lengths: Int32Array, step: number): number {
  const first = firstWhere(0, offsets.length, (series) => offsets[series] >= step);
  return offsets[first] === step && lengths[first] === 0 ? first : firstHolding(offsets, lengths, step);
}
