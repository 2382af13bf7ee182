/** The cells that a recurrent layer can be made of: the LSTM with its published variants, the GRU and the plain RNN. */

import type { Activation } from './activation';
import { SIGMOID, TANH } from './activation';

/**
 * An LSTM (`reference.ts` has the equations). Variants of Greff et al., "LSTM: A Search Space Odyssey", 2015, by their names
 * there: NIG `inputGate: 'one'`, NFG `forgetGate: 'one'`, NOG `outputGate: 'one'`, NIAF and NOAF an activation `identity`,
 * CIFG `forgetGate: 'coupled'`, NP no peepholes, FGR `gateRecurrence`. The cell of 1997 is NFG without peepholes.
 */
export interface LstmCell {
  kind: 'lstm';
  /** `one`: there is no such gate, i = 1. */
  inputGate: 'learned' | 'one';
  /** `coupled`: f = 1 - i; `one`: f = 1. */
  forgetGate: 'learned' | 'coupled' | 'one';
  outputGate: 'learned' | 'one';
  /** Diagonal weights from c_{t-1} to input and forget gate and from c_t to the output gate. */
  peepholes: boolean;
  /** Every gate also sees all three gates of the step before. */
  gateRecurrence: boolean;
  /** Normalised sums (Ba, Kiros & Hinton 2016). */
  layerNorm: boolean;
  activations: { gate: Activation; candidate: Activation; cell: Activation };
  /** Sums are cut off at plus and minus this before the activations (ONNX's `clip`); null leaves them. */
  clip: number | null;
}

export interface GruCell {
  kind: 'gru';
  /** Whether r multiplies h_{t-1} before its matrix product or the product (PyTorch; ONNX's linear_before_reset = 1). */
  reset: 'before' | 'after';
  activations: { gate: Activation; candidate: Activation };
  clip: number | null;
}

/** h = activation(W x + R h + b). */
export interface RnnCell {
  kind: 'rnn';
  activation: Activation;
  clip: number | null;
}

export type Cell = LstmCell | GruCell | RnnCell;

/** With forget gates, without peepholes: Gers, Schmidhuber & Cummins 2000; PyTorch's and Keras'. */
export const VANILLA: LstmCell = {
  kind: 'lstm',
  inputGate: 'learned',
  forgetGate: 'learned',
  outputGate: 'learned',
  peepholes: false,
  gateRecurrence: false,
  layerNorm: false,
  activations: { gate: SIGMOID, candidate: TANH, cell: TANH },
  clip: null,
};

/** Whether a cell computes what `VANILLA` does. */
export function isVanillaCell(cell: Cell): boolean {
  if (cell.kind !== 'lstm' || cell.peepholes || cell.gateRecurrence || cell.layerNorm || cell.clip !== null)
    return false;
  const { gate, candidate, cell: ofCell } = cell.activations;
  return (
    [cell.inputGate, cell.forgetGate, cell.outputGate].every((way) => way === 'learned') &&
    gate.name === 'sigmoid' &&
    candidate.name === 'tanh' &&
    ofCell.name === 'tanh'
  );
}

/** What a step of a cell has: gates, candidate, states. i f g o c h of an LSTM, r z n h of a GRU, h of an RNN. */
export type Quantity = 'i' | 'f' | 'g' | 'o' | 'c' | 'r' | 'z' | 'n' | 'h';

/** Every quantity of a step, in the order of charts and exports; an LSTM has all six, also where a gate is 1. */
export function quantitiesOf(cell: Cell): readonly Quantity[] {
  if (cell.kind === 'lstm') return ['i', 'f', 'g', 'o', 'c', 'h'];
  return cell.kind === 'gru' ? ['r', 'z', 'n', 'h'] : ['h'];
}

/** The blocks of H rows of W, R and the biases, in order (PyTorch's, without the gates that the cell lacks). */
export function blocksOf(cell: Cell): readonly Quantity[] {
  if (cell.kind === 'gru') return ['r', 'z', 'n'];
  if (cell.kind === 'rnn') return ['h'];
  const blocks: Quantity[] = [];
  if (cell.inputGate === 'learned') blocks.push('i');
  if (cell.forgetGate === 'learned') blocks.push('f');
  blocks.push('g');
  if (cell.outputGate === 'learned') blocks.push('o');
  return blocks;
}

/** Whether the cell carries a cell state c beside h. */
export function hasCellState(cell: Cell): boolean {
  return cell.kind === 'lstm';
}
