/** What each column alone tells of the class, whatever its shape: mutual information by nearest neighbours. */

import type { Table } from '../classifiers/classifier';

/** Neighbours within the class whose distance says how wide to look. */
const NEIGHBOURS = 3;

/**
 * Mutual information of every column and the class, in nats, by Ross (PLoS ONE 9(2), 2014): no bins, whose choice would
 * decide. For each row, k neighbours of its class are as near as d and m rows of any class nearer than d:
 * I = psi(n) + <psi(k)> - <psi(n of the class)> - <psi(m)>, not below 0. A class of one row has no neighbours and is left out.
 * Where k or more rows of a class have one value, all of them are its k neighbours (Gao et al., NIPS 2017).
 */
export function* mutualInformation(
  { values, rows, columns }: Table,
  classes: Int32Array,
  count: number,
): Generator<void, Float64Array> {
  const sizes = new Int32Array(count);
  for (const one of classes) sizes[one]++;
  const used = Int32Array.from({ length: rows }, (_, row) => row).filter((row) => sizes[classes[row]] > 1);
  const psi = digammas(rows);
  const found = new Float64Array(columns);
  const all = new Float64Array(used.length);
  for (let j = 0; j < columns && used.length > 0; j++) {
    const own: number[][] = Array.from(sizes, () => []);
    for (const [i, row] of used.entries()) {
      all[i] = values[row * columns + j];
      own[classes[row]].push(all[i]);
    }
    all.sort();
    let sum = 0;
    for (const list of own) sum += sumOfClass(Float64Array.from(list).sort(), all, psi);
    found[j] = Math.max(0, psi[used.length] + sum / used.length);
    yield;
  }
  return found;
}

/** The sum over the rows of one class of psi(k) - psi(n of the class) - psi(m). Both lists ascend. */
function sumOfClass(own: Float64Array, all: Float64Array, psi: Float64Array): number {
  const k = Math.min(NEIGHBOURS, own.length - 1);
  let sum = 0;
  // The k nearest and the row itself stand side by side: the stretch moves up while that brings its far end nearer.
  for (let i = 0, from = 0; i < own.length; i++) {
    const x = own[i];
    from = Math.max(from, i - k);
    while (from < i && from + k + 1 < own.length && own[from + k + 1] - x < x - own[from]) from++;
    const radius = Math.max(x - own[from], own[from + k] - x);
    const nearOf = (list: Float64Array): number =>
      firstWhere(list, (y) => y > x && !inside(y - x, radius)) - firstWhere(list, (y) => inside(x - y, radius));
    sum += psi[radius > 0 ? k : nearOf(own)] - psi[own.length] - psi[nearOf(all)];
  }
  return sum;
}

/** Nearer than the radius; where that is 0, as near. */
const inside = (distance: number, radius: number): boolean => distance < radius || distance <= 0;

/** The first place of an ascending list from which on a condition holds. */
function firstWhere(list: Float64Array, holds: (value: number) => boolean): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(list[middle])) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** psi(n) of whole numbers up to `most`, less Euler's constant, which cancels: 1 + 1/2 + ... + 1/(n - 1). */
function digammas(most: number): Float64Array {
  const psi = new Float64Array(most + 1);
  for (let n = 2; n <= most; n++) psi[n] = psi[n - 1] + 1 / (n - 1);
  return psi;
}
