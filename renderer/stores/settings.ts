/** Language, theme, kernel and memory for tables, which the desktop keeps, and whether they are shown to be changed. */

import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type { Language, Settings, Theme } from '../../core/contract/api';
import { AUTO_KERNEL, type KernelSpec } from '../../core/contract/specs';
import type { TableMemory } from '../../core/contract/table-memory';
import { desktop } from '../bridge';
import { setLanguage } from '../i18n';

export const useSettings = defineStore('settings', () => {
  const settings = shallowRef<Settings>({ language: 'en', theme: 'system', kernel: AUTO_KERNEL, tableMemory: null });
  const open = shallowRef(false);
  const language = computed(() => settings.value.language);
  const theme = computed(() => settings.value.theme);
  const kernel = computed(() => settings.value.kernel);
  const tableMemory = computed(() => settings.value.tableMemory);

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
  const chooseKernel = (next: KernelSpec): Promise<void> => change({ kernel: next });
  const chooseTableMemory = (next: TableMemory): Promise<void> => change({ tableMemory: next });

  return {
    language,
    theme,
    kernel,
    tableMemory,
    open,
    load,
    setTheme,
    chooseLanguage,
    chooseKernel,
    chooseTableMemory,
  };
});
