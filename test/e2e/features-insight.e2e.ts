/** The Features view on single features and projections: ranking, correlation, UMAP with its cancel, colours. */

import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { withWorkbench } from '../helpers/launch';
import { choose, goTo, openSample, openSynthetic, run, select, setNumber } from '../helpers/window';

const ranking = (page: Page) => page.getByRole('grid', { name: 'Features by what each tells of the labels' });
const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true });

/** The texts of the rows in sight from the top, cell by cell. */
async function rowsInSight(page: Page): Promise<string[][]> {
  return await ranking(page)
    .locator('[role="row"][aria-selected]')
    .evaluateAll((all) =>
      all
        .toSorted((a, b) => Number(a.getAttribute('aria-rowindex')) - Number(b.getAttribute('aria-rowindex')))
        .map((row) => [...row.querySelectorAll('[role="gridcell"]')].map((cell) => cell.textContent?.trim() ?? '')),
    );
}

/** A number as the table writes it, `3.1×10⁻⁵` too. */
function numberIn(text: string): number {
  const plain = text.replaceAll(/[⁰¹²³⁴⁵⁶⁷⁸⁹]/g, (digit) => String('⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(digit)));
  return Number(plain.replace('×10', 'e').replaceAll(/[⁻−]/g, '-'));
}

/** Runs eight units over GunPoint and looks at their features. */
async function features(page: Page): Promise<void> {
  await openSample(page, 'GunPoint');
  await goTo(page, 'Model');
  await setNumber(page, 'Hidden units', 8);
  await run(page);
  await goTo(page, 'Features');
}

describe('single features', () => {
  test('are ranked, sorted, found by name, and seen spread over the classes', () =>
    withWorkbench(async ({ page }) => {
      await features(page);
      await tab(page, 'Ranking').click();
      await page.getByText(/50 labelled series of the training part · importance: not asked for yet/).waitFor();
      const f = async (): Promise<number[]> => (await rowsInSight(page)).map((cells) => numberIn(cells[1]));
      const best = await f();
      expect(best).toEqual(best.toSorted((a, b) => b - a));
      await ranking(page).getByRole('columnheader', { name: 'F', exact: true }).getByRole('button').click();
      await expect.poll(async () => (await f())[0]).toBeLessThan(best[0]);
      const worst = await f();
      expect(worst).toEqual(worst.toSorted((a, b) => a - b));

      await page.getByRole('searchbox', { name: 'Find a feature' }).fill('u3 mean');
      await expect
        .poll(async () => (await rowsInSight(page)).map(([name]) => name).toSorted())
        .toEqual(['h__l0__bwd__u3__mean', 'h__l0__fwd__u3__mean']);
      await ranking(page).locator('[role="row"][aria-selected]').first().click();
      await page.getByRole('heading', { name: /^How h__l0__.wd__u3__mean is spread$/ }).waitFor();
      await page.getByText(/^1 · training · 24 series, median/).waitFor();

      await page.getByRole('button', { name: 'By permutation' }).click();
      await page.getByText(/importance: accuracy 0\.\d+ on 150 held-out series; 80 features/).waitFor();
      await expect.poll(async () => (await rowsInSight(page))[0][5]).toMatch(/ ± /);
    }));

  test('are correlated, told pair by pair, and grouped by what they say', () =>
    withWorkbench(async ({ page }) => {
      await features(page);
      await tab(page, 'Correlation').click();
      const image = page.getByRole('application', { name: /^Correlations of 80 features/ });
      await image.focus();
      await page.keyboard.press('ArrowUp');
      await page.getByText(/^(\S+) and \1: r = 1\.000$/).waitFor();
      await image.hover({ position: { x: 20, y: 90 } });
      await page.getByText(/^\S+ and \S+: r = −?0\.\d+$/).waitFor();
      await page.getByText(/ groups? of features that say the same/).waitFor();
      await setNumber(page, 'Same from size of r', 1);
      await page.getByText('No two features say the same at this threshold.').waitFor();
      expect(await page.getByText(/ groups? of features that say the same/).count()).toBe(0);
    }));
});

describe('projections', () => {
  test('UMAP places the series and tells how far it can be trusted; points are coloured by a feature', () =>
    withWorkbench(async ({ page }) => {
      await features(page);
      await page.getByText(/^trustworthiness 0\.\d+ · silhouette/).waitFor();
      await choose(page, 'Projection', 'UMAP');
      await page.getByRole('img', { name: 'Series in the plane: UMAP' }).waitFor();
      await page.getByText(/^trustworthiness 0\.\d+ · silhouette/).waitFor();
      await setNumber(page, 'Neighbours', 30);
      await page.getByText(/^trustworthiness 0\.\d+ · silhouette/).waitFor();

      await select(page, 'Colour by', 'Feature');
      await page.getByRole('button', { name: /^Feature that colours: / }).click();
      await page.getByRole('dialog').getByRole('searchbox', { name: 'Find a feature' }).fill('bwd u7 std');
      await page.getByRole('dialog').getByRole('button', { name: 'h__l0__bwd__u7__std' }).click();
      await page.getByRole('button', { name: 'Feature that colours: h__l0__bwd__u7__std' }).waitFor();
      expect(await page.getByRole('list', { name: 'Labels shown' }).count()).toBe(0);
      await select(page, 'Colour by', 'Part');
      await page.getByRole('list', { name: 'Labels shown' }).getByRole('button', { name: 'training' }).waitFor();
    }));

  test('points are coloured by what an evaluation of these features missed', () =>
    withWorkbench(async ({ page }) => {
      await features(page);
      await goTo(page, 'Evaluate');
      await setNumber(page, 'Seeds of the model', 2);
      await page.getByRole('button', { name: 'Evaluate', exact: true }).last().click();
      await page.getByRole('rowheader', { name: 'Accuracy', exact: true }).waitFor();
      await goTo(page, 'Features');
      await select(page, 'Colour by', 'Error');
      const legend = page.getByRole('list', { name: 'Labels shown' }).getByRole('button');
      await expect.poll(() => legend.allInnerTexts()).toEqual(['predicted rightly', 'missed', 'not predicted']);
      await select(page, 'Colour by', 'Prediction');
      await expect.poll(() => legend.allInnerTexts()).toEqual(['2', '1', 'not predicted']);
    }));

  test('what takes long is stopped and begun again', () =>
    withWorkbench(async ({ page }) => {
      await openSynthetic(page, { series: 1500, steps: 20 });
      await goTo(page, 'Model');
      await setNumber(page, 'Hidden units', 4);
      await run(page);
      await goTo(page, 'Features');
      await choose(page, 'Projection', 't-SNE');
      await page.getByRole('button', { name: 'Stop', exact: true }).click();
      await page.getByText('stopped before its end').waitFor();
      await page.getByRole('button', { name: 'Again', exact: true }).click();
      await page.getByRole('progressbar', { name: 'Placing the series' }).waitFor();
      await page.getByRole('button', { name: 'Stop', exact: true }).click();
      await page.getByText('stopped before its end').waitFor();
      expect(await page.getByText(/^trustworthiness/).count()).toBe(0);
    }));
});
