/** Language and theme, which the desktop keeps. */

import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type { Language, Settings, Theme } from '../../core/contract/api';
import { desktop } from '../bridge';
import { setLanguage } from '../i18n';

export const useSettings = defineStore('settings', () => {
  const settings = shallowRef<Settings>({ language: 'en', theme: 'system' });
  const language = computed(() => settings.value.language);
  const theme = computed(() => settings.value.theme);

  function take(next: Settings): void {
    settings.value = next;
    setLanguage(next.language);
  }

  /** Reads what is kept and follows changes made elsewhere, such as in the menu. */
  async function load(): Promise<void> {
    desktop.onSettings(take);
    take(await desktop.settings());
  }

  async function change(patch: Partial<Settings>): Promise<void> {
    take(await desktop.changeSettings(patch));
  }

  const setTheme = (next: Theme): Promise<void> => change({ theme: next });
  const chooseLanguage = (next: Language): Promise<void> => change({ language: next });

  return { language, theme, load, setTheme, chooseLanguage };
});
