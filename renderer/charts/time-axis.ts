/** The time axis that signal, heatmaps and traces share: which steps are shown, where each one lies, how it zooms and pans. */

/** Steps shown: `from <= step < to`. Step t lies in the middle of its own slot, which spans t - 0.5 to t + 0.5. */
export interface TimeRange {
  from: number;
  to: number;
}

/** A slot narrower than this many steps in all says nothing more. */
const CLOSEST = 8;

export function wholeRange(length: number): TimeRange {
  return { from: 0, to: length };
}

export function isWhole(range: TimeRange, length: number): boolean {
  return range.from <= 0 && range.to >= length;
}

/** Moves and cuts a range so that it lies in the series and shows no fewer than 8 steps (or all of a shorter series). */
export function clampRange(range: TimeRange, length: number): TimeRange {
  const span = Math.min(Math.max(Math.round(range.to - range.from), Math.min(CLOSEST, length)), length);
  const from = Math.min(Math.max(Math.round(range.from), 0), length - span);
  return { from, to: from + span };
}

/** Zooms by `factor` (below 1 shows fewer steps), keeping `step` where it is on the screen. */
export function zoomRange(range: TimeRange, length: number, step: number, factor: number): TimeRange {
  const span = range.to - range.from;
  const share = Math.min(Math.max((step + 0.5 - range.from) / span, 0), 1);
  let wanted = Math.min(Math.max(span * factor, Math.min(CLOSEST, length)), length);
  // A gentle turn of the wheel on a short range must still do something after rounding to whole steps.
  if (Math.round(wanted) === span && factor !== 1) wanted = span + Math.sign(factor - 1);
  const rounded = Math.round(wanted);
  const from = Math.round(step + 0.5 - share * rounded);
  return clampRange({ from, to: from + rounded }, length);
}

/** Moves the range by whole steps without changing how many it shows. */
export function panRange(range: TimeRange, length: number, steps: number): TimeRange {
  const by = Math.round(steps);
  return clampRange({ from: range.from + by, to: range.to + by }, length);
}

/** Moves the range as little as it takes for `step` to be in it. */
export function reveal(range: TimeRange, length: number, step: number): TimeRange {
  if (step < range.from) return panRange(range, length, step - range.from);
  if (step >= range.to) return panRange(range, length, step - range.to + 1);
  return range;
}

/** The step whose slot holds the pixel `x`, counted from the plot's left edge; bounded by the range. */
export function stepAt(x: number, plotWidth: number, range: TimeRange): number {
  const step = range.from + Math.floor((x / plotWidth) * (range.to - range.from));
  return Math.min(Math.max(step, range.from), range.to - 1);
}

/** The pixel of the middle of a step's slot, counted from the plot's left edge. */
export function xOfStep(step: number, plotWidth: number, range: TimeRange): number {
  return ((step + 0.5 - range.from) / (range.to - range.from)) * plotWidth;
}

/** Round steps (1, 2 or 5 times a power of ten) at least `gap` pixels apart. */
export function timeTicks(range: TimeRange, plotWidth: number, gap = 64): number[] {
  const span = range.to - range.from;
  const atLeast = Math.max((span * gap) / Math.max(plotWidth, 1), 1);
  const power = 10 ** Math.floor(Math.log10(atLeast));
  const stride = Math.ceil([1, 2, 5, 10].map((k) => k * power).find((candidate) => candidate >= atLeast) ?? 10 * power);
  const ticks: number[] = [];
  for (let tick = Math.ceil(range.from / stride) * stride; tick < range.to; tick += stride) ticks.push(tick);
  return ticks;
}
