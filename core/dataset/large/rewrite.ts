/** Writes text over that DuckDB cannot take as it is: as UTF-8, one row a line, every row of as many fields as there are columns. */

import { MOST_REJECTED_PLACES } from '../../contract/views';
import { fits } from '../survey';
import type { TableSource } from '../table-source';
import { decodeLarge } from './decode';
import type { LargeFile, Pieces, Spool } from './machine';
import type { RowIndex } from './row-index';
import { RowWriter } from './row-writer';

/** Rows with another number of fields that are kept as they are, to be shown. */
const MOST_KEPT = 10_000;

/** What the splitter of the small reader makes of the file. */
export interface Rewritten {
  file: Pieces;
  /** Where the rows lie in the new file, with their lines in the old one. */
  index: RowIndex;
  /** Rows with another number of fields, and the fields of the first of them. */
  ragged: { rows: number[]; found: number };
  /** The first rows with more or fewer fields than there are columns, as they were. */
  asTheyWere: Map<number, string[]>;
  badQuoteLine: number | null;
  /** Lines that are comments. */
  comments: number;
  /** Bytes of the longest line of the new file. */
  longest: number;
}

/** `reached` is told the share of the file that is done. @throws file/encoding, file/binary, data/store-full */
export async function rewrite(
  file: LargeFile,
  source: TableSource,
  spool: Spool,
  reached: (share: number) => Promise<void>,
  seen: (bytes: Uint8Array) => void,
): Promise<Rewritten> {
  const width = source.names.length;
  const ragged: Rewritten['ragged'] = { rows: [], found: 0 };
  const asTheyWere = new Map<number, string[]>();
  const writer = new RowWriter(spool, width);
  const { index } = writer;
  let badQuoteLine: number | null = null;
  let comments = 0;
  let skips = source.firstLine - 1;
  let headerPassed = !source.skipsHeader;
  let started = false;
  let blanks: number[] = [];
  let pending = '';
  let line = 1;

  const add = async (cells: string[], at: number): Promise<void> => {
    if (!fits(cells, width)) {
      if (ragged.rows.length === 0) ragged.found = cells.length;
      ragged.rows.push(index.rows);
    }
    const told = ragged.rows.at(-1) === index.rows && ragged.rows.length <= MOST_REJECTED_PLACES;
    if (told || (cells.length !== width && asTheyWere.size < MOST_KEPT)) asTheyWere.set(index.rows, cells);
    await writer.add(cells, at);
  };
  for await (const piece of decodeLarge(tapped(file, seen), source.encoding ?? 'utf-8')) {
    pending += piece.text;
    for (; skips > 0; skips--, line++) {
      const end = pending.indexOf('\n');
      if (end < 0) break;
      pending = pending.slice(end + 1);
    }
    const split = source.split(pending, line, piece.last);
    badQuoteLine ??= split.badQuoteLine;
    comments += split.comments ?? 0;
    for (const [at, cells] of split.rows.entries()) {
      const blank = source.keepsBlank !== true && cells.length === 1 && cells[0].trim() === '';
      if (blank && !started) continue;
      if (!blank) started = true;
      if (!blank && !headerPassed) headerPassed = true;
      else if (blank) blanks.push(split.lines[at]);
      else {
        for (const blankLine of blanks) await add([''], blankLine);
        blanks = [];
        await add(cells, split.lines[at]);
      }
    }
    pending = pending.slice(split.consumed);
    line = split.nextLine;
    await reached(piece.end / file.bytes);
  }
  const written = await writer.finish();
  return { file: written, index, ragged, asTheyWere, badQuoteLine, comments, longest: writer.longest };
}

/** The same file; what is read of it goes by `seen` once. */
export function tapped(file: LargeFile, seen: (bytes: Uint8Array) => void): LargeFile {
  let told = 0;
  return {
    name: file.name,
    path: file.path,
    bytes: file.bytes,
    close: () => file.close(),
    async read(from, to) {
      const bytes = await file.read(from, to);
      if (from + bytes.length > told) {
        seen(bytes.subarray(Math.max(0, told - from)));
        told = from + bytes.length;
      }
      return bytes;
    },
  };
}
