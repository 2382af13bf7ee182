/** The desktop around the views: language, theme, place, menu, keyboard, and calm for those who ask for it. */

import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openName } from '../helpers/data-view';
import { answerDialogs, openWorkbench, withWorkbench } from '../helpers/launch';
import { menuItems, pickFromMenu } from '../helpers/menu';
import { sharedFile } from '../helpers/shared';
import {
  barButton,
  choose,
  chooseModel,
  copiedText,
  goTo,
  messages,
  openSample,
  setNumber,
  waitForSaved,
} from '../helpers/window';

const views = ['Start', 'Data', 'Model', 'Run', 'Insight', 'Features', 'Evaluate', 'Project', 'Lesson'] as const;
const themeSource = (app: ElectronApplication): Promise<string> =>
  app.evaluate(({ nativeTheme }) => nativeTheme.themeSource);
const isDark = (page: Page): Promise<boolean> =>
  page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
const language = (page: Page): Promise<string> => page.evaluate(() => document.documentElement.lang);
const background = (page: Page): Promise<string> =>
  page.getByRole('banner').evaluate((element) => getComputedStyle(element).backgroundColor);
const bounds = (app: ElectronApplication): Promise<Electron.Rectangle> =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0].getNormalBounds());
const shownView = (page: Page, name: string): Promise<void> => page.getByRole('main', { name }).waitFor();

describe('language, theme and place', () => {
  let userData: string;
  const place = { x: 60, y: 80, width: 1010, height: 640 };

  beforeAll(() => {
    userData = mkdtempSync(join(tmpdir(), 'lstm-workbench-desktop-'));
  });

  afterAll(() => rmSync(userData, { recursive: true, force: true }));

  test('change in the window, which the menu follows', async () => {
    await withWorkbench(
      async ({ app, page }) => {
        await page.getByRole('button', { name: 'Settings' }).click();
        expect(await background(page)).toBe('rgb(255, 255, 255)');
        await choose(page, 'Theme', 'Dark');
        await expect.poll(() => isDark(page)).toBe(true);
        await expect.poll(() => background(page)).toMatch(/^rgb\([1-5]\d, [1-5]\d, [1-5]\d\)$/);
        expect(await themeSource(app)).toBe('dark');

        await page.getByRole('radio', { name: '中文' }).click();
        await page.getByRole('navigation', { name: '视图' }).getByRole('button', { name: '模型' }).waitFor();
        await page.getByText('从示例开始').waitFor();
        expect(await language(page)).toBe('zh-CN');
        const items = await menuItems(app);
        expect(items).toContain('文件 > 打开数据…');
        expect(items.filter((item) => /^[\x20-\x7e]+$/.test(item))).toEqual([]);
        await app.evaluate(({ BrowserWindow }, wanted) => BrowserWindow.getAllWindows()[0].setBounds(wanted), place);
        await expect.poll(() => bounds(app)).toEqual(place);
      },
      { userData },
    );
  });

  test('are remembered, and change back from the menu', async () => {
    await withWorkbench(
      async ({ app, page }) => {
        await page.getByText('从示例开始').waitFor();
        expect(await isDark(page)).toBe(true);
        expect(await bounds(app)).toEqual(place);

        await pickFromMenu(app, '视图 > 主题 > 浅色');
        await expect.poll(() => isDark(page)).toBe(false);
        await pickFromMenu(app, '视图 > 主题 > 跟随系统');
        await expect.poll(() => themeSource(app)).toBe('system');
        await pickFromMenu(app, '视图 > 语言 > English');
        await page.getByText('Start with a sample').waitFor();
        expect(await language(page)).toBe('en');
        expect(await menuItems(app)).toContain('File > Open data…');
      },
      { userData },
    );
  });

  test('are remembered once more', async () => {
    await withWorkbench(
      async ({ app, page }) => {
        await page.getByText('Start with a sample').waitFor();
        expect(await themeSource(app)).toBe('system');
      },
      { userData },
    );
  });

  test('begin as the system has them', async () => {
    await withWorkbench(
      async ({ app, page }) => {
        await page.getByText('从示例开始').waitFor();
        expect(await themeSource(app)).toBe('system');
      },
      { language: 'zh_CN' },
    );
  });
});

