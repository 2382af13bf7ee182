/** Rows that are taller together than a page can be: every one is reached, by wheel, scroll bar and keys. */

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { effectScope, nextTick, shallowRef } from 'vue';
import {
  laidOutHeight,
  mostOffset,
  MOST_HEIGHT,
  offsetShowing,
  rowsAt,
  scrollRatio,
} from '../../../renderer/components/long-scroll';
import { type LongScroll, useLongScroll } from '../../../renderer/components/use-long-scroll';

const shape = (rows: number) => ({ rows, rowHeight: 24, headHeight: 29, viewHeight: 629 });

describe('the rows in sight', () => {
  it('are those at the offset with a margin, within the table', () => {
    expect(rowsAt(0, shape(1000), 8)).toEqual({ first: 0, count: 33 });
    expect(rowsAt(2400, shape(1000), 8)).toEqual({ first: 92, count: 41 });
    expect(rowsAt(24_000 - 600, shape(1000), 8)).toEqual({ first: 967, count: 33 });
    expect(rowsAt(0, { ...shape(1000), viewHeight: 0 }, 8)).toEqual({ first: 0, count: 0 });
    expect(rowsAt(0, shape(0), 8)).toEqual({ first: 0, count: 0 });
  });

  it('move no further than it takes to show one of them', () => {
    expect(offsetShowing(3, 0, shape(1000))).toBe(0);
    expect(offsetShowing(25, 0, shape(1000))).toBe(24);
    expect(offsetShowing(10, 2400, shape(1000))).toBe(240);
    expect(offsetShowing(999, 0, shape(1000))).toBe(mostOffset(shape(1000)));
  });

  it('are laid out one by one as long as that can be', () => {
    expect([laidOutHeight(shape(1000)), scrollRatio(shape(1000))]).toEqual([24_000, 1]);
    expect(laidOutHeight(shape(10_000_000))).toBe(MOST_HEIGHT);
    const ratio = scrollRatio(shape(10_000_000));
    expect(ratio * (MOST_HEIGHT + 29 - 629)).toBeCloseTo(mostOffset(shape(10_000_000)), 3);
  });
});

describe('a table of ten million rows', () => {
  const ROWS = 10_000_000;
  const listeners = new Map<string, (event: unknown) => void>();
  const element = {
    clientHeight: 629,
    top: 0,
    get scrollTop() {
      return this.top;
    },
    /** As a browser does: whole pixels, between the ends. */
    set scrollTop(value: number) {
      this.top = Math.round(Math.min(Math.max(0, value), MOST_HEIGHT + 29 - 629));
    },
    addEventListener: (name: string, listener: (event: unknown) => void) => void listeners.set(name, listener),
    removeEventListener: (name: string) => void listeners.delete(name),
  };
  const rows = shallowRef(ROWS);
  let scope = effectScope();
  let scroll: LongScroll;

  beforeEach(async () => {
    vi.stubGlobal(
      'ResizeObserver',
      class {
        observe(): void {}
        disconnect(): void {}
      },
    );
    element.top = 0;
    rows.value = ROWS;
    scope = effectScope();
    scope.run(() => {
      const grid = () => ({ rows: rows.value, rowHeight: 24, headHeight: 29 });
      scroll = useLongScroll(() => element as unknown as HTMLElement, grid);
    });
    await nextTick();
  });
  afterEach(() => {
    scope.stop();
    vi.unstubAllGlobals();
  });

  const wheel = (deltaY: number): void => {
    const preventDefault = vi.fn<() => void>();
    listeners.get('wheel')!({ deltaY, deltaMode: 0, ctrlKey: false, shiftKey: false, preventDefault });
    listeners.get('scroll')!({});
    expect(preventDefault).toHaveBeenCalledOnce();
  };
  /** Where a row is seen, in pixels below the head. */
  const seen = (index: number): number => scroll.rows.value.find((row) => row.index === index)!.start - element.top;

  it('goes by the pixels of the wheel, however little the scroll bar moves', () => {
    wheel(100);
    expect(seen(5)).toBeCloseTo(20, 6);
    for (let turn = 0; turn < 9; turn++) wheel(100);
    expect(seen(42)).toBeCloseTo(8, 6);
    wheel(-1000);
    expect(seen(0)).toBeCloseTo(0, 6);
  });

  it('goes to any row, to the last one too, and by the scroll bar to its share', () => {
    scroll.scrollToRow(ROWS - 1);
    listeners.get('scroll')!({});
    expect(seen(ROWS - 1)).toBeCloseTo(600 - 24, 6);
    scroll.scrollToRow(5_000_000);
    listeners.get('scroll')!({});
    expect(seen(5_000_000)).toBeCloseTo(0, 6);
    element.scrollTop = (MOST_HEIGHT + 29 - 629) / 4;
    listeners.get('scroll')!({});
    expect(scroll.rows.value[20].index / ROWS).toBeCloseTo(0.25, 4);
  });

  it('follows when rows become fewer', async () => {
    scroll.scrollToRow(ROWS - 1);
    rows.value = 100;
    await nextTick();
    listeners.get('scroll')!({});
    expect(scroll.height.value).toBe(2400);
    expect(scroll.rows.value.at(-1)!.index).toBe(99);
    scope.stop();
    expect(listeners.size).toBe(0);
  });
});
