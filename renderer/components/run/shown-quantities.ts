/** Which of a cell's quantities are shown: what was chosen holds for every cell, of which one has some and another others. */

import { computed, type Ref, shallowRef } from 'vue';
import { ALL_QUANTITIES, type Quantity } from '../../../core/contract/views';
import type { TraceSetting } from './trace-choice';

export interface ShownQuantities {
  shown: Ref<readonly Quantity[]>;
  traces: Ref<TraceSetting>;
}

/** `quantities` are those of the cell that is looked at; at least one of them is shown. */
export function useShownQuantities(quantities: () => readonly Quantity[]): ShownQuantities {
  const wanted = shallowRef<readonly Quantity[]>(ALL_QUANTITIES);
  const setting = shallowRef<TraceSetting>('unit');
  const shown = computed({
    get: () => {
      const some = quantities().filter((quantity) => wanted.value.includes(quantity));
      return some.length > 0 ? some : quantities();
    },
    set: (next) => {
      wanted.value = [...wanted.value.filter((quantity) => !quantities().includes(quantity)), ...next];
    },
  });
  /** The lines of a quantity that this cell does not have are those of the unit. */
  const traces = computed({
    get: () => {
      const { value } = setting;
      return value === 'none' || value === 'unit' || quantities().includes(value) ? value : 'unit';
    },
    set: (next) => {
      setting.value = next;
    },
  });
  return { shown, traces };
}
