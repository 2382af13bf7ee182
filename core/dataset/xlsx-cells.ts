/** Opens a workbook with bounds on what it may unpack to, and reads the cells of one sheet as text that keeps their types. */

import { type CellObject, read, SSF, utils, type WorkBook } from '@e965/xlsx';
import { zipSync } from 'fflate';
import { WorkbenchError } from '../contract/errors';
import type { CellRow } from './cell-rows';
import type { SourceFile } from './part';
import { inShare } from './share';
import { readZipEntries, unpackEntry } from './zip';

/** Most bytes of the parts that are read, unpacked: about a million cells. */
const UNPACKED_LIMIT = 32 << 20;
const CELLS_LIMIT = 20_000_000;
/** Tables, styles and texts; no pictures, no macros, no drawings. */
const NEEDED = /^(?:\[Content_Types\]\.xml|_rels\/\.rels|xl\/(?:[^/]+\.xml|_rels\/[^/]+|worksheets\/[^/]+\.xml))$/i;

export interface SheetCells {
  rows: CellRow[];
  /** Column of the first cell of each row, from 0. */
  firstColumn: number;
  width: number;
}

export interface Book {
  sheets: string[];
  /** @throws archive/broken, xlsx/too-large */
  cells(sheet: string, decimal: '.' | ','): SheetCells;
}

/**
 * Unpacks the workbook's parts, each held to its size and checksum, and hands only them to the library.
 * Yields the bytes handled so far.
 * @throws archive/broken, archive/too-large
 */
export function* openBook(file: SourceFile): Generator<number, Book> {
  const entries = readZipEntries(file).filter(({ name }) => NEEDED.test(name));
  if (!entries.some(({ name }) => /^xl\/workbook\.xml$/i.test(name))) throw broken(file, 'xlsx-no-workbook');
  const size = entries.reduce((sum, entry) => sum + entry.size, 0);
  if (size > UNPACKED_LIMIT) throw new WorkbenchError('archive/too-large', { file: file.name, limit: UNPACKED_LIMIT });
  const parts: Record<string, Uint8Array> = {};
  let done = 0;
  for (const entry of entries) {
    const end = done + entry.packed;
    parts[entry.name] = yield* inShare(unpackEntry(file, entry, UNPACKED_LIMIT), Math.max(1, entry.packed), [
      done,
      end,
    ]);
    done = end;
  }
  const bytes = zipSync(parts, { level: 0 });
  yield done;
  const open = (options: Parameters<typeof read>[1]): WorkBook => {
    try {
      return read(bytes, { type: 'array', ...options });
    } catch {
      throw broken(file, 'archive-damaged');
    }
  };
  return {
    sheets: open({ bookSheets: true }).SheetNames,
    cells: (sheet, decimal) => {
      const options = {
        sheets: sheet,
        dense: true,
        cellNF: true,
        cellFormula: false,
        cellHTML: false,
        cellText: false,
      };
      return cellsOf(file, open(options), sheet, decimal);
    },
  };
}

function broken(file: SourceFile, reason: string): WorkbenchError {
  return new WorkbenchError('archive/broken', { file: file.name, reason });
}

/** The rows that hold anything, from the first column that does to the last one. */
function cellsOf(file: SourceFile, book: WorkBook, sheet: string, decimal: '.' | ','): SheetCells {
  const held = (book.Sheets[sheet]?.['!data'] ?? []) as (CellObject | undefined)[][];
  const date1904 = book.Workbook?.WBProps?.date1904 === true;
  const texts: { line: number; cells: { column: number; text: string }[] }[] = [];
  let first = Number.POSITIVE_INFINITY;
  let last = -1;
  for (const [row, line] of held.entries()) {
    if (line === undefined) continue;
    const cells: { column: number; text: string }[] = [];
    for (const [column, cell] of line.entries()) {
      const text = cell === undefined ? '' : textOf(cell, date1904, decimal);
      if (text.trim() === '') continue;
      cells.push({ column, text });
      first = Math.min(first, column);
      last = Math.max(last, column);
    }
    if (cells.length > 0) texts.push({ line: row + 1, cells });
  }
  const width = texts.length === 0 ? 0 : last - first + 1;
  if (texts.length * width > CELLS_LIMIT) {
    const params = { file: file.name, sheet, rows: texts.length, columns: width, limit: CELLS_LIMIT };
    throw new WorkbenchError('xlsx/too-large', params);
  }
  const rows = texts.map(({ line, cells }) => {
    const row = Array.from({ length: width }, () => '');
    for (const { column, text } of cells) row[column - first] = text;
    return { line, cells: row };
  });
  return { rows, firstColumn: texts.length === 0 ? 0 : first, width };
}

/** A cell as text: numbers with the decimal mark of the reading, dates as `2024-12-31 10:00:00`. */
function textOf(cell: CellObject, date1904: boolean, decimal: '.' | ','): string {
  const { t: type, v: value } = cell;
  if (value === undefined || value === null) return '';
  if (type === 'b') return value === true ? 'TRUE' : 'FALSE';
  if (type === 'e') return cell.w ?? utils.format_cell(cell);
  if (type !== 'n' || typeof value !== 'number') return String(value);
  const format = typeof cell.z === 'string' ? cell.z : '';
  if (SSF.is_date(format) && !/\[[hms]/i.test(format)) return dateText(value, date1904) ?? String(value);
  return decimal === ',' ? String(value).replace('.', ',') : String(value);
}

/** Null for a number that is no date. */
function dateText(serial: number, date1904: boolean): string | null {
  const date = SSF.parse_date_code(serial, { date1904 }) as {
    y: number;
    m: number;
    d: number;
    H: number;
    M: number;
    S: number;
  } | null;
  if (date === null) return null;
  const two = (part: number) => String(part).padStart(2, '0');
  const clock = `${two(date.H)}:${two(date.M)}:${two(Math.floor(date.S))}`;
  if (serial < 1) return clock;
  const day = `${date.y}-${two(date.m)}-${two(date.d)}`;
  return clock === '00:00:00' ? day : `${day} ${clock}`;
}

/** The name of a cell, such as `C7`. */
export function cellName(line: number, column: number): string {
  return utils.encode_cell({ r: line - 1, c: column });
}
