/** Files that the exporters write, in tests: their bytes, and datasets as tables to be written. */

import type { SeriesPart } from '../../core/dataset/part';
import type { FileChunk, SeriesTable } from '../../core/exporters/tables';

/** All bytes of a file that comes in pieces. */
export function bytesOf(chunks: Iterable<FileChunk>): Uint8Array {
  return Buffer.concat(Array.from(chunks, ({ bytes }) => bytes));
}

export function textOf(chunks: Iterable<FileChunk>): string {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytesOf(chunks));
}

/** The series of a file as they are handed to the exporters. */
export function tableOf(part: SeriesPart): SeriesTable {
  const labels = part.labels.some((label) => label !== null) ? part.labels : null;
  return { ...part, name: part.fileName, labels };
}
