/** Reads DuckDB's column vectors: numbers into `Float64Array`s, everything else as text. */

import type { DuckDBDataChunk, DuckDBResult, DuckDBVector } from '@duckdb/node-api';
import type { TableColumn } from '../dataset/table-engine';

/** A column, and how many of its rows are NULL. */
export interface ReadColumn {
  column: TableColumn;
  nulls: number;
}

export type ColumnReader = (vector: DuckDBVector, rowCount: number) => ReadColumn;

const NUMBERS = new Set([
  'DOUBLE',
  'FLOAT',
  'TINYINT',
  'SMALLINT',
  'INTEGER',
  'BIGINT',
  'HUGEINT',
  'UTINYINT',
  'USMALLINT',
  'UINTEGER',
  'UBIGINT',
  'UHUGEINT',
]);

/** One reader for each column of a result, whose `first` chunk has the same types as all others. */
export function columnReaders(result: DuckDBResult, first: DuckDBDataChunk): ColumnReader[] {
  return Array.from({ length: result.columnCount }, (_, column) => {
    const type = String(first.getColumnVector(column).type);
    if (type === 'DOUBLE') return readDoubles;
    if (type === 'VARCHAR') return readTexts;
    return NUMBERS.has(type) ? readNumbers : readOthers;
  });
}

/** The vector's own array, with NaN where its validity has no bit. */
function readDoubles(vector: DuckDBVector, rowCount: number): ReadColumn {
  const { items, validity } = vector as unknown as Doubles;
  const column = items.length === rowCount ? items : items.slice(0, rowCount);
  const words = validity.data;
  let nulls = 0;
  if (words === null) return { column, nulls };
  const bits = new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
  for (let at = 0; at < bits.length; at++) {
    if (bits[at] === 255) continue;
    const end = Math.min(rowCount, at * 8 + 8);
    for (let row = at * 8; row < end; row++) {
      if ((bits[at] & (1 << (row & 7))) !== 0) continue;
      column[row] = NaN;
      nulls++;
    }
  }
  return { column, nulls };
}

/** What a vector of doubles holds; its validity is one bit a row, none at all where every row has a value. */
interface Doubles {
  items: Float64Array;
  validity: { data: BigUint64Array | null };
}

function readNumbers(vector: DuckDBVector, rowCount: number): ReadColumn {
  const column = new Float64Array(rowCount);
  let nulls = 0;
  for (let row = 0; row < rowCount; row++) {
    const value = vector.getItem(row);
    if (value === null) nulls++;
    column[row] = value === null ? NaN : Number(value);
  }
  return { column, nulls };
}

function readTexts(vector: DuckDBVector, rowCount: number): ReadColumn {
  const { dataView, validity } = vector as unknown as Texts;
  const bytes = Buffer.from(dataView.buffer, dataView.byteOffset, dataView.byteLength);
  const words = new Int32Array(dataView.buffer, dataView.byteOffset, rowCount * WORDS);
  const column: (string | null)[] = [];
  let nulls = 0;
  let same: string | null = null;
  for (let row = 0, at = 0; row < rowCount; row++, at += WORDS) {
    if (!validity.itemValid(row)) {
      nulls++;
      column.push(null);
      same = null;
    } else if (words[at] > INLINE_BYTES) {
      column.push(String(vector.getItem(row)));
      same = null;
    } else {
      // A cell that is the one above it byte for byte, as ids and labels mostly are, is not decoded again.
      if (same === null || !isRepeated(words, at)) same = bytes.toString('utf8', at * 4 + 4, at * 4 + 4 + words[at]);
      column.push(same);
    }
  }
  return { column, nulls };
}

/** Words of 32 bits of a text: its length in bytes, then the text itself where it is short, else where it lies. */
const WORDS = 4;
const INLINE_BYTES = 12;

/** What a vector of texts holds. */
interface Texts {
  dataView: DataView;
  validity: { itemValid(row: number): boolean };
}

function isRepeated(words: Int32Array, at: number): boolean {
  for (let word = at; word < at + WORDS; word++) if (words[word] !== words[word - WORDS]) return false;
  return true;
}

/** Whatever else there is, as the vector tells it. */
function readOthers(vector: DuckDBVector, rowCount: number): ReadColumn {
  const column: (string | null)[] = [];
  let nulls = 0;
  for (let row = 0; row < rowCount; row++) {
    const value = vector.getItem(row);
    if (value === null) nulls++;
    column.push(value === null ? null : String(value));
  }
  return { column, nulls };
}
