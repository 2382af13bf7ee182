/** The form of texts (English and Chinese side by side) and the functions that turn them into words. */

import type { Language } from '../contract/api';

/**
 * A text in both languages; both have the same placeholders `{name}`. A word that goes by a number is written
 * `{name:one,many}`, e.g. `{count} {count:step,steps}`.
 */
export type Pair = readonly [en: string, zh: string];

/** Texts by name, in groups as deep as it takes. */
export interface Texts {
  readonly [key: string]: Pair | Texts;
}

/** Dotted paths of all pairs in `T`, e.g. `data.rows`. */
export type KeyOf<T> = {
  [K in keyof T & string]: T[K] extends Pair ? K : `${K}.${KeyOf<T[K]>}`;
}[keyof T & string];

/** Names of the placeholders in a text, e.g. `count` of `{count} rows`. */
export type PlaceholderOf<S extends string> = S extends `${string}{${infer Name}}${infer Rest}`
  ? NameIn<Name> | PlaceholderOf<Rest>
  : never;

/** `count` of `count:step,steps`. */
type NameIn<S extends string> = S extends `${infer Name}:${string}` ? Name : S;

/** The texts of one language, nested as they are written. */
export type Messages<T> = { -readonly [K in keyof T]: T[K] extends Pair ? string : Messages<T[K]> };

export type Params = Readonly<Record<string, string | number | readonly (string | number)[]>>;

const index = { en: 0, 'zh-CN': 1 } as const satisfies Record<Language, 0 | 1>;
const comma = { en: ', ', 'zh-CN': '、' } as const satisfies Record<Language, string>;

function isPair(texts: Pair | Texts): texts is Pair {
  return Array.isArray(texts);
}

/** Takes one language's side of all texts, as vue-i18n wants its messages. */
export function inLanguage<T extends Texts>(texts: T, language: Language): Messages<T> {
  const messages = Object.entries(texts).map(([key, text]) => [
    key,
    isPair(text) ? text[index[language]] : inLanguage(text, language),
  ]);
  return Object.fromEntries(messages) as Messages<T>;
}

/** Finds the pair of a dotted key; throws a plain Error for a key that is not there (the compiler sees to it that there is none). */
export function pairAt(texts: Texts, key: string): Pair {
  let found: Pair | Texts | undefined = texts;
  for (const name of key.split('.')) found = found === undefined || isPair(found) ? undefined : found[name];
  if (found === undefined || !isPair(found)) throw new Error(`no text has the key ${key}`);
  return found;
}

/** Puts parameters in a text's `{name}` placeholders; lists are joined with the language's comma, numbers are written plainly, and words go by their number. */
export function fill(language: Language, pair: Pair, params: Params = {}): string {
  return pair[index[language]].replaceAll(
    /\{(\w+)(?::([^,}]*),([^}]*))?\}/g,
    (whole, name: string, one?: string, many?: string) => {
      const value = params[name];
      if (value === undefined) return whole;
      if (one !== undefined && many !== undefined) return String(value) === '1' ? one : many;
      return typeof value === 'object' ? value.join(comma[language]) : String(value);
    },
  );
}
