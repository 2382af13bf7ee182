/** The colours and type that charts draw with, as plain values: a canvas cannot read CSS custom properties. */

import type { Quantity } from '../../core/contract/views';

export interface Ink {
  dark: boolean;
  font: string;
  mono: string;
  text: string;
  muted: string;
  faint: string;
  line: string;
  lineStrong: string;
  surface: string;
  accent: string;
  /** Categorical colours, used round and round. */
  series: string[];
  gates: Record<Quantity, string>;
}

/** The categorical colour of the k-th thing. */
export function seriesColour(ink: Ink, k: number): string {
  return ink.series[k % ink.series.length];
}
