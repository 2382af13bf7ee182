/** The requests about runs: making them, their gates and features, and writing both. */

import type { EngineApi } from '../contract/api';
import type { ExportReport } from '../contract/views';
import { testName, writeChart, writeFeatures, writeGates } from './exports';
import { featuresPage, featuresView } from './features-view';
import { gatesView, stepView } from './gates-view';
import type { Holdings } from './holdings';
import { PARTS } from './runs';

export type RunCalls = Pick<
  EngineApi,
  'run' | 'closeRun' | 'gates' | 'step' | 'features' | 'featuresPage' | 'exportFeatures' | 'exportGates' | 'exportChart'
>;

export function runCalls(held: Holdings): RunCalls {
  const { host, tasks } = held;
  return {
    run: (call, dataset, spec) =>
      tasks.run(call, async (task) => {
        task.plan({ weights: 1, running: 9 });
        return (await held.run(task, held.dataset(dataset), spec)).view;
      }),
    closeRun: (handle) => held.closeRun(handle),
    gates: (call, handle, query) =>
      tasks.run(call, async (task) => {
        const of = held.runOf(handle);
        return gatesView(of, await held.gatesOf(task, of, query.series), query);
      }),
    async step(handle, query) {
      const of = held.runOf(handle);
      const gates = await tasks.run(held.newHandle('step'), (task) => held.gatesOf(task, of, query.series));
      return stepView(of, gates, query);
    },
    features: async (handle, spec) => featuresView(held.runOf(handle), spec),
    featuresPage: async (handle, query) => featuresPage(held.runOf(handle), query),
    exportFeatures: (call, handle, spec, file) =>
      tasks.run(call, async (task) => {
        const of = held.runOf(handle);
        const path = host.resolve(file, 'write');
        const beside = host.beside(path, testName(host.baseName(path)));
        const targets = PARTS.filter((part) => of.dataset.parts[part] !== null).map((part) => ({
          part,
          path: part === 'train' ? path : beside,
        }));
        return together(await writeFeatures(host, task, of.kernel, of, targets, spec));
      }),
    exportGates: (call, handle, series, file) =>
      tasks.run(call, (task) => {
        const of = held.runOf(handle);
        const { part, index } = series ?? { part: 'train', index: null };
        return writeGates(host, task, of.kernel, of, part, index, host.resolve(file, 'write'));
      }),
    async exportChart(run, dataset, file, bytes) {
      const of = run === null ? null : held.runOf(run);
      const on = of?.dataset ?? (dataset === null ? null : held.dataset(dataset));
      return writeChart(host, of?.kernel ?? null, on, of, host.resolve(file, 'write'), bytes);
    },
  };
}

function together(reports: ExportReport[]): ExportReport {
  return {
    files: reports.flatMap(({ files }) => files),
    rows: reports.reduce((sum, { rows }) => sum + rows, 0),
    bytes: reports.reduce((sum, { bytes }) => sum + bytes, 0),
    warnings: reports.flatMap(({ warnings = [] }) => warnings),
  };
}
