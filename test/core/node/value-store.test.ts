/** Values on disk: what is read is what was appended, whatever the slices; nothing stays behind. */

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { removeScratch, removeStaleScratch, scratchPath } from '../../../core/node/scratch';
import { openValueStore } from '../../../core/node/value-store';

afterAll(removeScratch);

const scratchFiles = (): string[] => readdirSync(dirname(scratchPath('probe')));

describe('a store of values', () => {
  it('gives back what was appended in pieces of any length, sliced anywhere', () => {
    const pieces = fc.array(fc.float64Array({ maxLength: 90 }), { maxLength: 12 });
    fc.assert(
      fc.property(pieces, fc.array(fc.tuple(fc.nat(400), fc.nat(400)), { maxLength: 20 }), (given, slices) => {
        const store = openValueStore();
        for (const piece of given) store.append(piece);
        const values = store.finish();
        const all = Float64Array.from(given.flatMap((piece) => [...piece]));
        expect(values.length).toBe(all.length);
        for (const [from, count] of slices)
          expect(values.slice(from, from + count)).toEqual(all.slice(from, from + count));
        store.close();
      }),
      { numRuns: 50 },
    );
  });

  it('reads slices longer than a page, backwards and across pages', () => {
    const count = 3_000_001;
    const store = openValueStore();
    const all = Float64Array.from({ length: count }, (_, at) => Math.sqrt(at) * (at % 2 === 0 ? 1 : -1));
    store.append(all.subarray(0, 1_000_003));
    store.append(all.subarray(1_000_003));
    const values = store.finish();
    expect(Buffer.from(values.slice(0, count).buffer).equals(Buffer.from(all.buffer))).toBe(true);
    for (let from = count - 3; from > 0; from -= 65_535) {
      expect(values.slice(from, from + 3)).toEqual(all.subarray(from, from + 3));
    }
    expect(values.slice(65_000, 70_000)).toEqual(all.subarray(65_000, 70_000));
    expect(values.slice(65_400, 65_600)).toEqual(all.subarray(65_400, 65_600));
    store.close();
  });

  it('removes its file when closed, and answers with a code afterwards', () => {
    const before = scratchFiles();
    const store = openValueStore();
    store.append(new Float64Array(10).fill(1.5));
    const values = store.finish();
    expect(scratchFiles()).toHaveLength(before.length + 1);
    store.close();
    store.close();
    expect(scratchFiles()).toEqual(before);
    expect(() => values.slice(0, 10)).toThrow(expect.objectContaining({ code: 'data/store-failed' }));
  });
});

describe('the folder of a process', () => {
  it.runIf(process.platform !== 'win32')('lets nobody else in', () => {
    expect(statSync(dirname(scratchPath('probe'))).mode & 0o777).toBe(0o700);
  });

  it('is made anew where the system cleared it away', () => {
    const first = dirname(scratchPath('probe'));
    rmSync(first, { recursive: true });
    const store = openValueStore();
    store.append(Float64Array.of(1, 2));
    expect([...store.finish().slice(0, 2)]).toEqual([1, 2]);
    expect(dirname(scratchPath('probe'))).not.toBe(first);
    store.close();
  });

  it('clears away what ended processes left, and leaves that of running ones', () => {
    const ended = spawnSync(process.execPath, ['-e', '']).pid;
    const stale = join(tmpdir(), `lstm-workbench-${ended}-stale1`);
    const living = join(tmpdir(), `lstm-workbench-${process.ppid}-alive1`);
    for (const folder of [stale, living]) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, '0.values'), 'x');
    }
    const own = dirname(scratchPath('probe'));
    removeStaleScratch();
    expect(existsSync(own)).toBe(true);
    expect(existsSync(stale)).toBe(false);
    expect(existsSync(living)).toBe(true);
    rmSync(living, { recursive: true });
  });
});
