/** Which kernel computes is seen, chosen, remembered, and told beside every export; so is memory for tables, but not told. */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { formatBytes } from '../../core/locale/format';
import { nodeHost } from '../../core/node/host';
import { listKernels } from '../../core/node/kernels';
import { withWorkbench, type Workbench } from '../helpers/launch';
import { pickFromMenu } from '../helpers/menu';
import { repositoryFile } from '../helpers/shared';
import { exportFeatures, goTo, openSample, run, select, statusBar } from '../helpers/window';

let userData: string;
beforeEach(() => {
  userData = mkdtempSync(join(tmpdir(), 'lstm-workbench-kernel-'));
});
afterEach(() => rmSync(userData, { recursive: true, force: true }));

const sheet = (page: Page) => page.getByRole('dialog', { name: 'Settings' });
const kernelButton = (page: Page) => statusBar(page).getByRole('button', { name: /^Kernel: / });

async function provenance(workbench: Workbench, name: string): Promise<{ kernel: string }> {
  const file = await exportFeatures(workbench, name);
  return JSON.parse(readFileSync(file.replace('.csv', '.provenance.json'), 'utf8')) as { kernel: string };
}

test('the kernel is chosen in the settings, seen in the status bar and told beside the export', async () => {
  await withWorkbench(
    async (workbench) => {
      const { page } = workbench;
      const automatic = (await kernelButton(page).textContent())!.trim().replace('Kernel: ', '');
      await openSample(page, "The article's example");
      await run(page);
      expect((await provenance(workbench, 'automatic.csv')).kernel).toBe(automatic);

      await kernelButton(page).click();
      await sheet(page).waitFor();
      const kernel = page.getByRole('combobox', { name: 'Kernel', exact: true });
      await expect.poll(() => kernel.evaluate((element) => element === document.activeElement)).toBe(true);
      await select(page, 'Kernel', 'Reference');
      await statusBar(page).getByRole('button', { name: 'Kernel: reference', exact: true }).waitFor();
      await page.keyboard.press('Escape');
      await sheet(page).waitFor({ state: 'hidden' });

      await goTo(page, 'Run');
      if (automatic !== 'reference') {
        // What was run says what it was run with until it is run again.
        await page.getByRole('main').getByText(`kernel: ${automatic}`).waitFor();
        await run(page, 'Run again');
      }
      await page.getByRole('main').getByText('kernel: reference').waitFor();
      expect((await provenance(workbench, 'reference.csv')).kernel).toBe('reference');
    },
    { userData },
  );
  await withWorkbench(
    async ({ page }) => {
      await statusBar(page).getByRole('button', { name: 'Kernel: reference', exact: true }).waitFor();
    },
    { userData },
  );
});

test('what this machine lacks cannot be chosen and says why; the menu leads to the settings', async () => {
  await withWorkbench(async ({ app, page }) => {
    await kernelButton(page).waitFor();
    await pickFromMenu(app, 'Run > Kernel and threads…');
    await sheet(page).waitFor();
    const kernels = listKernels(repositoryFile('out/kernel'));
    const works = (kind: string): boolean => kernels.some((info) => info.kind === kind && info.available);
    await page.getByRole('combobox', { name: 'Kernel', exact: true }).click();
    for (const [kind, name] of [
      ['native', /^Native/],
      ['wasm', /^WebAssembly/],
      ['reference', /^Reference/],
    ] as const) {
      const option = page.getByRole('option', { name });
      expect(await option.isEnabled(), kind).toBe(works(kind));
    }
  });
});

test('memory for tables is a quarter of the machine, shown with its size, until another is chosen and remembered', async () => {
  const { automatic } = nodeHost({ resolve: (file) => file, sampleFolder: '', kernelFolder: '', version: '' }).memory();
  const memory = (page: Page) => page.getByRole('combobox', { name: 'Memory for tables', exact: true });
  await withWorkbench(
    async ({ page }) => {
      await kernelButton(page).click();
      await expect.poll(() => memory(page).textContent()).toBe(`Automatic (${formatBytes(automatic)})`);
      await select(page, 'Memory for tables', '500 MB');
      await expect.poll(() => memory(page).textContent()).toBe('500 MB');
    },
    { userData },
  );
  await withWorkbench(
    async ({ page }) => {
      await kernelButton(page).click();
      await expect.poll(() => memory(page).textContent()).toBe('500 MB');
    },
    { userData },
  );
});

test('a settings file that names a kernel that there is not leaves the automatic choice', async () => {
  writeFileSync(join(userData, 'settings.json'), JSON.stringify({ kernel: { kind: 'gpu', threads: 1 } }));
  await withWorkbench(
    async ({ page }) => {
      await kernelButton(page).click();
      const kernel = page.getByRole('combobox', { name: 'Kernel', exact: true });
      await expect.poll(() => kernel.textContent()).toBe('Automatic');
    },
    { userData },
  );
});

test('WebAssembly on two threads gives the bytes of one', async () => {
  const exported: Buffer[] = [];
  for (const threads of [1, 2]) {
    writeFileSync(join(userData, 'settings.json'), JSON.stringify({ kernel: { kind: 'wasm', threads } }));
    await withWorkbench(
      async (workbench) => {
        const { page } = workbench;
        await openSample(page, 'GunPoint');
        await run(page);
        const file = await exportFeatures(workbench, 'features.csv');
        exported.push(readFileSync(file));
        const { kernel } = JSON.parse(readFileSync(file.replace('.csv', '.provenance.json'), 'utf8'));
        expect(kernel).toMatch(threads === 1 ? /^wasm .*, 1 thread$/ : /^wasm .*, 2 threads$/);
      },
      { userData },
    );
  }
  expect(exported[0].equals(exported[1])).toBe(true);
});

test('the status bar speaks Chinese', async () => {
  await withWorkbench(
    async ({ page }) => {
      const button = statusBar(page).getByRole('button', { name: /^计算内核：/ });
      await button.click();
      await page.getByRole('dialog', { name: '设置' }).getByRole('combobox', { name: '计算内核', exact: true }).click();
      await page.getByRole('option', { name: '参考实现' }).click();
      await expect.poll(async () => (await button.textContent())?.trim()).toBe('计算内核：参考实现');
    },
    { language: 'zh_CN' },
  );
});
