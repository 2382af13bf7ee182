/** Tells tables whose header has fewer names than the rows have fields: row names of R, and a single column of decimal commas. */

import { isDecimalComma, parseCell } from './numbers';

const FEWEST_ROWS = 3;
const LOOKED_AT = 200;

/** Whether every row has one field more than the first: `write.table` of R names no column of row names. */
export function lacksFirstName([header = [], ...rows]: readonly string[][]): boolean {
  if (rows.length < FEWEST_ROWS || header.length === 0 || header.some((name) => isNumber(name) || name.trim() === '')) {
    return false;
  }
  if (rows.some((row) => row.length !== header.length + 1)) return false;
  // Delimiters that end each row open no column.
  if (rows.every((row) => row[header.length].trim() === '')) return false;
  const names = rows.map(([name]) => name.trim());
  const counts = names.every((name, at) => name === String(at + 1));
  const texts = names.every((name) => name !== '' && !isNumber(name)) && new Set(names).size === names.length;
  return counts || texts;
}

/** Whether one name stands above nothing but numbers such as `1,5`: the comma is then their decimal mark. */
export function isColumnOfCommas(table: string): boolean {
  const [header, ...lines] = table
    .split('\n', LOOKED_AT)
    .slice(0, -1)
    .filter((line) => line.trim() !== '');
  if (header === undefined || header.includes(',') || isNumber(header) || lines.length < FEWEST_ROWS) return false;
  return lines.every((line) => isDecimalComma(line) || isNumber(line)) && lines.some(isDecimalComma);
}

function isNumber(text: string): boolean {
  return !Number.isNaN(parseCell(text, '.') ?? NaN);
}
