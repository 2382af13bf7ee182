/** Opens a workbook with bounds on what it may unpack to, and reads the cells of one sheet as text that keeps their types. */

import { type CellObject, read, SSF, utils } from '@e965/xlsx';
import { zipSync } from 'fflate';
import { WorkbenchError } from '../contract/errors';
import type { CellRow } from './cell-rows';
import type { SourceFile } from './part';
import { inShare } from './share';
import { readSheetXml, readStrings, type XmlCell } from './xlsx-xml';
import { readZipEntries, unpackEntry, type ZipEntry } from '../bytes/zip';

/** Most bytes of a sheet, or of the texts of all sheets, unpacked. */
const SHEET_LIMIT = 128 << 20;
/** Most bytes of all that says how the workbook is made, and most formats of cells. */
const PARTS_LIMIT = 8 << 20;
const STYLES_LIMIT = 65_000;
const CELLS_LIMIT = 20_000_000;
const ROWS_BETWEEN_YIELDS = 4096;
/** What is handed to the library: no pictures, no macros, no drawings, and of sheets only the names. */
const STRUCTURE =
  /^(?:\[Content_Types\]\.xml|_rels\/\.rels|xl\/(?:workbook|styles)\.xml|xl\/_rels\/workbook\.xml\.rels)$/i;
const SHEET = /^xl\/(?:worksheets|chartsheets)\/[^/]+\.xml$/i;

export interface SheetCells {
  rows: CellRow[];
  /** Column of the first cell of each row, from 0. */
  firstColumn: number;
  width: number;
}

export interface Book {
  sheets: string[];
  /** Yields the share that is done, 0 to 1. @throws archive/broken, archive/too-large, xlsx/too-large */
  cells(sheet: string, decimal: '.' | ','): Generator<number, SheetCells>;
}

function broken(file: SourceFile, reason: string): WorkbenchError {
  return new WorkbenchError('archive/broken', { file: file.name, reason });
}

/**
 * Unpacks what says how the workbook is made and has the library read it, with each sheet replaced by a small one that
 * tells where the real one is and how each format of cells shows a number. Yields the bytes handled so far.
 * @throws archive/broken, archive/too-large
 */
export function* openBook(file: SourceFile): Generator<number, Book> {
  const entries = readZipEntries(file);
  if (!entries.some(({ name }) => /^xl\/workbook\.xml$/i.test(name))) throw broken(file, 'xlsx-no-workbook');
  const structure = entries.filter(({ name }) => STRUCTURE.test(name));
  if (structure.reduce((sum, { size }) => sum + size, 0) > PARTS_LIMIT) {
    throw new WorkbenchError('archive/too-large', { file: file.name, limit: PARTS_LIMIT });
  }
  const parts: Record<string, Uint8Array> = {};
  for (const entry of structure) parts[entry.name] = yield* inShare(unpackEntry(file, entry, PARTS_LIMIT), 1, [0, 0]);
  const styles = Object.entries(parts).find(([name]) => /styles\.xml$/i.test(name));
  const count = styles === undefined ? 1 : countStyles(styles[1]);
  if (count > STYLES_LIMIT) throw broken(file, 'archive-damaged');
  const probes = Array.from({ length: count }, (_, style) => `<c r="A${style + 2}" s="${style}"><v>1</v></c>`);
  const rows = probes.map((probe, style) => `<row r="${style + 2}">${probe}</row>`).join('');
  const sheets = entries.filter(({ name }) => SHEET.test(name));
  for (const [at, { name }] of sheets.entries()) {
    const where = `<row r="1"><c r="A1"><v>${at}</v></c></row>`;
    parts[name] = new TextEncoder().encode(
      `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${where}${at === 0 ? rows : ''}</sheetData></worksheet>`,
    );
  }
  const texts = entries.find(({ name }) => /^xl\/sharedStrings\.xml$/i.test(name));
  keepTypes(parts);
  let book;
  try {
    book = read(zipSync(parts, { level: 0 }), { type: 'array', dense: true, cellNF: true, cellHTML: false });
  } catch {
    throw broken(file, 'archive-damaged');
  }
  yield 0;
  const held = (name: string) => (book.Sheets[name]?.['!data'] ?? []) as (CellObject | undefined)[][];
  const indexOf = (name: string) => Number(held(name)[0]?.[0]?.v ?? -1);
  const withProbes = book.SheetNames.find((name) => indexOf(name) === 0);
  const shown = withProbes === undefined ? [] : held(withProbes).slice(1);
  const formats = shown.map((row) => (typeof row?.[0]?.z === 'string' ? row[0].z : ''));
  const showing = { formats, date1904: book.Workbook?.WBProps?.date1904 === true };
  let strings: string[] | null = null;
  return {
    sheets: book.SheetNames,
    *cells(sheet, decimal) {
      const entry: ZipEntry | undefined = sheets[indexOf(sheet)];
      if (entry === undefined) return { rows: [], firstColumn: 0, width: 0 };
      strings ??= texts === undefined ? [] : yield* readStrings(yield* textOfEntry(file, texts, [0, 0.1]));
      const xml = yield* textOfEntry(file, entry, [0.1, 0.2]);
      const reading = readSheetXml(xml, strings);
      const cells = yield* inShare(reading, 1, [0.2, 0.9]);
      if (cells === null) throw broken(file, 'archive-damaged');
      return yield* layOutCells(file, sheet, cells, (cell) => textOf(cell, showing, decimal));
    },
  };
}

