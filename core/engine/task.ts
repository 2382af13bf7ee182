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

/** What a call that was stopped is given to let go of what it holds before it is answered all the same, in milliseconds. */
const ANSWERED_MS = 50;
/** The same before other work begins beside it. */
const LET_GO_MS = 2000;

type Phase = Progress['phase'];

/** The phases of a call, in their order, with about how long each takes beside the others. */
export type Plan = Partial<Record<Phase, number>>;

export class Task {
  private cancelled = false;
  private stop = (): void => {};
  /** Resolves when the work was told that it is cancelled: all that it has left to do is to let go of what it holds. */
  readonly stopped = new Promise<void>((resolve) => {
    this.stop = resolve;
  });
  private phase: Phase | null = null;
  private unit: Progress['unit'] = 'bytes';
  private done = 0;
  private total = 0;
  /** What stood in `total` before the count at work was added to it. */
  private before = 0;
  /** Share of the call that is done, and the shares at which what was begun last begins and ends. */
  private share = 0;
  private from = 0;
  private to = 1;
  private weights: Plan = {};
  /** The pieces that the call is made of, and which is at work. */
  private pieces: { at: number; count: number; startedMs: number } | null = null;
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

  /** Names the phases of a call that has several. */
  plan(weights: Plan): void {
    this.weights = weights;
  }

  /**
   * Begins a piece of a call that does the same `count` times: its phases by the plan are told as a share of it, and counted
   * are the pieces.
   */
  piece(at: number, count: number): void {
    this.pieces = { at, count, startedMs: this.pieces?.startedMs ?? this.host.now() };
    this.phase = null;
  }

  /**
   * Begins a phase of `total` units, or adds them to the phase under way. `within` is the part of the phase that they
   * are, from 0 to 1, where the phase comes in pieces whose size is not known together.
   */
  begin(phase: Phase, total: number, unit: Progress['unit'], within: readonly [number, number] = [0, 1]): void {
    this.before = phase === this.phase && unit === this.unit ? this.total : 0;
    this.phase = phase;
    this.unit = unit;
    this.done = this.before;
    this.total = this.before + total;
    const { at, count } = this.pieces ?? { at: 0, count: 1 };
    const [start, end] = this.rangeOf(phase).map((share) => (at + share) / count);
    this.from = start + (end - start) * within[0];
    this.to = start + (end - start) * within[1];
    this.share = Math.max(this.share, this.from);
    this.startedMs = this.host.now();
    this.reportedMs = Number.NEGATIVE_INFINITY;
    this.report();
  }

  /**
   * Says how many of the units begun last are done and, once a slice of time is used up, lets messages in.
   * `share` is the share of their work that is done, where units are of unequal size.
   * @throws engine/cancelled
   */
  async reach(done: number, share: number = this.total > this.before ? done / (this.total - this.before) : 1) {
    this.done = Math.max(this.done, Math.min(this.before + done, this.total));
    this.share = Math.max(this.share, this.from + (this.to - this.from) * Math.min(1, share));
    const now = this.host.now();
    if (now - this.pausedMs < PAUSE_MS) return;
    if (now - this.reportedMs >= REPORT_MS) this.report(share);
    await this.host.pause();
    this.pausedMs = this.host.now();
    if (!this.cancelled) return;
    this.stop();
    throw new WorkbenchError('engine/cancelled', {});
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
    return this.drive(work, () => this.reach(0, 0));
  }

  /** The shares of the call at which a phase begins and ends; of a call without a plan the whole. */
  private rangeOf(phase: Phase): [number, number] {
    const weights = Object.entries(this.weights);
    const at = weights.findIndex(([name]) => name === phase);
    if (at < 0) return [weights.length === 0 ? 0 : this.share, 1];
    const sum = (count: number) => weights.slice(0, count).reduce((total, [, weight]) => total + weight, 0);
    const all = sum(weights.length);
    return [sum(at) / all, sum(at + 1) / all];
  }

  private report(share = 0): void {
    const now = this.host.now();
    this.reportedMs = now;
    if (this.pieces !== null) return this.reportPieces(this.pieces, now);
    const elapsedMs = now - this.startedMs;
    this.events.progress(this.call, {
      phase: this.phase ?? 'reading',
      share: this.share,
      done: this.done,
      total: this.total,
      unit: this.unit,
      perSecond: elapsedMs > 0 ? ((this.done - this.before) / elapsedMs) * 1000 : 0,
      remainingMs: share > 0 && elapsedMs >= 200 ? (elapsedMs * (1 - share)) / share : null,
    });
  }

  /** Remaining is what all pieces still take, by what those before took. */
  private reportPieces({ at, count, startedMs }: { at: number; count: number; startedMs: number }, now: number): void {
    const elapsedMs = now - startedMs;
    this.events.progress(this.call, {
      phase: 'evaluating',
      share: this.share,
      done: at,
      total: count,
      unit: 'fits',
      perSecond: elapsedMs > 0 ? (at / elapsedMs) * 1000 : 0,
      remainingMs: this.share > 0 && elapsedMs >= 200 ? (elapsedMs * (1 - this.share)) / this.share : null,
    });
  }
}

/** The tasks under way, found by the id that the caller chose. */
export class Tasks {
  private readonly running = new Map<CallId, Task>();
  /** Work that was stopped and still holds something. */
  private readonly leaving = new Set<Promise<void>>();

  constructor(
    private readonly host: EngineHost,
    private readonly events: EngineEvents,
  ) {}

  async run<R>(call: CallId, work: (task: Task) => Promise<R>): Promise<R> {
    const task = new Task(call, this.host, this.events);
    this.running.set(call, task);
    try {
      if (this.leaving.size > 0) await this.left([...this.leaving]);
      const working = work(task);
      return await Promise.race([working, this.givenUp(task, working)]);
    } finally {
      this.running.delete(call);
    }
  }

  /** What never ends is waited for once. */
  private async left(leaving: Promise<void>[]): Promise<void> {
    await Promise.race([Promise.all(leaving), this.host.wait(LET_GO_MS)]);
    for (const one of leaving) this.leaving.delete(one);
  }

  /** Rejects soon after the work was stopped, however long that takes to let go of what it holds. */
  private async givenUp(task: Task, working: Promise<unknown>): Promise<never> {
    await task.stopped;
    const leaving: Promise<void> = working.then(ignore, ignore).then(() => void this.leaving.delete(leaving));
    this.leaving.add(leaving);
    await this.host.wait(ANSWERED_MS);
    throw new WorkbenchError('engine/cancelled', {});
  }

  cancel(call: CallId): void {
    this.running.get(call)?.cancel();
  }
}

function ignore(): void {}
