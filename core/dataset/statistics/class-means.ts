/** The course of class means: mean and spread of one channel at each step, over the series of a class that reach it. */

import { type ClassGroup, MOST_CLASSES } from '../../contract/views-statistics';
import type { SeriesPart } from '../part';
import { SLICE_VALUES } from '../values';
import { groupSeries } from './groups';

/** Cells kept over all classes: longer series have several steps in a cell. */
const MOST_CELLS = 1 << 20;
/** Values gone over at most; of more, every so manieth series of each class is taken. */
const MOST_VALUES = 1 << 26;
/** Values gone over between two yields. */
const VALUES_BETWEEN_YIELDS = 1 << 19;

/** Means of one class, a cell for each stretch of steps. */
export interface Course extends ClassGroup {
  /** Finite values. */
  count: Float64Array;
  mean: Float64Array;
  /** Sum of the squared distances from the mean. */
  squares: Float64Array;
  /** Series with a value at any step of the cell. */
  present: Uint32Array;
}

export interface Courses {
  /** Steps of the longest series. */
  length: number;
  stepsPerCell: number;
  /** One group of all series where there are no labels. */
  classes: Course[];
  classCount: number;
  every: number;
}

/** Yields the share that is done, 0 to 1. */
export function* classCourses(part: SeriesPart, channel: number): Generator<number, Courses> {
  const { channels, lengths, offsets, values } = part;
  const width = channels.length;
  const grouping = groupSeries(part, MOST_CLASSES);
  let step = grouping.next();
  for (; step.done !== true; step = grouping.next()) yield 0;
  const { groups, of, total: classCount } = step.value;
  if (groups.length === 0) {
    groups.push({ label: null, series: lengths.length });
    of.fill(0);
  }
  let length = 0;
  let steps = 0;
  for (const one of lengths) {
    if (one > length) length = one;
    steps += one;
  }
  const stepsPerCell = Math.max(1, Math.ceil((length * groups.length) / MOST_CELLS));
  const every = Math.max(1, Math.ceil(steps / MOST_VALUES));
  const classes = groups.map((group) => emptyCourse(group, Math.ceil(length / stepsPerCell)));
  const met = new Float64Array(classes.length);
  const pieceSteps = Math.max(stepsPerCell, Math.floor(SLICE_VALUES / 4 / width / stepsPerCell) * stepsPerCell);
  let sinceYield = 0;
  for (let index = 0; index < lengths.length; index++) {
    const group = of[index];
    if (++sinceYield > VALUES_BETWEEN_YIELDS) {
      sinceYield = 0;
      yield index / lengths.length;
    }
    if (group < 0 || met[group]++ % every > 0) continue;
    for (let from = 0; from < lengths[index]; from += pieceSteps) {
      const to = Math.min(from + pieceSteps, lengths[index]);
      const start = offsets[index];
      addSteps(classes[group], values.slice((start + from) * width, (start + to) * width), {
        channel,
        width,
        firstStep: from,
        stepsPerCell,
      });
      sinceYield += to - from;
      if (sinceYield <= VALUES_BETWEEN_YIELDS) continue;
      sinceYield = 0;
      yield (index + to / lengths[index]) / lengths.length;
    }
  }
  return { length, stepsPerCell, classes, classCount, every };
}

function emptyCourse(group: ClassGroup, cells: number): Course {
  return {
    ...group,
    count: new Float64Array(cells),
    mean: new Float64Array(cells),
    squares: new Float64Array(cells),
    present: new Uint32Array(cells),
  };
}

interface Stretch {
  channel: number;
  width: number;
  /** A whole number of cells from the series' start. */
  firstStep: number;
  stepsPerCell: number;
}

/** Adds one series' values [T, width], from `firstStep` on, one by one (Welford 1962). */
function addSteps({ count, mean, squares, present }: Course, values: Float64Array, at: Stretch): void {
  const { channel, width, firstStep, stepsPerCell } = at;
  const steps = values.length / width;
  let cell = firstStep / stepsPerCell;
  for (let from = 0; from < steps; from += stepsPerCell, cell++) {
    const to = Math.min(from + stepsPerCell, steps);
    let any = 0;
    for (let step = from; step < to; step++) {
      const value = values[step * width + channel];
      if (!Number.isFinite(value)) continue;
      any = 1;
      const away = value - mean[cell];
      mean[cell] += away / ++count[cell];
      squares[cell] += away * (value - mean[cell]);
    }
    present[cell] += any;
  }
}
