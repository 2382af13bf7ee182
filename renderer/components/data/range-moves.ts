/** How keys and the wheel zoom and pan a chart's time range. */

import { panRange, type TimeRange, wholeRange, zoomRange } from '../../charts/time-axis';

const ZOOM = 0.6;

/** The range after a key, or null for keys that mean nothing here. */
export function rangeForKey(key: string, range: TimeRange, length: number): TimeRange | null {
  const span = range.to - range.from;
  const middle = range.from + span / 2 - 0.5;
  switch (key) {
    case '+':
    case '=':
      return zoomRange(range, length, middle, ZOOM);
    case '-':
    case '_':
      return zoomRange(range, length, middle, 1 / ZOOM);
    case '0':
      return wholeRange(length);
    case 'ArrowLeft':
      return panRange(range, length, -Math.max(1, span * 0.1));
    case 'ArrowRight':
      return panRange(range, length, Math.max(1, span * 0.1));
    case 'PageUp':
      return panRange(range, length, -span);
    case 'PageDown':
      return panRange(range, length, span);
    case 'Home':
      return panRange(range, length, -length);
    case 'End':
      return panRange(range, length, length);
    default:
      return null;
  }
}

/** The range after a turn of the wheel at a step: sideways it pans, else it zooms about the step. */
export function rangeForWheel(
  delta: number,
  sideways: boolean,
  step: number,
  range: TimeRange,
  length: number,
): TimeRange {
  const turn = Math.sign(delta);
  if (sideways) return panRange(range, length, turn * Math.max(1, (range.to - range.from) * 0.08));
  return zoomRange(range, length, step, Math.exp(turn * Math.min(0.35, Math.abs(delta) / 300)));
}
