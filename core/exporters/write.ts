/** One writer for each format that comes as bytes; Parquet is written by the table engine. */

import type { FeatureTarget, SeriesTarget } from '../contract/targets';
import { featureArff, seriesArff } from './arff';
import { featureRows, seriesRows } from './csv';
import { featureLines, seriesLines } from './json-lines';
import { featureArray, npyRows, seriesArray } from './npy';
import { featureArchive, seriesArchive } from './npz';
import type { FeatureTable, FileChunk, SeriesTable } from './tables';
import { seriesTs } from './ts-text';

/** The file's bytes; what the format cannot hold has been refused by `checkFeatureTable`. */
export function featureBytes(
  format: Exclude<FeatureTarget, 'parquet'>,
  table: FeatureTable,
): Generator<FileChunk, void> {
  switch (format) {
    case 'csv':
      return featureRows(table);
    case 'npy':
      return npyRows(featureArray(table));
    case 'npz':
      return featureArchive(table);
    case 'arff':
      return featureArff(table);
    case 'jsonl':
      return featureLines(table);
  }
}

/** The file's bytes; what the format cannot hold has been refused by `checkSeriesTable`. */
export function seriesBytes(format: Exclude<SeriesTarget, 'parquet'>, table: SeriesTable): Generator<FileChunk, void> {
  switch (format) {
    case 'csv':
      return seriesRows(table);
    case 'npy':
      return npyRows(seriesArray(table));
    case 'npz':
      return seriesArchive(table);
    case 'arff':
      return seriesArff(table);
    case 'ts':
      return seriesTs(table);
    case 'jsonl':
      return seriesLines(table);
  }
}
