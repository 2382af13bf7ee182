/** The least that a message port must do to carry the engine's calls, whichever process library it comes from. */

export interface RpcPort {
  postMessage(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  close(): void;
}

/** Whether a message is one of the calls and answers that cross here; anything else is passed over, not trusted. */
export function isCall(message: unknown): message is { t: string } {
  return typeof message === 'object' && message !== null && 't' in message && (message.t === 'q' || message.t === 's');
}

/** Wraps a DOM or worker-thread `MessagePort` and starts it when a listener is set. */
export function fromMessagePort(port: MessagePort): RpcPort {
  return {
    postMessage: (message) => port.postMessage(message),
    onMessage: (listener) => {
      port.onmessage = (event) => listener(event.data);
    },
    close: () => port.close(),
  };
}
