/** The requests about data: opening it, its rows and series, statistics and quality. */

import type { EngineApi } from '../contract/api';
import type { Holdings } from './holdings';
import { qualityView } from './quality-view';
import { rowOfLine, seriesChart, seriesList, tablePage } from './series-views';
import { classMeans, statisticsView } from './statistics-view';

export type DatasetCalls = Pick<
  EngineApi,
  | 'openDataset'
  | 'closeDataset'
  | 'tablePage'
  | 'rowOfLine'
  | 'seriesList'
  | 'seriesChart'
  | 'findSeries'
  | 'statistics'
  | 'classMeans'
  | 'checkQuality'
>;

export function datasetCalls(held: Holdings): DatasetCalls {
  const { tasks, finder } = held;
  return {
    openDataset: (call, spec) => tasks.run(call, async (task) => (await held.open(task, spec)).view),
    closeDataset: (handle) => held.closeDataset(handle),
    tablePage: async (dataset, part, first, count) => tablePage(held.dataset(dataset), part, first, count),
    rowOfLine: async (dataset, part, line) => rowOfLine(held.dataset(dataset), part, line),
    seriesList: async (dataset, part, first, count) => seriesList(held.dataset(dataset), part, first, count),
    seriesChart: async (dataset, query) => seriesChart(held.dataset(dataset), query),
    findSeries: (call, dataset, choice, shown, first, count) =>
      tasks.run(call, (task) => finder.find(held.dataset(dataset), choice, shown, [first, count], task)),
    statistics: (call, dataset) => tasks.run(call, async (task) => statisticsView(held.dataset(dataset), task)),
    classMeans: (call, dataset, query) =>
      tasks.run(call, async (task) => classMeans(held.dataset(dataset), query, task)),
    checkQuality: (call, dataset) => tasks.run(call, async (task) => qualityView(held.dataset(dataset), task)),
  };
}
