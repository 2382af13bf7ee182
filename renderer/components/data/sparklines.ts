/** The small drawings on the sample cards: the article's ten numbers, and fixed shapes that hint at the other data. */

import type { GeneratorName, SampleId } from '../../../core/contract/specs';

const WIDTH = 120;

/** The path through `values` (0 at the bottom, 1 at the top) across the card, in a box `height` high from `top`. */
function pathThrough(values: readonly number[], top: number, height: number): string {
  return values
    .map((value, k) => {
      const x = (k / (values.length - 1)) * WIDTH;
      const y = top + (1 - value) * height;
      return `${k === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`;
    })
    .join('');
}

const sampled = (count: number, shape: (share: number) => number): number[] =>
  Array.from({ length: count }, (_, k) => shape(k / (count - 1)));

/** A plateau with soft shoulders from `from` to `to`. */
const plateau = (share: number, from: number, to: number): number =>
  1 / (1 + Math.exp(-(share - from) * 40)) - 1 / (1 + Math.exp(-(share - to) * 40));

const gait = (phase: number) => (share: number) =>
  0.5 +
  0.3 * Math.sin(share * 38 + phase) * Math.exp(-(((share * 6) % 1) ** 2)) +
  0.12 * Math.sin(share * 97 + 2 * phase);

/** A line along the bottom of a third of the card, with a mark at each share of `at`. */
const marks = (third: number, at: readonly number[]): string =>
  pathThrough(
    sampled(60, (s) => (at.some((mark) => Math.abs(s - mark) < 0.009) ? 1 : 0)),
    2 + third * 13,
    10,
  );

/** Up and down at every other step. */
const zigzag = (share: number, count: number): number => (Math.round(share * (count - 1)) % 2 === 0 ? 1 : -1);

export const SPARKLINES: Record<SampleId | GeneratorName, string[]> = {
  article: [pathThrough([0.12, 0.35, 0.58, 0.81, 0.94, 0.77, 0.49, 0.23, 0.08, 0.41], 4, 32)],
  gunpoint: [
    pathThrough(
      sampled(60, (s) => 0.08 + 0.85 * plateau(s, 0.28, 0.7) - 0.12 * plateau(s, 0.74, 0.86)),
      4,
      32,
    ),
    pathThrough(
      sampled(60, (s) => 0.14 + 0.66 * plateau(s, 0.32, 0.64)),
      4,
      32,
    ),
  ],
  daphnet: [0, 1.3, 2.6].map((phase, k) => pathThrough(sampled(90, gait(phase)), 1 + k * 13, 12)),
  'sine-square': [
    pathThrough(
      sampled(70, (s) => 0.5 + 0.45 * Math.sin(s * 17)),
      4,
      32,
    ),
    pathThrough(
      sampled(140, (s) => (Math.sin(s * 17 + 1.4) > 0 ? 0.85 : 0.15)),
      4,
      32,
    ),
  ],
  adding: [
    pathThrough(
      sampled(60, (s) => 0.5 + 0.3 * Math.sin(s * 211) + 0.2 * Math.sin(s * 97 + 1)),
      2,
      22,
    ),
    marks(2, [0.085, 0.39]),
  ],
  'temporal-order': [marks(0, [0.152]), marks(1, [0.542]), marks(2, [0.254, 0.373, 0.678, 0.847])],
  oscillators: [
    pathThrough(
      sampled(120, (s) => 0.5 + 0.48 * Math.exp(-1.2 * s) * Math.sin(s * 50)),
      4,
      32,
    ),
    pathThrough(
      sampled(120, (s) => 0.5 + 0.48 * Math.exp(-6 * s) * Math.sin(s * 50 + 1)),
      4,
      32,
    ),
  ],
  'regime-switch': [
    pathThrough(
      sampled(90, (s) => 0.5 + (0.3 * Math.sin(s * 31) + 0.15 * Math.sin(s * 53)) * (s < 0.55 ? 1 : zigzag(s, 90))),
      4,
      32,
    ),
  ],
};
