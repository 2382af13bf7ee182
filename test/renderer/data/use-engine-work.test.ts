/** Work of the engine for a view: the newest question is answered, its progress shown, and it stops when nobody looks. */

import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { effectScope, nextTick, shallowRef } from 'vue';
import type { Progress } from '../../../core/contract/api';
import { WorkbenchError } from '../../../core/contract/errors';
import type { EngineWork } from '../../../renderer/components/data/use-engine-work';

const cancelled: string[] = [];
const listeners = new Set<(call: string, progress: Progress) => void>();
const asked: { call: string; question: number; resolve(answer: string): void; reject(thrown: unknown): void }[] = [];
const failed = vi.fn<(thrown: unknown) => void>();
const question = shallowRef<number | null>(1);
let scope = effectScope();
let work: EngineWork<number, string>;

beforeEach(async () => {
  vi.doMock('../../../renderer/bridge', () => ({
    engine: { cancel: async (call: string) => void cancelled.push(call) },
    onProgress: (listener: (call: string, progress: Progress) => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  }));
  const { useEngineWork } = await import('../../../renderer/components/data/use-engine-work');
  for (const list of [cancelled, asked]) list.length = 0;
  failed.mockClear();
  question.value = 1;
  scope = effectScope();
  scope.run(() => {
    work = useEngineWork(
      () => question.value,
      (call, to) => new Promise((resolve, reject) => asked.push({ call, question: to, resolve, reject })),
      failed,
    );
  });
});
afterEach(() => scope.stop());

it('answers the newest question and gives up the one before', async () => {
  expect(work.running.value).toBe(true);
  question.value = 2;
  await nextTick();
  expect(cancelled).toEqual([asked[0].call]);
  asked[0].resolve('old');
  asked[1].resolve('new');
  await vi.waitFor(() => expect(work.answer.value).toEqual({ to: 2, is: 'new' }));
  expect(work.running.value).toBe(false);
  question.value = null;
  await nextTick();
  expect([work.answer.value, asked.length]).toEqual([null, 2]);
});

it('tells how far it is, can be stopped without a word, and asked again', async () => {
  const progress: Progress = {
    phase: 'checking',
    share: 0.5,
    done: 1,
    total: 2,
    unit: 'series',
    perSecond: 1,
    remainingMs: null,
  };
  for (const tell of listeners) tell('another', { ...progress, share: 0.9 });
  for (const tell of listeners) tell(asked[0].call, progress);
  expect(work.share.value).toBe(0.5);
  work.cancel();
  asked[0].reject(new WorkbenchError('engine/cancelled', {}));
  await vi.waitFor(() => expect(work.running.value).toBe(false));
  expect([work.answer.value, failed.mock.calls.length]).toEqual([null, 0]);
  work.again();
  asked[1].reject(new WorkbenchError('engine/unknown-handle', { handle: 'd' }));
  await vi.waitFor(() => expect(failed).toHaveBeenCalledOnce());
});

it('stops when nobody looks any more', () => {
  scope.stop();
  expect(cancelled).toEqual([asked[0].call]);
  expect(listeners.size).toBe(0);
});
