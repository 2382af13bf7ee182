/** What is remembered between two starts: language, theme, the window's place and the recent files. */

import Store from 'electron-store';
import type { Language, Settings, Theme } from '../core/contract/api';

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
  place: Place | null;
  recent: string[];
}

const RECENT_LIMIT = 10;

const isLanguage = (value: unknown): value is Language => LANGUAGES.some((language) => language === value);
const isTheme = (value: unknown): value is Theme => THEMES.some((theme) => theme === value);

/** Whether a value from outside is a change of settings; unknown keys are refused. */
export function isSettingsChange(value: unknown): value is Partial<Settings> {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).every(
    ([key, entry]) => (key === 'language' && isLanguage(entry)) || (key === 'theme' && isTheme(entry)),
  );
}

function isPlace(value: unknown): value is Place {
  if (typeof value !== 'object' || value === null) return false;
  const place = value as Partial<Record<keyof Place, unknown>>;
  return [place.x, place.y, place.width, place.height].every(Number.isFinite) && typeof place.maximized === 'boolean';
}

/** Reads and writes the settings file in the user-data folder; what somebody broke in it counts as not there. */
export class SettingsStore {
  private readonly store = new Store<Remembered>({
    name: 'settings',
    clearInvalidConfig: true,
    defaults: { language: null, theme: 'system', place: null, recent: [] },
  });

  /** @param systemLanguages the user's languages in order of preference, as BCP 47 tags */
  constructor(private readonly systemLanguages: readonly string[]) {}

  get settings(): Settings {
    const language = this.store.get('language');
    const theme = this.store.get('theme');
    return {
      language: isLanguage(language) ? language : this.systemLanguage(),
      theme: isTheme(theme) ? theme : 'system',
    };
  }

  change(change: Partial<Settings>): Settings {
    this.store.store = { ...this.store.store, ...change };
    return this.settings;
  }

  get place(): Place | null {
    const place = this.store.get('place');
    return isPlace(place) ? place : null;
  }

  set place(place: Place) {
    this.store.set('place', place);
  }

  /** Paths, the latest first. */
  get recent(): string[] {
    const recent: unknown = this.store.get('recent');
    return Array.isArray(recent) ? recent.filter((path) => typeof path === 'string').slice(0, RECENT_LIMIT) : [];
  }

  addRecent(path: string): void {
    const others = this.recent.filter((other) => other !== path);
    this.store.set('recent', [path, ...others].slice(0, RECENT_LIMIT));
  }

  removeRecent(path: string): void {
    this.store.set(
      'recent',
      this.recent.filter((other) => other !== path),
    );
  }

  private systemLanguage(): Language {
    return this.systemLanguages[0]?.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
  }
}
