/** Follows the scrolling of a table of any number of rows; also where they are too tall to be laid out the wheel moves them by its own pixels. */

import { computed, type ComputedRef, onScopeDispose, ref, watch } from 'vue';
import { laidOutHeight, type LongShape, mostOffset, offsetShowing, rowsAt, scrollRatio } from './long-scroll';

const MARGIN = 8;
/** A scroll bar is moved by whole pixels, or by those of a finer screen. */
const LEAST_MOVE = 1;

export interface LongRow {
  index: number;
  /** From the top of the rows, in pixels of the document. */
  start: number;
}

export interface LongScroll {
  rows: ComputedRef<LongRow[]>;
  /** Of all rows, in pixels of the document. */
  height: ComputedRef<number>;
  scrollToRow(index: number): void;
}

export function useLongScroll(
  scroller: () => HTMLElement | null,
  shape: () => Omit<LongShape, 'viewHeight'>,
): LongScroll {
  const viewHeight = ref(0);
  /** Of the scroll bar, and of the rows: the same where all of them are laid out. */
  const scrollTop = ref(0);
  const offset = ref(0);
  const whole = computed<LongShape>(() => ({ ...shape(), viewHeight: viewHeight.value }));
  const ratio = computed(() => scrollRatio(whole.value));

  function onScroll(): void {
    const element = scroller();
    if (element === null) return;
    scrollTop.value = element.scrollTop;
    const isOwn = Math.abs(element.scrollTop - offset.value / ratio.value) <= LEAST_MOVE;
    if (ratio.value === 1) offset.value = element.scrollTop;
    else if (!isOwn) offset.value = Math.min(element.scrollTop * ratio.value, mostOffset(whole.value));
  }

  function moveTo(wanted: number): void {
    const element = scroller();
    if (element === null) return;
    offset.value = Math.min(Math.max(0, wanted), mostOffset(whole.value));
    element.scrollTop = offset.value / ratio.value;
    scrollTop.value = element.scrollTop;
  }

  function onWheel(event: WheelEvent): void {
    if (ratio.value === 1 || event.ctrlKey || event.shiftKey || event.deltaY === 0) return;
    const { rowHeight, headHeight } = whole.value;
    const pixels = [1, rowHeight, viewHeight.value - headHeight][event.deltaMode] ?? 1;
    moveTo(offset.value + event.deltaY * pixels);
    event.preventDefault();
  }

  let observer: ResizeObserver | null = null;
  let followed: HTMLElement | null = null;

  function follow(element: HTMLElement | null): void {
    observer?.disconnect();
    followed?.removeEventListener('scroll', onScroll);
    followed?.removeEventListener('wheel', onWheel);
    followed = element;
    if (element === null) return;
    viewHeight.value = element.clientHeight;
    observer = new ResizeObserver(() => (viewHeight.value = element.clientHeight));
    observer.observe(element);
    element.addEventListener('scroll', onScroll, { passive: true });
    element.addEventListener('wheel', onWheel, { passive: false });
    onScroll();
  }
  watch(scroller, follow, { immediate: true, flush: 'post' });
  onScopeDispose(() => follow(null));
  // Fewer rows, or a taller window, may leave less to scroll than before.
  watch(
    () => mostOffset(whole.value),
    (most) => offset.value > most && moveTo(most),
    { flush: 'post' },
  );

  const rows = computed(() => {
    const { first, count } = rowsAt(offset.value, whole.value, MARGIN);
    const { rowHeight } = whole.value;
    const moved = ratio.value === 1 ? 0 : scrollTop.value - offset.value;
    return Array.from({ length: count }, (_, at): LongRow => ({
      index: first + at,
      start: moved + (first + at) * rowHeight,
    }));
  });
  return {
    rows,
    height: computed(() => laidOutHeight(whole.value)),
    scrollToRow(index) {
      // Asked for before the observer has told of its height.
      if (viewHeight.value === 0) viewHeight.value = scroller()?.clientHeight ?? 0;
      moveTo(offsetShowing(index, offset.value, whole.value));
    },
  };
}
