/** Bad input in the window: each says what is wrong, where, and the cure, and costs nothing that was open. */

import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { dropFiles, fact, offerFile, openName } from '../helpers/data-view';
import { answerDialogs, openWorkbench, withWorkbench, type Workbench } from '../helpers/launch';
import { rawSafetensors } from '../helpers/safetensors';
import { barButton, goTo, messages, openSample, run, select, setNumber } from '../helpers/window';

interface BadFile {
  name: string;
  bytes: string | Uint8Array;
  what: string;
  cure: string;
}

/** A header for 4 series of 10 float32 steps, 160 bytes, and 60 bytes fewer than that. */
const npyHeader = "{'descr': '<f4', 'fortran_order': False, 'shape': (4, 10), }".padEnd(117) + '\n';
const truncatedNpy = Buffer.concat([
  Buffer.from([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, npyHeader.length, 0]),
  Buffer.from(npyHeader),
  Buffer.alloc(100),
]);
const tensor = { weight_ih_l0: { dtype: 'F32', shape: [4, 1], data_offsets: [0, 16] } };

/** Files of which nothing can be shown; what was open stays. */
const refused: BadFile[] = [
  {
    name: 'empty.csv',
    bytes: '',
    what: 'empty.csv: the file is empty.',
    cure: 'Choose a file that holds data, or export it again.',
  },
  {
    name: 'picture.csv',
    bytes: Buffer.from('89504e470d0a1a0a0000000d49484452ffd8', 'hex'),
    what: 'picture.csv, line 3, column 1: there is a byte here that no text file holds; this looks like a binary file.',
    cure: 'Open text (CSV, TSV, .ts, .tsf, ARFF, JSON), or NPY, NPZ, XLSX or Parquet files. Save other spreadsheets as CSV first.',
  },
  {
    name: 'latin1.csv',
    bytes: Buffer.from('a,ü\n1,2\n3,4\n', 'latin1'),
    what: 'latin1.csv, line 1, column 3: the text is not valid utf-8.',
    cure: 'Choose another encoding, or save the file as UTF-8.',
  },
  {
    name: 'cut.npy',
    bytes: truncatedNpy,
    what: 'cut.npy: the header promises 160 bytes of values, the file holds 100.',
    cure: 'The file is incomplete. Copy, download or save it again.',
  },
  {
    name: 'outside.safetensors',
    bytes: rawSafetensors(JSON.stringify(tensor), new Uint8Array(8)),
    what: 'outside.safetensors: the tensor weight_ih_l0 claims the bytes 0 to 16, but there are 8 bytes of data.',
    cure: 'The file is damaged or incomplete. Copy, download or save it again.',
  },
];

/** Tables that can be shown, so that they or their settings can be mended. */
const troubled: BadFile[] = [
  {
    name: 'ragged.csv',
    bytes: 'a,b\n1,2\n3\n4,5\n6,7,8\n',
    what: 'ragged.csv: not every row has 2 fields. Rows that differ: 2, the first in lines 3, 5 (fields in the first of them: 1).',
    cure: 'Correct these lines, leave them out, or choose another delimiter.',
  },
  {
    name: 'text.csv',
    bytes: 'a,b\n1,2\n3,4\n5,oops\n7,8\n9,10\n11,12\n',
    what: 'text.csv, line 4, column 2: “oops” in the column “b” is not a number.',
    cure: 'Correct the cell. If it stands for a missing value, name it under “Also missing” (command line: --missing-text "oops"). Or leave out such rows (--bad-rows leave-out), or do not use this column as a channel. If the row belongs to the header, say how many rows that has (--header-rows), or how many lines come before it (--skip-lines).',
  },
  {
    name: 'commas.csv',
    bytes: 'a,b\n"1,5","2,5"\n"3,5","4,5"\n',
    what: 'commas.csv, line 2, column 1: “1,5” in the column “a” looks like a number with a decimal comma.',
    cure: 'Choose the comma as decimal mark.',
  },
  {
    name: 'words.csv',
    bytes: 'a,b\nx,y\nz,w\n',
    what: 'words.csv: no column holds numbers.',
    cure: 'Check the delimiter, the decimal mark and whether the first row is a header.',
  },
  {
    name: 'holes.csv',
    bytes: 'x,y\n1,2\n,4\n3,inf\n4,8\n5,10\n',
    what: 'holes.csv, line 3: missing or infinite values: 2; the first is in the series 0, channel x, step 1.',
    cure: 'Correct them, or choose how to fill missing values: interpolate in time, repeat the last value, put the mean or zero.',
  },
];

const fault = (page: Page) => page.getByRole('main').getByRole('alert');
const settingOf = (page: Page, name: string) => page.getByRole('combobox', { name, exact: true });

