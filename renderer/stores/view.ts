/** Which view is shown, the way back, and what of the model is shown. */

import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type { ViewName } from '../../core/contract/api';

/** What is shown of the model. */
export const MODEL_SECTIONS = ['overview', 'weights', 'analysis', 'compare', 'parity', 'export'] as const;

/** What is shown of evaluations. */
export const EVALUATE_SECTIONS = ['scores', 'compare', 'search'] as const;

/** What is shown of the run's units and memory. */
export const INSIGHT_SECTIONS = ['units'] as const;

export const useView = defineStore('view', () => {
  const trail = shallowRef<readonly ViewName[]>(['welcome']);
  const place = shallowRef(0);
  const modelSection = shallowRef<(typeof MODEL_SECTIONS)[number]>('overview');
  const evaluateSection = shallowRef<(typeof EVALUATE_SECTIONS)[number]>('scores');
  const insightSection = shallowRef<(typeof INSIGHT_SECTIONS)[number]>('units');
  /** Id of the model that the current one is compared with; null takes the one beside it. */
  const comparedWith = shallowRef<number | null>(null);
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

  return {
    current,
    modelSection,
    evaluateSection,
    insightSection,
    comparedWith,
    canGoBack,
    canGoForward,
    go,
    back,
    forward,
  };
});
