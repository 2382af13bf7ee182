/** What becomes of a pane's chart when it is saved or copied. */

import type { ShallowRef } from 'vue';
import type { ChartExposed } from '../../charts/Chart.vue';

export interface ChartFiles {
  save(extension: 'png' | 'svg'): Promise<void>;
  copy(): Promise<void>;
}

export function chartFiles(
  chart: Readonly<ShallowRef<ChartExposed | null>>,
  onSave: (bytes: Uint8Array, extension: 'png' | 'svg') => void,
  onCopy: (png: Uint8Array) => void,
): ChartFiles {
  return {
    async save(extension) {
      const drawn = chart.value;
      if (drawn !== null) onSave(extension === 'png' ? await drawn.toPng() : drawn.toSvg(), extension);
    },
    async copy() {
      if (chart.value !== null) onCopy(await chart.value.toPng());
    },
  };
}