/** Leaves in the list of types only the parts that are handed to the library: it asks for all that it finds there. */
function keepTypes(parts: Record<string, Uint8Array>): void {
  const name = '[Content_Types].xml';
  if (parts[name] === undefined) return;
  const known = new Set(Object.keys(parts).map((part) => `/${part}`.toLowerCase()));
  const types = new TextDecoder().decode(parts[name]).replace(/<(?:\w+:)?Override\s[^>]*>/g, (type) => {
    const part = /\sPartName="([^"]*)"/.exec(type)?.[1] ?? '';
    return known.has(part.toLowerCase()) ? type : '';
  });
  parts[name] = new TextEncoder().encode(types);
}

/** Formats of cells, at least one: no fewer than the library will be asked for. */
function countStyles(xml: Uint8Array): number {
  const cells = /<(?:\w+:)?cellXfs[\s>][\s\S]*?<\/(?:\w+:)?cellXfs>/.exec(new TextDecoder().decode(xml))?.[0] ?? '';
  return Math.max(1, cells.match(/<(?:\w+:)?xf[\s/>]/g)?.length ?? 0);
}

function* textOfEntry(file: SourceFile, entry: ZipEntry, share: readonly [number, number]): Generator<number, string> {
  const bytes = yield* inShare(unpackEntry(file, entry, SHEET_LIMIT), Math.max(1, entry.packed), share);
  return new TextDecoder().decode(bytes);
}

/** The rows that hold anything, from the first column that does to the last one. */
function* layOutCells(
  file: SourceFile,
  sheet: string,
  cells: XmlCell[][],
  textOfCell: (cell: XmlCell) => string,
): Generator<number, SheetCells> {
  const held: { line: number; texts: [column: number, text: string][] }[] = [];
  let first = Number.POSITIVE_INFINITY;
  let last = -1;
  for (const [at, row] of cells.entries()) {
    const texts = row.map((cell): [number, string] => [cell.column, textOfCell(cell)]);
    const filled = texts.filter(([, text]) => text.trim() !== '');
    for (const [column] of filled) {
      first = Math.min(first, column);
      last = Math.max(last, column);
    }
    if (filled.length > 0) held.push({ line: row[0].line, texts: filled });
    if (at % ROWS_BETWEEN_YIELDS === ROWS_BETWEEN_YIELDS - 1) yield 0.95;
  }
  const width = held.length === 0 ? 0 : last - first + 1;
  if (held.length * width > CELLS_LIMIT) {
    const params = { file: file.name, sheet, rows: held.length, columns: width, limit: CELLS_LIMIT };
    throw new WorkbenchError('xlsx/too-large', params);
  }
  const rows: CellRow[] = [];
  for (const { line, texts } of held) {
    const row = Array.from({ length: width }, () => '');
    for (const [column, text] of texts) row[column - first] = text;
    rows.push({ line, cells: row });
    if (rows.length % ROWS_BETWEEN_YIELDS === 0) yield 0.98;
  }
  return { rows, firstColumn: held.length === 0 ? 0 : first, width };
}

/** A cell as text: numbers with the decimal mark of the reading, dates as `2024-12-31 10:00:00`. */
function textOf(
  { type, style, text }: XmlCell,
  { formats, date1904 }: { formats: string[]; date1904: boolean },
  decimal: '.' | ',',
): string {
  if (type === 'b') return text.trim() === '1' ? 'TRUE' : 'FALSE';
  const value = Number(text);
  if (type !== 'n' || text.trim() === '' || Number.isNaN(value)) return text;
  const format = formats[style] ?? '';
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
