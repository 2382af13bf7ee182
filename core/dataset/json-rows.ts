/** Lays out lists of scalars: the rows of a table, or, of unequal length and numbers alone, one series each. */

import { WorkbenchError } from '../contract/errors';
import type { ReadingSpec } from '../contract/specs';
import type { Assumption } from '../contract/views';
import { type CellReader, cellReader } from './cell-reader';
import { columnNames, recogniseHeader } from './dialect';
import type { JsonLayout, JsonTable } from './json-layout';
import type { pathIn } from './json-lists';
import type { JsonValue } from './json-values';
import { isMissing, parseCell } from './numbers';

const SAMPLE_ROWS = 200;

export class RowsLayout implements JsonLayout {
  private readonly sample: string[][] = [];
  private rows = 0;
  private width = 0;
  private shortest = Number.POSITIVE_INFINITY;
  private onlyValues = true;
  /** The first row of another length than the first one. */
  private odd: { row: number; found: number } | null = null;

  constructor(
    private readonly file: string,
    private readonly reading: ReadingSpec,
  ) {}

  add(element: JsonValue): void {
    const row = cellsOf(element);
    if (this.sample.length < SAMPLE_ROWS) this.sample.push(row);
    this.width = Math.max(this.width, row.length);
    this.shortest = Math.min(this.shortest, row.length);
    this.onlyValues &&= row.every(isValue);
    if (row.length !== this.sample[0].length) this.odd ??= { row: this.rows, found: row.length };
    this.rows++;
  }

  finish(path: ReturnType<typeof pathIn>): JsonTable {
    const { sample, reading, file, odd } = this;
    const header = reading.header ?? recogniseHeader(sample, readerOf(reading));
    const reason = header ? 'first-row-is-text' : 'first-row-is-numeric';
    const assumptions: Assumption[] = reading.header === undefined ? [{ setting: 'header', reason, params: {} }] : [];
    const first = header ? 1 : 0;
    const unequal = this.shortest < this.width;
    const wide = unequal && !header && this.onlyValues;
    const width = header ? sample[0].length : this.width;
    if (odd !== null && !wide) {
      const at = path(odd.row, 0).replace(/\[\d+\]$/, '');
      throw new WorkbenchError('json/ragged', { file, path: at, expected: sample[0].length, found: odd.found });
    }
    return {
      names: columnNames(header ? sample[0] : null, width),
      rowCount: this.rows - first,
      elementOf: (row) => row + first,
      path: (row, column) => path(row + first, column),
      nested: null,
      header,
      wide,
      assumptions,
      *rowsOf(element, at) {
        if (at < first) return;
        const cells = cellsOf(element).slice();
        while (cells.length < width) cells.push('');
        yield cells;
      },
    };
  }
}

/** A scalar is a row of one cell. */
function cellsOf(element: JsonValue): string[] {
  return (Array.isArray(element) ? element : [element]) as string[];
}

function isValue(cell: string): boolean {
  return isMissing(cell) || parseCell(cell, '.') !== null;
}

function readerOf({ thousands = 'none', missingText = [] }: ReadingSpec): CellReader {
  return cellReader({ decimal: '.', thousands, missing: missingText });
}
