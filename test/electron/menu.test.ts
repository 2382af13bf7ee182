/** The application menu: whole in both languages, every command within reach, no shortcut twice. */

import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, test, vi } from 'vitest';
import { type Language, type MenuCommand, type Settings, VIEWS } from '../../core/contract/api';
import { AUTO_KERNEL, SAMPLES } from '../../core/contract/specs';
import { menuTemplate } from '../../electron/menu';

vi.mock('electron', () => ({ app: {}, Menu: {} }));
vi.mock('electron-store', () => ({ default: vi.fn<() => void>() }));

type Item = MenuItemConstructorOptions;

const flat = (items: Item[]): Item[] =>
  items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flat(item.submenu) : [])]);

function openMenu(settings: Settings, isPackaged = false) {
  const sent: MenuCommand[] = [];
  const changes: Partial<Settings>[] = [];
  const actions = {
    send: (command: MenuCommand) => void sent.push(command),
    changeSettings: (change: Partial<Settings>) => void changes.push(change),
  };
  const items = flat(menuTemplate(settings, actions, isPackaged));
  const click = (item: Item): void => (item.click as (() => void) | undefined)?.();
  return { items, sent, changes, click };
}

const settings = (language: Language): Settings => ({
  language,
  theme: 'dark',
  kernel: AUTO_KERNEL,
  tableMemory: null,
});

describe('the menu', () => {
  test('reaches every command', () => {
    const { items, sent, click } = openMenu(settings('en'));
    items.filter((item) => item.type !== 'radio').forEach(click);
    const plain = [
      'open-data',
      'open-folder',
      'open-weights',
      'new-project',
      'open-project',
      'save-project',
      'save-report',
      'run',
      'cancel',
      'undo',
      'redo',
      'export-features',
      'export-gates',
      'copy-job',
      'settings',
    ];
    for (const command of plain) expect(sent).toContainEqual({ do: command });
    for (const view of VIEWS) expect(sent).toContainEqual({ do: 'view', view });
    for (const id of SAMPLES) expect(sent).toContainEqual({ do: 'sample', id });
  });

  test('gives no shortcut twice and leaves Escape to the page', () => {
    const shortcuts = openMenu(settings('en')).items.flatMap((item) => item.accelerator ?? []);
    expect(shortcuts).toEqual(expect.arrayContaining(['CmdOrCtrl+O', 'CmdOrCtrl+E', 'CmdOrCtrl+Enter', 'F5']));
    expect(new Set(shortcuts).size).toBe(shortcuts.length);
    expect(shortcuts.filter((shortcut) => /esc/i.test(String(shortcut)))).toEqual([]);
  });

  test('is written in the chosen language', () => {
    const labels = (language: Language): string[] =>
      openMenu(settings(language)).items.flatMap((item) => item.label ?? []);
    const chinese = labels('zh-CN');
    expect(chinese.filter((label) => !/\p{Script=Han}/u.test(label))).toEqual(['GunPoint', 'English']);
    const english = labels('en').filter((label) => /\p{Script=Han}/u.test(label));
    expect(english).toEqual(['简体中文']);
    expect(chinese).toHaveLength(labels('en').length);
  });

  test('marks the settings of the moment and changes them', () => {
    const { items, changes, click } = openMenu(settings('zh-CN'));
    const radios = items.filter((item) => item.type === 'radio');
    expect(radios.filter((item) => item.checked).map((item) => item.label)).toEqual(['深色', '简体中文']);
    radios.forEach(click);
    expect(changes).toEqual([
      { theme: 'system' },
      { theme: 'light' },
      { theme: 'dark' },
      { language: 'en' },
      { language: 'zh-CN' },
    ]);
  });

  test('has developer tools only where the app is not packaged', () => {
    const hasTools = (isPackaged: boolean): boolean =>
      openMenu(settings('en'), isPackaged).items.some((item) => item.role === 'toggleDevTools');
    expect(hasTools(false)).toBe(true);
    expect(hasTools(true)).toBe(false);
  });
});
