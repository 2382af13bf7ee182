/** Values in a temporary file: written in pieces, read back page by page, removed when closed. */

import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { WorkbenchError } from '../contract/errors';
import { paged } from '../dataset/paged';
import type { ValueStore } from '../engine/host';
import { scratchPath } from './scratch';

/** Values written at once. */
const WRITTEN_VALUES = 1 << 16;
const BYTES = Float64Array.BYTES_PER_ELEMENT;

/** @throws data/store-full, data/store-failed */
export function openValueStore(): ValueStore {
  let path = '';
  let file = -1;
  attempt(() => {
    path = scratchPath('values');
    file = openSync(path, 'wx+', 0o600);
  });
  const waiting = new Float64Array(WRITTEN_VALUES);
  let waits = 0;
  let length = 0;

  const flush = (): void => {
    write(file, waiting.subarray(0, waits), length * BYTES);
    length += waits;
    waits = 0;
  };
  return {
    append(values) {
      for (let from = 0; from < values.length;) {
        const count = Math.min(values.length - from, WRITTEN_VALUES - waits);
        waiting.set(values.subarray(from, from + count), waits);
        waits += count;
        from += count;
        if (waits === WRITTEN_VALUES) flush();
      }
    },
    finish() {
      flush();
      return paged(length, (into, from) => read(file, into, from * BYTES));
    },
    close() {
      if (file < 0) return;
      const open = file;
      file = -1;
      closeSync(open);
      rmSync(path, { force: true });
    },
  };
}

function read(file: number, values: Float64Array, position: number): void {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  attempt(() => {
    for (let done = 0; done < bytes.length;) {
      const count = readSync(file, bytes, done, bytes.length - done, position + done);
      if (count === 0) throw new WorkbenchError('data/store-failed', { reason: 'EOF' });
      done += count;
    }
  });
}

function write(file: number, values: Float64Array, position: number): void {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  attempt(() => {
    for (let done = 0; done < bytes.length;) {
      done += writeSync(file, bytes, done, bytes.length - done, position + done);
    }
  }, position + bytes.length);
}

function attempt(work: () => void, bytes = 0): void {
  try {
    work();
  } catch (thrown) {
    if (thrown instanceof WorkbenchError) throw thrown;
    const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : String(thrown);
    if (code === 'ENOSPC' || code === 'EDQUOT') throw new WorkbenchError('data/store-full', { bytes });
    throw new WorkbenchError('data/store-failed', { reason: code });
  }
}
