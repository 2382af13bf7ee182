/** Sends requests one at a time, at most one a frame, and always the newest: what came meanwhile is not asked. */

export interface Pump {
  /** The question has changed. */
  ask(): void;
  stop(): void;
}

/** @param request asks by the state of the moment; its failures are its own affair */
export function createPump(request: () => Promise<void>, nextFrame = requestAnimationFrame): Pump {
  let waiting = false;
  let running = false;
  let again = false;
  let stopped = false;

  async function send(): Promise<void> {
    waiting = false;
    if (stopped) return;
    running = true;
    try {
      await request();
    } finally {
      running = false;
      if (again) {
        again = false;
        ask();
      }
    }
  }

  function ask(): void {
    if (running) again = true;
    else if (!waiting) {
      waiting = true;
      nextFrame(() => void send());
    }
  }

  return { ask, stop: () => void (stopped = true) };
}
