/** Files that are read through the table engine because of their size: the same as in one piece, cancelled at once, cleared away. */

import { createHash } from 'node:crypto';
import { readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import type { DatasetSpec, ReadingSpec } from '../../../core/contract/specs';
import { removeScratch, scratchPath } from '../../../core/node/scratch';
import { readWhole, seriesOf } from '../../helpers/datasets';
import { type TestEngine, testEngine } from '../../helpers/engine';

let onProgress: () => void = () => {};
const test: TestEngine = await testEngine({ progress: () => onProgress() });
const { engine, folder } = test;
afterAll(removeScratch);

const scratch = (): string[] => readdirSync(dirname(scratchPath('probe')));

function spec(file: string, reading: ReadingSpec = {}): DatasetSpec {
  return { source: { kind: 'file', file, test: 'none' }, reading, missing: 'linear', scaling: 'none' };
}

const ROWS = 150_000;
const CHANNELS = 12;

/** Rows of an id, numbers and a label, above the size from which files are read in pieces. */
function largeText(last = ''): string {
  const names = Array.from({ length: CHANNELS }, (_, channel) => `ch${channel}`);
  const lines = [`unit,${names.join(',')},state`];
  for (let row = 0; row < ROWS; row++) {
    const values = names.map((_, channel) => (row * 0.37 + channel).toFixed(4));
    lines.push(`${row % 8 < 4 ? 'a' : 'b'},${values.join(',')},${row % 1000 < 500 ? 'low' : 'high'}`);
  }
  return `${lines.join('\n')}\n${last}`;
}

function put(name: string, bytes: Uint8Array | string): Uint8Array {
  const given = typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes;
  writeFileSync(join(folder, name), given);
  return given;
}

describe('a large table', () => {
  it('of lists is read in one piece', async () => {
    const list = Array.from({ length: 700 }, (_, step) => (step * 0.37).toFixed(3));
    const lines = Array.from({ length: 4000 }, (_, row) => `${row},"[${list.slice(0, 500 + (row % 200)).join(', ')}]"`);
    const bytes = put('lists.csv', `id,signal\n${lines.join('\n')}\n`);
    expect(bytes.length).toBeGreaterThan(16 << 20);
    const view = await engine.openDataset('call', spec('lists.csv'));
    expect([view.problem, view.understood.layout, view.understood.channels]).toEqual([null, 'wide', ['signal']]);
    expect(view.train).toMatchObject({
      sha256: createHash('sha256').update(bytes).digest('hex'),
      seriesCount: 4000,
      minLength: 500,
      maxLength: 699,
    });
    await engine.closeDataset(view.handle);
  });

  it('is what the reader of small files makes of it', async () => {
    const before = scratch().length;
    const bytes = put('large.csv', largeText());
    expect(bytes.length).toBeGreaterThan(16 << 20);
    const view = await engine.openDataset('call', spec('large.csv'));
    const small = readWhole({ name: 'large.csv', bytes });
    expect(view.understood).toEqual(small.understood);
    expect(view.assumptions).toEqual(small.assumptions);
    expect(view.problem).toBe(null);
    expect(view.train).toMatchObject({
      sha256: createHash('sha256').update(bytes).digest('hex'),
      rows: ROWS,
      seriesCount: 2,
    });
    const part = seriesOf(small);
    const query = { channels: [0], from: 1000, to: 1100, width: 500, scaled: false };
    const chart = await engine.seriesChart(view.handle, { ...query, series: [{ part: 'train', index: 1 }] });
    const from = (part.offsets[1] + 1000) * CHANNELS;
    const values = part.values.slice(from, from + 100 * CHANNELS);
    expect([...chart.lines[0].envelope.min]).toEqual([
      ...Float32Array.from(values.filter((_, at) => at % CHANNELS === 0)),
    ]);
    const page = await engine.tablePage(view.handle, 'train', 100_000, 3);
    expect(page).toMatchObject({ ...small.table.page(100_000, 3), total: ROWS });
    await engine.closeDataset(view.handle);
    expect(scratch().length).toBe(before);
  });

  it('that is packed is unpacked beside it', async () => {
    const before = scratch().length;
    const text = largeText();
    const bytes = put('large.csv.gz', gzipSync(text, { level: 1 }));
    expect(bytes.length).toBeGreaterThan(4 << 20);
    const view = await engine.openDataset('call', spec('large.csv.gz'));
    expect(view.assumptions[0]).toEqual({ setting: 'unpacked', reason: 'gzip', params: { bytes: text.length } });
    expect(view.train).toMatchObject({
      sha256: createHash('sha256').update(bytes).digest('hex'),
      rows: ROWS,
      seriesCount: 2,
    });
    const page = await engine.tablePage(view.handle, 'train', ROWS - 1, 5);
    expect(page.cells).toEqual([text.trimEnd().split('\n').at(-1)?.split(',')]);
    expect(page.lines).toEqual([ROWS + 1]);
    await engine.closeDataset(view.handle);
    expect(scratch().length).toBe(before);
  });

  it('of which a late row is strange is read as the small reader would', async () => {
    put('ragged.csv', largeText('a,1\n'));
    const refused = await engine.openDataset('call', spec('ragged.csv'));
    expect(refused.problem).toMatchObject({
      code: 'table/ragged-rows',
      params: { lines: [ROWS + 2], count: 1, found: 2 },
    });
    expect(refused.rows.train).toMatchObject({ file: ROWS + 1, kept: ROWS, rejected: 1 });
    const kept = await engine.openDataset('call', spec('ragged.csv', { badRows: 'leave-out' }));
    expect(kept.problem).toBe(null);
    expect(kept.warnings).toMatchObject([{ code: 'data/rows-left-out', params: { count: 1, lines: [ROWS + 2] } }]);
    const page = await engine.tablePage(kept.handle, 'train', ROWS, 1);
    expect(page).toMatchObject({ cells: [['a', '1']], rejected: [0] });
    const last = ['a', ...Array.from({ length: CHANNELS }, String), 'größe'];
    put('latin.csv', Buffer.from(largeText(`${last.join(',')}\n`), 'latin1'));
    const latin = await engine.openDataset('call', spec('latin.csv', { label: 'state' }));
    expect(latin.understood.encoding).toBe('windows-1252');
    expect((await engine.tablePage(latin.handle, 'train', ROWS, 1)).cells).toEqual([last]);
    for (const { handle } of [refused, kept, latin]) await engine.closeDataset(handle);
  });

  it('is given up when it is cancelled, and leaves nothing behind', async () => {
    const before = scratch().length;
    put('cancelled.csv', largeText());
    onProgress = () => void engine.cancel('call');
    await expect(engine.openDataset('call', spec('cancelled.csv'))).rejects.toMatchObject({ code: 'engine/cancelled' });
    onProgress = () => {};
    // The next call begins when this one holds nothing any more.
    await engine.lesson();
    expect(scratch().length).toBe(before);
  });
});
