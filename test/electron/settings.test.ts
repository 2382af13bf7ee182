/** Settings survive a restart; what is broken in their file, or comes from a hostile page, does no harm. */

import { describe, expect, test, vi } from 'vitest';
import { isSettingsChange, SettingsStore } from '../../electron/settings';

/** Stands for the settings file: electron-store keeps it where only a running Electron knows. */
const file = vi.hoisted(() => ({ content: {} as Record<string, unknown> }));

vi.mock('electron-store', () => ({
  default: class {
    constructor(options: { defaults: Record<string, unknown> }) {
      file.content = { ...options.defaults, ...file.content };
    }
    get store() {
      return file.content;
    }
    set store(content: Record<string, unknown>) {
      file.content = content;
    }
    get(key: string) {
      return file.content[key];
    }
    set(key: string, value: unknown) {
      file.content[key] = value;
    }
  },
}));

function storeWith(content: Record<string, unknown>, languages = ['en-GB']): SettingsStore {
  file.content = content;
  return new SettingsStore(languages);
}

describe('SettingsStore', () => {
  test.each([
    [['zh-CN', 'en'], 'zh-CN'],
    [['zh-Hans-SG'], 'zh-CN'],
    [['de-DE', 'zh-CN'], 'en'],
    [[], 'en'],
  ])('takes its first language from the system: %s', (languages, language) => {
    expect(storeWith({}, languages).settings).toEqual({ language, theme: 'system' });
  });

  test('remembers a change and leaves the rest', () => {
    const place = { x: 1, y: 2, width: 1000, height: 600, maximized: true };
    const store = storeWith({ place });
    store.change({ language: 'zh-CN' });
    store.change({ theme: 'light' });
    const reopened = new SettingsStore(['en']);
    expect(reopened.settings).toEqual({ language: 'zh-CN', theme: 'light' });
    expect(reopened.place).toEqual(place);
  });

  test('takes what is broken in the file for not there', () => {
    const store = storeWith({ language: 7, theme: 'purple', place: { x: 'left' }, recent: ['/a', 5, null] });
    expect(store.settings).toEqual({ language: 'en', theme: 'system' });
    expect(store.place).toBeNull();
    expect(store.recent).toEqual(['/a']);
  });

  test('keeps ten recent files, the latest first, each once', () => {
    const store = storeWith({});
    for (let file = 0; file < 12; file += 1) store.addRecent(`/data/${file}`);
    store.addRecent('/data/5');
    expect(store.recent).toHaveLength(10);
    expect(store.recent.slice(0, 3)).toEqual(['/data/5', '/data/11', '/data/10']);
    store.removeRecent('/data/11');
    expect(store.recent.slice(0, 2)).toEqual(['/data/5', '/data/10']);
  });
});

describe('isSettingsChange', () => {
  test.each([[{}], [{ language: 'en' }], [{ theme: 'dark', language: 'zh-CN' }]])('accepts %j', (change) => {
    expect(isSettingsChange(change)).toBe(true);
  });

  test.each([[null], ['en'], [{ language: 'fr' }], [{ theme: 1 }], [{ recent: ['/etc/passwd'] }], [{ __proto__x: 1 }]])(
    'refuses %j',
    (change) => {
      expect(isSettingsChange(change)).toBe(false);
    },
  );
});
