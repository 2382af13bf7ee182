/** Rows that do not fit, in an open dataset: refused or left out, counted in both parts, and marked in the table. */

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type BadRows, DEFAULT_FEATURES, DEFAULT_MODEL, type DatasetSpec } from '../../../core/contract/specs';
import { testEngine } from '../../helpers/engine';

const TRAIN = '# made here\n# in two parts\nt0;t1;t2;t3;class\n1;2;3;-999;a\n1;2;3\n4;five;6;7;b\n7;8;9;10;b\n';
const TEST = '# made here\n# in two parts\nt0;t1;t2;t3;class\n1;2;3;4;a\n2;3;4;5;6;b\n';

async function opened(badRows: BadRows | undefined) {
  const { engine, folder, read } = await testEngine();
  await writeFile(join(folder, 'w_TRAIN.csv'), TRAIN);
  await writeFile(join(folder, 'w_TEST.csv'), TEST);
  const spec: DatasetSpec = {
    source: { kind: 'file', file: 'w_TRAIN.csv', test: 'twin' },
    reading: { missingText: ['-999'], ...(badRows === undefined ? {} : { badRows }) },
    missing: 'refuse',
    scaling: 'none',
  };
  return { engine, read, spec, view: await engine.openDataset('1', spec) };
}

it('are refused and counted all the same', async () => {
  const { engine, view } = await opened(undefined);
  expect(view.problem).toMatchObject({ code: 'table/ragged-rows', params: { lines: [5] } });
  expect(view.rows.train).toMatchObject({ file: 4, kept: 2, rejected: 2 });
  expect(view.train).toBeNull();
  const page = await engine.tablePage(view.handle, 'train', 0, 10);
  expect(page).toMatchObject({ total: 4, lines: [4, 5, 6, 7], rejected: [1, 2] });
  expect((await engine.tablePage(view.handle, 'train', 2, 2)).rejected).toEqual([0]);
});

it('are left out of both parts, with their lines and why', async () => {
  const { engine, view } = await opened('leave-out');
  expect(view.problem).toBeNull();
  expect(view.rows).toEqual({
    train: {
      file: 4,
      kept: 2,
      rejected: 2,
      places: [
        { line: 5, reason: 'fields', found: 3, expected: 5 },
        { line: 6, reason: 'not-a-number', column: 2, name: 't1', text: 'five' },
      ],
    },
    test: { file: 2, kept: 1, rejected: 1, places: [{ line: 5, reason: 'fields', found: 6, expected: 5 }] },
  });
  expect(view.warnings).toEqual([
    { code: 'data/rows-left-out', params: { file: 'w_TRAIN.csv', count: 2, rows: 4, lines: [5, 6] } },
    { code: 'data/rows-left-out', params: { file: 'w_TEST.csv', count: 1, rows: 2, lines: [5] } },
  ]);
  // The mark that stands for a missing value ends the first series.
  expect(view.train).toMatchObject({ rows: 4, seriesCount: 2, minLength: 3, maxLength: 4 });
  expect(view.test).toMatchObject({ rows: 2, seriesCount: 1 });
  expect(view.understood).toMatchObject({ comment: '#', missingText: ['-999'], badRows: 'leave-out' });
  expect((await engine.tablePage(view.handle, 'train', 0, 10)).rejected).toEqual([1, 2]);
});

it('are counted in the provenance of what is written', async () => {
  const { engine, read, spec } = await opened('leave-out');
  await engine.runJob('2', {
    version: 1,
    task: 'convert',
    dataset: spec,
    model: DEFAULT_MODEL,
    features: DEFAULT_FEATURES,
    gates: { sequence: null },
    output: { file: 'out.csv', test: null },
  });
  const { files, understood } = JSON.parse(await read('out.provenance.json'));
  expect(files).toMatchObject([
    { fileName: 'w_TRAIN.csv', rows: 4, rejected: 2, seriesCount: 2 },
    { fileName: 'w_TEST.csv', rows: 2, rejected: 1, seriesCount: 1 },
  ]);
  expect(understood).toMatchObject({ badRows: 'leave-out' });
});
