/** The Run view against PyTorch's own gates: what is shown at every step, and what is saved of it. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { QUANTITIES } from '../../core/contract/views';
import { parseCsv } from '../helpers/engine';
import { goldenCase, goldenGates, largestDifference, readNpy } from '../helpers/golden';
import { answerDialogs, withWorkbench, type Workbench } from '../helpers/launch';
import { sharedFile } from '../helpers/shared';
import {
  barButton,
  choose,
  equationPanel,
  gateStage,
  goTo,
  openFile,
  openWeights,
  run,
  waitForSaved,
} from '../helpers/window';

const TOLERANCE = 1e-6;
/** Half of the last of three decimals. */
const PRINTED = 0.0005 + TOLERANCE;

async function openGolden(workbench: Workbench, name: string): Promise<void> {
  await openFile(workbench, sharedFile(`golden/${name}/x.npy`), 'x.npy');
  await openWeights(workbench, sharedFile(`golden/${name}/model.safetensors`));
  await goTo(workbench.page, 'Data');
  const none = workbench.page.getByRole('radiogroup', { name: 'Scaling' }).getByRole('radio', { name: 'None' });
  await expect.poll(() => none.isChecked()).toBe(true);
  await run(workbench.page);
  await gateStage(workbench.page).focus();
}

/** The numbers in the line under the stage, once both it and the equations are at this step and unit. */
async function readout(page: Page, step: number, unit: number): Promise<number[]> {
  const panel = equationPanel(page);
  await panel.getByText(`t = ${step}`, { exact: true }).waitFor();
  await expect.poll(() => panel.getByRole('spinbutton', { name: 'Unit' }).inputValue()).toBe(String(unit));
  const line = page.getByText(`step ${step} · unit ${unit}`, { exact: true }).locator('..');
  const text = (await line.innerText()).replaceAll('−', '-');
  return QUANTITIES.map((quantity) =>
    Number(new RegExp(`(?:^|\\s)${quantity}\\s+(-?\\d+\\.\\d{3})(?:\\s|$)`).exec(text)?.[1]),
  );
}

/** Every digit of the quantities at the cursor, as they are copied. */
async function copiedEquations({ app, page }: Workbench, step: number): Promise<number[]> {
  await equationPanel(page).getByRole('button', { name: 'Copy the equations with all digits' }).click();
  const text = (): Promise<string> => app.evaluate(async ({ clipboard }) => await clipboard.readText());
  await expect.poll(text).toContain(`t = ${step},`);
  const lines = (await text()).split('\n');
  return QUANTITIES.map((quantity) =>
    Number(/(\S+)$/.exec(lines.find((line) => line.startsWith(`${quantity}_t`))!)?.[1]),
  );
}

/** A picture in the clipboard as width and height; both generations of Electron. */
function copiedPicture(app: ElectronApplication): Promise<{ width: number; height: number }> {
  return app.evaluate(async ({ clipboard, nativeImage }) => {
    const older = clipboard as unknown as { readImage?(): Electron.NativeImage };
    if (older.readImage !== undefined) return older.readImage().getSize();
    const [item] = await clipboard.read();
    const blob = item.types.includes('image/png') ? await item.getType('image/png') : null;
    if (blob === null) return { width: 0, height: 0 };
    return nativeImage.createFromBuffer(Buffer.from(await (blob as Blob).arrayBuffer())).getSize();
  });
}

/** The size of an SVG shown as a picture, which only well-formed ones can be. */
function sizeAsPicture(page: Page, svg: string): Promise<{ width: number; height: number }> {
  return page.evaluate(async (text) => {
    const url = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }));
    const picture = new Image();
    picture.src = url;
    await picture.decode();
    URL.revokeObjectURL(url);
    return { width: picture.naturalWidth, height: picture.naturalHeight };
  }, svg);
}

