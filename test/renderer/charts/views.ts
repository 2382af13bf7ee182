/** Small made-up views for the charts' tests, with values that are easy to foresee. */

import type { Envelope, GatesView, Heatmap, Quantity } from '../../../core/contract/views';
import { QUANTITIES } from '../../../core/contract/views';
import type { Ink } from '../../../renderer/charts/ink';

export const ink: Ink = {
  dark: false,
  font: 'sans-serif',
  mono: 'monospace',
  text: '#111111',
  muted: '#555555',
  faint: '#777777',
  line: '#dddddd',
  lineStrong: '#bbbbbb',
  surface: '#ffffff',
  accent: '#0b7080',
  series: ['#000001', '#000002', '#000003'],
  gates: {
    i: '#00000a',
    f: '#00000b',
    g: '#00000c',
    o: '#00000d',
    c: '#00000e',
    h: '#00000f',
    r: '#000010',
    z: '#000011',
    n: '#000012',
  },
};

export function line(start: number, values: number[]): Envelope {
  return { start, stepsPerColumn: 1, min: Float32Array.from(values), max: Float32Array.from(values) };
}

/** `to - from` steps of two channels and of `units` units, every cell its step. */
export function gatesView(from: number, to: number, units: number, traced: number[]): GatesView {
  const steps = Array.from({ length: to - from }, (_, k) => from + k);
  const heatmap = (quantity: Quantity): Heatmap => ({
    quantity,
    scale: ['g', 'c', 'h'].includes(quantity) ? 'diverging' : 'sequential',
    low: ['g', 'c', 'h'].includes(quantity) ? -2.5 : 0,
    high: quantity === 'c' ? 2.5 : 1,
    units,
    columns: steps.length,
    cells: Uint8Array.from(Array.from({ length: units }, () => steps).flat()),
  });
  const series = { part: 'train' as const, index: 0 };
  return {
    series,
    id: 's0',
    label: 'a',
    layer: 0,
    direction: 'fwd',
    length: 100,
    from,
    to,
    stepsPerColumn: 1,
    signal: {
      from,
      to,
      length: 100,
      lines: [0, 1].map((channel) => ({
        series,
        id: 's0',
        label: 'a',
        channel,
        envelope: line(
          from,
          steps.map((step) => (channel === 0 ? step : -step)),
        ),
      })),
    },
    heatmaps: QUANTITIES.map(heatmap),
    traces: traced.flatMap((unit) =>
      QUANTITIES.map((quantity) => ({
        unit,
        quantity,
        envelope: line(
          from,
          steps.map((step) => step / 100),
        ),
      })),
    ),
  };
}
