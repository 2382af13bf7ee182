/** The cells that a layer can be made of, as specs and views tell them: what `core/lstm/cell.ts` computes with. */

/** By the names of ONNX and Keras. */
export const ACTIVATION_NAMES = [
  'sigmoid',
  'tanh',
  'hard-sigmoid',
  'relu',
  'identity',
  'affine',
  'leaky-relu',
  'thresholded-relu',
  'scaled-tanh',
  'elu',
  'selu',
  'softsign',
  'softplus',
  'exponential',
  'gelu',
  'silu',
] as const;

/** `alpha` and `beta` mean what ONNX's operator of the name says; null where it has none. */
export interface ActivationSpec {
  name: (typeof ACTIVATION_NAMES)[number];
  alpha: number | null;
  beta: number | null;
}

export const INPUT_GATES = ['learned', 'one'] as const;
export const FORGET_GATES = ['learned', 'coupled', 'one'] as const;
export const OUTPUT_GATES = ['learned', 'one'] as const;
export const RESETS = ['before', 'after'] as const;

export interface LstmSpec {
  kind: 'lstm';
  inputGate: (typeof INPUT_GATES)[number];
  forgetGate: (typeof FORGET_GATES)[number];
  outputGate: (typeof OUTPUT_GATES)[number];
  peepholes: boolean;
  gateRecurrence: boolean;
  layerNorm: boolean;
  activations: { gate: ActivationSpec; candidate: ActivationSpec; cell: ActivationSpec };
  clip: number | null;
}

export interface GruSpec {
  kind: 'gru';
  reset: (typeof RESETS)[number];
  activations: { gate: ActivationSpec; candidate: ActivationSpec };
  clip: number | null;
}

export interface RnnSpec {
  kind: 'rnn';
  activation: ActivationSpec;
  clip: number | null;
}

export type CellSpec = LstmSpec | GruSpec | RnnSpec;

const SIGMOID: ActivationSpec = { name: 'sigmoid', alpha: null, beta: null };
const TANH: ActivationSpec = { name: 'tanh', alpha: null, beta: null };

/** The LSTM with forget gates and without peepholes: what a layer is made of unless something else is said. */
export const VANILLA_CELL: LstmSpec = {
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

const GRU: GruSpec = { kind: 'gru', reset: 'after', activations: { gate: SIGMOID, candidate: TANH }, clip: null };

/**
 * Cells by one word each, for the command line and lists of choices. `no-…` leave out one part of the vanilla cell with
 * peepholes, as the variants of Greff et al. 2015 do, but for the peepholes themselves; `lstm-1997` has no forget gate.
 */
export const CELLS = {
  lstm: VANILLA_CELL,
  peepholes: { ...VANILLA_CELL, peepholes: true },
  coupled: { ...VANILLA_CELL, forgetGate: 'coupled' },
  'lstm-1997': { ...VANILLA_CELL, forgetGate: 'one' },
  'no-input-gate': { ...VANILLA_CELL, inputGate: 'one' },
  'no-output-gate': { ...VANILLA_CELL, outputGate: 'one' },
  'gate-recurrence': { ...VANILLA_CELL, gateRecurrence: true },
  'layer-norm': { ...VANILLA_CELL, layerNorm: true },
  gru: GRU,
  'gru-reset-before': { ...GRU, reset: 'before' },
  rnn: { kind: 'rnn', activation: TANH, clip: null },
} as const satisfies Record<string, CellSpec>;
export type CellName = keyof typeof CELLS;
export const CELL_NAMES = Object.keys(CELLS) as CellName[];

/** The name of a cell in `CELLS`; null for another combination. */
export function cellName(cell: CellSpec): CellName | null {
  const wanted = JSON.stringify(sorted(cell));
  return CELL_NAMES.find((name) => JSON.stringify(sorted(CELLS[name])) === wanted) ?? null;
}

/** The same with its keys in order, so that two of them can be compared as text. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, part]) => [key, sorted(part)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Why a layer cannot be computed: its settings have no meaning together (`core/lstm/compose.ts`). */
export const REFUSALS = [
  'projection-without-cell-state',
  'coupled-without-input-gate',
  'peepholes-without-gates',
  'gate-recurrence-without-gates',
  'layer-norm-of-one-unit',
  'residual-of-other-size',
  'clip-not-positive',
] as const;
export type Refusal = (typeof REFUSALS)[number];

/** The quantities of an LSTM at every step: input gate, forget gate, cell candidate, output gate, cell state, hidden state. */
export const QUANTITIES = ['i', 'f', 'g', 'o', 'c', 'h'] as const;
export type LstmQuantity = (typeof QUANTITIES)[number];

/** Those of every cell, in the order of charts and exports; a GRU has reset and update gate, candidate and hidden state. */
export const ALL_QUANTITIES = ['i', 'f', 'g', 'o', 'r', 'z', 'n', 'c', 'h'] as const;
export type Quantity = (typeof ALL_QUANTITIES)[number];

/** Of a layer: from a series' start, or from its end. */
export type Direction = 'fwd' | 'bwd';