test('every step’s numbers are PyTorch’s', async () => {
  await withWorkbench(async (workbench) => {
    const { page } = workbench;
    const gates = goldenGates('multivariate');
    const [, steps, units] = gates.h.shape;
    const expected = (series: number, step: number, unit: number): number[] =>
      QUANTITIES.map((quantity) => gates[quantity].data[(series * steps + step) * units + unit]);
    const expectShown = async (series: number, step: number, unit: number): Promise<void> =>
      expect(largestDifference(await readout(page, step, unit), expected(series, step, unit))).toBeLessThan(PRINTED);

    await openGolden(workbench, 'multivariate');
    const stage = gateStage(page);
    await stage.press('Home');
    await expectShown(0, 0, 0);
    for (let step = 1; step < steps; step++) {
      await stage.press('ArrowRight');
      await expectShown(0, step, 0);
    }
    // The last step is the end.
    await stage.press('ArrowRight');
    await expectShown(0, steps - 1, 0);
    await stage.press('Home');
    await stage.press('End');
    await expectShown(0, steps - 1, 0);

    for (const unit of [1, 2, 3]) {
      await stage.press('ArrowDown');
      await expectShown(0, steps - 1, unit);
    }
    await stage.press('ArrowUp');
    await stage.press('ArrowLeft');
    await expectShown(0, steps - 2, 2);
    expect(largestDifference(await copiedEquations(workbench, steps - 2), expected(0, steps - 2, 2))).toBeLessThan(
      TOLERANCE,
    );

    await page.getByRole('button', { name: 'Next series' }).click();
    await page
      .getByRole('button', { name: /^Series: / })
      .filter({ hasText: '2 of 4' })
      .waitFor();
    await stage.focus();
    await stage.press('PageDown');
    await page
      .getByRole('button', { name: /^Series: / })
      .filter({ hasText: '3 of 4' })
      .waitFor();
    await stage.press('ArrowLeft');
    await expectShown(2, steps - 3, 2);
    await stage.press('PageUp');
    await page
      .getByRole('button', { name: /^Series: / })
      .filter({ hasText: '2 of 4' })
      .waitFor();
    await stage.press('ArrowLeft');
    await expectShown(1, steps - 4, 2);
  });
});

test('layers and directions end in PyTorch’s last states', async () => {
  await withWorkbench(async (workbench) => {
    const { page } = workbench;
    const { batch, h, c } = goldenCase('stacked-bidirectional');
    const [, size, units] = h.shape;
    await openGolden(workbench, 'stacked-bidirectional');
    const stage = gateStage(page);
    for (const layer of [0, 1]) {
      await choose(page, 'Layer', `layer ${layer}`);
      for (const [direction, name] of ['forward', 'backward'].entries()) {
        await choose(page, 'Direction', name);
        await stage.focus();
        // The backward direction starts at the series' end.
        await stage.press(name === 'forward' ? 'End' : 'Home');
        const step = name === 'forward' ? batch.steps - 1 : 0;
        const at = (layer * 2 + direction) * size * units;
        await expect
          .poll(
            async () =>
              (await readout(page, step, 0))
                .slice(4)
                .every((value, k) => Math.abs(value - [c!, h][k].data[at]) < PRINTED),
            {
              message: `layer ${layer}, ${name}`,
            },
          )
          .toBe(true);
      }
    }
  });
});

test('shows the gates of a GRU by their names, computed by the kernel that is chosen', async () => {
  await withWorkbench(async (workbench) => {
    const { page } = workbench;
    const { batch, h } = goldenCase('gru');
    await openGolden(workbench, 'gru');
    const stage = gateStage(page);
    await stage.press('End');
    const shown = page.getByRole('group', { name: 'Heatmaps shown', exact: true }).getByRole('button');
    await expect.poll(() => shown.allTextContents()).toEqual(['r', 'z', 'n', 'h']);
    const panel = equationPanel(page);
    await panel.getByText(`t = ${batch.steps - 1}`, { exact: true }).waitFor();
    const last = panel
      .getByRole('row', { name: /hidden state/ })
      .getByRole('cell')
      .last();
    await expect.poll(async () => Number((await last.textContent())?.replace('−', '-'))).toBeCloseTo(h.data[0], 3);
    await page.getByText(/kernel: /).waitFor();
    expect(await page.getByText(/on the reference/).count()).toBe(0);
  });
});

test('zooms around the cursor and back', async () => {
  await withWorkbench(async (workbench) => {
    const { page } = workbench;
    await openGolden(workbench, 'multivariate');
    const stage = gateStage(page);
    const shown = async (): Promise<number[]> => {
      const text = await page.getByText(/^\s*steps \d+ to \d+ of 40/).innerText();
      return /steps (\d+) to (\d+) of/.exec(text)!.slice(1).map(Number);
    };
    await stage.press('Home');
    for (let step = 0; step < 20; step++) await stage.press('ArrowRight');
    expect(await shown()).toEqual([0, 39]);
    await stage.press('+');
    await expect.poll(async () => (await shown())[1] - (await shown())[0]).toBe(19);
    const [from, to] = await shown();
    expect(from).toBeLessThanOrEqual(20);
    expect(to).toBeGreaterThanOrEqual(20);
    await stage.press('End');
    await expect.poll(async () => (await shown())[1]).toBe(39);
    await page.getByRole('button', { name: 'Zoom out' }).click();
    await expect.poll(shown).toEqual([0, 39]);
    await page.getByRole('button', { name: 'Zoom in' }).click();
    await expect.poll(async () => (await shown())[0]).toBeGreaterThan(0);
    await page.getByRole('button', { name: 'All steps' }).click();
    await expect.poll(shown).toEqual([0, 39]);
  });
});

