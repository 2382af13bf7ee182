/** Class means over time as an SVG drawing: a line and a band of one standard deviation for each class. */

import type { ClassMean, ClassMeansView } from '../contract/views-statistics';
import { html, type Markup } from './markup';
import { place, plain, rangeOf } from './numbers';

/** Classes that are drawn; colours do not go further. */
export const MOST_DRAWN = 8;

const WIDTH = 640;
const HEIGHT = 240;
const EDGE = { left: 52, right: 8, top: 8, bottom: 24 };

export function meansChart({ classes, length }: ClassMeansView, title: string): Markup {
  const drawn = classes.slice(0, MOST_DRAWN);
  const columns = Math.max(1, ...drawn.map(({ mean }) => mean.length));
  const { low, high } = rangeOf(drawn.flatMap(({ mean, sd }) => [...band(mean, sd, -1), ...band(mean, sd, 1)]));
  const x = (column: number) => EDGE.left + ((column + 0.5) / columns) * (WIDTH - EDGE.left - EDGE.right);
  const y = (value: number) => EDGE.top + ((high - value) / (high - low)) * (HEIGHT - EDGE.top - EDGE.bottom);
  return html`<svg role="img" aria-label="${title}" viewBox="0 0 ${WIDTH} ${HEIGHT}">
    ${drawn.map((one, k) => bandPath(one, x, y).map((d) => html`<path class="band c${k}" d="${d}" />`))}
    ${drawn.map(({ mean }, k) => runs(mean).map((run) => html`<path class="line c${k}" d="${path(run, x, y)}" />`))}
    <text class="axis end" x="${EDGE.left - 6}" y="${EDGE.top + 10}">${plain(high)}</text>
    <text class="axis end" x="${EDGE.left - 6}" y="${HEIGHT - EDGE.bottom}">${plain(low)}</text>
    <text class="axis" x="${EDGE.left}" y="${HEIGHT - 6}">0</text>
    <text class="axis end" x="${WIDTH - EDGE.right}" y="${HEIGHT - 6}">${length}</text>
  </svg>`;
}

function band(mean: Float64Array, sd: Float64Array, sign: number): Float64Array {
  return mean.map((value, column) => value + sign * sd[column]);
}

type Point = [column: number, value: number];
type Scale = (value: number) => number;

/** Stretches of finite values. */
function runs(values: Float64Array): Point[][] {
  const found: Point[][] = [[]];
  values.forEach((value, column) => {
    if (Number.isFinite(value)) found.at(-1)!.push([column, value]);
    else found.push([]);
  });
  return found.filter((run) => run.length > 0);
}

function path(points: readonly Point[], x: Scale, y: Scale): string {
  return points.map(([column, value], at) => `${at === 0 ? 'M' : 'L'}${place(x(column))} ${place(y(value))}`).join('');
}

function bandPath({ mean, sd }: ClassMean, x: Scale, y: Scale): string[] {
  const upper = runs(band(mean, sd, 1));
  const lower = runs(band(mean, sd, -1));
  return upper.map((run, at) => `${path(run, x, y)}${path([...(lower[at] ?? [])].reverse(), x, y).replace('M', 'L')}Z`);
}
