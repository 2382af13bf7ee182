/** Decides how long to wait before a process that ended is started again, so that one that cannot live is left alone. */

const REMEMBERED_MS = 60_000;
const DELAYS_MS = [0, 250, 1000, 3000, 8000];

export class Restarts {
  private ends: number[] = [];

  /** Notes an end at `nowMs`; returns the milliseconds to wait, or null after six ends within a minute. */
  next(nowMs: number): number | null {
    this.ends = [...this.ends.filter((end) => nowMs - end < REMEMBERED_MS), nowMs];
    return DELAYS_MS[this.ends.length - 1] ?? null;
  }

  /** Forgets what was, because somebody asked for a new beginning. */
  clear(): void {
    this.ends = [];
  }
}
