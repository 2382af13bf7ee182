/** An answer of the engine that takes a while: asked anew when the question changes, with its progress, and to be stopped. */

import { computed, type ComputedRef, onScopeDispose, type ShallowRef, shallowRef, watch } from 'vue';
import type { CallId } from '../../../core/contract/api';
import { toPayload } from '../../../core/contract/errors';
import { engine, onProgress } from '../../bridge';

export interface EngineWork<Q, A> {
  /** The newest answer with its question; the one before stays until it is there. */
  answer: Readonly<ShallowRef<{ to: Q; is: A } | null>>;
  running: ComputedRef<boolean>;
  /** From 0 to 1; null where it is not known. */
  share: Readonly<ShallowRef<number | null>>;
  /** Estimated milliseconds left; null until there is ground for an estimate. */
  remainingMs: Readonly<ShallowRef<number | null>>;
  cancel(): void;
  again(): void;
}

let calls = 0;

/** @param question null while there is nothing to ask; a new object is a new question */
export function useEngineWork<Q, A>(
  question: () => Q | null,
  request: (call: CallId, question: Q) => Promise<A>,
  failed: (thrown: unknown) => void,
): EngineWork<Q, A> {
  const answer = shallowRef<{ to: Q; is: A } | null>(null);
  const call = shallowRef<CallId | null>(null);
  const share = shallowRef<number | null>(null);
  const remainingMs = shallowRef<number | null>(null);

  const stopListening = onProgress((of, progress) => {
    if (of !== call.value) return;
    share.value = progress.share;
    remainingMs.value = progress.remainingMs;
  });

  function cancel(): void {
    if (call.value !== null) void engine.cancel(call.value).catch(() => undefined);
  }

  async function ask(): Promise<void> {
    cancel();
    const to = question();
    share.value = null;
    remainingMs.value = null;
    const mine = to === null ? null : `work-${(calls += 1)}`;
    call.value = mine;
    if (to === null || mine === null) {
      answer.value = null;
      return;
    }
    try {
      const is = await request(mine, to);
      if (call.value === mine) answer.value = { to, is };
    } catch (thrown) {
      if (call.value !== mine) return;
      answer.value = null;
      if (toPayload(thrown).code !== 'engine/cancelled') failed(thrown);
    } finally {
      if (call.value === mine) call.value = null;
    }
  }

  watch(question, () => void ask(), { immediate: true });
  onScopeDispose(() => {
    cancel();
    call.value = null;
    stopListening();
  });
  const running = computed(() => call.value !== null);
  return { answer, running, share, remainingMs, cancel, again: () => void ask() };
}
