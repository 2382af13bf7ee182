/** Does while nothing else is to do what takes long only the first time: finding fonts, drawing a chart. */

import type { SeriesRef } from '../core/contract/views';
import { usePalette } from './charts/palette';
import { seriesOption } from './charts/series';

const STYLES = ['9px', '10px', '11px', '12px', '13px', '500 11px', '600 11px', '600 12px', '600 13px'];
const SYMBOL_STYLES = ['italic 600 15px', 'italic 13px', 'italic 15px', '13px'];
const FONTS = {
  '--font-mono': ['11px', '600 11px', ...SYMBOL_STYLES],
  '--font-math': SYMBOL_STYLES,
};
/** With a wide one, by which charts tell how wide a font's letters are: where it has to be found in another font that takes long. */
const LETTERS = '0−9.×σₜ W国';
/** What was measured is forgotten with the last user of its font. */
const held: CanvasRenderingContext2D[] = [];

export const idle = (): Promise<void> =>
  new Promise((resolve) => {
    requestIdleCallback(() => resolve(), { timeout: 2000 });
  });

/** Measures letters in the fonts of the charts and equations, one while nothing else is to do. */
export async function warmFonts(): Promise<void> {
  // To ask for a style is to work out all of them, which the window that comes up does in a task of its own.
  await idle();
  const style = getComputedStyle(document.body);
  const fonts = [
    ...STYLES.map((size) => `${size} ${style.fontFamily}`),
    ...Object.entries(FONTS).flatMap(([token, sizes]) =>
      sizes.map((size) => `${size} ${style.getPropertyValue(token)}`),
    ),
  ];
  for (const font of fonts) {
    await idle();
    const context = document.createElement('canvas').getContext('2d');
    if (context === null) return;
    context.font = font;
    context.measureText(LETTERS);
    held.push(context);
  }
}

/** Draws a small chart: an empty one first, then a lane without its line, with it, and two, each while nothing else is to do. */
export async function warmCharts(): Promise<void> {
  const { warmChart } = await import('./charts/Chart.vue');
  const size = { width: 320, height: 200 };
  const steps = 16;
  const ink = usePalette().value;
  for (const [lanes, drawn] of [
    [0, 0],
    [1, 0],
    [1, 1],
    [2, 2],
  ]) {
    await idle();
    const channels = Array.from({ length: lanes }, (_, index) => ({ index, name: String(index) }));
    const range = { from: 0, to: steps };
    const envelope = { start: 0, stepsPerColumn: 1, min: new Float32Array(steps), max: new Float32Array(steps) };
    const series: SeriesRef = { part: 'train', index: 0 };
    const lines = channels
      .slice(0, drawn)
      .map(({ index }) => ({ series, id: '0', label: null, channel: index, envelope }));
    const chart = { ...range, length: steps, lines };
    warmChart(seriesOption({ chart, range, channels, ...size, ink }), ink, size);
  }
}