describe('in one window, one after the other', () => {
  let workbench: Workbench;

  const put = ({ name, bytes }: Pick<BadFile, 'name' | 'bytes'>): string => {
    const file = join(workbench.folder, name);
    writeFileSync(file, bytes);
    return file;
  };

  beforeAll(async () => {
    workbench = await openWorkbench();
  });

  afterEach(async () => {
    const dismiss = messages(workbench.page).getByRole('button', { name: 'Dismiss' });
    while ((await dismiss.count()) > 0) await dismiss.first().click();
  });

  afterAll(async () => {
    const faults = await workbench.faults();
    const attempts = await workbench.close();
    if (faults.length + attempts.length > 0) throw new Error([...faults, ...attempts].join('\n'));
  });

  test('a sample is open and has run', async () => {
    const { page } = workbench;
    await openSample(page, 'GunPoint');
    await goTo(page, 'Model');
    await setNumber(page, 'Hidden units', 8);
    await run(page);
    expect(await barButton(page, 'Export features').isEnabled()).toBe(true);
  });

  test.each(refused)('$name is refused; the sample and its run stay', async (bad) => {
    const { page } = workbench;
    await dropFiles(page, [put(bad)]);
    const message = messages(page).getByRole('alert');
    await message.getByText(bad.what).waitFor();
    await message.getByText(bad.cure, { exact: true }).waitFor();
    expect(await openName(page).textContent()).toBe('GunPoint');
    expect(await barButton(page, 'Export features').isEnabled()).toBe(true);
  });

  test('a file that has vanished is said to be gone', async () => {
    const { page } = workbench;
    await offerFile(workbench, join(workbench.folder, 'gone.csv'));
    const message = messages(page).getByRole('alert');
    await message.getByText('gone.csv: there is no such file.').waitFor();
    await message.getByText('Choose it again from where it is now.').waitFor();
    expect(await openName(page).textContent()).toBe('GunPoint');
  });

  test('a target that may not be written to is left as it is', async () => {
    const { app, page } = workbench;
    const target = put({ name: 'kept.csv', bytes: 'mine' });
    chmodSync(target, 0o444);
    await answerDialogs(app, { save: target });
    await barButton(page, 'Export features').click();
    const message = messages(page).getByRole('alert');
    await message.getByText('kept.csv: nothing may be written here.').waitFor();
    await message.getByText('Choose another folder, or make the file and its folder writable.').waitFor();
    expect(readFileSync(target, 'utf8')).toBe('mine');
  });

  test.each(troubled)('$name is shown with what is wrong with it', async (bad) => {
    const { page } = workbench;
    await dropFiles(page, [put(bad)]);
    await expect.poll(() => openName(page).textContent()).toBe(bad.name);
    await fault(page).getByText(bad.what, { exact: true }).waitFor();
    await fault(page).getByText(bad.cure, { exact: true }).waitFor();
    await page.getByRole('tab', { name: 'Table' }).click();
    await page.getByRole('grid', { name: `Rows of ${bad.name}` }).waitFor();
    expect(await barButton(page, 'Run').isDisabled()).toBe(true);
    expect(await messages(page).getByRole('alert').count()).toBe(0);
  });

  test('a problem with a place is marked in the table', async () => {
    const { page } = workbench;
    await dropFiles(page, [put(troubled[1])]);
    await fault(page).getByText('line 4, column 2').waitFor();
    await page.getByRole('button', { name: 'Show in the table' }).click();
    const row = page.getByRole('grid', { name: 'Rows of text.csv' }).locator('[aria-rowindex="4"]');
    await expect.poll(() => row.getByRole('gridcell').allTextContents()).toEqual(['4', '5', 'oops']);
  });

  test('text in a number column is cured by leaving the column out', async () => {
    const { page } = workbench;
    await dropFiles(page, [put(troubled[1])]);
    await fault(page).waitFor();
    await page.getByRole('button', { name: 'Channels', exact: true }).click();
    const picker = page.getByRole('group', { name: 'Channels', exact: true });
    await picker.getByRole('checkbox', { name: 'b' }).click();
    await page.keyboard.press('Escape');
    await fault(page).waitFor({ state: 'detached' });
    await expect.poll(() => fact(page, 'Channels')).toEqual(['1']);
  });

  test('decimal commas are cured by the decimal mark', async () => {
    const { page } = workbench;
    await dropFiles(page, [put(troubled[2])]);
    await fault(page).waitFor();
    await select(page, 'Decimal mark', '3,14');
    await fault(page).waitFor({ state: 'detached' });
    await expect.poll(() => fact(page, 'Steps')).toEqual(['2']);
  });

  test('missing and infinite values are cured by interpolation, and the run goes through', async () => {
    const { page } = workbench;
    await dropFiles(page, [put(troubled[4])]);
    await expect.poll(() => fact(page, 'Missing')).toEqual(['1']);
    await expect.poll(() => fact(page, 'Infinite')).toEqual(['1']);
    await select(page, 'Missing values', 'Interpolate in time');
    await fault(page).getByText('They were filled as you chose; the file itself is unchanged.').waitFor();
    await run(page);
    expect(await messages(page).getByRole('alert').count()).toBe(0);
  });

  test('a series shorter than the window is named', async () => {
    const { page } = workbench;
    const rows = [...Array.from({ length: 8 }, (_, step) => `walk,${step}`), 'hop,1', 'hop,2'];
    await dropFiles(page, [put({ name: 'short.csv', bytes: `id,x\n${rows.join('\n')}\n` })]);
    await expect.poll(() => fact(page, 'Steps')).toEqual(['2 to 8']);
    await page.getByRole('switch', { name: 'Cut into windows' }).click();
    await fault(page)
      .getByText('short.csv: the length of the series hop is 2, less than the window length 8.', { exact: true })
      .waitFor();
    await fault(page).getByText('Choose a window length of at most 2, or use each series whole.').waitFor();
    await setNumber(page, 'Window length', 2);
    await fault(page).waitFor({ state: 'detached' });
    await expect.poll(() => fact(page, 'Steps')).toEqual(['2']);
  });

  test('a label of one class is worth a word, not a refusal', async () => {
    const { page } = workbench;
    await dropFiles(page, [put({ name: 'alike.csv', bytes: 'id,x,label\na,1,up\na,2,up\nb,1,up\nb,3,up\n' })]);
    await fault(page).getByText('Every series has the label “up” in the column “label”.').waitFor();
    await fault(page).getByText('to compare classes choose another label column').waitFor();
    expect(await barButton(page, 'Run').isEnabled()).toBe(true);
  });

  test('UTF-16 is read, and read wrongly it is refused and taken back', async () => {
    const { page } = workbench;
    const text = 'zeit,größe\n0,1.5\n1,2.5\n2,3.5\n';
    await dropFiles(page, [put({ name: 'utf16.csv', bytes: Buffer.from(`\u{feff}${text}`, 'utf16le') })]);
    await expect.poll(() => settingOf(page, 'Encoding').textContent()).toBe('UTF-16 little endian');
    await expect.poll(() => fact(page, 'Steps')).toEqual(['3']);
    await select(page, 'Encoding', 'UTF-8');
    await messages(page)
      .getByText('utf16.csv, line 1, column 4: there is a byte here that no text file holds')
      .waitFor();
    await expect.poll(() => settingOf(page, 'Encoding').textContent()).toBe('UTF-16 little endian');
    await page.getByRole('tab', { name: 'Table' }).click();
    await page.getByRole('columnheader', { name: 'größe' }).waitFor();
    expect(await fact(page, 'Steps')).toEqual(['3']);
  });

  test('a file that vanishes while it is open can still be run', async () => {
    const { page } = workbench;
    const file = put({ name: 'fleeting.csv', bytes: 'id,x\na,1\na,2\nb,1\nb,3\n' });
    await dropFiles(page, [file]);
    await expect.poll(() => fact(page, 'Series')).toEqual(['2']);
    rmSync(file);
    await select(page, 'Layout', 'One step a row, one recording');
    await messages(page).getByText('fleeting.csv: there is no such file.').waitFor();
    await expect.poll(() => settingOf(page, 'Layout').textContent()).toBe('One step a row, with ids');
    await run(page);
    expect(await openName(page).textContent()).toBe('fleeting.csv');
  });
});

