/** One headless job, from its dataset to its files. */

import { fromPayload, WorkbenchError } from '../contract/errors';
import type { DatasetSpec, Job } from '../contract/specs';
import type { DatasetView, ExportReport } from '../contract/views';
import { checkConvertible, writeSeries } from './convert';
import { checkTargets, seriesIndex, writeFeatures, writeGates } from './exports';
import { checkFeatures } from './features-view';
import type { Holdings } from './holdings';
import type { EngineHost, Path } from './host';
import { featureFormat } from './target-format';
import type { Plan, Task } from './task';

/** Does a job, telling `understood` what the dataset was taken for before the run starts. */
export async function runJob(
  held: Holdings,
  task: Task,
  job: Job,
  understood?: (dataset: DatasetView) => void,
): Promise<ExportReport[]> {
  const { host } = held;
  task.plan(PLANS[job.task]);
  const path = host.resolve(job.output.file, 'write');
  const testPath = job.output.test === null ? null : host.resolve(job.output.test, 'write');
  const targets = testPath === null ? [path] : [path, testPath];
  checkTargets(host, sourcesOf(job, host), targets);
  checkOutside(job, host, targets);
  if (job.task === 'features') for (const target of targets) featureFormat(host.baseName(target));
  for (const target of targets) await host.checkTarget(target);
  const dataset = await held.open(task, datasetOf(job));
  understood?.(dataset.view);
  if (job.task === 'convert') checkConvertible(dataset);
  else if (dataset.view.problem !== null) throw fromPayload(dataset.view.problem);
  if (job.task === 'gates') {
    const prepared = await held.prepare(task, dataset, job.model);
    const index = job.gates.sequence === null ? null : seriesIndex(dataset, job.gates.sequence);
    return [await writeGates(host, task, held.chosen.kernel, prepared, 'train', index, path)];
  }
  if (job.task === 'features') {
    const { layers, stack } = await held.models.describe(job.model, null, held.speed());
    checkFeatures(job.features, layers, stack);
  }
  if (testPath !== null && dataset.parts.test === null) {
    throw new WorkbenchError('data/no-test-part', { file: dataset.view.name });
  }
  const parts = [{ part: 'train', path } as const];
  const both = testPath === null ? parts : [...parts, { part: 'test', path: testPath } as const];
  if (job.task === 'convert') return writeSeries(host, task, dataset, both);
  const of = await held.run(task, dataset, job.model);
  return writeFeatures(host, task, of.kernel, of, both, job.features);
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
