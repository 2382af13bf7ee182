/** Settings survive a restart; what is broken in their file, or comes from a hostile page, does no harm. */

import { afterEach, describe, expect, test, vi } from 'vitest';
import { AUTO_KERNEL } from '../../core/contract/specs';
import { isSettingsChange, SettingsStore } from '../../electron/settings';

/** Stands for the settings file: electron-store keeps it where only a running Electron knows. */
const file = vi.hoisted(() => ({ content: {} as Record<string, unknown>, readable: true, writable: true }));

vi.mock('electron-store', () => ({
  default: class {
    constructor(options: { defaults: Record<string, unknown> }) {
      if (!file.readable) throw new Error('EISDIR: illegal operation on a directory, read');
      file.content = { ...options.defaults, ...file.content };
    }
    get store() {
      return file.content;
    }
    set store(content: Record<string, unknown>) {
      if (!file.writable) throw new Error('ENOSPC: no space left on device, write');
      file.content = content;
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
    expect(storeWith({}, languages).settings).toEqual({
      language,
      theme: 'system',
      kernel: AUTO_KERNEL,
      tableMemory: null,
    });
  });

  test('remembers a change and leaves the rest', () => {
    const place = { x: 1, y: 2, width: 1000, height: 600, maximized: true };
    const store = storeWith({ place });
    store.change({ language: 'zh-CN' });
    store.change({ theme: 'light' });
    store.change({ kernel: { kind: 'wasm', threads: 2 } });
    store.change({ tableMemory: 2e9 });
    const reopened = new SettingsStore(['en']);
    expect(reopened.settings).toEqual({
      language: 'zh-CN',
      theme: 'light',
      kernel: { kind: 'wasm', threads: 2 },
      tableMemory: 2e9,
    });
    expect(reopened.place).toEqual(place);
  });

  test('takes what is broken in the file for not there', () => {
    const store = storeWith({
      language: 7,
      theme: 'purple',
      kernel: { kind: 'gpu', threads: 0 },
      tableMemory: 12,
      place: { x: 'left' },
      recent: ['/a', 5, null],
      unfinished: { path: '/a' },
    });
    expect(store.settings).toEqual({ language: 'en', theme: 'system', kernel: AUTO_KERNEL, tableMemory: null });
    expect(store.place).toBeNull();
    expect(store.recent).toEqual(['/a']);
    expect(store.unfinished).toEqual([]);
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

  test('knows at the next start what was being opened at the end of this one, and nothing that came to an end', () => {
    const store = storeWith({ recent: ['/data/good.csv', '/data/bad.csv'] });
    store.beginOpening('/data/good.csv');
    store.endOpening('/data/good.csv', true);
    store.beginOpening('/data/bad.csv');
    // While it is being opened nothing is known against it.
    expect(store.unfinished).toEqual([]);

    const next = new SettingsStore(['en']);
    expect(next.unfinished).toEqual(['/data/bad.csv']);
    expect(next.recent).toEqual(['/data/bad.csv', '/data/good.csv']);
    next.beginOpening('/data/bad.csv');
    next.endOpening('/data/bad.csv', true);
    expect(next.unfinished).toEqual([]);
    expect(new SettingsStore(['en']).unfinished).toEqual([]);
  });

  test('keeps the mark of a file that the engine did not survive, and lists it even if it never opened', () => {
    const store = storeWith({ recent: ['/data/good.csv'] });
    store.beginOpening('/data/new.csv');
    store.endOpening('/data/new.csv', false);
    expect(store.unfinished).toEqual(['/data/new.csv']);
    expect(store.recent).toEqual(['/data/new.csv', '/data/good.csv']);
    store.removeRecent('/data/new.csv');
    expect(store.unfinished).toEqual([]);
    expect(store.recent).toEqual(['/data/good.csv']);
  });
});

describe('a settings file that', () => {
  afterEach(() => {
    Object.assign(file, { readable: true, writable: true });
    vi.restoreAllMocks();
  });

  test.each([
    ['cannot be read', { readable: false }, 'EISDIR'],
    ['cannot be written', { writable: false }, 'ENOSPC'],
  ])('%s costs nothing until the program ends', (_what, rights, reason) => {
    Object.assign(file, rights);
    const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const store = storeWith({});
    expect(store.change({ theme: 'dark' })).toEqual({
      language: 'en',
      theme: 'dark',
      kernel: AUTO_KERNEL,
      tableMemory: null,
    });
    store.addRecent('/data/a.csv');
    const place = { x: 1, y: 2, width: 1000, height: 600, maximized: false };
    store.place = place;
    expect(store.settings.theme).toBe('dark');
    expect(store.recent).toEqual(['/data/a.csv']);
    expect(store.place).toEqual(place);
    expect(said.mock.calls[0][0]).toContain(reason);
  });
});

describe('isSettingsChange', () => {
  test.each([
    [{}],
    [{ language: 'en' }],
    [{ theme: 'dark', language: 'zh-CN' }],
    [{ kernel: AUTO_KERNEL }],
    [{ kernel: { kind: 'native', threads: 256 } }],
    [{ tableMemory: null }],
    [{ tableMemory: 256_000_000 }],
  ])('accepts %j', (change) => {
    expect(isSettingsChange(change)).toBe(true);
  });

  test.each([
    [null],
    ['en'],
    [{ language: 'fr' }],
    [{ theme: 1 }],
    [{ recent: ['/etc/passwd'] }],
    [{ kernel: 'native' }],
    [{ kernel: { kind: 'gpu', threads: 1 } }],
    [{ kernel: { kind: 'auto', threads: 257 } }],
    [{ kernel: { kind: 'auto' } }],
    [{ kernel: { kind: 'auto', threads: null, path: '/tmp/a.node' } }],
    [{ tableMemory: 255_999_999 }],
    [{ tableMemory: '2GB' }],
    [{ tableMemory: Infinity }],
    [{ __proto__x: 1 }],
  ])('refuses %j', (change) => {
    expect(isSettingsChange(change)).toBe(false);
  });
});
