/** The colour maps: lightness tells the value, both halves of a diverging map weigh the same. */

import { describe, expect, test } from 'vitest';
import { cssColour, lightnessOf, paletteOf } from '../../../renderer/charts/colormap';

const cells = Array.from({ length: 256 }, (_, cell) => cell);

describe.each([false, true])('dark: %s', (dark) => {
  test('a higher gate is further from the surface, without a turn', () => {
    const palette = paletteOf('sequential', dark);
    const lightness = cells.map((cell) => lightnessOf(palette, cell));
    const towards = dark ? 1 : -1;
    const turns = cells.slice(1).filter((cell) => towards * (lightness[cell] - lightness[cell - 1]) < -0.004);
    expect(turns).toEqual([]);
    expect(towards * (lightness[255] - lightness[0])).toBeGreaterThan(0.7);
  });

  test('the middle of a diverging map is the surface end, and equal distances from it look alike', () => {
    const palette = paletteOf('diverging', dark);
    const lightness = cells.map((cell) => lightnessOf(palette, cell));
    const extreme = dark ? Math.min(...lightness) : Math.max(...lightness);
    expect(Math.abs(lightness[127] - extreme)).toBeLessThan(0.02);
    for (const cell of cells) expect(Math.abs(lightness[cell] - lightness[255 - cell])).toBeLessThan(0.08);
    const [red, , blue] = palette.subarray(0, 3);
    expect(blue).toBeGreaterThan(red);
    const [highRed, , highBlue] = palette.subarray(3 * 255);
    expect(highRed).toBeGreaterThan(highBlue);
  });
});

test('the ends are the control colours themselves', () => {
  const palette = paletteOf('sequential', false);
  expect(cssColour(palette, 0)).toBe('rgb(244, 248, 248)');
  expect(cssColour(palette, 255)).toBe('rgb(4, 34, 44)');
});

test('a steep map shows a quarter of the way as the plain one shows half, and has the same ends', () => {
  const plain = paletteOf('diverging', false);
  const steep = paletteOf('diverging', false, true);
  for (const cell of [0, 255]) expect(cssColour(steep, cell)).toBe(cssColour(plain, cell));
  // From the middle (127.5), a quarter of the way up is cell 159.4 and half of it 191.25; the same downwards.
  expect(Math.abs(lightnessOf(steep, 159) - lightnessOf(plain, 191))).toBeLessThan(0.01);
  expect(Math.abs(lightnessOf(steep, 96) - lightnessOf(plain, 64))).toBeLessThan(0.01);
});
