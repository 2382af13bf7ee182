/** Which rows and columns of a table are in sight, and where their cells lie. */

import { useVirtualizer } from '@tanstack/vue-virtual';
import { computed, type ComputedRef, watch } from 'vue';
import { type LongScroll, useLongScroll } from './use-long-scroll';

export interface GridShape {
  /** Widths of all columns in pixels. */
  widths: readonly number[];
  /** Columns at the left that stay in sight. */
  pinned: number;
  rows: number;
  rowHeight: number;
  /** Height of the rows on top that stay in sight. */
  headHeight: number;
}

/** The place of one column's cells in every row. */
export interface GridPlace {
  column: number;
  pinned: boolean;
  /** The last of the pinned columns. */
  edge: boolean;
  style: Record<string, string>;
}

export interface VirtualGrid extends LongScroll {
  places: ComputedRef<GridPlace[]>;
  pinnedWidth: ComputedRef<number>;
  totalWidth: ComputedRef<number>;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** Follows the scrolling of `scroller` over a table of the given shape; rows have one height, columns their own widths. */
export function useVirtualGrid(scroller: () => HTMLElement | null, shape: () => GridShape): VirtualGrid {
  const widths = computed(() => shape().widths);
  const pinnedWidth = computed(() => sum(widths.value.slice(0, shape().pinned)));

  const { rows, height, scrollToRow } = useLongScroll(scroller, () => {
    const { rows: count, rowHeight, headHeight } = shape();
    return { rows: count, rowHeight, headHeight };
  });
  // Sizes are taken along with their count: the virtualizer asks for sizes by its former count until it hears of the new.
  const columns = useVirtualizer(
    computed(() => {
      const sizes = widths.value.slice(shape().pinned);
      return {
        horizontal: true,
        count: sizes.length,
        getScrollElement: scroller,
        estimateSize: (index: number) => sizes[index],
        overscan: 3,
        scrollMargin: pinnedWidth.value,
      };
    }),
  );
  watch(widths, () => columns.value.measure());

  /** Pinned columns stick, and the first free one keeps the place of those left of it. */
  const places = computed(() => {
    const { pinned } = shape();
    const sticking = widths.value.slice(0, pinned).map((width, column): GridPlace => ({
      column,
      pinned: true,
      edge: column === pinned - 1,
      style: { left: `${sum(widths.value.slice(0, column))}px`, width: `${width}px` },
    }));
    const moving = columns.value.getVirtualItems().map(({ index, start, size }, place): GridPlace => ({
      column: pinned + index,
      pinned: false,
      edge: false,
      style: { marginLeft: `${place === 0 ? start - pinnedWidth.value : 0}px`, width: `${size}px` },
    }));
    return [...sticking, ...moving];
  });

  return {
    rows,
    height,
    scrollToRow,
    places,
    pinnedWidth,
    totalWidth: computed(() => sum(widths.value)),
  };
}
