/** The check of the open dataset: made anew for each dataset as soon as it is open, beside whatever else goes on. */

import { defineStore } from 'pinia';
import { nextTick, shallowRef, watch } from 'vue';
import type { CallId } from '../../core/contract/api';
import type { QualityView } from '../../core/contract/views-quality';
import { engine, onProgress } from '../bridge';
import { useSession } from './session';

export const useQuality = defineStore('quality', () => {
  const session = useSession();
  /** Null until the dataset that is open has been checked. */
  const found = shallowRef<QualityView | null>(null);
  /** The check under way; null when there is none. */
  const call = shallowRef<CallId | null>(null);
  const share = shallowRef<number | null>(null);
  let number = 0;

  onProgress((of, progress) => {
    if (of === call.value) share.value = progress.share;
  });

  async function cancel(): Promise<void> {
    if (call.value !== null) await engine.cancel(call.value).catch(() => undefined);
  }

  /** Checks the open dataset; a check that is still under way is given up. */
  async function check(): Promise<void> {
    void cancel();
    found.value = null;
    share.value = null;
    const { dataset } = session;
    const mine = dataset === null ? null : `quality-${(number += 1)}`;
    call.value = mine;
    if (dataset === null || mine === null) return;
    try {
      const view = await engine.checkQuality(mine, dataset.handle);
      if (call.value === mine) found.value = view;
    } catch (thrown) {
      if (call.value === mine) session.report(thrown);
    } finally {
      if (call.value === mine) call.value = null;
    }
  }

  // What shows the data asks for what it shows first.
  watch(() => session.dataset, check, { flush: 'post' });
  void nextTick(check);

  return { found, call, share, cancel, check };
});
