/** Durations in words, in both languages. */

import { expect, test } from 'vitest';
import type { Language } from '../../../core/contract/api';
import type { Params } from '../../../core/locale/pairs';
import type { TextKey } from '../../../core/locale/texts';
import { translate } from '../../../core/locale/texts';
import { durationText, remainingText } from '../../../renderer/components/run/remaining';

const t = (language: Language) => (key: TextKey, params?: Params) => translate(language, key, params);

test.each([
  [430.4, '430 ms'],
  [2430, '2.4 s'],
  [42_400, '42 s'],
  [200_000, '3 min'],
  [5_400_000, '1.5 h'],
])('%d ms took %s', (milliseconds, text) => expect(durationText(milliseconds, t('en'))).toBe(text));

test('what remains is told in whole seconds and never as nothing', () => {
  expect(remainingText(20, t('en'))).toBe('1 s left');
  expect(remainingText(1200, t('en'))).toBe('2 s left');
  expect(remainingText(1200, t('zh-CN'))).toBe('剩余 2 秒');
});
