/** Entry of the engine's process: learns from main which files it may touch, then serves the window's port. */

import type { MessageEvent, MessagePortMain } from 'electron';
import { join } from 'node:path';
import type { GrantUse, HostMessage } from '../core/contract/api';
import { WorkbenchError } from '../core/contract/errors';
import { createEngine } from '../core/engine/engine';
import { nodeHost } from '../core/node/host';
import type { RpcPort } from '../core/rpc/port';
import { serveEngine } from '../core/rpc/serve';
import { version } from '../package.json';

const paths: Record<GrantUse, Map<string, string>> = { read: new Map(), write: new Map() };

/** By then the window has asked what it asks at its start. */
const LOADED_AFTER_MS = 500;

const host = nodeHost({
  resolve: (file, use) => {
    const path = paths[use].get(file);
    if (path === undefined) throw new WorkbenchError('file/not-granted', { file });
    return path;
  },
  sampleFolder: join(import.meta.dirname, '../samples'),
  kernelFolder: join(import.meta.dirname, '../kernel'),
  version,
});

function fromMainPort(port: MessagePortMain): RpcPort {
  return {
    postMessage: (message) => port.postMessage(message),
    onMessage: (listener) => {
      port.on('message', ({ data }) => listener(data));
      port.start();
    },
    close: () => port.close(),
  };
}

/** Loading the table engine's library holds the process up for a moment: better while nobody waits than under a load that is cancelled. */
function loadTableEngine(): void {
  const ignored = (): void => {};
  host.openTables({ scratch: true }).then((tables) => tables.close(), ignored);
}

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port between processes has no origin
const answerMain = (message: string): void => process.parentPort.postMessage(message);

process.parentPort.on('message', ({ data, ports }: MessageEvent) => {
  const { grants } = data as HostMessage;
  for (const { file, path, use } of grants) paths[use].set(file, path);
  // Main answers the page only then: this port and the page's are no one queue.
  if (grants.length > 0) answerMain('known');
  if (ports.length === 0) return;
  serveEngine(fromMainPort(ports[0]), (events) => createEngine(host, events));
  setTimeout(loadTableEngine, LOADED_AFTER_MS);
});
