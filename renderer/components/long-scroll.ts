/** Where the rows of a table lie that may be taller than a page can be: millions of rows of one height under one scroll bar. */

/** Heights up to this are laid out and scrolled exactly; browsers cut heights a little above twice of it. */
export const MOST_HEIGHT = 15_000_000;

export interface LongShape {
  rows: number;
  rowHeight: number;
  /** Height of the head that stays in sight above the rows. */
  headHeight: number;
  /** Height of the scroller, the head included. */
  viewHeight: number;
}

/** The height that the rows take up in the document. */
export function laidOutHeight({ rows, rowHeight }: Pick<LongShape, 'rows' | 'rowHeight'>): number {
  return Math.min(MOST_HEIGHT, rows * rowHeight);
}

/** The furthest that the rows can be moved, in their own pixels. */
export function mostOffset({ rows, rowHeight, headHeight, viewHeight }: LongShape): number {
  return Math.max(0, headHeight + rows * rowHeight - viewHeight);
}

/** Pixels of the rows to one of the scroll bar; 1 where all of them are laid out. */
export function scrollRatio(shape: LongShape): number {
  const most = mostOffset(shape);
  if (shape.rows * shape.rowHeight <= MOST_HEIGHT || most === 0) return 1;
  return most / (shape.headHeight + MOST_HEIGHT - shape.viewHeight);
}

/** The rows that can be seen at an offset, with `margin` more on either side. */
export function rowsAt(offset: number, shape: LongShape, margin: number): { first: number; count: number } {
  const { rows, rowHeight, headHeight, viewHeight } = shape;
  if (viewHeight <= 0) return { first: 0, count: 0 };
  const first = Math.max(0, Math.floor(offset / rowHeight) - margin);
  const end = Math.min(rows, Math.ceil((offset + viewHeight - headHeight) / rowHeight) + margin);
  return { first: Math.min(first, rows), count: Math.max(0, end - first) };
}

/** The offset nearest to this one at which a row can be seen as a whole. */
export function offsetShowing(row: number, offset: number, shape: LongShape): number {
  const { rowHeight, headHeight, viewHeight } = shape;
  const top = row * rowHeight;
  const bottom = top + rowHeight - (viewHeight - headHeight);
  const moved = top < offset ? top : Math.max(offset, bottom);
  return Math.min(Math.max(0, moved), mostOffset(shape));
}
