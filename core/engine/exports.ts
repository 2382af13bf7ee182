/** Writes results to files, each with its provenance beside it. */

import { WorkbenchError } from '../contract/errors';
import type { FeaturesSpec } from '../contract/specs';
import type { ExportReport, Part } from '../contract/views';
import { featureRows, gateRows } from '../exporters/csv';
import { jsonBytes } from '../exporters/json';
import type { Kernel } from '../lstm/kernel';
import type { Dataset } from './datasets';
import { chosenColumns, selectPart } from './features-view';
import type { EngineHost, Path, WrittenFile } from './host';
import { provenanceOf, type ExportTask } from './provenance';
import { checkGates, computeGates, partOf, type Prepared, type Run } from './runs';
import type { Task } from './task';

/** `features.csv` -> `features.test.csv` */
export function testName(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? `${name}.test` : `${name.slice(0, dot)}.test${name.slice(dot)}`;
}

/** Refuses to write over a file that is read, or to write one twice, provenance included. @throws export/same-file */
export function checkTargets(host: EngineHost, sources: readonly Path[], targets: readonly Path[]): void {
  const taken = new Set(sources);
  for (const path of targets.flatMap((target) => [target, provenancePath(host, target)])) {
    if (taken.has(path)) throw new WorkbenchError('export/same-file', { file: host.baseName(path) });
    taken.add(path);
  }
}

/** `features.csv` -> `features.provenance.json` beside it. */
function provenancePath(host: EngineHost, path: Path): Path {
  return host.beside(path, `${stem(host.baseName(path))}.provenance.json`);
}

/** Writes the features of the parts named, each to its file. Errors: export/*, features/no-pooling, engine/cancelled. */
export async function writeFeatures(
  host: EngineHost,
  task: Task,
  kernel: Kernel,
  run: Run,
  targets: readonly { part: Part; path: Path }[],
  spec: FeaturesSpec,
): Promise<ExportReport[]> {
  const columns = chosenColumns(run, spec);
  const series = targets.map(({ part }) => partOf(run.dataset, part).series);
  task.begin(
    'writing',
    series.reduce((count, { ids }) => count + ids.length, 0),
    'series',
  );
  const reports: ExportReport[] = [];
  let before = 0;
  for (const [at, { part, path }] of targets.entries()) {
    const { ids, labels } = series[at];
    const table = {
      ids,
      labels: present(labels),
      columns: columns.map(({ name }) => name),
      values: selectPart(run, part, columns),
    };
    const written = await host.write(path, chunksOf(featureRows(table), task, before));
    const provenance = { task: 'features', part, features: spec } as const;
    reports.push(await withProvenance(host, kernel, run.dataset, run, path, provenance, written, ids.length));
    before += ids.length;
  }
  return reports;
}

/** Writes the gates of one series, or of all series of a part, one series in memory at a time. */
export async function writeGates(
  host: EngineHost,
  task: Task,
  kernel: Kernel,
  run: Prepared,
  part: Part,
  index: number | null,
  path: Path,
): Promise<ExportReport> {
  const { ids, lengths } = partOf(run.dataset, part).series;
  const indices = index === null ? ids.map((_, at) => at) : [index];
  const { config } = run.model.weights;
  const directions = run.model.weights.directions.length;
  checkGates(run, part, indices);
  let rows = 0;
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (const [done, at] of indices.entries()) {
      // Computing a series and writing it out take about as long.
      const { gates } = await computeGates(run, { part, index: at }, kernel, task, (share) =>
        task.reach(done, (done + share / 2) / indices.length),
      );
      const series = {
        id: ids[at],
        length: lengths[at],
        hidden: config.hidden,
        bidirectional: config.bidirectional,
        gates,
      };
      for (const chunk of gateRows(series, done === 0)) {
        yield chunk;
        await task.reach(done, (done + 0.5) / indices.length);
      }
      rows += lengths[at] * directions * config.hidden;
    }
  }
  task.begin('writing', indices.length, 'series');
  const written = await host.write(path, chunks());
  const sequence = index === null ? null : ids[index];
  return withProvenance(
    host,
    kernel,
    run.dataset,
    run,
    path,
    { task: 'gates', part, gates: { sequence } },
    written,
    rows,
  );
}

/** Writes the bytes of a drawn chart. */
export async function writeChart(
  host: EngineHost,
  kernel: Kernel | null,
  dataset: Dataset | null,
  run: Prepared | null,
  path: Path,
  bytes: Uint8Array,
): Promise<ExportReport> {
  const written = await host.write(path, [bytes]);
  if (dataset === null) return { files: [written.name], rows: 0, bytes: written.bytes };
  return withProvenance(host, kernel, dataset, run, path, { task: 'chart' }, written, null);
}

/** The index of the training part's series called `id`. @throws data/unknown-series */
export function seriesIndex(dataset: Dataset, id: string): number {
  const index = partOf(dataset, 'train').series.ids.indexOf(id);
  if (index < 0) throw new WorkbenchError('data/unknown-series', { series: id });
  return index;
}

async function withProvenance(
  host: EngineHost,
  kernel: Kernel | null,
  dataset: Dataset,
  run: Prepared | null,
  path: Path,
  task: ExportTask,
  written: WrittenFile,
  rows: number | null,
): Promise<ExportReport> {
  const provenance = await host.write(provenancePath(host, path), [
    jsonBytes(provenanceOf(host, kernel, dataset, run, task, written, rows)),
  ]);
  return { files: [written.name, provenance.name], rows: rows ?? 0, bytes: written.bytes };
}

function stem(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? name : name.slice(0, dot);
}

function present(labels: (string | null)[]): (string | null)[] | null {
  return labels.some((label) => label !== null) ? labels : null;
}

async function* chunksOf(
  rows: Iterable<{ bytes: Uint8Array; done: number }>,
  task: Task,
  before: number,
): AsyncGenerator<Uint8Array> {
  for (const { bytes, done } of rows) {
    yield bytes;
    await task.reach(before + done);
  }
}
