/** The only file that touches the window's outside: the engine behind its port, and the desktop behind the preload script. */

import type { CallId, DesktopApi, EngineApi, Progress } from '../core/contract/api';
import { WorkbenchError } from '../core/contract/errors';
import type { ProjectionFrame } from '../core/contract/projection';
import { connectEngine, type EngineConnection } from '../core/rpc/connect';
import { ENGINE_METHODS } from '../core/rpc/methods';
import { fromMessagePort } from '../core/rpc/port';

declare global {
  interface Window {
    /** Exposed by the preload script; the engine's port comes as a message of its own, see `onEngine` below. */
    readonly desktop: Omit<DesktopApi, 'onEngine'>;
  }
}

function onEngine(listener: (port: MessagePort) => void): void {
  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    const { data } = event;
    if (event.source !== window || event.origin !== location.origin) return;
    if (typeof data !== 'object' || data === null || !('kind' in data) || data.kind !== 'engine-port') return;
    listener(event.ports[0]);
  });
}

export const desktop: DesktopApi = { ...window.desktop, onEngine };

type Listener<T extends unknown[]> = (...args: T) => void;

const progressListeners = new Set<Listener<[CallId, Progress]>>();
const frameListeners = new Set<Listener<[CallId, ProjectionFrame]>>();
const readyListeners = new Set<Listener<[]>>();
const exitListeners = new Set<Listener<[string]>>();

function subscribe<T extends unknown[]>(listeners: Set<Listener<T>>, listener: Listener<T>): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Listens to the progress of all calls; returns the function that stops it. */
export const onProgress = (listener: Listener<[CallId, Progress]>): (() => void) =>
  subscribe(progressListeners, listener);
/** Listens to how far projections have come; returns the function that stops it. */
export const onFrame = (listener: Listener<[CallId, ProjectionFrame]>): (() => void) =>
  subscribe(frameListeners, listener);
/** Called for each new engine as soon as it can be called; at once if there is one already. */
export const onEngineReady = (listener: Listener<[]>): (() => void) => {
  if (connection !== null) listener();
  return subscribe(readyListeners, listener);
};
/** Called when the engine's process ended; calls fail with `engine/stopped` until the next one is ready. */
export const onEngineExit = (listener: Listener<[string]>): (() => void) => subscribe(exitListeners, listener);

let connection: EngineConnection | null = null;
let announceFirst: (first: EngineConnection) => void;
let first: Promise<EngineConnection> | null = new Promise((resolve) => {
  announceFirst = resolve;
});

desktop.onEngine((port) => {
  connection?.close();
  connection = connectEngine(fromMessagePort(port), {
    progress: (call, progress) => progressListeners.forEach((listener) => listener(call, progress)),
    frame: (call, frame) => frameListeners.forEach((listener) => listener(call, frame)),
  });
  announceFirst(connection);
  first = null;
  readyListeners.forEach((listener) => listener());
});

desktop.onEngineExit((reason) => {
  connection?.close();
  connection = null;
  exitListeners.forEach((listener) => listener(reason));
});

/** The engine of the moment; calls made before the first one is there wait for it. */
async function current(): Promise<EngineConnection> {
  if (connection !== null) return connection;
  if (first !== null) return await first;
  throw new WorkbenchError('engine/stopped', {});
}

function forward(method: keyof EngineApi): (...args: unknown[]) => Promise<unknown> {
  return async (...args) => {
    const target = (await current()) as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>;
    return await target[method](...args);
  };
}

/** The same object for the life of the window, whichever engine answers; every rejection is a `WorkbenchError`. */
export const engine = Object.fromEntries(
  ENGINE_METHODS.map((method) => [method, forward(method)]),
) as unknown as EngineApi;
