/** Writes results to files, each with its provenance beside it. */

import { WorkbenchError } from '../contract/errors';
import type { FeaturesSpec } from '../contract/specs';
import type { ExportReport, Part } from '../contract/views';
import { type GateColumns, gateRows, gateUnits } from '../exporters/csv';
import { jsonBytes } from '../exporters/json';
import { checkFeatureTable, leftOutOfFeatures } from '../exporters/limits';
import type { FileChunk } from '../exporters/tables';
import { featureBytes } from '../exporters/write';
import type { Kernel } from '../lstm/kernel';
import { directionsOf } from '../lstm/stack';
import type { Dataset } from './datasets';
import { chosenColumns, selectPart } from './features-view';
import type { EngineHost, Path, WrittenFile } from './host';
import { featureParquet } from './parquet-out';
import { provenanceOf, type ExportTask } from './provenance';
import { checkGates, computeGates, partOf, type Prepared, type Run } from './runs';
import { featureFormat, gatesWarnings } from './target-format';
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
export function provenancePath(host: EngineHost, path: Path): Path {
  return host.beside(path, `${stem(host.baseName(path))}.provenance.json`);
}

/**
 * Writes the features of the parts named, each to its file, in the format of its extension.
 * Errors: export/*, features/no-pooling, engine/cancelled.
 */
export async function writeFeatures(
  host: EngineHost,
  task: Task,
  kernel: Kernel,
  run: Run,
  targets: readonly { part: Part; path: Path }[],
  spec: FeaturesSpec,
): Promise<ExportReport[]> {
  const columns = chosenColumns(run, spec);
  const planned = targets.map(({ part, path }) => {
    const file = host.baseName(path);
    const { ids, labels } = partOf(run.dataset, part).series;
    const { labelAs } = run.dataset.view.understood;
    const texts = { ids, labels: labelsIn(labels), labelAs, columns: columns.map(({ name }) => name) };
    return { part, path, file, texts, ...featureFormat(file) };
  });
  // What one format cannot hold is said before the first file is written.
  for (const { file, format, texts } of planned) checkFeatureTable(file, format, texts);
  task.begin(
    'writing',
    planned.reduce((count, { texts }) => count + texts.ids.length, 0),
    'series',
  );
  const reports: ExportReport[] = [];
  let before = 0;
  for (const { part, path, file, texts, format, warnings } of planned) {
    const table = { ...texts, values: selectPart(run, part, columns) };
    const written =
      format === 'parquet'
        ? await featureParquet(host, task, path, table, before)
        : await host.write(path, chunksOf(featureBytes(format, table), task, before));
    const provenance = { task: 'features', part, format, features: spec } as const;
    const report = await withProvenance(host, kernel, run.dataset, run, path, provenance, written, texts.ids.length);
    const contents = leftOutOfFeatures(format, table);
    if (contents.length > 0) warnings.push({ code: 'export/left-out', params: { file, format, contents } });
    reports.push({ ...report, warnings });
    before += texts.ids.length;
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
  const { config, before } = run.model.weights;
  const directions = directionsOf(config, before);
  checkGates(run, part, indices);
  let rows = 0;
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (const [done, at] of indices.entries()) {
      // Computing a series and writing it out take about as long.
      const { gates } = await computeGates(run, { part, index: at }, kernel, task, (share) =>
        task.reach(done, (done + share / 2) / indices.length),
      );
      const columns = directions.map(({ index: of, layer, reverse }): GateColumns => ({
        layer,
        direction: reverse ? 'bwd' : 'fwd',
        quantities: gates[of],
      }));
      const series = { id: ids[at], length: lengths[at], gates: columns };
      for (const chunk of gateRows(series, done === 0)) {
        yield chunk;
        await task.reach(done, (done + 0.5) / indices.length);
      }
      rows += columns.reduce((sum, { quantities }) => sum + lengths[at] * gateUnits(quantities, lengths[at]), 0);
    }
  }
  task.begin('writing', indices.length, 'series');
  const written = await host.write(path, chunks());
  const sequence = index === null ? null : ids[index];
  const provenance = { task: 'gates', part, gates: { sequence } } as const;
  const report = await withProvenance(host, kernel, run.dataset, run, path, provenance, written, rows);
  return { ...report, warnings: gatesWarnings(host.baseName(path)) };
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

/** Writes beside a file what it was made of, and reports both. */
export async function withProvenance(
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

/** The name without its extension. */
export function stem(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? name : name.slice(0, dot);
}

/** The labels; null where no series has one. */
export function labelsIn(labels: (string | null)[]): (string | null)[] | null {
  return labels.some((label) => label !== null) ? labels : null;
}

/** A file's bytes as they come, letting messages in between; `before` counts the series of files before this one. */
export async function* chunksOf(rows: Iterable<FileChunk>, task: Task, before: number): AsyncGenerator<Uint8Array> {
  for (const { bytes, done } of rows) {
    yield bytes;
    await task.reach(before + done);
  }
}
