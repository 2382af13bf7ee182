/** What drawings and equations of cells are made of: shapes, what they carry, and the layer that they show. */

import type { CellSpec, Quantity } from '../../../core/contract/cells';

/** What a shape carries: a quantity of this step, or what comes in from outside. */
export type Carried = Quantity | 'x' | 'hPrevious' | 'cPrevious' | 'gatesPrevious';

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
  /** ×, +, 1−, W of a projection, R of a GRU's candidate, or an activation. */
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

/** What of a layer its equations follow from. */
export interface CellLayer {
  cell: CellSpec;
  bias: boolean;
  projection: number | null;
}

/** A layer as far as it is drawn. */
export interface DrawnLayer extends CellLayer {
  hidden: number;
}
