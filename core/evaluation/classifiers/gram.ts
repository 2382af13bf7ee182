/** Inner products of many vectors. */

import { PIECE } from './tridiagonal';

/**
 * Adds the inner products of the rows of `block` [m, length] to the lower triangle of `gram` [m, m]. Yields between pieces
 * of work.
 */
export function* addGram(block: Float64Array, m: number, length: number, gram: Float64Array): Generator<void> {
  let work = 0;
  for (let i = 0; i < m; i += 2) {
    const [a, b] = [i * length, Math.min(i + 1, m - 1) * length];
    for (let j = 0; j <= i; j += 4) {
      const [c, d, e, f] = [0, 1, 2, 3].map((k) => Math.min(j + k, m - 1) * length);
      let [s0, s1, s2, s3, t0, t1, t2, t3] = [0, 0, 0, 0, 0, 0, 0, 0];
      for (let k = 0; k < length; k++) {
        const x = block[a + k];
        const y = block[b + k];
        const v0 = block[c + k];
        const v1 = block[d + k];
        const v2 = block[e + k];
        const v3 = block[f + k];
        s0 += x * v0;
        s1 += x * v1;
        s2 += x * v2;
        s3 += x * v3;
        t0 += y * v0;
        t1 += y * v1;
        t2 += y * v2;
        t3 += y * v3;
      }
      add(gram, m, i, j, s0, s1, s2, s3);
      add(gram, m, i + 1, j, t0, t1, t2, t3);
    }
    work += 2 * i * length;
    if (work < PIECE) continue;
    work = 0;
    yield;
  }
}

/** Four products of row `i` with the rows from `j` on, as far as they are in the lower triangle. */
function add(
  gram: Float64Array,
  m: number,
  i: number,
  j: number,
  s0: number,
  s1: number,
  s2: number,
  s3: number,
): void {
  if (i >= m || j > i) return;
  const at = i * m + j;
  gram[at] += s0;
  if (j + 1 <= i) gram[at + 1] += s1;
  if (j + 2 <= i) gram[at + 2] += s2;
  if (j + 3 <= i) gram[at + 3] += s3;
}
