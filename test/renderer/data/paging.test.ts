/** Pages come once, in any order, and never from a list that is no longer shown; the pump asks only the newest question. */

import { describe, expect, it, vi } from 'vitest';
import { nextTick, ref } from 'vue';
import { createPump } from '../../../renderer/components/data/pump';
import { usePages } from '../../../renderer/components/data/use-pages';

const page = (first: number, count: number, total = 1000) => ({
  total,
  rows: Array.from({ length: Math.min(count, total - first) }, (_, k) => first + k),
});

/** Lets every answer that is due arrive. */
const answered = () => new Promise((resolve) => setImmediate(resolve));

describe('pages', () => {
  it('fetches the pages in sight, each once', async () => {
    const asked: number[] = [];
    const pages = usePages(
      [() => 0],
      async (first, count) => (asked.push(first), page(first, count)),
      vi.fn<(thrown: unknown) => void>(),
    );
    pages.need(0, 30);
    await vi.waitFor(() => expect(pages.total.value).toBe(1000));
    pages.need(190, 30);
    pages.need(195, 30);
    await vi.waitFor(() => expect(pages.row(219)).toBe(219));
    expect(pages.row(0)).toBe(0);
    expect(pages.row(500)).toBeNull();
    expect(asked).toEqual([0, 100, 200]);
  });

  it('forgets the oldest pages and fetches them again when they are needed', async () => {
    const asked: number[] = [];
    const pages = usePages(
      [() => 0],
      async (first, count) => (asked.push(first), page(first, count, 10_000)),
      vi.fn<(thrown: unknown) => void>(),
    );
    for (let first = 0; first < 4000; first += 100) {
      pages.need(first, 1);
      await answered();
      expect(pages.row(first)).toBe(first);
    }
    expect(pages.row(0)).toBeNull();
    pages.need(0, 1);
    await vi.waitFor(() => expect(pages.row(0)).toBe(0));
    expect(asked.filter((first) => first === 0)).toHaveLength(2);
  });

  it('drops answers about a list that was replaced', async () => {
    const list = ref('old');
    const waiting: (() => void)[] = [];
    const pages = usePages(
      [list],
      async (first, count) => {
        const name = list.value;
        if (name === 'old') await new Promise<void>((resolve) => waiting.push(resolve));
        const { total, rows } = page(first, count);
        return { total, rows: rows.map((row) => `${name} ${row}`) };
      },
      vi.fn<(thrown: unknown) => void>(),
    );
    list.value = 'new';
    await vi.waitFor(() => expect(pages.row(3)).toBe('new 3'));
    waiting.forEach((resolve) => resolve());
    await nextTick();
    await nextTick();
    expect(pages.row(3)).toBe('new 3');
  });

  it('tells of a failure and asks again when the rows are needed again', async () => {
    const failed = vi.fn<(thrown: unknown) => void>();
    let fails = true;
    const pages = usePages(
      [() => 0],
      async (first, count) => {
        if (fails) throw new Error('lost');
        return page(first, count);
      },
      failed,
    );
    await vi.waitFor(() => expect(failed).toHaveBeenCalledTimes(1));
    fails = false;
    pages.need(0, 1);
    await vi.waitFor(() => expect(pages.row(0)).toBe(0));
  });
});

describe('the pump', () => {
  it('asks once a frame and, while an answer is awaited, only once more', async () => {
    const frames: (() => void)[] = [];
    const answers: (() => void)[] = [];
    const request = vi.fn<() => Promise<void>>(() => new Promise((resolve) => answers.push(resolve)));
    const pump = createPump(request, (callback) => frames.push(() => callback(0)));
    pump.ask();
    pump.ask();
    expect(frames).toHaveLength(1);
    frames.shift()!();
    expect(request).toHaveBeenCalledTimes(1);
    pump.ask();
    pump.ask();
    expect(frames).toHaveLength(0);
    answers.shift()!();
    await vi.waitFor(() => expect(frames).toHaveLength(1));
    frames.shift()!();
    expect(request).toHaveBeenCalledTimes(2);
    answers.shift()!();
    await nextTick();
    await nextTick();
    expect(frames).toHaveLength(0);
  });

  it('asks nothing more once it is stopped', () => {
    const frames: (() => void)[] = [];
    const request = vi.fn<() => Promise<void>>(() => Promise.resolve());
    const pump = createPump(request, (callback) => frames.push(() => callback(0)));
    pump.ask();
    pump.stop();
    frames.shift()!();
    expect(request).not.toHaveBeenCalled();
  });
});
