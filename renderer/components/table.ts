/** What a table shows, in the words of `VirtualTable.vue` and `TableHead.vue`. */

export interface TableColumn {
  key: string;
  label: string;
  /** Pixels; 96 unless told. */
  width?: number;
  align?: 'left' | 'right';
  /** A short word after the label, such as the column's kind. */
  badge?: string;
  sortable?: boolean;
}

/** The column that orders the rows. */
export interface TableSort {
  key: string;
  descending: boolean;
}

/** A row of its own under the columns' names, such as their means; its label takes the place of the pinned columns. */
export interface HeadRow {
  label: string;
  text: (key: string) => string;
  /** What a cell says when it is pointed at. */
  hint?: (key: string) => string;
}

export type CellText = string | number | null | undefined;

export const COLUMN_WIDTH = 96;
export const HEAD_ROW_HEIGHT = 20;
