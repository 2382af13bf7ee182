/** Chooses columns of a run's pooled features: statistics, projection and pages of the table. */

import { WorkbenchError } from '../contract/errors';
import type { FeaturesSpec } from '../contract/specs';
import type {
  FeaturesPage,
  FeaturesQuery,
  FeaturesView,
  LayerView,
  Part,
  ScatterPoint,
  SeriesRef,
} from '../contract/views';
import { principalComponents } from '../evaluation/principal-components';
import {
  columnsPerSeries,
  columnStatistics,
  featureColumns,
  type FeatureSource,
  selectFeatures,
} from '../features/pooling';
import { partOf, PARTS, type Run } from './runs';
import { LARGEST_PAGE } from './series-views';

/** The rows of both parts, training part first. */
export function rowsOf(run: Run): SeriesRef[] {
  return PARTS.flatMap((part) => {
    const count = run.view.seriesCount[part];
    return Array.from({ length: count }, (_, index) => ({ part, index }));
  });
}

/** Holds a choice of features to a model of so many layers; only an LSTM has cell states. @throws features/no-pooling, model/out-of-range */
export function checkFeatures(spec: FeaturesSpec, layers: number, cells: readonly Pick<LayerView, 'cell'>[]): void {
  const chosen = cells.filter((_, layer) => spec.layers === 'all' || spec.layers.includes(layer));
  const cellStates = chosen.length === 0 || chosen.some(({ cell }) => cell.kind === 'lstm');
  if (spec.poolings.every((pooling) => pooling === 'cell' && !cellStates))
    throw new WorkbenchError('features/no-pooling', {});
  if (spec.layers !== 'all') {
    if (spec.layers.length === 0) throw new WorkbenchError('features/no-pooling', {});
    const wrong = spec.layers.find((layer) => !Number.isInteger(layer) || layer < 0 || layer >= layers);
    if (wrong !== undefined) {
      throw new WorkbenchError('model/out-of-range', { name: 'layers', value: wrong, min: 0, max: layers - 1 });
    }
  }
}

/** The chosen columns in order. @throws features/no-pooling, model/out-of-range */
export function chosenColumns(run: Run, spec: FeaturesSpec): FeatureSource[] {
  const { config } = run.model.weights;
  checkFeatures(spec, config.layers.length, config.layers);
  return featureColumns(config, spec);
}

/** One part's chosen columns, row by row. */
export function selectPart(run: Run, part: Part, columns: readonly FeatureSource[]): Float32Array {
  return selectFeatures(run.model.weights.config, run.pooled[part], columns);
}

/** Column statistics over all rows, and the first two principal components fitted on the training part. */
export function featuresView(run: Run, spec: FeaturesSpec): FeaturesView {
  const columns = chosenColumns(run, spec);
  const rows = rowsOf(run);
  const train = selectPart(run, 'train', columns);
  const test = selectPart(run, 'test', columns);
  const values = new Float32Array(train.length + test.length);
  values.set(train);
  values.set(test, train.length);
  const statistics = columnStatistics(values, columns.length);
  const { scores, explained } = principalComponents(values, columns.length, run.view.seriesCount.train);
  const points = rows.map((series, row): ScatterPoint => {
    const { ids, labels } = partOf(run.dataset, series.part).series;
    return { series, id: ids[series.index], label: labels[series.index], x: scores[2 * row], y: scores[2 * row + 1] };
  });
  return {
    spec,
    columns: columns.map((column, k) => ({
      name: column.name,
      layer: column.layer,
      direction: column.direction,
      unit: column.unit,
      pooling: column.pooling,
      ...statistics[k],
    })),
    rows: rows.length,
    scatter: { points, explained },
  };
}

/** A window of the table, cut by rows and columns, in the data's order or sorted by one column. */
export function featuresPage(run: Run, query: FeaturesQuery): FeaturesPage {
  const columns = chosenColumns(run, query.spec);
  const rows = sortedRows(run, query, columns);
  const first = Math.min(Math.max(0, query.first), rows.length);
  const shown = columns.slice(query.firstColumn, query.firstColumn + query.columnCount);
  const width = columnsPerSeries(run.model.weights.config);
  return {
    first,
    total: rows.length,
    rows: rows.slice(first, first + Math.min(query.count, LARGEST_PAGE)).map((series) => {
      const { ids, labels } = partOf(run.dataset, series.part).series;
      const pooled = run.pooled[series.part];
      const values = Float32Array.from(shown, ({ index }) => pooled[series.index * width + index]);
      return { series, id: ids[series.index], label: labels[series.index], values };
    }),
  };
}

function sortedRows(run: Run, query: FeaturesQuery, columns: readonly FeatureSource[]): SeriesRef[] {
  const rows = rowsOf(run);
  const { sortBy } = query;
  if (sortBy === null) return query.descending ? rows.reverse() : rows;
  const sign = query.descending ? -1 : 1;
  if (sortBy === 'sequence' || sortBy === 'label') {
    const text = (ref: SeriesRef): string => {
      const { ids, labels } = partOf(run.dataset, ref.part).series;
      return sortBy === 'sequence' ? ids[ref.index] : (labels[ref.index] ?? '');
    };
    return rows.sort((a, b) => sign * compareTexts(text(a), text(b)));
  }
  const column = columns.find(({ name }) => name === sortBy);
  if (column === undefined) return rows;
  const width = columnsPerSeries(run.model.weights.config);
  const value = (ref: SeriesRef): number => run.pooled[ref.part][ref.index * width + column.index];
  return rows.sort((a, b) => sign * (value(a) - value(b)));
}

/** Numbers sort as numbers and before all others, those by code unit: the same on every machine and in every language. */
export function compareTexts(a: string, b: string): number {
  const [x, y] = [a, b].map((text) => (text === '' ? NaN : Number(text)));
  if (!Number.isNaN(x) && !Number.isNaN(y) && x !== y) return x - y;
  if (Number.isNaN(x) !== Number.isNaN(y)) return Number.isNaN(x) ? 1 : -1;
  return a < b ? -1 : a > b ? 1 : 0;
}
