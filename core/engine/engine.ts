/** The engine: owns datasets and runs by handle and answers every request of the window and the command line. */

import type { CallId, EngineApi, EngineEvents } from '../contract/api';
import { fromPayload, WorkbenchError } from '../contract/errors';
import { ARTICLE_MODEL, type DatasetSpec, type Job, type ModelSpec } from '../contract/specs';
import type { DatasetView, ExportReport, SeriesRef } from '../contract/views';
import { ARTICLE_SERIES } from '../dataset/article';
import type { Kernel } from '../lstm/kernel';
import type { StackWeights } from '../lstm/stack';
import { analysisView } from './analysis-view';
import { ChosenKernel } from './chosen-kernel';
import { checkConvertible, writeSeries } from './convert';
import { identityOf, openDataset, type Dataset } from './datasets';
import { checkTargets, seriesIndex, testName, writeChart, writeFeatures, writeGates } from './exports';
import { checkFeatures, featuresPage, featuresView } from './features-view';
import { gatesView, stepView } from './gates-view';
import type { EngineHost, Path } from './host';
import { jobText } from './job';
import { lessonView } from './lesson';
import { Models, type Speed, type Workload } from './models';
import { parityOf } from './parity';
import { exportModel } from './model-export';
import { forgetRead, qualityView } from './quality-view';
import { computeGates, PARTS, runModel, workloadOf, type Prepared, type Run, type SeriesGates } from './runs';
import { SeriesFinder } from './series-finder';
import { rowOfLine, seriesChart, seriesList, tablePage } from './series-views';
import { classMeans, statisticsView } from './statistics-view';
import { featureFormat } from './target-format';
import { type Plan, type Task, Tasks } from './task';
import { weightAt, weightsView } from './weights-view';

/** What the command line needs beyond `EngineApi`: a job from its dataset to its files. */
export interface Engine extends EngineApi {
  /** Called with what was understood before the run starts. */
  runJob(call: CallId, job: Job, understood?: (dataset: DatasetView) => void): Promise<ExportReport[]>;
}

/** A run goes on with the kernel that it was made with, whatever is chosen later. */
interface Made extends Run {
  kernel: Kernel;
}

