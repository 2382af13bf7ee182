/** Files through the host: whole or not at all, and every fault has a code. */

import { createHash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WorkbenchError } from '../../../core/contract/errors';
import { nodeHost } from '../../../core/node/host';

const host = nodeHost({ resolve: (file) => file, sampleFolder: '', kernelFolder: '', version: 'test' });
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lstm-host-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('write', () => {
  it('writes all chunks and tells size and hash', async () => {
    const written = await host.write(join(folder, 'a.csv'), [bytes('one\n'), bytes('two\n')]);
    expect(await readFile(join(folder, 'a.csv'), 'utf8')).toBe('one\ntwo\n');
    expect(written).toEqual({
      name: 'a.csv',
      bytes: 8,
      sha256: createHash('sha256').update('one\ntwo\n').digest('hex'),
    });
  });

  it('leaves the old file whole and no other behind when the work fails half-way', async () => {
    await writeFile(join(folder, 'a.csv'), 'old');
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield bytes('half');
      throw new WorkbenchError('engine/cancelled', {});
    }
    await expect(host.write(join(folder, 'a.csv'), failing())).rejects.toMatchObject({ code: 'engine/cancelled' });
    expect(await readFile(join(folder, 'a.csv'), 'utf8')).toBe('old');
    expect(await readdir(folder)).toEqual(['a.csv']);
  });

  it('does not show the real name before all is written', async () => {
    const seen: string[][] = [];
    async function* watching(): AsyncGenerator<Uint8Array> {
      yield bytes('half');
      seen.push(await readdir(folder));
      yield bytes('rest');
    }
    await host.write(join(folder, 'a.csv'), watching());
    expect(seen[0]).not.toContain('a.csv');
    expect(await readdir(folder)).toEqual(['a.csv']);
  });

  it('refuses a read-only target, also for one who may write everywhere', async () => {
    await writeFile(join(folder, 'a.csv'), 'old');
    await chmod(join(folder, 'a.csv'), 0o444);
    await expect(host.write(join(folder, 'a.csv'), [bytes('new')])).rejects.toMatchObject({
      code: 'export/read-only',
      params: { file: 'a.csv' },
    });
    expect(await readFile(join(folder, 'a.csv'), 'utf8')).toBe('old');
  });

  it('says that the disk is full and leaves nothing behind', async () => {
    const full = (async function* fill(): AsyncGenerator<Uint8Array> {
      yield bytes('half');
      throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    })();
    await expect(host.write(join(folder, 'a.csv'), full)).rejects.toMatchObject({ code: 'export/disk-full' });
    expect(await readdir(folder)).toEqual([]);
  });

  it('names a folder that is gone or in the way', async () => {
    await mkdir(join(folder, 'b.csv'));
    await expect(host.write(join(folder, 'b.csv'), [bytes('x')])).rejects.toMatchObject({ code: 'export/failed' });
    await expect(host.write(join(folder, 'gone', 'a.csv'), [bytes('x')])).rejects.toMatchObject({
      code: 'export/failed',
    });
  });
});

describe('read', () => {
  it('reads a file larger than one piece and tells how far it is', async () => {
    const content = new Uint8Array(9 << 20).map((_, at) => at % 251);
    await writeFile(join(folder, 'big.bin'), content);
    const told: number[] = [];
    const read = await host.read(join(folder, 'big.bin'), (done) => void told.push(done));
    expect(Buffer.compare(read, content)).toBe(0);
    expect(told).toEqual([4 << 20, 8 << 20, 9 << 20]);
  });

  it('has a code for a file that is not there and for a folder', async () => {
    await expect(host.read(join(folder, 'no.csv'), () => {})).rejects.toMatchObject({
      code: 'file/not-found',
      params: { file: 'no.csv' },
    });
    await expect(host.read(folder, () => {})).rejects.toMatchObject({ code: 'file/unreadable' });
  });
});

describe('writeBy', () => {
  it('puts in place what another wrote, and tells size and hash', async () => {
    await writeFile(join(folder, 'a.parquet'), 'old');
    const written = await host.writeBy(join(folder, 'a.parquet'), async (temporary) => {
      expect(await readFile(join(folder, 'a.parquet'), 'utf8')).toBe('old');
      await writeFile(temporary, 'made elsewhere');
    });
    expect(await readFile(join(folder, 'a.parquet'), 'utf8')).toBe('made elsewhere');
    const sha256 = createHash('sha256').update('made elsewhere').digest('hex');
    expect(written).toEqual({ name: 'a.parquet', bytes: 14, sha256 });
  });

  it('leaves the old file whole and no other behind when the other fails', async () => {
    await writeFile(join(folder, 'a.parquet'), 'old');
    const failing = host.writeBy(join(folder, 'a.parquet'), async (temporary) => {
      await writeFile(temporary, 'half');
      throw new WorkbenchError('engine/cancelled', {});
    });
    await expect(failing).rejects.toMatchObject({ code: 'engine/cancelled' });
    expect(await readFile(join(folder, 'a.parquet'), 'utf8')).toBe('old');
    expect(await readdir(folder)).toEqual(['a.parquet']);
  });
});
