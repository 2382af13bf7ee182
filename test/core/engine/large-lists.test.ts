/** A table of lists that is too large for the reader of small files is refused before it takes memory, with what cures it. */

import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LARGEST_LISTS, readLargeFile } from '../../../core/engine/large-files';
import { nodeHost } from '../../../core/node/host';

const ROW = '7,"[1.5, 2.5, 3.5]",up\n';

describe('a table with lists in its cells', () => {
  it.each([
    [LARGEST_LISTS, null],
    [LARGEST_LISTS + 1, 'table/lists-too-large'],
  ])('of %i bytes gives %s', async (bytes, code) => {
    const text = new TextEncoder().encode(`id,v,label\n${ROW.repeat(100_000)}`);
    const host = nodeHost({ resolve: (file) => resolve(file), sampleFolder: '', kernelFolder: '', version: 'test' });
    let seen = 0;
    const openFile = async () => ({
      bytes,
      close: async () => {},
      read: async (from: number, to: number) => {
        seen = Math.max(seen, to);
        return text.slice(from, to);
      },
    });
    const progress = { begin: () => {}, reach: async () => {} };
    const reading = readLargeFile('lists.csv', 'lists.csv', {}, { ...host, openFile }, progress);
    const outcome = await reading.catch((thrown: { code: string }) => thrown.code);
    expect(outcome).toBe(code);
    expect(seen).toBeLessThan(2 << 20);
  });
});
