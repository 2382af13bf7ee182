/** Statistics of an open dataset and the course of its class means, made when they are first asked for and kept with it. */

import { WorkbenchError } from '../contract/errors';
import type { Part } from '../contract/views';
import type { ClassMean, ClassMeansQuery, ClassMeansView, StatisticsView } from '../contract/views-statistics';
import type { SeriesPart } from '../dataset/part';
import { classCourses, type Course, type Courses } from '../dataset/statistics/class-means';
import { partStatistics } from '../dataset/statistics/part-statistics';
import type { Dataset } from './datasets';
import { PARTS } from './runs';
import { isIndex, stepsInColumn } from './series-views';
import type { Task } from './task';

/** Courses kept of one dataset, as of one channel in both parts. */
const MOST_COURSES = 2;

interface Kept {
  statistics: StatisticsView | null;
  courses: Map<string, Courses>;
}

const keptOf = new WeakMap<Dataset, Kept>();

function kept(dataset: Dataset): Kept {
  const found = keptOf.get(dataset) ?? { statistics: null, courses: new Map() };
  keptOf.set(dataset, found);
  return found;
}

/** The series as they are told apart: numbers to predict are no classes. */
function grouped({ view }: Dataset, series: SeriesPart): SeriesPart {
  return view.understood.labelAs === 'number' ? { ...series, labels: series.labels.map(() => null) } : series;
}

/** Statistics of both parts. @throws engine/cancelled */
export async function statisticsView(dataset: Dataset, task: Task): Promise<StatisticsView> {
  const { statistics } = kept(dataset);
  if (statistics !== null) return statistics;
  const loaded = PARTS.flatMap((name) => {
    const part = dataset.parts[name];
    return part === null ? [] : [{ name, series: grouped(dataset, part.series) }];
  });
  const view: StatisticsView = { parts: [] };
  for (const [at, { name, series }] of loaded.entries()) {
    const total = series.lengths.length;
    task.begin('checking', total, 'series', [at / loaded.length, (at + 1) / loaded.length]);
    view.parts.push(await task.drive(partStatistics(name, series), (share) => task.reach(share * total, share)));
  }
  kept(dataset).statistics = view;
  return view;
}

/**
 * Class means of one channel, cut to the width of a chart.
 * @throws engine/cancelled, data/unknown-series where there is no such part, model/out-of-range for the channel
 */
export async function classMeans(dataset: Dataset, query: ClassMeansQuery, task: Task): Promise<ClassMeansView> {
  const { part, channel, scaled } = query;
  const courses = await coursesOf(dataset, part, channel, task);
  const { length, stepsPerCell, classCount, every } = courses;
  const cells = Math.ceil(length / stepsPerCell);
  const together = stepsInColumn(0, cells, query.width);
  const scaler = scaled ? dataset.view.scaler?.channels[channel] : undefined;
  const { offset, scale } = scaler ?? { offset: 0, scale: 1 };
  const classes = courses.classes.map((course) => columnsOf(course, together, offset, scale));
  return { part, channel, length, stepsPerColumn: together * stepsPerCell, classes, classCount, every };
}

async function coursesOf(dataset: Dataset, part: Part, channel: number, task: Task): Promise<Courses> {
  const { courses } = kept(dataset);
  const key = `${part} ${channel}`;
  const found = courses.get(key);
  if (found !== undefined) return found;
  const series = dataset.parts[part]?.series;
  if (series === undefined) throw new WorkbenchError('data/unknown-series', { series: String(part) });
  if (!isIndex(channel, series.channels.length)) {
    const max = series.channels.length - 1;
    throw new WorkbenchError('model/out-of-range', { name: 'channel', value: channel, min: 0, max });
  }
  const total = series.lengths.length;
  task.begin('checking', total, 'series');
  const courseWork = classCourses(grouped(dataset, series), channel);
  const made = await task.drive(courseWork, (share) => task.reach(share * total, share));
  courses.set(key, made);
  for (const oldest of [...courses.keys()].slice(0, -MOST_COURSES)) courses.delete(oldest);
  return made;
}

/** Joins so many cells to a column each, and scales them. */
function columnsOf(course: Course, together: number, offset: number, scale: number): ClassMean {
  const { label, series, count, mean, squares, present } = course;
  const columns = Math.ceil(count.length / together);
  const made: ClassMean = {
    label,
    series,
    mean: new Float64Array(columns),
    sd: new Float64Array(columns),
    fewest: new Uint32Array(columns),
    most: new Uint32Array(columns),
  };
  for (let column = 0; column < columns; column++) {
    const end = Math.min((column + 1) * together, count.length);
    let all = 0;
    let middle = 0;
    let spread = 0;
    let fewest = Infinity;
    let most = 0;
    for (let cell = column * together; cell < end; cell++) {
      fewest = Math.min(fewest, present[cell]);
      most = Math.max(most, present[cell]);
      if (count[cell] === 0) continue;
      const away = mean[cell] - middle;
      const sum = all + count[cell];
      spread += squares[cell] + ((away * all) / sum) * away * count[cell];
      middle += away * (count[cell] / sum);
      all = sum;
    }
    made.mean[column] = all === 0 ? NaN : (middle - offset) / scale;
    made.sd[column] = all === 0 ? NaN : Math.sqrt(spread / all) / scale;
    made.fewest[column] = fewest;
    made.most[column] = most;
  }
  return made;
}
