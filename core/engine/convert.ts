/** Writes the series of a dataset as they were read, in the format of the file's extension. */

import { fromPayload } from '../contract/errors';
import type { ExportReport, Part } from '../contract/views';
import { checkSeriesTable, leftOutOfSeries } from '../exporters/limits';
import type { SeriesTable } from '../exporters/tables';
import { seriesBytes } from '../exporters/write';
import type { Dataset } from './datasets';
import { chunksOf, labelsIn, stem, withProvenance } from './exports';
import type { EngineHost, Path } from './host';
import { seriesParquet } from './parquet-out';
import { partOf } from './runs';
import { seriesFormat } from './target-format';
import type { Task } from './task';

/**
 * Missing values stand in the way of a run, not of this: unless a cure was chosen they are written as missing.
 * @throws what else the dataset's problem is
 */
export function checkConvertible({ view, parts }: Dataset): void {
  const { problem } = view;
  if (problem !== null && (problem.code !== 'data/not-finite' || parts.train === null)) throw fromPayload(problem);
}

/** Writes the parts named, each to its file, unscaled. Errors: export/*, engine/cancelled. */
export async function writeSeries(
  host: EngineHost,
  task: Task,
  dataset: Dataset,
  targets: readonly { part: Part; path: Path }[],
): Promise<ExportReport[]> {
  const planned = targets.map(({ part, path }) => {
    const { series } = partOf(dataset, part);
    const file = host.baseName(path);
    const { labelAs } = dataset.view.understood;
    const table: SeriesTable = { ...series, name: stem(series.fileName), labels: labelsIn(series.labels), labelAs };
    return { part, path, file, table, ...seriesFormat(file) };
  });
  // What one format cannot hold is said before the first file is written.
  for (const { file, format, table } of planned) await task.driveUncounted(checkSeriesTable(file, format, table));
  task.begin(
    'writing',
    planned.reduce((count, { table }) => count + table.ids.length, 0),
    'series',
  );
  const reports: ExportReport[] = [];
  let before = 0;
  for (const { part, path, file, format, table, warnings } of planned) {
    const written =
      format === 'parquet'
        ? await seriesParquet(host, task, path, table, before)
        : await host.write(path, chunksOf(seriesBytes(format, table), task, before));
    const series = table.ids.length;
    const rows =
      format === 'csv' || format === 'parquet' ? table.lengths.reduce((sum, length) => sum + length, 0) : series;
    const provenance = { task: 'convert', part, format } as const;
    const report = await withProvenance(host, null, dataset, null, path, provenance, written, rows);
    const contents = leftOutOfSeries(format, table);
    if (contents.length > 0) warnings.push({ code: 'export/left-out', params: { file, format, contents } });
    reports.push({ ...report, warnings });
    before += series;
  }
  return reports;
}
