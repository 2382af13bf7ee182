/** The features' numbers as far as they were looked at: fetched in blocks of rows and columns, the oldest forgotten. */

import type { FeaturesPage } from '../../../core/contract/views';

export const BLOCK_ROWS = 64;
export const BLOCK_COLUMNS = 32;
const MOST_BLOCKS = 256;

export type FeatureRow = Pick<FeaturesPage['rows'][number], 'series' | 'id' | 'label'>;

export interface BlockRequest {
  first: number;
  count: number;
  firstColumn: number;
  columnCount: number;
}

export interface FeatureBlocks {
  /** Fetches what of this window is not there yet. */
  need(window: BlockRequest): void;
  row(index: number): FeatureRow | null;
  /** Null while it is on its way. */
  value(row: number, column: number): number | null;
  /** What is still to come is ignored. */
  close(): void;
}

export interface BlockSource {
  rows: number;
  columns: number;
  fetch(request: BlockRequest): Promise<FeaturesPage>;
  /** Something that was missing is there now. */
  changed(): void;
  failed(error: unknown): void;
}

/** A new store for each selection and order of features; a failed block is asked for again when it is next needed. */
export function createBlocks({ rows, columns, fetch, changed, failed }: BlockSource): FeatureBlocks {
  const blocks = new Map<string, FeaturesPage['rows'] | 'asked'>();
  const heads = new Map<number, FeatureRow[]>();
  let open = true;

  const keyOf = (rowBlock: number, columnBlock: number): string => `${rowBlock} ${columnBlock}`;

  async function load(rowBlock: number, columnBlock: number): Promise<void> {
    const key = keyOf(rowBlock, columnBlock);
    const first = rowBlock * BLOCK_ROWS;
    const firstColumn = columnBlock * BLOCK_COLUMNS;
    blocks.set(key, 'asked');
    try {
      const page = await fetch({
        first,
        count: Math.min(BLOCK_ROWS, rows - first),
        firstColumn,
        columnCount: Math.min(BLOCK_COLUMNS, columns - firstColumn),
      });
      if (!open) return;
      blocks.set(key, page.rows);
      heads.set(
        rowBlock,
        page.rows.map(({ series, id, label }) => ({ series, id, label })),
      );
      forgetOldest();
      changed();
    } catch (error) {
      blocks.delete(key);
      if (open) failed(error);
    }
  }

  function forgetOldest(): void {
    for (const [key, block] of blocks) {
      if (blocks.size <= MOST_BLOCKS) return;
      if (block !== 'asked') blocks.delete(key);
    }
  }

  function need({ first, count, firstColumn, columnCount }: BlockRequest): void {
    const lastRow = Math.min(first + count, rows) - 1;
    const lastColumn = Math.min(firstColumn + columnCount, columns) - 1;
    for (let r = Math.floor(first / BLOCK_ROWS); r * BLOCK_ROWS <= lastRow; r++) {
      for (let c = Math.floor(firstColumn / BLOCK_COLUMNS); c * BLOCK_COLUMNS <= lastColumn; c++) {
        const key = keyOf(r, c);
        const known = blocks.get(key);
        if (known === undefined) void load(r, c);
        else if (known !== 'asked') {
          // Looked at again: the youngest now.
          blocks.delete(key);
          blocks.set(key, known);
        }
      }
    }
  }

  return {
    need,
    row: (index) => heads.get(Math.floor(index / BLOCK_ROWS))?.[index % BLOCK_ROWS] ?? null,
    value(row, column) {
      const block = blocks.get(keyOf(Math.floor(row / BLOCK_ROWS), Math.floor(column / BLOCK_COLUMNS)));
      if (block === undefined || block === 'asked') return null;
      return block[row % BLOCK_ROWS]?.values[column % BLOCK_COLUMNS] ?? null;
    },
    close() {
      open = false;
    },
  };
}
