/** The client's end of a port: an `EngineApi` whose calls reject with coded errors. */

import { createBirpc } from 'birpc';
import type { EngineApi, EngineEvents } from '../contract/api';
import { fromPayload, WorkbenchError } from '../contract/errors';
import { ENGINE_METHODS, type Reply } from './methods';
import { isCall, type RpcPort } from './port';

/** Calls `EngineApi` over the port. `close` rejects what is pending, and every later call, with `engine/stopped`. */
export type EngineConnection = EngineApi & { close(): void };

/** Opens the client's end. There is no time-out: long calls report progress and can be cancelled. */
export function connectEngine(port: RpcPort, events: EngineEvents): EngineConnection {
  let open = true;
  const rpc = createBirpc<Record<string, (...args: unknown[]) => Promise<Reply>>, EngineEvents>(events, {
    post: (message) => port.postMessage(message),
    on: (listener) => port.onMessage((message) => isCall(message) && listener(message)),
    timeout: -1,
  });
  const call = async (method: string, args: unknown[]): Promise<unknown> => {
    if (!open) throw new WorkbenchError('engine/stopped', {});
    const reply = await rpc.$call(method, ...args);
    if ('error' in reply) throw fromPayload(reply.error);
    return reply.value;
  };
  const methods = ENGINE_METHODS.map((name) => [name, (...args: unknown[]) => call(name, args)] as const);
  const close = (): void => {
    if (!open) return;
    open = false;
    rpc.$close(new WorkbenchError('engine/stopped', {}));
    port.close();
  };
  return { ...(Object.fromEntries(methods) as unknown as EngineApi), close };
}
