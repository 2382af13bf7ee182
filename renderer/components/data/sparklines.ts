/** The small drawings on the sample cards: the article's ten numbers, and fixed shapes that hint at the other data. */

import type { SampleId } from '../../../core/contract/specs';

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

export const SPARKLINES: Record<SampleId | 'synthetic', string[]> = {
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
  synthetic: [
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
};