/** Computes with `auto` until `useKernel` says otherwise. */
export function createEngine(host: EngineHost, events: EngineEvents): Engine {
  const tasks = new Tasks(host, events);
  const models = new Models(host);
  const finder = new SeriesFinder(host);
  const chosen = new ChosenKernel(host);
  const datasets = new Map<string, Dataset>();
  const runs = new Map<string, Made>();
  let handles = 0;
  let gatesKept: { run: Run; gates: SeriesGates } | null = null;

  const newHandle = (kind: string): string => `${kind}-${++handles}`;
  const speed = (): Speed => ({ kernel: chosen.kernel, rate: (kernel) => chosen.rate(kernel) });

  /** What a run would go over; null where no dataset is named or none could be made. */
  function loadOf(handle: string | null): Workload | null {
    const dataset = handle === null ? null : found(datasets, handle);
    return dataset?.parts.train == null ? null : workloadOf(dataset);
  }

  async function open(task: Task, spec: DatasetSpec): Promise<Dataset> {
    const dataset = await openDataset(spec, newHandle('dataset'), host, task);
    datasets.set(dataset.view.handle, dataset);
    return dataset;
  }

  /** Closes a dataset that was given up, once no run needs it any more. */
  async function release(dataset: Dataset): Promise<void> {
    const open = datasets.get(dataset.view.handle) === dataset;
    if (open || [...runs.values()].some((made) => made.dataset === dataset)) return;
    await dataset.close();
  }

  /** Weights that fit the dataset, and the reason why not before any is drawn. */
  async function prepare(task: Task, dataset: Dataset, spec: ModelSpec): Promise<Prepared> {
    if (dataset.view.problem !== null) throw fromPayload(dataset.view.problem);
    const load = workloadOf(dataset);
    const settings = await models.describe(spec, load, speed());
    if (settings.problem !== null) throw fromPayload(settings.problem);
    return { dataset, model: await models.weights(spec, load, task), settings };
  }

  const shown = (task: Task, spec: ModelSpec, handle: string | null): Promise<StackWeights> =>
    models.shown(spec, loadOf(handle), speed(), task);

  /** A spec that was run before on this dataset with this kernel gives the run of then. */
  async function run(task: Task, dataset: Dataset, spec: ModelSpec): Promise<Made> {
    const { kernel } = chosen;
    const specHash = host.sha256(JSON.stringify([identityOf(dataset), await models.identity(spec), kernel.name]));
    const kept = [...runs.values()].find(
      (made) => made.dataset === dataset && made.kernel === kernel && made.view.specHash === specHash,
    );
    if (kept !== undefined) return kept;
    const prepared = await prepare(task, dataset, spec);
    const named = { handle: newHandle('run'), specHash };
    const made = { ...(await runModel(named, prepared, kernel, host, task)), kernel };
    runs.set(made.view.handle, made);
    return made;
  }

  /** The gates of the series looked at last are kept: the next step or zoom asks for them again. */
  async function gatesOf(task: Task, of: Made, series: SeriesRef): Promise<SeriesGates> {
    const kept = gatesKept;
    if (kept?.run === of && kept.gates.series.part === series.part && kept.gates.series.index === series.index)
      return kept.gates;
    const gates = await computeGates(of, series, of.kernel, task);
    gatesKept = { run: of, gates };
    return gates;
  }

  return {
    openDataset: (call, spec) => tasks.run(call, async (task) => (await open(task, spec)).view),
    async closeDataset(handle) {
      const closed = datasets.get(handle);
      datasets.delete(handle);
      if (closed === undefined) return;
      await finder.forget(closed);
      await release(closed);
    },
    tablePage: async (dataset, part, first, count) => tablePage(found(datasets, dataset), part, first, count),
    rowOfLine: async (dataset, part, line) => rowOfLine(found(datasets, dataset), part, line),
    seriesList: async (dataset, part, first, count) => seriesList(found(datasets, dataset), part, first, count),
    seriesChart: async (dataset, query) => seriesChart(found(datasets, dataset), query),
    findSeries: (call, dataset, choice, shown, first, count) =>
      tasks.run(call, (task) => finder.find(found(datasets, dataset), choice, shown, [first, count], task)),
    statistics: (call, dataset) => tasks.run(call, async (task) => statisticsView(found(datasets, dataset), task)),
    classMeans: (call, dataset, query) =>
      tasks.run(call, async (task) => classMeans(found(datasets, dataset), query, task)),
    checkQuality: (call, dataset) => tasks.run(call, async (task) => qualityView(found(datasets, dataset), task)),
    async describeModel(spec, handle) {
      return models.describe(spec, loadOf(handle), speed());
    },
    analyseModel: (call, spec, handle, layer, direction) =>
      tasks.run(call, (task) => analysisView(models, spec, loadOf(handle), speed(), { layer, direction }, task)),
    weights: (call, spec, handle, query) =>
      tasks.run(call, async (task) => task.driveUncounted(weightsView(await shown(task, spec, handle), query))),
    weightAt: (call, spec, handle, place) =>
      tasks.run(call, async (task) => weightAt(await shown(task, spec, handle), place)),
    run: (call, dataset, spec) =>
      tasks.run(call, async (task) => {
        task.plan({ weights: 1, running: 9 });
        return (await run(task, found(datasets, dataset), spec)).view;
      }),
    exportModel: (call, spec, on, features, file) =>
      tasks.run(call, async (task) => {
        const path = host.resolve(file, 'write');
        const source = spec.kind === 'file' ? host.resolve(spec.file, 'read') : null;
        const load = typeof on === 'string' ? workloadOf(found(datasets, on)) : { ...on, lengths: new Int32Array(0) };
        const model = spec.kind === 'file' ? await models.open(spec) : await models.weights(spec, load, task);
        return exportModel(host, task, model, source, path, features);
      }),
    parity: (call, spec) =>
      tasks.run(call, async (task) => parityOf(host, task, chosen.kernel, await models.open(spec.model), spec)),
    async closeRun(handle) {
      const closed = runs.get(handle);
      runs.delete(handle);
      if (gatesKept?.run === closed) gatesKept = null;
      if (closed !== undefined) await release(closed.dataset);
    },
    gates: (call, handle, query) =>
      tasks.run(call, async (task) => {
        const of = found(runs, handle);
        return gatesView(of, await gatesOf(task, of, query.series), query);
      }),
    async step(handle, query) {
      const of = found(runs, handle);
      const gates = await tasks.run(newHandle('step'), (task) => gatesOf(task, of, query.series));
      return stepView(of, gates, query);
    },
    features: async (handle, spec) => featuresView(found(runs, handle), spec),
    featuresPage: async (handle, query) => featuresPage(found(runs, handle), query),
    exportFeatures: (call, handle, spec, file) =>
      tasks.run(call, async (task) => {
        const of = found(runs, handle);
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
        const of = found(runs, handle);
        return writeGates(
          host,
          task,
          of.kernel,
          of,
          series?.part ?? 'train',
          series?.index ?? null,
          host.resolve(file, 'write'),
        );
      }),
    async exportChart(run, dataset, file, bytes) {
      const of = run === null ? null : found(runs, run);
      const on = of?.dataset ?? (dataset === null ? null : found(datasets, dataset));
      return writeChart(host, of?.kernel ?? null, on, of, host.resolve(file, 'write'), bytes);
    },
    jobText: async (job) => jobText(withPaths(job, host)),
    lesson: async () => {
      const load = { channels: 1, lengths: Int32Array.of(ARTICLE_SERIES.length), longest: ARTICLE_SERIES.length };
      const { weights } = await tasks.run(newHandle('lesson'), (task) => models.weights(ARTICLE_MODEL, load, task));
      return lessonView(chosen.kernel, weights, Float32Array.from(ARTICLE_SERIES));
    },
    engineInfo: async () => ({
      version: host.version,
      kernel: chosen.view,
      cores: host.cores(),
      memory: host.memory(),
    }),
    kernels: async () => host.listKernels(),
    useKernel: async (spec) => chosen.use(spec),
    async useTableMemory(bytes) {
      host.useTableMemory(bytes);
      return host.memory();
    },
    async cancel(call) {
      tasks.cancel(call);
    },
    runJob: (call, job, understood) =>
      tasks.run(call, async (task) => {
        task.plan(PLANS[job.task]);
        const path = host.resolve(job.output.file, 'write');
        const testPath = job.output.test === null ? null : host.resolve(job.output.test, 'write');
        const targets = testPath === null ? [path] : [path, testPath];
        checkTargets(host, sourcesOf(job, host), targets);
        checkOutside(job, host, targets);
        if (job.task === 'features') for (const target of targets) featureFormat(host.baseName(target));
        for (const target of targets) await host.checkTarget(target);
        const dataset = await open(task, datasetOf(job));
        forgetRead(dataset);
        understood?.(dataset.view);
        if (job.task === 'convert') checkConvertible(dataset);
        else if (dataset.view.problem !== null) throw fromPayload(dataset.view.problem);
        if (job.task === 'gates') {
          const prepared = await prepare(task, dataset, job.model);
          const index = job.gates.sequence === null ? null : seriesIndex(dataset, job.gates.sequence);
          return [await writeGates(host, task, chosen.kernel, prepared, 'train', index, path)];
        }
        if (job.task === 'features') {
          const { layers, stack } = await models.describe(job.model, null, speed());
          checkFeatures(job.features, layers, stack);
        }
        if (testPath !== null && dataset.parts.test === null) {
          throw new WorkbenchError('data/no-test-part', { file: dataset.view.name });
        }
        const parts = [{ part: 'train', path } as const];
        const both = testPath === null ? parts : [...parts, { part: 'test', path: testPath } as const];
        if (job.task === 'convert') return writeSeries(host, task, dataset, both);
        const of = await run(task, dataset, job.model);
        return writeFeatures(host, task, of.kernel, of, both, job.features);
      }),
  };
}

