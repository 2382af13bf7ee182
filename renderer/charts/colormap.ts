/** The heatmaps' colour maps, interpolated in OKLab so that equal steps of value look like equal steps of lightness. */

import type { Heatmap } from '../../core/contract/views';

export type Scale = Heatmap['scale'];

/** 256 colours as red, green, blue bytes: colour k is at 3k. */
export type Palette = Uint8Array; // [256, 3]

type Lab = [lightness: number, a: number, b: number];

/**
 * Control colours from low to high. What means "nothing" (0 of a gate, the middle of a diverging scale) is close to the
 * window's own surface, so that the eye goes to what is open, high or low. Blue against orange is safe for colour-blind eyes.
 */
const CONTROLS: Record<Scale, Record<'light' | 'dark', string[]>> = {
  sequential: {
    light: ['#f4f8f8', '#b5dcdd', '#57aeb6', '#167784', '#0a4754', '#04222c'],
    dark: ['#11171a', '#0f3b45', '#12707c', '#36a5ab', '#86cfc9', '#d9f6ee'],
  },
  diverging: {
    light: ['#123a75', '#3f74b8', '#a3c3e4', '#f6f6f4', '#edb98e', '#c46a26', '#7c3205'],
    dark: ['#cde3ff', '#6aa6ec', '#2a5a97', '#16191c', '#8f4a1c', '#e28b48', '#ffdcbc'],
  },
};

const cache = new Map<string, Palette>();

/**
 * The palette of a scale in a theme; made once and shared, so it must not be written to.
 * A steep one changes fastest around its middle (by the square root of the distance), for quantities of which a few
 * values go far beyond the rest; its bar shows the same.
 */
export function paletteOf(scale: Scale, dark: boolean, steep = false): Palette {
  const theme = dark ? 'dark' : 'light';
  const key = `${scale} ${theme} ${steep}`;
  let palette = cache.get(key);
  if (palette === undefined) {
    palette = makePalette(CONTROLS[scale][theme], steep ? fromMiddle : (share) => share);
    cache.set(key, palette);
  }
  return palette;
}

/** A palette's colour for a cell (0 to 255) as CSS writes it. */
export function cssColour(palette: Palette, cell: number): string {
  return `rgb(${palette[3 * cell]}, ${palette[3 * cell + 1]}, ${palette[3 * cell + 2]})`;
}

/** Perceived lightness (OKLab L, 0 black to 1 white) of a palette's colour. */
export function lightnessOf(palette: Palette, cell: number): number {
  return toLab([palette[3 * cell], palette[3 * cell + 1], palette[3 * cell + 2]])[0];
}

/** Moves a share of the whole (0 to 1) away from the middle, keeping both ends and the middle. */
function fromMiddle(share: number): number {
  const distance = 2 * share - 1;
  return (1 + Math.sign(distance) * Math.sqrt(Math.abs(distance))) / 2;
}

function makePalette(hex: string[], bend: (share: number) => number): Palette {
  const stops = hex.map((colour) => toLab([1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))));
  const palette = new Uint8Array(3 * 256);
  for (let cell = 0; cell < 256; cell++) {
    const place = bend(cell / 255) * (stops.length - 1);
    const stop = Math.min(Math.floor(place), stops.length - 2);
    const share = place - stop;
    const mixed = stops[stop].map((low, k) => low + share * (stops[stop + 1][k] - low)) as Lab;
    palette.set(toBytes(mixed), 3 * cell);
  }
  return palette;
}

/** sRGB bytes to OKLab (Ottosson 2020, "A perceptual color space for image processing"). */
function toLab(bytes: number[]): Lab {
  const [r, g, b] = bytes.map((byte) => {
    const value = byte / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function toBytes([lightness, a, b]: Lab): number[] {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ].map((value) => {
    const bounded = Math.min(Math.max(value, 0), 1);
    const coded = bounded <= 0.0031308 ? 12.92 * bounded : 1.055 * bounded ** (1 / 2.4) - 0.055;
    return Math.round(255 * coded);
  });
}
