/** What the table engine reads of a file: its text as it stands, or its rows written over. */

import type { TableSource } from '../table-source';
import type { CsvText } from './csv-query';
import type { LargeFile, Pieces } from './machine';
import type { Rewritten } from './rewrite';
import type { RowIndex } from './row-index';

/** What is read, and where its rows lie. */
export interface EngineText {
  csv: CsvText;
  file: Pieces;
  index: RowIndex;
  rewritten: Rewritten | null;
}

/** The file as it stands; `returned` where its lines end in `\r\n`. */
export function plainText(file: LargeFile, source: TableSource, longest: number, returned: boolean): CsvText {
  const { delimiter, decimal, skipsHeader: header, names } = source;
  return { path: file.path, delimiter: delimiter ?? ',', header, decimal, returned, columns: names.length, longest };
}

/** Rows that were written over to `path`. */
export function writtenText(path: string, { decimal, names }: TableSource, rewritten: Rewritten): EngineText {
  const { file, index, longest } = rewritten;
  const csv = { path, delimiter: ',', header: false, decimal, returned: false, columns: names.length, longest };
  return { csv, file, index, rewritten };
}
