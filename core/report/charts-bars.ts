/** A mean with its spread and the figures that it is of, as an SVG bar. */

import type { Spread } from '../contract/evaluation';
import { html, type Markup } from './markup';
import { place } from './numbers';

const WIDTH = 200;
const HEIGHT = 18;

/** From `low` to `high` of the axis; a line is one standard deviation to each side. */
export function spreadBar({ mean, deviation, values }: Spread, low: number, high: number, own: boolean): Markup {
  const x = (value: number) => place(Math.min(WIDTH, Math.max(0, ((value - low) / (high - low)) * WIDTH)));
  const reach = deviation ?? 0;
  return html`<svg class="bar" viewBox="0 0 ${WIDTH} ${HEIGHT}" aria-hidden="true">
    <rect class="${own ? 'own' : 'other'}" x="0" y="4" width="${x(mean)}" height="10" />
    <path class="reach" d="M${x(mean - reach)} 9L${x(mean + reach)} 9" />
    ${values.map((value) => html`<circle class="value" cx="${x(value)}" cy="9" r="1.5" />`)}
  </svg>`;
}
