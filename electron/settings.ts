/** What is remembered between two starts: language, theme, the kernel, memory for tables, the window's place and the recent files. */

import Store from 'electron-store';
import type { Language, Settings, Theme } from '../core/contract/api';
import { isKernelSpec } from '../core/contract/check-kernel';
import { AUTO_KERNEL, type KernelSpec } from '../core/contract/specs';
import { isTableMemory, type TableMemory } from '../core/contract/table-memory';

export const LANGUAGES = ['en', 'zh-CN'] as const satisfies readonly Language[];
export const THEMES = ['system', 'light', 'dark'] as const satisfies readonly Theme[];

/** In device-independent pixels. */
export interface Place {
  x: number;
  y: number;
  width: number;
  height: number;
  maximized: boolean;
}

interface Remembered {
  language: Language | null;
  theme: Theme;
  kernel: KernelSpec;
  tableMemory: TableMemory;
  place: Place | null;
  recent: string[];
  /** Paths of files whose opening began and has not ended. */
  unfinished: string[];
}

const RECENT_LIMIT = 10;

const UNCHANGED: Remembered = {
  language: null,
  theme: 'system',
  kernel: AUTO_KERNEL,
  tableMemory: null,
  place: null,
  recent: [],
  unfinished: [],
};

const isLanguage = (value: unknown): value is Language => LANGUAGES.some((language) => language === value);
const isTheme = (value: unknown): value is Theme => THEMES.some((theme) => theme === value);

/** Whether a value from outside is a change of settings; unknown keys are refused. */
export function isSettingsChange(value: unknown): value is Partial<Settings> {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).every(
    ([key, entry]) =>
      (key === 'language' && isLanguage(entry)) ||
      (key === 'theme' && isTheme(entry)) ||
      (key === 'kernel' && isKernelSpec(entry)) ||
      (key === 'tableMemory' && isTableMemory(entry)),
  );
}

function isPlace(value: unknown): value is Place {
  if (typeof value !== 'object' || value === null) return false;
  const place = value as Partial<Record<keyof Place, unknown>>;
  return [place.x, place.y, place.width, place.height].every(Number.isFinite) && typeof place.maximized === 'boolean';
}

/**
 * Keeps the settings and their file in the user-data folder. What somebody broke in the file counts as not there; a file
 * that cannot be read or written takes nothing but the memory of the next start.
 */
export class SettingsStore {
  private readonly file = openFile();
  /** As the file holds it: anything may be there. */
  private remembered: Record<keyof Remembered, unknown> = { ...UNCHANGED, ...this.file?.store };
  /** Of the paths whose opening has not ended, those that are being opened now. */
  private readonly underWay = new Set<string>();

  /** @param systemLanguages the user's languages in order of preference, as BCP 47 tags */
  constructor(private readonly systemLanguages: readonly string[]) {}

  get settings(): Settings {
    const { language, theme, kernel, tableMemory } = this.remembered;
    return {
      language: isLanguage(language) ? language : this.systemLanguage(),
      theme: isTheme(theme) ? theme : 'system',
      kernel: isKernelSpec(kernel) ? kernel : AUTO_KERNEL,
      tableMemory: isTableMemory(tableMemory) ? tableMemory : null,
    };
  }

  change(change: Partial<Settings>): Settings {
    this.remember(change);
    return this.settings;
  }

  get place(): Place | null {
    const { place } = this.remembered;
    return isPlace(place) ? place : null;
  }

  set place(place: Place) {
    this.remember({ place });
  }

  /** Paths, the latest first; what did not open to its end stands before what never was opened well since. */
  get recent(): string[] {
    return [...new Set([...this.unfinished, ...pathsIn(this.remembered.recent)])].slice(0, RECENT_LIMIT);
  }

  /** Paths of files whose opening neither the engine nor the program lived to the end of. */
  get unfinished(): string[] {
    return pathsIn(this.remembered.unfinished).filter((path) => !this.underWay.has(path));
  }

  /** Keeps a mark until `endOpening` takes it away: at the next start, if it comes to that. */
  beginOpening(path: string): void {
    this.underWay.add(path);
    const others = pathsIn(this.remembered.unfinished).filter((other) => other !== path);
    this.remember({ unfinished: [path, ...others].slice(0, RECENT_LIMIT) });
  }

  /** `finished`: well or not, the opening came to its end; else the mark stays. */
  endOpening(path: string, finished: boolean): void {
    this.underWay.delete(path);
    if (!finished) return;
    this.remember({ unfinished: pathsIn(this.remembered.unfinished).filter((other) => other !== path) });
  }

  addRecent(path: string): void {
    const others = pathsIn(this.remembered.recent).filter((other) => other !== path);
    this.remember({ recent: [path, ...others].slice(0, RECENT_LIMIT) });
  }

  removeRecent(path: string): void {
    const without = (paths: unknown): string[] => pathsIn(paths).filter((other) => other !== path);
    this.remember({ recent: without(this.remembered.recent), unfinished: without(this.remembered.unfinished) });
  }

  private remember(change: Partial<Remembered>): void {
    this.remembered = { ...this.remembered, ...change };
    if (this.file === null) return;
    try {
      this.file.store = this.remembered as Remembered;
    } catch (thrown) {
      report(thrown);
    }
  }

  private systemLanguage(): Language {
    return this.systemLanguages[0]?.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
  }
}

function pathsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((path) => typeof path === 'string').slice(0, RECENT_LIMIT) : [];
}

/** Null where the file can neither be read nor made anew. */
function openFile(): Store<Remembered> | null {
  try {
    return new Store<Remembered>({ name: 'settings', clearInvalidConfig: true, defaults: UNCHANGED });
  } catch (thrown) {
    report(thrown);
    return null;
  }
}

function report(thrown: unknown): void {
  process.stderr.write(`settings are not kept: ${thrown instanceof Error ? thrown.message : String(thrown)}\n`);
}
