/** One cancellable piece of work: progress goes out, a cancel comes in, and neither waits for the work to end. */

import type { CallId, EngineEvents, Progress } from '../contract/api';
import { WorkbenchError } from '../contract/errors';
import type { EngineHost } from './host';

/** Wanted length of a slice of work, in milliseconds. */
const SLICE_MS = 30;
/** By how much a slice may differ from the one before it: one hiccup of the machine must not decide the next. */
const MOST_GROWTH = 4;
/** Stretch of work after which messages are let in, in milliseconds. */
const PAUSE_MS = 25;
/** Shortest time between two progress messages, in milliseconds. */
const REPORT_MS = 80;

export class Task {
  private cancelled = false;
  private phase: Progress['phase'] = 'reading';
  private unit: Progress['unit'] = 'bytes';
  private total = 0;
  private done = 0;
  private startedMs = 0;
  private reportedMs = Number.NEGATIVE_INFINITY;
  private pausedMs: number;

  constructor(
    private readonly call: CallId,
    private readonly host: EngineHost,
    private readonly events: EngineEvents,
  ) {
    this.pausedMs = host.now();
  }

  cancel(): void {
    this.cancelled = true;
  }

  /** Begins a phase of `total` units; progress starts again from 0. */
  begin(phase: Progress['phase'], total: number, unit: Progress['unit']): void {
    this.phase = phase;
    this.total = total;
    this.unit = unit;
    this.done = 0;
    this.startedMs = this.host.now();
    this.reportedMs = Number.NEGATIVE_INFINITY;
    this.report();
  }

  /**
   * Says how far the phase has come and, once a slice of time is used up, lets messages in.
   * `share` is the share of the phase's work that is done, for the remaining time, where units are of unequal size.
   * @throws engine/cancelled
   */
  async reach(done: number, share: number = this.total > 0 ? done / this.total : 1): Promise<void> {
    this.done = Math.max(this.done, Math.min(done, this.total));
    const now = this.host.now();
    if (now - this.pausedMs < PAUSE_MS) return;
    if (now - this.reportedMs >= REPORT_MS) this.report(share);
    await this.host.pause();
    this.pausedMs = this.host.now();
    if (this.cancelled) throw new WorkbenchError('engine/cancelled', {});
  }

  /**
   * Runs a generator of work to its end; what it yields is handed to `reached`, which calls `reach`. Its `next` is given
   * how many times as large the next slice should be, from the time that the last one took.
   */
  async drive<T, R>(work: Generator<T, R, number | undefined>, reached: (step: T) => Promise<void>): Promise<R> {
    for (let growth: number | undefined; ;) {
      const startedMs = this.host.now();
      const next = work.next(growth);
      if (next.done === true) return next.value;
      growth = Math.min(MOST_GROWTH, Math.max(1 / MOST_GROWTH, SLICE_MS / (this.host.now() - startedMs)));
      await reached(next.value);
    }
  }

  /** Runs work that is not counted in the phase's progress, and lets messages in at its yields. */
  driveUncounted<R>(work: Generator<void, R, number | undefined>): Promise<R> {
    return this.drive(work, () => this.reach(this.done));
  }

  private report(share = 0): void {
    const now = this.host.now();
    const elapsedMs = now - this.startedMs;
    this.reportedMs = now;
    this.events.progress(this.call, {
      phase: this.phase,
      done: this.done,
      total: this.total,
      unit: this.unit,
      perSecond: elapsedMs > 0 ? (this.done / elapsedMs) * 1000 : 0,
      remainingMs: share > 0 && elapsedMs >= 200 ? (elapsedMs * (1 - share)) / share : null,
    });
  }
}

/** The tasks under way, found by the id that the caller chose. */
export class Tasks {
  private readonly running = new Map<CallId, Task>();

  constructor(
    private readonly host: EngineHost,
    private readonly events: EngineEvents,
  ) {}

  async run<R>(call: CallId, work: (task: Task) => Promise<R>): Promise<R> {
    const task = new Task(call, this.host, this.events);
    this.running.set(call, task);
    try {
      return await work(task);
    } finally {
      this.running.delete(call);
    }
  }

  cancel(call: CallId): void {
    this.running.get(call)?.cancel();
  }
}
