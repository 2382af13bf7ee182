/** Says how far a call is: amount, rate and remaining time as texts and their parameters. */

import type { Progress } from '../../../core/contract/api';
import type { Params } from '../../../core/locale/pairs';
import type { TextKey } from '../../../core/locale/texts';

export interface Phrase {
  key: TextKey;
  params?: Params;
}

function whole(value: number): number {
  return value >= 10 ? Math.round(value) : Math.round(value * 10) / 10;
}

/** The phrases to show beside a progress bar, most important first. */
export function progressPhrases(progress: Progress): Phrase[] {
  const { phase, unit, done, total, perSecond, remainingMs } = progress;
  const scale = unit === 'bytes' ? 1e6 : 1;
  const amount: Phrase = {
    key: `shell.progress.${unit}`,
    params: { done: whole(done / scale), total: whole(total / scale) },
  };
  const phrases: Phrase[] = [{ key: `shell.progress.phases.${phase}` }, amount];
  if (unit === 'series' && perSecond > 0)
    phrases.push({ key: 'shell.progress.seriesRate', params: { rate: whole(perSecond) } });
  if (remainingMs !== null && done < total) phrases.push(remaining(remainingMs));
  return phrases;
}

function remaining(remainingMs: number): Phrase {
  const seconds = Math.ceil(remainingMs / 1000);
  if (seconds <= 1) return { key: 'shell.progress.almost' };
  if (seconds < 120) return { key: 'shell.progress.secondsLeft', params: { seconds } };
  return { key: 'shell.progress.minutesLeft', params: { minutes: Math.round(seconds / 60) } };
}
