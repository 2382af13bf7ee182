/** Packed files: a bomb is refused by name before it fills memory, and unpacking is done in small steps. */

import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { toPayload } from '../../../core/contract/errors';
import { isGzip, unpackGzip } from '../../../core/dataset/gzip';
import { twinName } from '../../../core/dataset/parts';
import { readDataset } from '../../../core/dataset/read';
import { finish } from '../../helpers/datasets';

/** A long table; its numbers come from a linear congruence, so that they do not pack to nothing. */
function longTable(rows: number): Uint8Array {
  let seed = 1;
  const lines = Array.from({ length: rows }, (_, row) => {
    seed = (seed * 48271) % 2147483647;
    return `${row},${seed / 1000},${(seed % 977) / 10}`;
  });
  return new TextEncoder().encode(['time,a,b', ...lines].join('\n'));
}

test('what Node packs comes back byte by byte', () => {
  const bytes = longTable(20_000);
  const packed = new Uint8Array(gzipSync(bytes));
  expect(isGzip(packed)).toBe(true);
  expect(Buffer.compare(finish(unpackGzip({ name: 'table.csv.gz', bytes: packed })), bytes)).toBe(0);
});

test.each([
  ['says its size', 4 * 1024 * 1024],
  ['says that it is small', 10],
])('a bomb that %s is refused', (_name, says) => {
  const packed = new Uint8Array(gzipSync(new Uint8Array(4 * 1024 * 1024)));
  new DataView(packed.buffer).setUint32(packed.length - 4, says, true);
  const limit = 1024 * 1024;
  let thrown: unknown = null;
  try {
    finish(unpackGzip({ name: 'bomb.csv.gz', bytes: packed }, limit));
  } catch (error) {
    thrown = error;
  }
  expect(toPayload(thrown)).toEqual({ code: 'archive/too-large', params: { file: 'bomb.csv.gz', limit } });
});

test('progress rises from unpacking to the last row and counts the packed bytes', () => {
  const packed = new Uint8Array(gzipSync(longTable(40_000)));
  const steps: number[] = [];
  const reading = readDataset({ name: 'table.csv.gz', bytes: packed }, {});
  for (let next = reading.next(); next.done !== true; next = reading.next()) steps.push(next.value);
  expect(steps).toEqual(steps.toSorted((a, b) => a - b));
  expect(steps.filter((step) => step < packed.length * 0.3).length).toBeGreaterThan(10);
  expect(steps.at(-1)).toBeLessThanOrEqual(packed.length);
  expect(steps.at(-1)).toBeGreaterThan(packed.length * 0.9);
});

test('a packed training part has a packed twin', () => {
  expect(twinName('GunPoint_TRAIN.ts.gz')).toBe('GunPoint_TEST.ts.gz');
});
