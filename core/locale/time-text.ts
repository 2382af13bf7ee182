/** Puts a measured step of time into words, the same in the window and on the command line. */

import type { Language } from '../contract/api';
import type { Sampling, TimeUnit } from '../contract/views-time';
import { fill } from './pairs';
import { steps } from './time';

const LARGER_UNITS = [
  ['days', 86_400],
  ['hours', 3600],
  ['minutes', 60],
] as const;

/** `0.015625 s (64 Hz)`, `30 min`, `1 month`: to four digits at most. */
export function stepText(language: Language, step: number, unit: TimeUnit): string {
  if (unit !== 'seconds') return fill(language, steps[unit], { step: rounded(step) });
  for (const [name, seconds] of LARGER_UNITS) {
    const count = Math.round(step / seconds);
    if (count > 0 && Math.abs(step / seconds - count) < 1e-6)
      return fill(language, steps.seconds[name], { step: count });
  }
  if (step >= 1) return fill(language, steps.seconds.seconds, { step: rounded(step) });
  return fill(language, steps.seconds.rate, { step: rounded(step), rate: rounded(1 / step) });
}

/** The step, and from where to where it goes where series are not sampled alike. */
export function samplingText(language: Language, { unit, step, shortest, longest }: Sampling): string {
  const [middle, least, most] = [step, shortest, longest].map((value) => stepText(language, value, unit));
  return least === most ? middle : fill(language, steps.range, { median: middle, shortest: least, longest: most });
}

function rounded(value: number): string {
  return String(Number(value.toPrecision(4)));
}
