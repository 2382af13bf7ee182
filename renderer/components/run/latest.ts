/** Asks one question at a time and forgets all waiting ones but the newest: what keeps a moving cursor from piling up requests. */

export interface Latest<Q> {
  /** Asks now, or as soon as the question in flight is answered; a question that waited is dropped for this one. */
  ask(query: Q): void;
  /** Forgets what waits and ignores what is still to come. */
  reset(): void;
}

export interface LatestHandlers<Q, A> {
  request(query: Q): Promise<A>;
  answered(answer: A, query: Q): void;
  /** A failed question does not stop the next one. */
  failed(error: unknown, query: Q): void;
}

/** One request in flight, latest wins; answers arrive in the order of their questions. */
export function latest<Q, A>({ request, answered, failed }: LatestHandlers<Q, A>): Latest<Q> {
  let epoch = 0;
  let busy = false;
  let waiting: { query: Q } | null = null;

  async function send(query: Q): Promise<void> {
    const asked = epoch;
    busy = true;
    try {
      const answer = await request(query);
      if (asked === epoch) answered(answer, query);
    } catch (error) {
      if (asked === epoch) failed(error, query);
    } finally {
      if (asked === epoch) {
        busy = false;
        const next = waiting;
        waiting = null;
        if (next !== null) void send(next.query);
      }
    }
  }

  return {
    ask(query) {
      if (busy) waiting = { query };
      else void send(query);
    },
    reset() {
      epoch += 1;
      busy = false;
      waiting = null;
    },
  };
}
