/** A call that takes its time: its name, by which it is cancelled, and how far it is. */

/** Chosen by the caller; `cancel` and `progress` refer to it. */
export type CallId = string;

export interface Progress {
  phase: 'reading' | 'checking' | 'weights' | 'running' | 'evaluating' | 'writing';
  /** Share of the whole call that is done, from 0 to 1; it never falls. What follows counts the phase alone. */
  share: number;
  done: number;
  total: number;
  unit: 'bytes' | 'rows' | 'series' | 'layers' | 'fits';
  /** Units per second so far. */
  perSecond: number;
  /** Estimated milliseconds left; null until there is ground for an estimate. */
  remainingMs: number | null;
}

export type Language = 'en' | 'zh-CN';
