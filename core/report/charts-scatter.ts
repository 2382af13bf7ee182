/** Series as points in the plane of the first two principal components, as an SVG drawing. */

import type { Scatter } from '../contract/views';
import { html, type Markup } from './markup';
import { place, rangeOf } from './numbers';

/** Points that are drawn at most, evenly chosen. */
export const MOST_POINTS = 2000;

const WIDTH = 640;
const HEIGHT = 320;
const EDGE = 10;

/** The test part is hollow. `colourOf` gives the class that a label has in the legend. */
export function scatterChart({ points }: Scatter, title: string, colourOf: (label: string | null) => number): Markup {
  const every = Math.ceil(points.length / MOST_POINTS);
  const drawn = points.filter((_, at) => at % Math.max(1, every) === 0);
  const across = rangeOf(drawn.map(({ x }) => x));
  const up = rangeOf(drawn.map(({ y }) => y));
  return html`<svg role="img" aria-label="${title}" viewBox="0 0 ${WIDTH} ${HEIGHT}">
    ${drawn.map(({ x, y, series, label }) => {
      const cx = EDGE + ((x - across.low) / (across.high - across.low)) * (WIDTH - 2 * EDGE);
      const cy = EDGE + ((up.high - y) / (up.high - up.low)) * (HEIGHT - 2 * EDGE);
      return html`<circle class="${series.part} c${colourOf(label)}" cx="${place(cx)}" cy="${place(cy)}" r="3" />`;
    })}
  </svg>`;
}
