/** Keeps a chart's lines in step with what is asked for: series, channels, range, width, scaling. */

import { onBeforeUnmount, shallowRef, type ShallowRef, watch } from 'vue';
import type { DatasetView, SeriesChart, SeriesQuery } from '../../../core/contract/views';
import { engine } from '../../bridge';
import { createPump } from './pump';

/**
 * The lines for the newest question; the former lines stay until they are there.
 * @param question null while there is nothing to ask, such as before the chart has a size
 */
export function useSeriesChart(
  question: () => { dataset: DatasetView; query: SeriesQuery } | null,
  failed: (thrown: unknown) => void,
): Readonly<ShallowRef<SeriesChart | null>> {
  const chart = shallowRef<SeriesChart | null>(null);
  let shownOf: DatasetView | null = null;

  const pump = createPump(async () => {
    const asked = question();
    if (asked === null) {
      chart.value = null;
      return;
    }
    try {
      const answer = await engine.seriesChart(asked.dataset.handle, asked.query);
      // Another dataset may have come meanwhile: its lines are on their way.
      if (question()?.dataset !== asked.dataset) return;
      shownOf = asked.dataset;
      chart.value = answer;
    } catch (thrown) {
      if (question()?.dataset === asked.dataset) failed(thrown);
    }
  });
  watch(
    question,
    (asked) => {
      if (shownOf !== null && asked?.dataset.spec.source !== shownOf.spec.source) chart.value = null;
      pump.ask();
    },
    { immediate: true },
  );
  onBeforeUnmount(pump.stop);
  return chart;
}
