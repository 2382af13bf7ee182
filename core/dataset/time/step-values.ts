/** Reads the values of single steps out of a row of numbers in memory or on disk, and bounds how many may be made of them. */

import { WorkbenchError } from '../../contract/errors';
import { isInMemory, type Values } from '../values';
import type { WholeSeries } from '../whole';

/** Values that may be made anew in memory: half a gigabyte. Series that are there already may be arranged at any size. */
const MOST_VALUES = 1 << 26;
const STEPS_AT_ONCE = 1 << 12;

/** @throws data/too-many-steps where `total` steps of `width` channels are too much; it names one of the series and its steps */
export function checkSteps(
  whole: WholeSeries,
  { series, steps, width, total }: { series: number; steps: number; width: number; total: number },
): void {
  const limit = Math.floor(Math.max(MOST_VALUES, isInMemory(whole.values) ? whole.values.length : 0) / width);
  if (total <= limit) return;
  throw new WorkbenchError('data/too-many-steps', { file: whole.fileName, series: whole.ids[series], steps, limit });
}

/** The steps of series, a piece of them at hand. */
export class StepValues {
  private readonly width: number;
  private readonly values: Values;
  private piece: Float64Array = new Float64Array(0);
  private first = 0;
  private end = 0;

  constructor({ values, channels }: WholeSeries) {
    this.values = values;
    this.width = channels.length;
  }

  at(step: number, channel: number): number {
    this.take(step);
    return this.piece[(step - this.first) * this.width + channel];
  }

  /** Copies the channels of a step to `out` from `start` on. */
  copy(step: number, out: Float64Array, start: number): void {
    this.take(step);
    const from = (step - this.first) * this.width;
    for (let channel = 0; channel < this.width; channel++) out[start + channel] = this.piece[from + channel];
  }

  private take(step: number): void {
    if (step >= this.first && step < this.end) return;
    const all = isInMemory(this.values);
    this.first = all ? 0 : step;
    this.end = Math.min(all ? Infinity : step + STEPS_AT_ONCE, this.values.length / this.width);
    this.piece = this.values.slice(this.first * this.width, this.end * this.width);
  }
}
