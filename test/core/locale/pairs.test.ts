/** Texts are found by key in both languages, and a text that is missing or unknown does not compile. */

import { describe, expect, test } from 'vitest';
import type { ErrorTexts, Fitting } from '../../../core/locale/error-text';
import { errors } from '../../../core/locale/errors';
import { fill, inLanguage, pairAt, type KeyOf, type Pair, type Texts } from '../../../core/locale/pairs';
import { type TextKey, texts, translate } from '../../../core/locale/texts';

const garden = {
  rows: ['{count} rows', '{count} 行'],
  bees: ['{count} {count:bee,bees} in {hives} {hives:hive,hives}', '{hives} 个蜂箱中有 {count} 只蜜蜂'],
  bed: { lists: ['Columns: {names}', '列：{names}'] },
} as const satisfies Texts;

describe('a text', () => {
  test('is chosen by language and filled', () => {
    expect(fill('en', garden.rows, { count: 5 })).toBe('5 rows');
    expect(fill('zh-CN', garden.rows, { count: 5 })).toBe('5 行');
  });

  test('joins lists with the comma of its language', () => {
    expect(fill('en', garden.bed.lists, { names: ['a', 'b', 3] })).toBe('Columns: a, b, 3');
    expect(fill('zh-CN', garden.bed.lists, { names: ['a', 'b', 3] })).toBe('列：a、b、3');
  });

  test('has the words that go with its numbers', () => {
    expect(fill('en', garden.bees, { count: 1, hives: '1' })).toBe('1 bee in 1 hive');
    expect(fill('en', garden.bees, { count: 0, hives: '1,000' })).toBe('0 bees in 1,000 hives');
    expect(fill('en', garden.bees, { count: 11, hives: 21 })).toBe('11 bees in 21 hives');
    expect(fill('zh-CN', garden.bees, { count: 1, hives: 2 })).toBe('2 个蜂箱中有 1 只蜜蜂');
  });

  test('takes a parameter as it is, with whatever signs it holds', () => {
    expect(fill('en', garden.bed.lists, { names: '{names} $& $1' })).toBe('Columns: {names} $& $1');
  });

  test('is found by its dotted key and by no other', () => {
    expect(pairAt(garden, 'bed.lists')).toBe(garden.bed.lists);
    for (const key of ['bed', 'rows.0', 'bed.none', 'none.at.all', ''])
      expect(() => pairAt(garden, key)).toThrow(/no text/);
  });

  test('stands in one language as vue-i18n wants it', () => {
    const { rows, bed } = garden;
    expect(inLanguage({ rows, bed }, 'en')).toEqual({ rows: '{count} rows', bed: { lists: 'Columns: {names}' } });
    expect(inLanguage({ rows, bed }, 'zh-CN')).toEqual({ rows: '{count} 行', bed: { lists: '列：{names}' } });
  });

  test('is translated by its key', () => {
    expect(translate('en', 'common.quantity.g')).toBe('cell candidate');
    expect(translate('zh-CN', 'common.quantity.g')).toBe('候选状态');
    expect(translate('zh-CN', 'cli.wrote', { file: 'a.csv', rows: 3 })).toBe('a.csv：3 行');
  });
});

/** What must not compile: the type checker fails on a line below that does. */
describe('the compiler refuses', () => {
  test('a text without its Chinese', () => {
    // @ts-expect-error: the Chinese is missing
    const half = { title: ['Data'] } as const satisfies Texts;
    expect(half.title).toHaveLength(1);
  });

  test('a key that is not there', () => {
    const real: KeyOf<typeof garden>[] = ['rows', 'bees', 'bed.lists'];
    // @ts-expect-error: a group is not a text
    const group: KeyOf<typeof garden> = 'bed';
    // @ts-expect-error: there is no such text
    const unknown: TextKey = 'common.action.fly';
    expect([...real, group, unknown]).toHaveLength(5);
    // @ts-expect-error: nor can it be asked for
    expect(() => translate('en', 'common.action.fly')).toThrow(/no text/);
  });

  test('error texts that leave a code out', () => {
    const { 'file/empty': left, ...others } = errors;
    // @ts-expect-error: file/empty is missing
    const incomplete: ErrorTexts = others;
    expect(incomplete).not.toHaveProperty(['file/empty']);
    expect(left.what).toHaveLength(2);
  });

  test('an error text with a placeholder that its code does not carry', () => {
    const wrong = {
      ...errors,
      'file/empty': { what: ['{where} has {size} bytes', '{size}'], cure: ['', ''] },
    } as const;
    // @ts-expect-error: file/empty carries no size
    const unfit: Fitting<typeof wrong> = wrong;
    const fit: Fitting<typeof errors> = errors;
    expect(unfit).not.toBe(fit);
  });
});

describe('every text', () => {
  const all: [key: string, pair: Pair][] = [];
  const collect = (group: Texts, path: string): void => {
    for (const [name, text] of Object.entries(group)) {
      if (Array.isArray(text)) all.push([path + name, text as unknown as Pair]);
      else collect(text as Texts, `${path + name}.`);
    }
  };
  collect(texts, '');
  const placeholders = (text: string): string[] =>
    [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]))].toSorted();

  test('has both languages with the same placeholders', () => {
    expect(all.length).toBeGreaterThan(300);
    for (const [key, [en, zh]] of all) {
      expect(en.trim(), key).not.toBe('');
      expect(zh.trim(), key).not.toBe('');
      expect(placeholders(zh), key).toEqual(placeholders(en));
    }
  });

  test('holds no sign but those of its placeholders and of the words that go by them', () => {
    for (const [key, pair] of all) {
      for (const text of pair)
        expect(text.replaceAll(/(?<!%)\{\w+(:[\w ]+,[\w ]+)?\}/g, ''), key).not.toMatch(/[@|{}]/);
    }
  });

  test('in English has no Chinese in it', () => {
    const names = new Set(['common.language.zh-CN']);
    const mixed = all.filter(([key, [en]]) => /\p{Script=Han}|[，。：；（）、]/u.test(en) && !names.has(key));
    expect(mixed).toEqual([]);
  });

  test('in Chinese uses Chinese punctuation next to Chinese', () => {
    const wrong = all.filter(([, [, zh]]) => /\p{Script=Han}[,;:!?]|\p{Script=Han}\.(?!\w)/u.test(zh));
    expect(wrong).toEqual([]);
  });
});
