/** Findings in words: every one of them in both languages, with its numbers and with nothing of a file's that breaks a line. */

import { describe, expect, test } from 'vitest';
import { FINDING_CODES, type Finding, SEVERITIES } from '../../../core/contract/views-quality';
import { checkedText, explainFinding, placeText } from '../../../core/locale/quality-text';
import { isTimeFinding } from '../../../core/locale/time-findings';

const finding: Finding = {
  code: 'missing',
  severity: 'problem',
  part: 'train',
  count: 12_345,
  of: 20_000,
  channels: [],
  channelCount: 0,
  places: [],
  facts: {
    cure: 'linear',
    labels: ['a', 'b'],
    series: 2,
    min: 3,
    median: 4.5,
    max: 9,
    relabelled: 1,
    steps: 2,
    allSteps: 9,
    value: '-999',
  },
};
const place = {
  series: { part: 'test', index: 4 },
  id: 'five',
  length: 10,
  step: 3,
  channel: 1,
  line: 12,
  original: null,
} as const;

describe('a finding', () => {
  test.each(FINDING_CODES)('%s has all its words', (code) => {
    for (const severity of SEVERITIES) {
      for (const language of ['en', 'zh-CN'] as const) {
        const facts = isTimeFinding(code) ? { cure: 'sort', step: 60, unit: 'seconds', missing: 3 } : finding.facts;
        const { title, what, cure } = explainFinding(language, { ...finding, code, severity, facts });
        for (const text of [title, what, cure]) {
          expect(text).not.toBe('');
          expect(text).not.toMatch(/[{}]|undefined/);
        }
        if (!['constant', 'tells-label', 'one-series'].includes(code)) expect(what).toContain('12,345');
      }
    }
  });

  test('says how it is cured already', () => {
    const { cure } = explainFinding('en', { ...finding, severity: 'note' });
    expect(cure).toBe('They are filled before the model runs: Interpolate in time. The file is not changed.');
  });

  test('names the setting for numbers that stand for a missing value', () => {
    const { cure } = explainFinding('en', { ...finding, code: 'outliers', severity: 'warning' });
    expect(cure).toContain('--missing-text -999');
  });

  test('says what is done about time, and the step that was measured', () => {
    const gaps = { ...finding, code: 'time-gaps', severity: 'note', count: 2, of: 9 } as const;
    const facts = { cure: 'resample', step: 0.0156249, unit: 'seconds', missing: 5 };
    expect(explainFinding('en', { ...gaps, facts })).toMatchObject({
      what: '2 of 9 distances in time of the training part hold more than one step of 0.01562 s (64 Hz); 5 steps are missing in all.',
      cure: 'This is seen to before the model runs: Resample. The file is not changed.',
    });
    expect(explainFinding('en', { ...gaps, facts: { ...facts, cure: '' } }).cure).toContain('Resample, which');
  });

  test('names some labels of many, each on one line', () => {
    const labels = ['a\nb', 'x'.repeat(99)];
    const { what } = explainFinding('en', { ...finding, code: 'one-member', count: 3, of: 9, facts: { labels } });
    expect(what).toBe(`3 of 9 classes of the training part have one series only: a b, ${'x'.repeat(39)}…, ….`);
  });
});

test('a place says as much as is known of it', () => {
  expect(placeText('en', place, ['x', 'y'])).toBe('series five, step 3, channel y, line 12');
  expect(placeText('zh-CN', place, ['x', 'y'])).toBe('序列 five、第 3 步、通道 y、第 12 行');
  expect(placeText('en', { ...place, step: null, channel: null, line: 0 }, ['x'])).toBe('series five');
  const copy = {
    ...place,
    step: null,
    channel: null,
    original: { series: { part: 'train', index: 0 }, id: 'one' },
  } as const;
  expect(placeText('en', copy, ['x'])).toBe('series five, line 12, repeats series one of the training part');
});

test('a part says how much of it was looked at', () => {
  const checked = { part: 'train', values: 30_000, series: 300, seriesCompared: 300 } as const;
  expect(checkedText('en', checked)).toBe('Checked in the training part: 300 series with 30,000 values.');
  expect(checkedText('en', { ...checked, seriesCompared: 100 })).toContain(
    ' Compared with one another: 100 of 300 series, evenly spread.',
  );
});
