/** The Features view: columns by choice, order, statistics, and the way from a point or a row to its gates. */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { parseCsv } from '../helpers/engine';
import { answerDialogs, withWorkbench } from '../helpers/launch';
import { safetensors } from '../helpers/safetensors';
import {
  exportFeatures,
  gateStage,
  goTo,
  noteTexts,
  openFile,
  openSample,
  openWeights,
  run,
  setNumber,
  statusBar,
  waitForSaved,
} from '../helpers/window';

const grid = (page: Page): Locator => page.getByRole('grid', { name: 'Features of all series' });
const seriesRows = (page: Page): Locator => grid(page).locator('[role="row"][aria-selected]');
const numberIn = (text: string): number => Number(text.replace('−', '-'));

/** Ids and the first feature of the rows in sight, from the top. */
async function rowsInSight(page: Page): Promise<{ id: string; part: string; value: number }[]> {
  const rows = await seriesRows(page).evaluateAll((all) =>
    all
      .toSorted((a, b) => Number(a.getAttribute('aria-rowindex')) - Number(b.getAttribute('aria-rowindex')))
      .map((row) => [...row.querySelectorAll('[role="gridcell"]')].map((cell) => cell.textContent?.trim() ?? '')),
  );
  return rows.map((cells) => {
    // A label stands before the part where there are labels.
    const part = cells.findIndex((text, place) => place > 0 && (text === 'training' || text === 'test'));
    return { id: cells[0], part: cells[part], value: numberIn(cells[part + 1]) };
  });
}

/** The series that the Run view shows. */
const shownSeries = (page: Page): Promise<string | null> =>
  page.getByRole('button', { name: /^Series: ./ }).getAttribute('aria-label');

test('poolings are chosen without another run', async () => {
  await withWorkbench(async (workbench) => {
    const { page } = workbench;
    await openSample(page, 'GunPoint');
    await goTo(page, 'Model');
    await setNumber(page, 'Hidden units', 6);
    await run(page);
    await goTo(page, 'Features');
    const columns = (): Promise<string | null> => grid(page).getAttribute('aria-colcount');
    const shown = async (features: number): Promise<void> => {
      await page.getByText(`${features} features for each series`).waitFor();
      await page.getByText(`200 series × ${features} features`).waitFor();
      // Besides the features: sequence, label and part.
      await expect.poll(columns).toBe(String(features + 3));
    };
    await shown(6 * 2 * 5);
    const statusTexts = await noteTexts(statusBar(page));
    for (const name of ['mean', 'maximum', 'minimum', 'standard deviation']) {
      await page.getByRole('checkbox', { name, exact: true }).uncheck();
    }
    await shown(6 * 2);
    // One pooling has to stay.
    expect(await page.getByRole('checkbox', { name: 'last state', exact: true }).isDisabled()).toBe(true);
    await page.getByRole('checkbox', { name: 'last cell state', exact: true }).check();
    await shown(6 * 2 * 2);
    expect(await statusTexts()).not.toContain('Running');

    const file = await exportFeatures(workbench, 'features.csv');
    const units = [0, 1, 2, 3, 4, 5];
    expect(readFileSync(file, 'utf8').split('\n', 1)[0].split(',')).toEqual([
      'sequence',
      'label',
      ...['fwd', 'bwd'].flatMap((direction) =>
        ['h', 'c'].flatMap((state) => units.map((unit) => `${state}__l0__${direction}__u${unit}__last`)),
      ),
    ]);
    await page.getByRole('button', { name: 'Undo: choice of features' }).click();
    await shown(6 * 2);
  });
});

test('rows are sorted by a column, and a row and a point lead to their gates', async () => {
  await withWorkbench(async (workbench) => {
    const { app, page, folder } = workbench;
    await openSample(page, 'GunPoint');
    await goTo(page, 'Model');
    await setNumber(page, 'Hidden units', 6);
    await run(page);
    await exportFeatures(workbench, 'features.csv');
    const name = 'h__l0__fwd__u0__last';
    const parts = { training: 'features.csv', test: 'features.test.csv' };
    const rows = Object.entries(parts).flatMap(([part, csv]) =>
      parseCsv(readFileSync(join(folder, csv), 'utf8')).map((row) => ({
        id: row.sequence,
        label: row.label,
        part,
        value: Number(row[name]),
      })),
    );
    const ascending = rows.toSorted((a, b) => a.value - b.value);

    await goTo(page, 'Features');
    const head = grid(page).getByRole('columnheader', { name });
    for (const [direction, sorted] of [
      ['ascending', ascending],
      ['descending', ascending.toReversed()],
    ] as const) {
      await head.getByRole('button').click();
      await expect.poll(() => head.getAttribute('aria-sort')).toBe(direction);
      const top = sorted.slice(0, 5).map(({ id, part }) => ({ id, part }));
      await expect
        .poll(async () => (await rowsInSight(page)).slice(0, 5).map(({ id, part }) => ({ id, part })))
        .toEqual(top);
      for (const [row, { value }] of (await rowsInSight(page)).slice(0, 5).entries()) {
        expect(Math.abs(value - sorted[row].value)).toBeLessThanOrEqual(0.00005 + 1e-7);
      }
    }

    await grid(page).focus();
    for (const key of ['ArrowDown', 'ArrowDown', 'Enter']) await grid(page).press(key);
    const third = ascending.at(-3)!;
    await expect.poll(() => shownSeries(page)).toBe(`Series: ${third.id}`);
    const part = page.getByRole('radiogroup', { name: 'Part' }).getByRole('radio', { name: third.part });
    expect(await part.isChecked()).toBe(true);
    await gateStage(page).locator('canvas').first().waitFor();

    await goTo(page, 'Features');
    await answerDialogs(app, { save: join(folder, 'points.svg') });
    await page.getByRole('button', { name: 'Save chart as SVG' }).click();
    await waitForSaved(page, 'points.svg');
    // Points are drawn by label in the order of appearance, the training part first, in the data's order.
    const points = pointsIn(readFileSync(join(folder, 'points.svg'), 'utf8'));
    const firstLabel = rows.filter((row) => row.part === 'training' && row.label === rows[0].label);
    const at = loneliest(points, firstLabel.length);
    const picture = page.getByRole('img', { name: 'Series by their first two principal components' });
    await picture.click({ position: points[at] });
    await expect.poll(() => shownSeries(page)).toBe(`Series: ${firstLabel[at].id}`);
    await gateStage(page).locator('canvas').first().waitFor();
  });
});