test('saves the gates as CSV, the chart as PNG and SVG, and copies it', async () => {
  await withWorkbench(async (workbench) => {
    const { app, page, folder } = workbench;
    const gates = goldenGates('multivariate');
    const [, steps, units] = gates.h.shape;
    await openGolden(workbench, 'multivariate');
    const save = async (name: string, press: () => Promise<void>): Promise<Buffer> => {
      await answerDialogs(app, { save: join(folder, name) });
      await press();
      await waitForSaved(page, name);
      return readFileSync(join(folder, name));
    };
    const provenance = (name: string) => JSON.parse(readFileSync(join(folder, `${name}.provenance.json`), 'utf8'));

    const csv = await save('gates.csv', async () => {
      await page.getByRole('button', { name: 'Export gates' }).click();
      await page.getByRole('menuitem', { name: 'Gates of this series…' }).click();
    });
    const rows = parseCsv(csv.toString());
    expect(Object.keys(rows[0])).toEqual(['sequence', 'step', 'layer', 'direction', 'unit', ...QUANTITIES]);
    expect(rows).toHaveLength(steps * units);
    for (const quantity of QUANTITIES) {
      const written = rows.map((row) => Number(row[quantity]));
      expect(largestDifference(written, gates[quantity].data.subarray(0, steps * units))).toBeLessThan(TOLERANCE);
    }
    expect(provenance('gates')).toMatchObject({
      export: { task: 'gates', part: 'train' },
      model: { file: 'model.safetensors' },
    });

    const png = await save('chart.png', () => page.getByRole('button', { name: 'Save chart as PNG' }).click());
    expect(png.subarray(0, 8)).toEqual(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]));
    const box = (await gateStage(page).boundingBox())!;
    // Drawn at twice the size on the screen.
    expect(Math.abs(png.readUInt32BE(16) - 2 * box.width)).toBeLessThan(8);
    expect(Math.abs(png.readUInt32BE(20) - 2 * box.height)).toBeLessThan(8);
    expect(provenance('chart')).toMatchObject({ export: { task: 'chart' }, files: [{ fileName: 'x.npy' }] });

    const svg = await save('drawing.svg', () => page.getByRole('button', { name: 'Save chart as SVG' }).click());
    const text = svg.toString();
    expect(await sizeAsPicture(page, text)).toEqual({ width: Math.round(box.width), height: Math.round(box.height) });
    const words = [...text.matchAll(/>([^<>]+)<\/text>/g)].map((match) => match[1]);
    expect(words).toEqual(expect.arrayContaining(['input gate', 'forget gate', 'cell state']));
    const references = [...text.matchAll(/(?:href|src)="([^"]*)"|url\(['"]?([^)]*)\)/g)].map(
      ([, one, other]) => one ?? other,
    );
    expect(references.filter((reference) => reference.startsWith('data:image/png')).length).toBeGreaterThan(6);
    expect(references.filter((reference) => !/^(data:image\/png|#)/.test(reference))).toEqual([]);
    expect(provenance('drawing')).toMatchObject({ export: { task: 'chart' } });

    await page.getByRole('button', { name: 'Copy chart' }).click();
    await expect.poll(() => copiedPicture(app)).toEqual({ width: png.readUInt32BE(16), height: png.readUInt32BE(20) });
    expect(await barButton(page, 'Export features').isEnabled()).toBe(true);
  });
});

test('what the head makes of a series is what PyTorch made of it', async () => {
  await withWorkbench(async (workbench) => {
    await openGolden(workbench, 'with-head');
    const logits = readNpy(readFileSync(sharedFile('golden/with-head/logits.npy')));
    const first = [...logits.data.subarray(0, logits.shape[1])];
    const largest = Math.max(...first);
    // Three significant digits are shown.
    const head = workbench.page.getByText('Head: class');
    await head.waitFor();
    expect(await head.textContent()).toContain(
      `Head: class ${first.indexOf(largest)}, ${Number(largest.toPrecision(3))}`,
    );
  });
});
