/** Forks the engine, joins it to the page by a channel of their own, and starts a new one when it ends. */

import { app, MessageChannelMain, type UtilityProcess, utilityProcess, type WebContents } from 'electron';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { GrantUse, HostMessage } from '../core/contract/api';
import type { FileRef } from '../core/contract/specs';
import { ENGINE_EXIT, ENGINE_PORT } from './channels';
import { Restarts } from './restarts';

const SERVICE = 'LSTM engine';
/** An engine at work answers in a hundredth of it. */
const LONGEST_ANSWER_MS = 2000;

interface Engine {
  process: UtilityProcess;
  /** Its one port was given to a page. */
  joined: boolean;
}

export class EngineHost {
  private engine: Engine | null = null;
  private page: WebContents | null = null;
  private waiting: NodeJS.Timeout | null = null;
  private stopped = false;
  private reason = 'exited';
  private readonly grants: HostMessage['grants'] = [];
  private readonly restarts = new Restarts();
  /** Messages with grants that the engine has not answered, and who waits for that. */
  private untold = 0;
  private told: (() => void)[] = [];

  constructor() {
    // The exit code of a killed utility process is 0; what befell it is told here.
    app.on('child-process-gone', (_event, { type, name, reason }) => {
      if (type === 'Utility' && name === SERVICE) this.reason = reason;
    });
  }

  /** Forks ahead of the page, so that both load at once. */
  start(): void {
    if (this.engine === null && this.waiting === null) this.engine = this.fork();
  }

  /** Lets this and every later engine read the file, or write it. */
  grant(file: FileRef, path: string, use: GrantUse): void {
    this.grants.push({ file, path, use });
    if (this.engine !== null) this.tell(this.engine.process, [{ file, path, use }]);
  }

  /**
   * Resolves when the engine knows all that was granted: the page calls it by a port of its own, which may be the faster way.
   * Without an engine at once: the next one is told before it gets its port. One that hangs is not waited for.
   */
  async knowsGrants(): Promise<void> {
    if (this.untold === 0) return;
    const answered = new Promise<void>((resolve) => this.told.push(resolve));
    await Promise.race([answered, wait(LONGEST_ANSWER_MS, undefined, { ref: false })]);
  }

  /** A page has loaded: gives it the engine's port, of a fresh engine if the port was given to a page before it. */
  join(page: WebContents): void {
    this.page = page;
    this.restarts.clear();
    if (this.engine?.joined) {
      const { process } = this.engine;
      this.engine = null;
      this.hear(0);
      process.kill();
    }
    this.cancelWaiting();
    this.start();
    this.handOver();
  }

  /** Ends the engine for good. */
  stop(): void {
    this.stopped = true;
    this.cancelWaiting();
    this.engine?.process.kill();
  }

  private fork(): Engine {
    const process = utilityProcess.fork(join(import.meta.dirname, 'engine.js'), [], {
      serviceName: SERVICE,
      stdio: 'inherit',
    });
    const engine: Engine = { process, joined: false };
    process.once('exit', () => {
      if (this.engine === engine) this.onExit();
    });
    // What one that was replaced still says is not about this one.
    process.on('message', () => {
      if (this.engine === engine) this.hear(this.untold - 1);
    });
    this.tell(process, this.grants);
    return engine;
  }

  private tell(process: UtilityProcess, grants: HostMessage['grants']): void {
    if (grants.length === 0) return;
    this.untold += 1;
    process.postMessage({ grants } satisfies HostMessage, []);
  }

  private hear(untold: number): void {
    this.untold = Math.max(0, untold);
    if (this.untold === 0) for (const resolve of this.told.splice(0)) resolve();
  }

  private handOver(): void {
    if (this.engine === null || this.page === null || this.page.isDestroyed()) return;
    const { port1, port2 } = new MessageChannelMain();
    this.engine.joined = true;
    this.engine.process.postMessage({ grants: [] } satisfies HostMessage, [port1]);
    this.page.postMessage(ENGINE_PORT, null, [port2]);
  }

  private onExit(): void {
    this.engine = null;
    this.hear(0);
    if (this.stopped) return;
    // The reason may come just after the exit.
    setImmediate(() => {
      if (this.page !== null && !this.page.isDestroyed()) this.page.send(ENGINE_EXIT, this.reason);
      this.reason = 'exited';
      if (this.stopped) return;
      const delay = this.restarts.next(performance.now());
      this.waiting = setTimeout(() => {
        this.waiting = null;
        this.start();
        this.handOver();
      }, delay);
    });
  }

  private cancelWaiting(): void {
    if (this.waiting !== null) clearTimeout(this.waiting);
    this.waiting = null;
  }
}
