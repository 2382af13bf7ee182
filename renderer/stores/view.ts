/** Which view is shown, and the way back. */

import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type { ViewName } from '../../core/contract/api';

export const useView = defineStore('view', () => {
  const trail = shallowRef<readonly ViewName[]>(['welcome']);
  const place = shallowRef(0);
  const current = computed(() => trail.value[place.value]);
  const canGoBack = computed(() => place.value > 0);
  const canGoForward = computed(() => place.value < trail.value.length - 1);

  function go(view: ViewName): void {
    if (view === current.value) return;
    trail.value = [...trail.value.slice(0, place.value + 1), view].slice(-50);
    place.value = trail.value.length - 1;
  }

  function back(): void {
    if (canGoBack.value) place.value -= 1;
  }

  function forward(): void {
    if (canGoForward.value) place.value += 1;
  }

  return { current, canGoBack, canGoForward, go, back, forward };
});
