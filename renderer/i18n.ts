/** The window's language: vue-i18n over the shared texts, with keys that the compiler checks. */

import { createI18n, useI18n } from 'vue-i18n';
import type { Language } from '../core/contract/api';
import { inLanguage, type Params } from '../core/locale/pairs';
import { type TextKey, texts, translate } from '../core/locale/texts';

export const i18n = createI18n({
  legacy: false,
  locale: 'en',
  fallbackLocale: 'en',
  messages: { en: inLanguage(texts, 'en'), 'zh-CN': inLanguage(texts, 'zh-CN') },
});

/** Changes the language of the window and of the document, which screen readers and line breaking go by. */
export function setLanguage(language: Language): void {
  i18n.global.locale.value = language;
  document.documentElement.lang = language;
}

export interface Translator {
  /** A text in the window's language; unlike vue-i18n's own `t` an unknown key does not compile. */
  t(key: TextKey, params?: Params): string;
  /** A number with the language's grouping; at most `digits` decimals. */
  n(value: number, digits?: number): string;
  language(): Language;
}

/** Made once for each language and number of decimals: making one takes longer than all its use. */
const numberFormats = new Map<string, Intl.NumberFormat>();

function numberFormat(language: Language, digits: number): Intl.NumberFormat {
  const key = `${language} ${digits}`;
  const format = numberFormats.get(key) ?? new Intl.NumberFormat(language, { maximumFractionDigits: digits });
  numberFormats.set(key, format);
  return format;
}

/** Words and numbers for any component; reading them makes the component follow the language. */
export function useTexts(): Translator {
  const { locale } = useI18n({ useScope: 'global' });
  const language = (): Language => locale.value as Language;
  return {
    language,
    t: (key, params) => translate(language(), key, params),
    n: (value, digits = 0) => numberFormat(language(), digits).format(value),
  };
}