describe('in Chinese', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'lstm-workbench-bad-'));
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('the words and the cures are Chinese', async () => {
    const files = [refused[0], refused[2], refused[3], troubled[1]];
    for (const { name, bytes } of files) writeFileSync(join(folder, name), bytes);
    await withWorkbench(
      async ({ page }) => {
        const messages = page.getByRole('region', { name: '消息' });
        const said = {
          'empty.csv': ['empty.csv：文件是空的。', '请选择含有数据的文件，或重新导出它。'],
          'latin1.csv': [
            'latin1.csv 第 1 行第 3 列：文本不是有效的 utf-8 编码。',
            '请选择其他编码，或将文件另存为 UTF-8。',
          ],
          'cut.npy': ['cut.npy：', '文件不完整。请重新复制、下载或保存该文件。'],
        };
        for (const [name, [what, cure]] of Object.entries(said)) {
          await dropFiles(page, [join(folder, name)]);
          await messages.getByText(what).waitFor();
          await messages.getByText(cure, { exact: true }).waitFor();
        }
        await dropFiles(page, [join(folder, 'text.csv')]);
        const fault = page.getByRole('main').getByRole('alert');
        await fault.getByText('text.csv 第 4 行第 2 列：列“b”中的“oops”不是数字。').waitFor();
        expect(await fault.textContent()).toContain('请更正该单元格。若它表示缺失值，请把它加入“其他缺失标记”');
      },
      { language: 'zh_CN' },
    );
  });
});
