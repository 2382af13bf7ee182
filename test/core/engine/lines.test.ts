/** Lines of a file found among the rows of its table, also where rows are longer than a line or lie apart. */

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { DatasetSpec } from '../../../core/contract/specs';
import { testEngine } from '../../helpers/engine';

const spec = (file: string): DatasetSpec => ({
  source: { kind: 'file', file, test: 'none' },
  reading: { layout: 'recording', label: null, series: null, time: null, channels: ['x'] },
  missing: 'refuse',
  scaling: 'none',
});

it('gives the row that holds a line', async () => {
  const { engine, folder } = await testEngine();
  // Every third row has a note of three lines, and every fifth is followed by an empty line.
  const lines: number[] = [];
  let text = 'x,note\n';
  let line = 2;
  for (let row = 0; row < 400; row++) {
    lines.push(line);
    const note = row % 3 === 1 ? '"a\nb\nc"' : 'a';
    const empty = row % 5 === 2 ? '\n' : '';
    text += `${row},${note}\n${empty}`;
    line += (row % 3 === 1 ? 3 : 1) + (empty === '' ? 0 : 1);
  }
  await writeFile(join(folder, 'notes.csv'), text);
  const { handle } = await engine.openDataset('1', spec('notes.csv'));
  const page = await engine.tablePage(handle, 'train', 0, 400);
  expect(page.lines).toEqual(lines);
  for (const asked of [-5, 1, 2, 3, 4, 5, 6, 7, 8, 100, 333, line - 1, line + 1000]) {
    const expected = Math.max(0, lines.filter((begin) => begin <= asked).length - 1);
    expect(await engine.rowOfLine(handle, 'train', asked), String(asked)).toBe(expected);
  }
  expect(await engine.rowOfLine(handle, 'test', 3)).toBeNull();
});

it('is nothing where a format has no lines', async () => {
  const { engine } = await testEngine();
  const { handle } = await engine.openDataset('1', {
    source: { kind: 'sample', id: 'article' },
    reading: {},
    missing: 'refuse',
    scaling: 'none',
  });
  expect(await engine.rowOfLine(handle, 'train', 3)).toBeNull();
});
