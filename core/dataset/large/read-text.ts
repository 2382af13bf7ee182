/** Reads delimited text of any size through the table engine. */

import type { ReadingSpec } from '../../contract/specs';
import { delimitedTable, type TextSource } from '../delimited-file';
import type { LargeResult } from '../part';
import type { LargeFile, Machine } from './machine';
import { type LargeOptions, readRows } from './read-rows';
import { headText, longestOf, sampleRows } from './sample';

/**
 * `text` is the file's beginning. Null for a table whose cells hold whole series: only the reader of small files takes them
 * apart. The result's table reads from the file, which is closed with it.
 * @throws file/encoding, file/binary, table/engine-unavailable, table/query, table/rows-lost, data/store-full, engine/cancelled
 */
export async function readLargeText(
  file: LargeFile,
  reading: ReadingSpec,
  format: 'csv' | 'ucr',
  text: TextSource,
  machine: Machine,
  options: LargeOptions,
): Promise<LargeResult | null> {
  const source = delimitedTable(file, reading, format, text);
  const { first } = text;
  const begin = headText(source, first.text);
  const rows = sampleRows(source, begin, first.last && first.end >= file.bytes);
  const expected = (file.bytes / Math.max(1, begin.length)) * rows.length * 1.1;
  const sample = { rows, expected: Math.ceil(expected) + 1, longest: rows.length === 0 ? file.bytes : longestOf(rows) };
  return await readRows(file, reading, source, sample, null, machine, options);
}
