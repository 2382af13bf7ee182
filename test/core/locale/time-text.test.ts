/** Measured steps in words. */

import { expect, test } from 'vitest';
import { samplingText, stepText } from '../../../core/locale/time-text';

test.each([
  [0.0156249, 'seconds', '0.01562 s (64 Hz)', '0.01562 秒（64 Hz）'],
  [0.001, 'seconds', '0.001 s (1000 Hz)', '0.001 秒（1000 Hz）'],
  [1, 'seconds', '1 s', '1 秒'],
  [90, 'seconds', '90 s', '90 秒'],
  [900, 'seconds', '15 min', '15 分钟'],
  [7200, 'seconds', '2 h', '2 小时'],
  [86_400, 'seconds', '1 day', '1 天'],
  [604_800, 'seconds', '7 days', '7 天'],
  [1, 'months', '1 month', '1 个月'],
  [3, 'months', '3 months', '3 个月'],
  [0.5, 'own', '0.5 in the time column', '时间列中的 0.5'],
] as const)('%d %s', (step, unit, en, zh) => {
  expect(stepText('en', step, unit)).toBe(en);
  expect(stepText('zh-CN', step, unit)).toBe(zh);
});

test('a range is told where series are not sampled alike', () => {
  expect(samplingText('en', { unit: 'seconds', step: 60, shortest: 1, longest: 3600 })).toBe('1 min, from 1 s to 1 h');
  expect(samplingText('en', { unit: 'seconds', step: 60, shortest: 60, longest: 60 + 1e-9 })).toBe('1 min');
});
