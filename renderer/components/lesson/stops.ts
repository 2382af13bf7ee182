/** Which section of a scrolled page the reader is in. */

/**
 * The index of the last section whose top has passed the upper third of what is shown; at the page's very end it is the
 * last section, which may be too short ever to reach there. `tops` are the sections' tops, ascending, in page pixels.
 */
export function currentStop(
  tops: readonly number[],
  view: { scrollTop: number; clientHeight: number; scrollHeight: number },
): number {
  if (view.scrollTop > 0 && view.scrollTop + view.clientHeight >= view.scrollHeight - 1) return tops.length - 1;
  const line = view.scrollTop + view.clientHeight / 3;
  return Math.max(
    0,
    tops.findLastIndex((top) => top <= line),
  );
}