describe('the menu', () => {
  test('does everything that it offers', async () => {
    await withWorkbench(async ({ app, page, folder }) => {
      const untried = new Set(await menuItems(app));
      const pick = async (path: string): Promise<void> => {
        await pickFromMenu(app, path);
        untried.delete(path);
      };

      const data = join(folder, 'walk.csv');
      writeFileSync(data, 'id,x\na,1\na,2\nb,2\nb,1\n');
      await answerDialogs(app, { open: data });
      await pick('File > Open data…');
      await expect.poll(() => openName(page).textContent()).toBe('walk.csv');
      const classes = join(folder, 'walks');
      mkdirSync(join(classes, 'slow'), { recursive: true });
      writeFileSync(join(classes, 'slow', 'first.csv'), 'x\n1\n2\n');
      await answerDialogs(app, { open: classes });
      await pick('File > Open folder…');
      await expect.poll(() => openName(page).textContent()).toBe('walks');
      for (const sample of ["The article's example", 'Daphnet recording', 'GunPoint']) {
        await pick(`File > Samples > ${sample}`);
        await expect.poll(() => openName(page).textContent()).toBe(sample);
      }
      await answerDialogs(app, { open: sharedFile('golden/one-layer/model.safetensors') });
      await pick('File > Open weights…');
      const opened = page.getByRole('button', { name: 'Open another file…' });
      await opened.waitFor();
      await pick('Edit > Undo');
      await opened.waitFor({ state: 'detached' });
      await pick('Edit > Redo');
      await opened.waitFor();
      await chooseModel(page, 'Model 1');

      await setNumber(page, 'Hidden units', 1024);
      await pick('Run > Run the LSTM');
      await barButton(page, 'Cancel').waitFor();
      await pick('Run > Cancel the run');
      await barButton(page, 'Run').waitFor();
      await goTo(page, 'Model');
      await setNumber(page, 'Hidden units', 8);
      await pick('Run > Run the LSTM');
      await barButton(page, 'Export features').waitFor();
      for (const [item, name] of [
        ['File > Export features…', 'features.csv'],
        ['File > Export gates…', 'gates.csv'],
        ['File > Export model…', 'model.safetensors'],
        ['File > Save report…', 'report.html'],
      ] as const) {
        await answerDialogs(app, { save: join(folder, name) });
        await pick(item);
        await waitForSaved(page, name);
        expect(existsSync(join(folder, name))).toBe(true);
      }
      await answerDialogs(app, { save: join(folder, 'tried.lstmw') });
      await pick('File > Save project as…');
      await messages(page).getByText('The project was saved as tried.lstmw').waitFor();
      expect(existsSync(join(folder, 'tried.lstmw'))).toBe(true);
      await pick('File > New project');
      await page.getByRole('heading', { name: 'No experiments yet' }).waitFor();
      await answerDialogs(app, { open: join(folder, 'tried.lstmw') });
      await pick('File > Open project…');
      await shownView(page, 'Run');
      await goTo(page, 'Project');
      await page.getByRole('heading', { name: 'tried.lstmw' }).waitFor();
      await pick('Run > Run the LSTM');
      await barButton(page, 'Export features').waitFor();
      await pick('File > Copy as job');
      await expect.poll(() => copiedText(app)).toContain('"version": 1');

      for (const view of views) {
        await pick(`View > ${view}`);
        await shownView(page, view);
      }
      await pick('View > Start');
      await pick('Help > The lesson');
      await shownView(page, 'Lesson');
      await pick('Run > Kernel and threads…');
      await page.getByRole('dialog', { name: 'Settings' }).waitFor();
      await page.keyboard.press('Escape');
      await pick('View > Theme > Dark');
      await expect.poll(() => isDark(page)).toBe(true);
      await pick('View > Theme > Light');
      await expect.poll(() => isDark(page)).toBe(false);
      await pick('View > Theme > System');
      await expect.poll(() => themeSource(app)).toBe('system');
      await pick('View > Language > 简体中文');
      await expect.poll(() => language(page)).toBe('zh-CN');
      await pickFromMenu(app, '视图 > 语言 > English');
      untried.delete('View > Language > English');
      await expect.poll(() => language(page)).toBe('en');

      await goTo(page, 'Model');
      const field = page.getByRole('spinbutton', { name: 'Hidden units' });
      await field.focus();
      await pick('Edit > Select all');
      await pick('Edit > Copy');
      await expect.poll(() => copiedText(app)).toBe('8');
      await pick('Edit > Cut');
      await expect.poll(() => field.inputValue()).toBe('');
      await pick('Edit > Paste');
      await expect.poll(() => field.inputValue()).toBe('8');

      const zoom = (): Promise<number> =>
        app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0].webContents.getZoomLevel());
      await pick('View > Zoom in');
      await expect.poll(zoom).toBeGreaterThan(0);
      await pick('View > Actual size');
      await expect.poll(zoom).toBe(0);
      await pick('View > Zoom out');
      await expect.poll(zoom).toBeLessThan(0);

      // These leave the page: what they call is watched instead of its effect on a screen without a window manager.
      // Quitting has a test of its own.
      untried.delete('File > Quit');
      const called = await app.evaluateHandle(({ app: main, BrowserWindow }) => {
        const calls: string[] = [];
        const [window] = BrowserWindow.getAllWindows();
        window.setFullScreen = (on) => void calls.push(`full screen ${on}`);
        window.webContents.toggleDevTools = () => void calls.push('developer tools');
        main.showAboutPanel = () => void calls.push('about');
        return calls;
      });
      await pick('View > Full screen');
      await pick('View > Developer tools');
      await pick('Help > About LSTM Workbench');
      expect(await called.jsonValue()).toEqual(['full screen true', 'developer tools', 'about']);
      expect([...untried]).toEqual([]);
    });
  });

  test('quits', async () => {
    const workbench = await openWorkbench();
    const closed = workbench.app.waitForEvent('close');
    await workbench.app.evaluate(({ Menu }) => {
      const quit = Menu.getApplicationMenu()?.items[0].submenu?.items.find((item) => item.role === 'quit');
      setImmediate(() => quit?.click());
    });
    await closed;
    expect(await workbench.close()).toEqual([]);
  });
});

