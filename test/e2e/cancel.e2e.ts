/** A long run is stopped by button and by key, at once, and leaves everything as it was. */

import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { withWorkbench } from '../helpers/launch';
import { barButton, goTo, messages, openSynthetic, run, setNumber, statusBar } from '../helpers/window';

const SEEN_WITHIN_MS = 300;
/** So many that the fastest kernel is at work for long. */
const HIDDEN = 256;

/** Starts a run that takes half a minute and more, and waits until the engine has computed some of it. */
async function startLongRun(page: Page, button: 'Run' | 'Run again'): Promise<void> {
  await barButton(page, button).click();
  await statusBar(page)
    .getByText(/^[1-9]\d* of 4000 series$/)
    .waitFor();
}

/** Milliseconds in the page from the press of a button or key to the window without the run, which is the engine's answer. */
async function timeCancel(page: Page, press: () => Promise<void>): Promise<number> {
  const timed = await page.evaluateHandle(() => {
    const measured: { ms: number | null } = { ms: null };
    let from: number | null = null;
    const start = (event: Event): void => {
      if (event.type === 'click' || (event as KeyboardEvent).key === 'Escape') from ??= performance.now();
    };
    addEventListener('click', start, true);
    addEventListener('keydown', start, true);
    const observer = new MutationObserver(() => {
      if (from === null || document.querySelector('footer [role="progressbar"]') !== null) return;
      measured.ms = performance.now() - from;
      observer.disconnect();
      removeEventListener('click', start, true);
      removeEventListener('keydown', start, true);
    });
    observer.observe(document.querySelector('footer')!, { childList: true, subtree: true });
    return measured;
  });
  await press();
  await expect.poll(() => timed.evaluate(({ ms }) => ms)).not.toBeNull();
  return (await timed.evaluate(({ ms }) => ms))!;
}

test('a long run says how far it is, and is cancelled within 300 ms, however it is asked for', async () => {
  await withWorkbench(async ({ page }) => {
    await openSynthetic(page, { series: 2000, steps: 1000 });
    await goTo(page, 'Model');
    await setNumber(page, 'Hidden units', HIDDEN);

    const presses: Record<string, () => Promise<void>> = {
      'bar above': () => barButton(page, 'Cancel').click(),
      'bar below': () => statusBar(page).getByRole('button', { name: 'Cancel' }).click(),
      'run view': async () => page.getByRole('main').getByRole('button', { name: 'Cancel the run' }).click(),
      escape: () => page.keyboard.press('Escape'),
    };
    for (const [name, press] of Object.entries(presses)) {
      await goTo(page, name === 'run view' ? 'Run' : 'Model');
      await startLongRun(page, 'Run');
      await statusBar(page)
        .getByText(/^\d[\d,]*(\.\d+)? series\/s$/)
        .waitFor();
      await statusBar(page)
        .getByText(/^(\d+ (s|min) left|almost done)$/)
        .waitFor();
      expect.soft(await timeCancel(page, press), name).toBeLessThan(SEEN_WITHIN_MS);
      // As before: nothing was run, the next step is to run, and nobody is blamed.
      expect(await barButton(page, 'Run').isEnabled()).toBe(true);
      expect(await messages(page).isVisible()).toBe(false);
    }
    await goTo(page, 'Model');
    expect(await page.getByRole('spinbutton', { name: 'Hidden units' }).inputValue()).toBe(String(HIDDEN));
  });
});

test('what was run before a cancelled run stays, and a new run works', async () => {
  await withWorkbench(async ({ page }) => {
    await openSynthetic(page, { series: 2000, steps: 1000 });
    await goTo(page, 'Model');
    await setNumber(page, 'Hidden units', 1);
    await run(page);
    await goTo(page, 'Features');
    const size = page.getByText('4,000 series × 10 features');
    await size.waitFor();
    await goTo(page, 'Model');
    await setNumber(page, 'Hidden units', HIDDEN);
    await startLongRun(page, 'Run again');
    await timeCancel(page, () => page.keyboard.press('Escape'));
    await goTo(page, 'Features');
    await size.waitFor();
    expect(await barButton(page, 'Run again').isEnabled()).toBe(true);

    await goTo(page, 'Model');
    await setNumber(page, 'Hidden units', 2);
    await run(page, 'Run again');
    await goTo(page, 'Features');
    await page.getByText('4,000 series × 20 features').waitFor();
  });
});

test('escape closes what is open before it cancels', async () => {
  await withWorkbench(async ({ page }) => {
    await openSynthetic(page, { series: 2000, steps: 1000 });
    await goTo(page, 'Model');
    await setNumber(page, 'Hidden units', HIDDEN);
    await startLongRun(page, 'Run');
    await page.getByRole('button', { name: 'Help: Hidden units' }).click();
    const help = page.getByRole('dialog', { name: 'Hidden units' });
    await help.waitFor();
    await page.keyboard.press('Escape');
    await help.waitFor({ state: 'detached' });
    expect(await barButton(page, 'Cancel').isVisible()).toBe(true);
    await timeCancel(page, () => page.keyboard.press('Escape'));
  });
});
