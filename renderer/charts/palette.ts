/** The design tokens' colours as plain strings for the canvas, read anew when the theme changes. */

import { type ShallowRef, shallowRef } from 'vue';
import type { Ink } from './ink';

/** An `Ink` and the few colours more that the charts' own theme takes. */
export interface Palette extends Ink {
  raised: string;
  accentSoft: string;
  danger: string;
  warning: string;
}

const NONE: Palette = {
  surface: '#fff',
  raised: '#fff',
  line: '#ddd',
  lineStrong: '#bbb',
  text: '#222',
  muted: '#555',
  faint: '#777',
  accent: '#0b7080',
  accentSoft: '#dff0f2',
  danger: '#b3261e',
  warning: '#8a5300',
  series: ['#0b7a8c', '#c4570f', '#6a4fc0', '#35802f', '#bd2d63', '#2b60c9', '#8b6b00', '#74513a'],
  gates: {
    i: '#35802f',
    f: '#c4570f',
    g: '#6a4fc0',
    o: '#2b60c9',
    c: '#bd2d63',
    h: '#0b7a8c',
    r: '#2b60c9',
    z: '#c4570f',
    n: '#6a4fc0',
  },
  font: 'sans-serif',
  mono: 'monospace',
  dark: false,
};

/** A list of fonts that may stand in an SVG's attribute, where a double quote would end it. */
export function fontNames(family: string): string {
  return family.trim().replaceAll('"', "'");
}

/** Reads the tokens through a probe element, for only a used colour has its `light-dark()` resolved. */
export function readPalette(): Palette {
  const probe = document.createElement('span');
  document.body.append(probe);
  const colour = (token: string): string => {
    probe.style.color = `var(--${token})`;
    return getComputedStyle(probe).color;
  };
  const palette: Palette = {
    surface: colour('surface-1'),
    raised: colour('surface-2'),
    line: colour('line'),
    lineStrong: colour('line-strong'),
    text: colour('text'),
    muted: colour('text-muted'),
    faint: colour('text-faint'),
    accent: colour('accent'),
    accentSoft: colour('accent-soft'),
    danger: colour('danger'),
    warning: colour('warning'),
    series: [1, 2, 3, 4, 5, 6, 7, 8].map((index) => colour(`series-${index}`)),
    gates: {
      i: colour('gate-i'),
      f: colour('gate-f'),
      g: colour('gate-g'),
      o: colour('gate-o'),
      c: colour('gate-c'),
      h: colour('gate-h'),
      r: colour('gate-r'),
      z: colour('gate-z'),
      n: colour('gate-n'),
    },
    font: fontNames(getComputedStyle(document.body).fontFamily),
    mono: fontNames(getComputedStyle(document.body).getPropertyValue('--font-mono')),
    dark: matchMedia('(prefers-color-scheme: dark)').matches,
  };
  probe.remove();
  return palette;
}

/** One for all charts: reading it has the browser resolve the page's styles. */
let shared: ShallowRef<Palette> | null = null;

/** The palette of the moment; charts whose option uses it are drawn anew when the theme changes. */
export function usePalette(): Readonly<ShallowRef<Palette>> {
  if (shared !== null) return shared;
  const palette = (shared = shallowRef(typeof document === 'undefined' ? NONE : readPalette()));
  if (typeof matchMedia !== 'undefined') {
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => (palette.value = readPalette()));
  }
  return palette;
}