/** Centres of the points of a saved scatter, in the order in which they were drawn. */
function pointsIn(svg: string): { x: number; y: number }[] {
  return [...svg.matchAll(/<path [^>]*transform="matrix\(([^)]*)\)"[^>]*>/g)].map((match) => {
    const [, , , , x, y] = match[1].split(/[ ,]+/).map(Number);
    return { x, y };
  });
}

/** Which of the first `count` points is farthest from its nearest neighbour, so that a click means it alone. */
function loneliest(points: { x: number; y: number }[], count: number): number {
  const room = points
    .slice(0, count)
    .map((point, at) =>
      Math.min(
        ...points.filter((_, other) => other !== at).map((other) => Math.hypot(point.x - other.x, point.y - other.y)),
      ),
    );
  return room.indexOf(Math.max(...room));
}

test('statistics are those of numbers computed by hand', async () => {
  await withWorkbench(async (workbench) => {
    const { page, folder } = workbench;
    // One unit whose candidate reads the input and nothing else: i = f = o = 1/2, g = tanh(x).
    const tensor = (shape: number[], values: number[]) => ({
      dtype: 'F32',
      shape,
      bytes: new Uint8Array(Float32Array.from(values).buffer),
    });
    const weights = safetensors({
      weight_ih_l0: tensor([4, 1], [0, 0, 1, 0]),
      weight_hh_l0: tensor([4, 1], [0, 0, 0, 0]),
      bias_ih_l0: tensor([4], [0, 0, 0, 0]),
      bias_hh_l0: tensor([4], [0, 0, 0, 0]),
    });
    writeFileSync(join(folder, 'weights.safetensors'), weights);
    const series = [
      [0.5, 1, -1],
      [2, 0, 0.25],
      [-1.5, 0.5, 3],
      [0, 0, 0],
    ];
    writeFileSync(join(folder, 'hand.csv'), `${['a,b,c', ...series.map((values) => values.join(','))].join('\n')}\n`);
    const last = series.map((values) => 0.5 * Math.tanh(values.reduce((c, x) => 0.5 * c + 0.5 * Math.tanh(x), 0)));
    const mean = last.reduce((sum, h) => sum + h, 0) / last.length;
    const expected = {
      min: Math.min(...last),
      max: Math.max(...last),
      mean,
      std: Math.sqrt(last.reduce((sum, h) => sum + (h - mean) ** 2, 0) / last.length),
    };

    await openFile(workbench, join(folder, 'hand.csv'), 'hand.csv');
    await openWeights(workbench, join(folder, 'weights.safetensors'));
    await goTo(page, 'Data');
    const layout = page.getByRole('combobox', { name: 'Layout' });
    if ((await layout.innerText()) !== 'One series a row') {
      await layout.click();
      await page.getByRole('option', { name: 'One series a row' }).click();
    }
    await run(page);
    await goTo(page, 'Features');
    await page.getByText('4 series × 5 features').waitFor();
    // Besides the features: sequence and part; these series have no labels.
    expect(await grid(page).getAttribute('aria-colcount')).toBe('7');
    for (const [statistic, value] of Object.entries(expected)) {
      const row = grid(page)
        .getByRole('row')
        .filter({ has: page.getByRole('rowheader', { name: statistic, exact: true }) });
      const shown = numberIn((await row.getByRole('gridcell').first().innerText()).trim());
      expect(Math.abs(shown - value), statistic).toBeLessThanOrEqual(0.00005 + 1e-7);
    }
    await expect.poll(async () => (await rowsInSight(page)).length).toBe(4);
    for (const [row, { value }] of (await rowsInSight(page)).entries()) {
      expect(Math.abs(value - last[row])).toBeLessThanOrEqual(0.00005 + 1e-7);
    }
  });
});
