/**
 * Runs in the window before its own scripts: takes the engine's port in their place, so that the bench can ask the
 * engine as the window would, and the time that is measured is the window's.
 */

import { ENGINE_PORT } from '../../electron/channels';
import { connectEngine, type EngineConnection } from '../../core/rpc/connect';
import { fromMessagePort } from '../../core/rpc/port';

/** What the bench finds on the page. */
export interface BenchPage {
  benchEngine: EngineConnection;
}

addEventListener('message', (event) => {
  if (event.source !== globalThis.window || event.data?.kind !== ENGINE_PORT) return;
  event.stopImmediatePropagation();
  const benchEngine = connectEngine(fromMessagePort(event.ports[0]), { progress: () => {} });
  Object.assign(globalThis, { benchEngine } satisfies BenchPage);
});
