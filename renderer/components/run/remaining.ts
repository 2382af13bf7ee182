/** Times as people say them: how long a run still takes, how long it took. */

import type { Translator } from '../../i18n';

type Translate = Translator['t'];

/** A duration in its largest fitting unit, e.g. `430 ms`, `2.4 s`, `3 min`. */
export function durationText(milliseconds: number, t: Translate): string {
  if (milliseconds < 1000) return t('common.time.milliseconds', { count: Math.round(milliseconds) });
  const seconds = milliseconds / 1000;
  if (seconds < 60)
    return t('common.time.seconds', { count: seconds < 10 ? Math.round(seconds * 10) / 10 : Math.round(seconds) });
  if (seconds < 5400) return t('common.time.minutes', { count: Math.round(seconds / 60) });
  return t('common.time.hours', { count: Math.round(seconds / 360) / 10 });
}

/** `2 s left`: whole seconds, never less than one while work remains. */
export function remainingText(milliseconds: number, t: Translate): string {
  return t('common.time.remaining', { time: durationText(Math.max(1, Math.ceil(milliseconds / 1000)) * 1000, t) });
}