describe('the keyboard', () => {
  interface Stop {
    name: string;
    role: string;
    ring: boolean;
  }

  /** Presses Tab until the focus comes round, and tells each element's name and whether its ring can be seen. */
  async function walk(page: Page): Promise<Stop[]> {
    const stops: Stop[] = [];
    await page.evaluate(() => {
      document.querySelector('[data-first-stop]')?.removeAttribute('data-first-stop');
      (document.activeElement as HTMLElement | null)?.blur();
    });
    for (;;) {
      await page.keyboard.press('Tab');
      const stop = await page.evaluate(() => {
        const focused = document.activeElement;
        if (focused === null || focused === document.body) return null;
        const isRing = ({ outlineStyle, outlineWidth, outlineColor }: CSSStyleDeclaration): boolean =>
          outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 && !/, 0\)$|transparent/.test(outlineColor);
        const hasRing = (element: Element): boolean =>
          isRing(getComputedStyle(element)) || isRing(getComputedStyle(element, '::after'));
        const labelled = focused.getAttribute('aria-labelledby');
        const name =
          focused.getAttribute('aria-label') ??
          (labelled === null ? null : document.getElementById(labelled.split(' ')[0])?.textContent) ??
          (focused instanceof HTMLInputElement ? focused.labels?.[0]?.textContent : null) ??
          focused.textContent ??
          '';
        // A number's ring is around its box, a table's around its frame, a drawn part's around its shape.
        const around = [focused.parentElement, focused.parentElement?.parentElement, ...focused.children];
        const ring = [focused, ...around].some((element) => element != null && hasRing(element));
        const first = focused.hasAttribute('data-first-stop');
        if (document.querySelector('[data-first-stop]') === null) focused.setAttribute('data-first-stop', '');
        return { name: name.trim(), role: focused.getAttribute('role') ?? focused.localName, ring, first };
      });
      if (stop === null || stop.first) return stops;
      stops.push({ name: stop.name, role: stop.role, ring: stop.ring });
      if (stops.length > 300) throw new Error(`the focus never comes round: ${stops.map(({ name }) => name)}`);
    }
  }

  test('reaches rail, bar and panels of every view, and shows where it is', async () => {
    await withWorkbench(async ({ page }) => {
      await openSample(page, 'GunPoint');
      await goTo(page, 'Model');
      await setNumber(page, 'Hidden units', 8);
      await barButton(page, 'Run').click();
      await barButton(page, 'Export features').waitFor();
      const expected = {
        Start: ['Open the sample GunPoint', 'Seed', 'Make and open', 'Open the lesson'],
        Data: ['Missing values', 'Chart', 'Series', 'Zoom in', 'Chart, zoom and pan with the keyboard'],
        Model: ['Help: Hidden units', 'Hidden units', 'Initialisation', 'Seed', 'New seed', 'Open weights…'],
        Run: ['Unit'],
        Insight: ['Units'],
        Features: ['last state', 'Export features…'],
        Evaluate: ['Classifier', 'Division', 'Seeds of the model', 'Scores'],
        Project: ['New project', 'Open project…', 'Save project as…', 'Starred only', 'Time'],
        Lesson: ['Next step'],
      };
      for (const view of views) {
        await goTo(page, view);
        await shownView(page, view);
        const everywhere = [...views, 'Settings', 'Back', 'Export features'];
        let stops: Stop[] = [];
        const names = async (): Promise<string[]> => {
          stops = await walk(page);
          return stops.map(({ name }) => name);
        };
        await expect.poll(names, { message: view }).toEqual(expect.arrayContaining([...everywhere, ...expected[view]]));
        expect
          .soft(
            stops.filter(({ ring }) => !ring),
            `without a ring in ${view}`,
          )
          .toEqual([]);
      }
    });
  });

  test('goes through the main job alone', async () => {
    await withWorkbench(async ({ app, page, folder }) => {
      /** Tabs to a button of the bar or the view, of which there is one with this name, and presses it. */
      const press = async (name: string): Promise<void> => {
        const button = page.locator('header, main').getByRole('button', { name, exact: true });
        while (!(await button.evaluate((element) => element === document.activeElement))) {
          await page.keyboard.press('Tab');
        }
        await page.keyboard.press('Enter');
      };
      await page.getByText('Engine ready').waitFor();
      await press('Open the sample GunPoint');
      await expect.poll(() => openName(page).textContent()).toBe('GunPoint');
      await press('Run');
      await barButton(page, 'Export features').waitFor();
      await answerDialogs(app, { save: join(folder, 'features.csv') });
      await press('Export features');
      await waitForSaved(page, 'features.csv');
      expect(existsSync(join(folder, 'features.csv'))).toBe(true);
    });
  });
});

test('who asks for less motion gets none, and charts all the same', async () => {
  await withWorkbench(async ({ page }) => {
    const moving = (): Promise<string[]> =>
      page.evaluate(() => {
        const longest = (list: string): number => Math.max(...list.split(',').map((time) => parseFloat(time)));
        return [...document.querySelectorAll('*')]
          .filter((element) => {
            const { transitionDuration, animationDuration, animationName } = getComputedStyle(element);
            return longest(transitionDuration) > 0 || (animationName !== 'none' && longest(animationDuration) > 0.001);
          })
          .map((element) => element.className.toString());
      });
    await goTo(page, 'Model');
    await page.getByRole('switch', { name: 'Bias' }).waitFor();
    expect(await moving()).not.toEqual([]);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await expect.poll(moving).toEqual([]);

    await openSample(page, 'GunPoint');
    const chart = page.getByRole('img', { name: /^Chart of/ });
    /** Pixels with ink on them. */
    const ink = (): Promise<number> =>
      chart.evaluate((element) => {
        const canvas = element.querySelector('canvas');
        const image = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height);
        return image === undefined ? 0 : image.data.filter((value, at) => at % 4 === 3 && value > 0).length;
      });
    await expect.poll(ink).toBeGreaterThan(1000);
  });
});
