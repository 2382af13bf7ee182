/** The geometry of a cell's drawing: wires, gates, nodes and labels as plain shapes. */

import type { Quantity } from '../../../core/contract/cells';
import type { CellLayer } from './equations';
import { gruDrawing } from './gru-drawing';
import { lstmDrawing } from './lstm-drawing';
import { rnnDrawing } from './rnn-drawing';

/** What a shape carries: a quantity of this step, or what comes in from outside. */
export type Carried = Quantity | 'x' | 'hPrevious' | 'cPrevious';

/** A line with its equations: it lights up with each of `serves`. */
export interface Wire {
  carries: Carried;
  serves: readonly Quantity[];
  path: string;
  arrow: boolean;
}

/** A gate's box; `name` stands right of the wire that leads into it. */
export interface GateBox {
  gate: Quantity;
  serves: readonly Quantity[];
  activation: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A pointwise operation, centred on (x, y). */
export interface Operation {
  result: Quantity;
  /** ×, +, 1−, W of a projection, or an activation. */
  symbol: string;
  x: number;
  y: number;
}

/** A symbol beside a wire, such as c with subscript t−1, and the vector's length, which stands below a level wire. */
export interface WireLabel {
  carries: Carried;
  symbol: string;
  subscript: string;
  size: string;
  x: number;
  y: number;
  anchor: 'start' | 'end' | 'middle';
}

export interface CellDrawing {
  width: number;
  height: number;
  frame: { x: number; y: number; width: number; height: number };
  wires: Wire[];
  gates: GateBox[];
  operations: Operation[];
  /** Where one wire splits in two. */
  junctions: { serves: readonly Quantity[]; x: number; y: number }[];
  labels: WireLabel[];
}

/** A layer as far as it is drawn. */
export interface DrawnLayer extends CellLayer {
  hidden: number;
}

/**
 * Lays out one cell of a layer that reads `input` channels (null: not known yet). Data flows left to right: the state
 * that is carried along the top, the inputs along the bottom.
 */
export function cellDrawing(input: number | null, layer: DrawnLayer): CellDrawing {
  const { kind } = layer.cell;
  if (kind === 'lstm') return lstmDrawing(input, layer, layer.cell);
  return kind === 'gru' ? gruDrawing(input, layer, layer.cell) : rnnDrawing(input, layer, layer.cell);
}
