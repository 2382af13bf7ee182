/** A temporary file of bytes: written from its start, read in pieces, removed when closed. */

import { open, rm } from 'node:fs/promises';
import { WorkbenchError } from '../contract/errors';
import type { Pieces, Spool } from '../dataset/large/machine';
import { scratchPath } from './scratch';

/** @throws data/store-full, data/store-failed */
export async function openSpool(): Promise<Spool> {
  let written = 0;
  let closed = false;
  const attempt = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (thrown) {
      if (thrown instanceof WorkbenchError) throw thrown;
      const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : String(thrown);
      if (code === 'ENOSPC' || code === 'EDQUOT') throw new WorkbenchError('data/store-full', { bytes: written });
      throw new WorkbenchError('data/store-failed', { reason: code });
    }
  };
  const { path, file } = await attempt(async () => {
    const name = scratchPath('text');
    return { path: name, file: await open(name, 'wx+', 0o600) };
  });
  const close = async (): Promise<void> => {
    if (closed) return;
    closed = true;
    await file.close();
    await rm(path, { force: true });
  };
  return {
    path,
    append: (bytes) =>
      attempt(async () => {
        for (let done = 0; done < bytes.length;) {
          done += (await file.write(bytes, done, bytes.length - done, written + done)).bytesWritten;
        }
        written += bytes.length;
      }),
    finish: async (): Promise<Pieces> => ({
      bytes: written,
      read: (from, to) =>
        attempt(async () => {
          const bytes = Buffer.allocUnsafe(Math.max(0, Math.min(to, written) - from));
          for (let done = 0; done < bytes.length;) {
            const { bytesRead } = await file.read(bytes, done, bytes.length - done, from + done);
            if (bytesRead === 0) throw new WorkbenchError('data/store-failed', { reason: 'EOF' });
            done += bytesRead;
          }
          return bytes;
        }),
      close,
    }),
    close,
  };
}
