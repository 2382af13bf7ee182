/** A heatmap of units over time as an embedded PNG of one pixel a cell. */

import type { Heatmap } from '../contract/views';
import { html, type Markup } from './markup';

/** Units that are drawn: the first ones. */
export const MOST_UNITS = 64;

type Colour = readonly [number, number, number];

/** Colours at equal distances, from the lowest value to the highest. */
const STOPS: Record<Heatmap['scale'], readonly Colour[]> = {
  sequential: [
    [22, 30, 70],
    [33, 110, 140],
    [90, 180, 130],
    [250, 230, 110],
  ],
  diverging: [
    [40, 90, 180],
    [240, 240, 240],
    [200, 80, 40],
  ],
};

export function heatImage({ cells, columns, units, scale }: Heatmap, title: string): Markup {
  const rows = Math.min(units, MOST_UNITS);
  const bytes = png(cells.subarray(0, rows * columns), columns, rows, STOPS[scale]);
  return html`<img class="heat" alt="${title}" src="data:image/png;base64,${base64(bytes)}" />`;
}

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** A PNG of 8-bit palette indices, uncompressed (PNG second edition, 11.2; RFC 1950 and 1951, stored blocks). */
function png(cells: Uint8Array, width: number, height: number, stops: readonly Colour[]): Uint8Array {
  const raw = new Uint8Array(height * (width + 1));
  for (let row = 0; row < height; row += 1)
    raw.set(cells.subarray(row * width, (row + 1) * width), row * (width + 1) + 1);
  const header = [...be32(width), ...be32(height), 8, 3, 0, 0, 0];
  const palette = Array.from({ length: 256 }, (_, at) => colourAt(stops, at / 255)).flat();
  return Uint8Array.from([
    ...SIGNATURE,
    ...chunk('IHDR', header),
    ...chunk('PLTE', palette),
    ...chunk('IDAT', stored(raw)),
    ...chunk('IEND', []),
  ]);
}

function colourAt(stops: readonly Colour[], share: number): number[] {
  const at = Math.min(share * (stops.length - 1), stops.length - 1 - 1e-9);
  const below = Math.floor(at);
  return stops[below].map((value, k) => Math.round(value + (at - below) * (stops[below + 1][k] - value)));
}

function stored(raw: Uint8Array): number[] {
  const bytes = [0x78, 0x01];
  for (let from = 0; from < raw.length; from += 65535) {
    const block = raw.subarray(from, from + 65535);
    const last = from + block.length >= raw.length ? 1 : 0;
    const size = [block.length & 255, block.length >> 8];
    bytes.push(last, ...size, ...size.map((byte) => 255 - byte), ...block);
  }
  let a = 1;
  let b = 0;
  for (const byte of raw) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  return [...bytes, ...be32(b * 65536 + a)];
}

function chunk(name: string, data: readonly number[]): number[] {
  const body = [...[...name].map((letter) => letter.charCodeAt(0)), ...data];
  let crc = 0xffffffff;
  for (const byte of body) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return [...be32(data.length), ...body, ...be32((crc ^ 0xffffffff) >>> 0)];
}

function be32(value: number): number[] {
  return [Math.floor(value / 2 ** 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function base64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const three = (bytes[at] << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    text += [18, 12, 6, 0].map((shift) => DIGITS[(three >> shift) & 63]).join('');
  }
  const over = bytes.length % 3;
  return over === 0 ? text : text.slice(0, over - 3) + '='.repeat(3 - over);
}
