/** Arrays of weights, and how they are rearranged. */

/** An array of weights, read when it is asked for. */
export interface KerasTensor {
  name: string;
  shape: number[];
  read(): Generator<void, Float32Array>;
}

/** Values worked on between two yields. */
const PIECE = 1 << 20;

/** [rows, columns] as [columns, rows]. */
export function* transposed(values: Float32Array, rows: number, columns: number): Generator<void, Float32Array> {
  const turned = new Float32Array(values.length);
  const slice = Math.max(1, Math.floor(PIECE / columns));
  for (let from = 0; from < rows; from += slice) {
    const to = Math.min(rows, from + slice);
    for (let row = from; row < to; row++)
      for (let column = 0; column < columns; column++) turned[column * rows + row] = values[row * columns + column];
    yield;
  }
  return turned;
}

/** Arrays of equal size, each of `columns`, as one whose rows are theirs one after the other. */
export function sideBySide(arrays: readonly Float32Array[], columns: number): Float32Array {
  const width = columns * arrays.length;
  const rows = columns === 0 ? 0 : arrays[0].length / columns;
  const joined = new Float32Array(rows * width);
  for (const [number, array] of arrays.entries())
    for (let row = 0; row < rows; row++)
      joined.set(array.subarray(row * columns, (row + 1) * columns), row * width + number * columns);
  return joined;
}

/** Blocks of equal size in another order: block k of the result is block `order[k]`. */
export function reordered(values: Float32Array, order: readonly number[]): Float32Array {
  const size = values.length / order.length;
  const moved = new Float32Array(values.length);
  for (const [to, from] of order.entries()) moved.set(values.subarray(from * size, (from + 1) * size), to * size);
  return moved;
}
