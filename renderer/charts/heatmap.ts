/** Draws a heatmap at exactly the screen's pixels, so that no browser smoothing touches a cell. */

import type { Heatmap } from '../../core/contract/views';
import type { Palette } from './colormap';

/**
 * Colours for an image of `width` x `height` device pixels, as RGBA bytes.
 * A pixel shows the column that its middle falls on. Where several units share a pixel row it shows their mean.
 * `steps` is the number of steps that the columns span; `stepsPerColumn` how many each holds (the last one may hold fewer).
 */
export function heatmapPixels(
  heatmap: Heatmap,
  span: { steps: number; stepsPerColumn: number },
  width: number,
  height: number,
  palette: Palette,
): Uint8ClampedArray<ArrayBuffer> {
  const { units, columns, cells } = heatmap;
  const pixels = new Uint8ClampedArray(4 * width * height);
  const columnOf = new Int32Array(width);
  for (let x = 0; x < width; x++) {
    const step = ((x + 0.5) / width) * span.steps;
    columnOf[x] = Math.min(Math.floor(step / span.stepsPerColumn), columns - 1);
  }
  const means = new Uint8Array(columns);
  let drawnFirst = -1;
  let drawnLast = -1;
  for (let y = 0; y < height; y++) {
    const [first, last] = unitsAt(y, height, units);
    const row = 4 * width * y;
    if (first === drawnFirst && last === drawnLast) {
      pixels.copyWithin(row, row - 4 * width, row);
      continue;
    }
    drawnFirst = first;
    drawnLast = last;
    averageUnits(cells, columns, first, last, means);
    for (let x = 0; x < width; x++) {
      const colour = 3 * means[columnOf[x]];
      pixels[row + 4 * x] = palette[colour];
      pixels[row + 4 * x + 1] = palette[colour + 1];
      pixels[row + 4 * x + 2] = palette[colour + 2];
      pixels[row + 4 * x + 3] = 255;
    }
  }
  return pixels;
}

/** First and last unit that the pixel row `y` shows; unit 0 is at the top. */
function unitsAt(y: number, height: number, units: number): [first: number, last: number] {
  if (units <= height) {
    const unit = Math.min(Math.floor(((y + 0.5) / height) * units), units - 1);
    return [unit, unit];
  }
  const first = Math.floor((y / height) * units);
  return [first, Math.max(Math.ceil(((y + 1) / height) * units) - 1, first)];
}

function averageUnits(cells: Uint8Array, columns: number, first: number, last: number, means: Uint8Array): void {
  if (first === last) {
    means.set(cells.subarray(first * columns, (first + 1) * columns));
    return;
  }
  const count = last - first + 1;
  for (let column = 0; column < columns; column++) {
    let sum = 0;
    for (let unit = first; unit <= last; unit++) sum += cells[unit * columns + column];
    means[column] = Math.round(sum / count);
  }
}

/** The unit under a pixel `y` from the top of a heatmap `height` pixels tall. */
export function unitAtPixel(y: number, height: number, units: number): number {
  return Math.min(Math.max(Math.floor((y / height) * units), 0), units - 1);
}

/** The pixel of the middle of a unit's row, from the top of the heatmap. */
export function pixelOfUnit(unit: number, height: number, units: number): number {
  return ((unit + 0.5) / units) * height;
}

/** First, last and as many round units between as have 14 pixels each. */
export function unitTicks(units: number, height: number): number[] {
  if (units === 1 || height < 24) return [0];
  const ticks = [0];
  const last = units - 1;
  const atLeast = (last * 14) / height;
  const stride = [1, 2, 4, 5, 8, 10, 16, 20, 32, 50, 64, 100, 128, 200, 256, 500, 512].find(
    (candidate) => candidate >= atLeast,
  );
  if (stride !== undefined) {
    for (let tick = stride; last - tick >= 0.9 * atLeast; tick += stride) ticks.push(tick);
  }
  ticks.push(last);
  return ticks;
}

/** The value that a heatmap's cell stands for at a unit and step; null where the step is not in the view. */
export function valueAt(
  heatmap: Heatmap,
  from: number,
  stepsPerColumn: number,
  step: number,
  unit: number,
): number | null {
  const column = Math.floor((step - from) / stepsPerColumn);
  if (column < 0 || column >= heatmap.columns || unit < 0 || unit >= heatmap.units) return null;
  return heatmap.low + (heatmap.cells[unit * heatmap.columns + column] / 255) * (heatmap.high - heatmap.low);
}

/** A palette as a bar of one pixel's width and 256 pixels' height, high on top, as RGBA bytes. */
export function barPixels(palette: Palette): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(4 * 256);
  for (let y = 0; y < 256; y++) {
    pixels.set(palette.subarray(3 * (255 - y), 3 * (255 - y) + 3), 4 * y);
    pixels[4 * y + 3] = 255;
  }
  return pixels;
}
