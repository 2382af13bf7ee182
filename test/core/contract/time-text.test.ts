/** Times are written as the stamps they come from, as exactly as all of a clock are. */

import { describe, expect, it } from 'vitest';
import { shortTimeText, timeText } from '../../../core/contract/time-text';
import type { SeriesClock } from '../../../core/contract/views-time';

/** 2024-12-31 10:00:00 UTC. */
const START = 1_735_639_200;
const MIDNIGHT = START - 36_000;

const seconds = (form: SeriesClock['form'], step: number, first = START): SeriesClock => ({
  form,
  unit: 'seconds',
  first,
  step,
});

describe('a time', () => {
  it.each([
    [seconds('iso', 3600), 15, '2025-01-01 01:00'],
    [seconds('iso', 86_400, MIDNIGHT), 1, '2025-01-01'],
    [seconds('day-month-year', 86_400, MIDNIGHT), 0, '31/12/2024'],
    [seconds('month-day-year', 60), 1, '12/31/2024 10:01'],
    [seconds('month-name', 1), 5, '31 Dec 2024 10:00:05'],
    [seconds('epoch-ms', 1 / 64), 1, '2024-12-31 10:00:00.016'],
    [seconds('excel', 3600), 14, '2025-01-01 00:00'],
    [{ form: 'month', unit: 'months', first: -252, step: 1 }, 13, '1950-02'],
    [{ form: 'number', unit: 'own', first: 0.1, step: 0.1 }, 2, '0.3'],
    [seconds('time-of-day', 3600, 79_200), 1, '23:00'],
    [seconds('time-of-day', 3600, 79_200), 27, '+2 d 01:00'],
    [seconds('time-of-day', 86_400, 0), 1, '+1 d 00:00'],
    [seconds('epoch-s', 1e300), 1, '1e+300'],
  ] as const)('of %j at step %i is %s', (clock, step, text) => {
    expect(timeText(clock, step)).toBe(text);
  });

  it.each([
    [seconds('iso', 3600), 6, '16:00'],
    [seconds('iso', 3600), 24, '2025-01-01'],
    [seconds('iso', 0.5), 1, '10:00:00.500'],
    [seconds('day-month-year', 86_400, MIDNIGHT), 1, '01/01/2025'],
  ] as const)('of %j every %i steps is %s for short', (clock, stride, text) => {
    expect(shortTimeText(clock, stride, stride)).toBe(text);
  });
});
