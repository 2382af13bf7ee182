/** Decides how long to wait before a process that ended is started again, so that one that cannot live does not keep the machine busy. */

const REMEMBERED_MS = 60_000;
const DELAYS_MS = [0, 250, 1000, 3000, 8000];
const LONGEST_MS = 30_000;

export class Restarts {
  private ends: number[] = [];

  /** Notes an end at `nowMs`; returns the milliseconds to wait: more with every end within the last minute. */
  next(nowMs: number): number {
    this.ends = [...this.ends.filter((end) => nowMs - end < REMEMBERED_MS), nowMs];
    return DELAYS_MS[this.ends.length - 1] ?? LONGEST_MS;
  }

  /** Forgets what was, because somebody asked for a new beginning. */
  clear(): void {
    this.ends = [];
  }
}
