/** Files that the table engine reads, in the real window: Parquet, and a table that is too large to lie in memory as text. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { afterAll, expect, test } from 'vitest';
import { dataPanel } from '../helpers/data-view';
import { withWorkbench } from '../helpers/launch';
import { openFile } from '../helpers/window';

const folder = mkdtempSync(join(tmpdir(), 'lstm-large-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a Parquet table and a large text are opened, their rows shown', async () => {
  const parquet = join(folder, 'walks.parquet');
  const columnData = [
    { name: 'series', data: ['a', 'a', 'b', 'b'], type: 'STRING' as const },
    { name: 'speed', data: [1, 2, 3, 4], type: 'DOUBLE' as const },
    { name: 'label', data: ['walk', 'walk', 'run', 'run'], type: 'STRING' as const },
  ];
  writeFileSync(parquet, new Uint8Array(parquetWriteBuffer({ columnData })));
  const large = join(folder, 'large.csv');
  const rows = Array.from(
    { length: 400_000 },
    (_, row) => `${row * 0.25},${row % 977},${1000 - row},${row}.123456789012`,
  );
  writeFileSync(large, `speed,load,rest,level\n${rows.join('\n')}\nlast,row,is,text\n`);
  await withWorkbench(async (workbench) => {
    const { page } = workbench;
    await openFile(workbench, parquet, 'walks.parquet');
    const classes = (): Promise<string[]> => dataPanel(page).getByRole('listitem').allTextContents();
    await expect.poll(classes).toEqual(['walk1', 'run1']);

    await openFile(workbench, large, 'large.csv');
    await page.getByText('line 400002', { exact: false }).first().waitFor();
  });
});
