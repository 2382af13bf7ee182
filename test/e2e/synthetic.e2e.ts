/** Synthetic sets, made and opened from the start view, run, and their features looked at. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SYNTHETIC_DEFAULTS } from '../../core/contract/synthetic';
import { withWorkbench } from '../helpers/launch';
import { makeSet, valuesHash } from '../helpers/synthetic';
import { exportFeatures, goTo, run, select, setNumber, syntheticCard } from '../helpers/window';

test('made on the start view: opened with its truth, run, and its features seen', async () => {
  await withWorkbench(async ({ page }) => {
    await select(page, 'Set', 'Temporal order');
    await select(page, 'Relevant symbols', '3');
    await setNumber(page, 'Series in each part', 32);
    await setNumber(page, 'Shortest series', 130);
    // The longest cannot be shorter than the shortest.
    const longest = syntheticCard(page).getByRole('spinbutton', { name: 'Longest series' });
    await expect.poll(() => longest.inputValue()).toBe('130');
    await syntheticCard(page).getByRole('button', { name: 'Make and open' }).click();
    await page.getByRole('banner').getByRole('heading', { name: 'Temporal order' }).waitFor();

    const settings = page.getByRole('complementary', { name: 'How the file is read' });
    await settings.getByText('the label spells the 3 symbols X or Y in their order').waitFor();
    for (const label of ['XXX', 'XXY', 'XYX', 'XYY', 'YXX', 'YXY', 'YYX', 'YYY']) {
      expect(await settings.getByRole('listitem').filter({ hasText: label }).textContent()).toContain('4 / 4');
    }

    await run(page);
    await goTo(page, 'Features');
    const table = page.getByRole('grid', { name: 'Features of all series' });
    await table.getByRole('row', { selected: true }).waitFor();
    // A row of names, four of statistics, and the series of both parts.
    expect(await table.getAttribute('aria-rowcount')).toBe('69');
    expect(await table.locator('[aria-rowindex="6"]').textContent()).toContain('XXX');
  });
});

test.each(['sine-square', 'oscillators'] as const)(
  '%s has the same bytes here and on plain Node',
  async (generator) => {
    await withWorkbench(async (workbench) => {
      const { page, folder } = workbench;
      const titles = { 'sine-square': 'Sines and squares', oscillators: 'Damped oscillators' };
      await select(page, 'Set', titles[generator]);
      await setNumber(page, 'Series in each part', 12);
      await syntheticCard(page).getByRole('button', { name: 'Make and open' }).click();
      await page.getByRole('banner').getByRole('heading', { name: titles[generator] }).waitFor();
      await run(page);
      const file = await exportFeatures(workbench, 'features.csv');
      const provenance = JSON.parse(readFileSync(join(folder, 'features.provenance.json'), 'utf8'));
      const source = { ...SYNTHETIC_DEFAULTS[generator], series: 12 };
      const { train, test: held } = makeSet(source);
      expect(provenance.dataset.source).toEqual(source);
      expect(provenance.files.map(({ sha256 }: { sha256: string }) => sha256)).toEqual([train, held].map(valuesHash));
      const rows = readFileSync(file, 'utf8').trimEnd().split('\n').slice(1);
      expect(rows.map((row) => row.split(',')[1])).toEqual(train.labels);
    });
  },
);
