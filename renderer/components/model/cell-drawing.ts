/** The geometry of a cell's drawing: wires, gates, nodes and labels as plain shapes. */

import type { CellDrawing, DrawnLayer } from './cell-shapes';
import { gruDrawing } from './gru-drawing';
import { lstmDrawing } from './lstm-drawing';
import { rnnDrawing } from './rnn-drawing';

/**
 * Lays out one cell of a layer that reads `input` channels (null: not known yet). Data flows left to right: the state
 * that is carried along the top, the inputs along the bottom.
 */
export function cellDrawing(input: number | null, layer: DrawnLayer): CellDrawing {
  const { kind } = layer.cell;
  if (kind === 'lstm') return lstmDrawing(input, layer, layer.cell);
  return kind === 'gru' ? gruDrawing(input, layer, layer.cell) : rnnDrawing(input, layer, layer.cell);
}
