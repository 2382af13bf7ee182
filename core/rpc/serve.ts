/** The engine's end of a port: answers calls and passes progress on. */

import { createBirpc } from 'birpc';
import type { EngineApi, EngineEvents } from '../contract/api';
import { toPayload } from '../contract/errors';
import { ENGINE_METHODS, type Reply } from './methods';
import { isCall, type RpcPort } from './port';

type Handler = (...args: unknown[]) => Promise<Reply>;

/** Serves the engine that `make` builds; every thrown value becomes a coded error on the other side. */
export function serveEngine(port: RpcPort, make: (events: EngineEvents) => EngineApi): void {
  const handlers = Object.create(null) as Record<string, Handler>;
  const rpc = createBirpc<EngineEvents, Record<string, Handler>>(handlers, {
    post: (message) => port.postMessage(message),
    on: (listener) => port.onMessage((message) => isCall(message) && listener(message)),
    eventNames: ['progress', 'frame'],
    timeout: -1,
  });
  const engine = make({
    progress: (call, progress) => void rpc.$callEvent('progress', call, progress),
    frame: (call, frame) => void rpc.$callEvent('frame', call, frame),
  });
  for (const name of ENGINE_METHODS) {
    const method = engine[name].bind(engine) as (...args: unknown[]) => Promise<unknown>;
    handlers[name] = async (...args) => {
      try {
        return { value: await method(...args) };
      } catch (thrown) {
        return { error: toPayload(thrown) };
      }
    };
  }
}