/** The phases of a job, with about how long each takes beside the others. */
const PLANS: Record<Job['task'], Plan> = {
  features: { reading: 2, weights: 1, running: 6, writing: 1 },
  gates: { reading: 2, weights: 1, writing: 7 },
  convert: { reading: 1, writing: 1 },
};

/** What is converted stays as it is, and whole unless windows are asked for. */
function datasetOf({ task, dataset }: Job): DatasetSpec {
  if (task !== 'convert') return dataset;
  return { ...dataset, reading: { window: null, ...dataset.reading }, scaling: 'none' };
}

function found<T>(owned: Map<string, T>, handle: string): T {
  const value = owned.get(handle);
  if (value === undefined) throw new WorkbenchError('engine/unknown-handle', { handle: String(handle) });
  return value;
}

function together(reports: ExportReport[]): ExportReport {
  return {
    files: reports.flatMap(({ files }) => files),
    rows: reports.reduce((sum, { rows }) => sum + rows, 0),
    bytes: reports.reduce((sum, { bytes }) => sum + bytes, 0),
    warnings: reports.flatMap(({ warnings = [] }) => warnings),
  };
}

/** The files that a job names to be read. */
function sourcesOf({ dataset: { source }, model }: Job, host: EngineHost): Path[] {
  const files = model.kind === 'file' ? [model.file] : [];
  if (source.kind === 'file') {
    files.push(source.file);
    if (typeof source.test === 'object') files.push(source.test.file);
  }
  return files.map((file) => host.resolve(file, 'read'));
}

/** What is written into the folder that is read would be data of it the next time. @throws export/inside-source */
function checkOutside({ dataset: { source } }: Job, host: EngineHost, targets: readonly Path[]): void {
  if (source.kind !== 'folder') return;
  for (const file of source.test === undefined ? [source.folder] : [source.folder, source.test]) {
    const folder = host.resolve(file, 'read');
    const inside = targets.find((target) => host.contains(folder, target));
    if (inside === undefined) continue;
    throw new WorkbenchError('export/inside-source', { file: host.baseName(inside), folder: host.baseName(folder) });
  }
}

/** A job file names paths; the window's specs name grants. Outputs are names to be written beside the job. */
function withPaths(job: Job, host: EngineHost): Job {
  const { source } = job.dataset;
  const model: ModelSpec =
    job.model.kind === 'file' ? { kind: 'file', file: host.resolve(job.model.file, 'read') } : job.model;
  if (source.kind === 'folder') {
    const folder = host.resolve(source.folder, 'read');
    const test = source.test === undefined ? {} : { test: host.resolve(source.test, 'read') };
    return { ...job, model, dataset: { ...job.dataset, source: { ...source, folder, ...test } } };
  }
  if (source.kind !== 'file') return { ...job, model };
  const test = typeof source.test === 'object' ? { file: host.resolve(source.test.file, 'read') } : source.test;
  return {
    ...job,
    model,
    dataset: { ...job.dataset, source: { kind: 'file', file: host.resolve(source.file, 'read'), test } },
  };
}
