/** What the engine answers about how values are spread: statistics of channels and classes, and the course of class means. */

import type { Part, SeriesListPage } from './views';

/** Classes told apart in statistics and means, in the order of first appearance; the others are only counted. */
export const MOST_CLASSES = 100;
/** Channels with so many classes that there are more rows than this are told as a whole only. */
export const MOST_STATISTICS_ROWS = 50_000;

/** Series of one label; `null` are those without one. */
export interface ClassGroup {
  label: string | null;
  series: number;
}

/**
 * Statistics of a part's values as they are charted, with missing values filled where that was chosen. A step that
 * windows share counts once in each row. Row 0 of a channel is all of its values; then comes a row for each class.
 */
export interface PartStatistics {
  part: Part;
  series: number;
  /** None where the part has no labels, or where they would be too many. */
  classes: ClassGroup[];
  /** How many classes there are in all. */
  classCount: number;
  channels: string[];
  /** Row `channel * (1 + classes.length) + group`, group 0 being the whole channel. */
  rows: StatisticsRows;
  /** Whether the quartiles are of every value, not of an even choice of them. */
  exact: boolean;
}

/** Columns of equal length; of a row without finite values all but the counts are NaN. */
export interface StatisticsRows {
  /** Finite values. */
  count: Float64Array;
  missing: Float64Array;
  infinite: Float64Array;
  mean: Float64Array;
  /** The standard deviation of these values themselves (divided by their count). */
  sd: Float64Array;
  min: Float64Array;
  /** Quartiles, between two values in proportion; NaN where there are too many rows for them. */
  q1: Float64Array;
  median: Float64Array;
  q3: Float64Array;
  max: Float64Array;
}

export interface StatisticsView {
  /** Empty where no series could be made. */
  parts: PartStatistics[];
}

export interface ClassMeansQuery {
  part: Part;
  channel: number;
  /** Width of the chart in device-independent pixels: at most this many columns are returned. */
  width: number;
  /** Whether the fitted scaling is applied. */
  scaled: boolean;
}

/** The mean of the series of one class at each step that they reach. */
export interface ClassMean extends ClassGroup {
  /** Mean of the values in each column; NaN where none of the class's series has one. */
  mean: Float64Array;
  /** Their standard deviation (divided by their count). */
  sd: Float64Array;
  /** Series with a value: the fewest and the most at any step of the column. */
  fewest: Uint32Array;
  most: Uint32Array;
}

export interface ClassMeansView {
  part: Part;
  channel: number;
  /** Steps of the longest series. */
  length: number;
  /** Steps in each column (the last one may hold fewer). */
  stepsPerColumn: number;
  /** Where the part has no labels, one group of all its series. */
  classes: ClassMean[];
  classCount: number;
  /** 1 where every series was taken; of more values than can be gone over soon, every so manieth of each class. */
  every: number;
}

/** What is known of each series in each channel; `first` and `last` are the values at its ends. */
export const SERIES_STATISTICS = ['count', 'missing', 'mean', 'sd', 'min', 'max', 'first', 'last'] as const;
export type SeriesStatistic = (typeof SERIES_STATISTICS)[number];

/** A statistic of a channel, by which series are found, sorted and told. */
export interface StatisticColumn {
  statistic: SeriesStatistic;
  /** Index of the channel. */
  channel: number;
}

/** What series are found and sorted by. */
export interface SeriesChoice {
  part: Part;
  /**
   * `words`: all of them stand in the id or the label, whatever their case. `condition`: an SQL condition on `index`, `id`,
   * `label`, `part`, `length` and statistics such as `mean(x)`.
   */
  filter: { by: 'words' | 'condition'; text: string } | null;
  /** Ties stay in the data's order; what is unknown comes last. */
  sort: { by: 'index' | 'id' | 'label' | 'length' | StatisticColumn; descending: boolean } | null;
}

/** A page of the series that were found. */
export interface FoundPage extends SeriesListPage {
  /** How many there are without the filter. */
  of: number;
  /** The statistic that was asked for, of each of the rows; NaN where a series has none. */
  values: Float64Array | null;
}
