/** ONNX's LSTM, GRU and RNN as one recurrent layer's weights in the order of this house. */

import { WorkbenchError } from '../../contract/errors';
import type { Activation } from '../../lstm/activation';
import type { Cell } from '../../lstm/cell';
import type { DirectionWeights } from '../../lstm/stack';
import { type Call, shortest } from './call';
import type { Constant } from './constant';
import type { Value } from './signal';

/** Rows of W, R and B: which of ONNX's blocks each of ours is. LSTM: i o f c to i f g o. GRU: z r h to r z n. */
const BLOCKS = { LSTM: [0, 2, 3, 1], GRU: [1, 0, 2], RNN: [0] } as const;
/** Of a coupled LSTM, whose forget gate has weights that are not used: i g o. */
const COUPLED = [0, 3, 1];

export type RecurrentType = keyof typeof BLOCKS;

export function isRecurrent({ type, domain }: { type: string; domain: string }): boolean {
  return domain === '' && Object.hasOwn(BLOCKS, type);
}

const DIRECTIONS: Record<string, 'forward' | 'backward' | 'both'> = {
  forward: 'forward',
  reverse: 'backward',
  bidirectional: 'both',
};

/** ONNX's names of activations, in small letters, as ours; those that take an alpha, and a beta. */
const NAMES: Record<string, { name: Activation['name']; takes: number }> = {
  sigmoid: { name: 'sigmoid', takes: 0 },
  tanh: { name: 'tanh', takes: 0 },
  relu: { name: 'relu', takes: 0 },
  softsign: { name: 'softsign', takes: 0 },
  softplus: { name: 'softplus', takes: 0 },
  hardsigmoid: { name: 'hard-sigmoid', takes: 2 },
  affine: { name: 'affine', takes: 2 },
  scaledtanh: { name: 'scaled-tanh', takes: 2 },
  leakyrelu: { name: 'leaky-relu', takes: 1 },
  thresholdedrelu: { name: 'thresholded-relu', takes: 1 },
  elu: { name: 'elu', takes: 1 },
};

export interface RecurrentLayer {
  cell: Cell;
  input: number;
  hidden: number;
  /** P where h is projected, else null. */
  projection: number | null;
  direction: 'forward' | 'backward' | 'both';
  bias: boolean;
  weights: DirectionWeights[];
  /** Lengths, and initial states that the file computes from something else; their names, and ONNX's of the inputs. */
  openStates: { name: string; kind: string }[];
  layout: 0 | 1;
}

/**
 * The layer that an operator computes, with `projection` [D, P, H] where its h is projected. A word instead where it has no such layer: why it is not run.
 * @throws onnx/shape for weights that do not fit each other
 */
export function recurrentLayer(call: Call, projection: Constant | null = null): RecurrentLayer | string {
  const { node, budget } = call;
  const type = node.type as RecurrentType;
  const [W, R] = [call.constant(1), call.constant(2)];
  if (W === null || R === null) return 'onnx-weights';
  const direction = DIRECTIONS[call.text('direction', 'forward').toLowerCase()];
  if (direction === undefined) return 'onnx-direction';
  const D = direction === 'both' ? 2 : 1;
  const cell = cellOf(call, type, D);
  if (typeof cell === 'string') return cell;
  const gates = BLOCKS[type].length;
  const hidden = (projection ?? R).dims[2] ?? 0;
  const output = (projection === null ? hidden : projection.dims[1]) ?? 0;
  const input = W.dims[2] ?? 0;
  const rows = gates * hidden;
  const expect = (at: number, expected: number[], tensor = call.constant(at)!): Constant => {
    const { dims } = tensor;
    if (dims.length === expected.length && expected.every((size, axis) => size === dims[axis] && size > 0))
      return tensor;
    const params = { file: budget.file, node: node.name || node.type, tensor: node.inputs[at], expected };
    throw new WorkbenchError('onnx/shape', { ...params, found: [...dims] });
  };
  expect(2, [D, rows, Math.max(1, output)]);
  if (projection !== null) expect(2, [D, Math.max(1, output), Math.max(1, hidden)], projection);
  expect(1, [D, rows, Math.max(1, input)]);
  if (call.given(3) && call.constant(3) === null) return 'onnx-weights';
  const bias = call.given(3) ? expect(3, [D, 2 * rows]) : null;
  const peepholes = type === 'LSTM' && call.given(7) ? (call.constant(7) ? expect(7, [D, 3 * hidden]) : null) : null;
  if (type === 'LSTM' && call.given(7) && peepholes === null) return 'onnx-weights';

  const states = ['h', 'c'].map((name, k) =>
    type === 'LSTM' || k === 0 ? initialState(call, 5 + k, D, hidden) : { name, zero: true },
  );
  const openStates = ['sequence_lens', 'initial_h', 'initial_c'].flatMap((kind, k) =>
    (k === 0 ? call.given(4) : states[k - 1] === 'open') ? [{ name: node.inputs[4 + k], kind }] : [],
  );
  if (states.includes('series')) return 'onnx-initial-states';
  if (projection !== null && typeof states[0] === 'object' && 'values' in states[0]) return 'onnx-projection';
  const given = states.some((state) => typeof state === 'object' && 'values' in state);
  const [w, r, b, p, hr] = [W, R, bias, peepholes, projection].map((tensor) => tensor?.floats() ?? null);
  const blocks = cell.kind === 'lstm' && cell.forgetGate === 'coupled' ? COUPLED : BLOCKS[type];
  const weights = Array.from({ length: D }, (_, d): DirectionWeights => {
    const rowsOf = (from: Float32Array | null, size: number, begin: number) =>
      reordered(from, blocks, hidden * size, begin);
    const state = (k: number): Float32Array => {
      const found = states[k];
      if (typeof found !== 'object' || !('values' in found) || !found.values)
        return new Float32Array(k === 0 ? output : hidden);
      return found.values.slice(d * hidden, (d + 1) * hidden);
    };
    return {
      input,
      hidden,
      output,
      wIh: rowsOf(w, input, d * rows * input),
      wHh: rowsOf(r, output, d * rows * output),
      bIh: rowsOf(b, 1, d * 2 * rows),
      bHh: rowsOf(b, 1, d * 2 * rows + rows),
      wHr: hr && hr.slice(d * output * hidden, (d + 1) * output * hidden),
      // i o f to i f o.
      peepholes: p && reordered(p, [0, 2, 1], hidden, d * 3 * hidden),
      gateRecurrence: null,
      norm: null,
      initial: given ? { h: state(0), c: type === 'LSTM' ? state(1) : new Float32Array(0) } : null,
    };
  });
  const layout = call.int('layout', 0) === 1 ? 1 : 0;
  const sizes = { input, hidden, projection: projection && output };
  return { cell, ...sizes, direction, bias: bias !== null, weights, openStates, layout };
}

/** Blocks of `size` values in another order; zeros where there are none. */
function reordered(from: Float32Array | null, blocks: readonly number[], size: number, begin: number): Float32Array {
  const into = new Float32Array(blocks.length * size);
  if (from === null) return into;
  for (const [to, block] of blocks.entries()) {
    const at = begin + block * size;
    into.set(from.subarray(at, at + size), to * size);
  }
  return into;
}

type State = { zero: true } | { values: Float32Array } | 'open' | 'series';

/** `open`: not known from the file. `series`: known, but not the same for every series. */
function initialState(call: Call, at: number, D: number, hidden: number): State {
  if (!call.given(at)) return { zero: true };
  const value: Value = call.inputs[at] ?? null;
  if (value?.kind === 'filled' && typeof value.value === 'number') {
    const { value: each } = value;
    return each === 0 ? { zero: true } : { values: new Float32Array(D * hidden).fill(each) };
  }
  if (value?.kind !== 'constant') return 'open';
  const values = value.floats();
  if (values.every((each) => each === 0)) return { zero: true };
  const batch = values.length / (D * hidden);
  const batchFirst = call.int('layout', 0) === 1;
  const kept = new Float32Array(D * hidden);
  for (let k = 0; k < values.length; k++) {
    const [outer, inner] = [Math.floor(k / hidden), k % hidden];
    const [d, b] = batchFirst ? [outer % D, Math.floor(outer / D)] : [Math.floor(outer / batch), outer % batch];
    if (b === 0) kept[d * hidden + inner] = values[k];
    else if (kept[d * hidden + inner] !== values[k]) return 'series';
  }
  return Number.isInteger(batch) ? { values: kept } : 'series';
}

function cellOf(call: Call, type: RecurrentType, D: number): Cell | string {
  const clipped = call.node.attributes.has('clip') ? call.float('clip', 0) : 0;
  const clip = clipped > 0 ? clipped : null;
  const defaults = { LSTM: ['Sigmoid', 'Tanh', 'Tanh'], GRU: ['Sigmoid', 'Tanh'], RNN: ['Tanh'] }[type];
  const activations = activationsOf(call, defaults, D);
  if (activations === null) return 'onnx-activations';
  const [gate, candidate, cell] = activations;
  if (type === 'RNN') return { kind: 'rnn', activation: gate, clip };
  if (type === 'GRU') {
    const reset = call.int('linear_before_reset', 0) === 0 ? 'before' : 'after';
    return { kind: 'gru', reset, activations: { gate, candidate }, clip };
  }
  return {
    kind: 'lstm',
    inputGate: 'learned',
    forgetGate: call.int('input_forget', 0) === 0 ? 'learned' : 'coupled',
    outputGate: 'learned',
    peepholes: call.given(7),
    gateRecurrence: false,
    layerNorm: false,
    activations: { gate, candidate, cell },
    clip,
  };
}

/** The activations of the forward direction; null where one is not known or the other direction has others. */
function activationsOf(call: Call, defaults: readonly string[], D: number): Activation[] | null {
  const { attributes } = call.node;
  const given = attributes.get('activations')?.strings ?? [];
  const names = given.length > 0 ? given : Array.from({ length: D }, () => defaults).flat();
  const alphas = [...(attributes.get('activation_alpha')?.floats ?? [])].map(shortest);
  const betas = [...(attributes.get('activation_beta')?.floats ?? [])].map(shortest);
  if (names.length !== D * defaults.length) return null;
  const found: Activation[] = [];
  for (const text of names) {
    const key = text.toLowerCase();
    if (!Object.hasOwn(NAMES, key)) return null;
    const { name, takes } = NAMES[key];
    const alpha = takes > 0 ? (alphas.shift() ?? null) : null;
    const beta = takes > 1 ? (betas.shift() ?? null) : null;
    const same = name === 'affine' && (alpha ?? 1) === 1 && (beta ?? 0) === 0;
    found.push(same ? { name: 'identity', alpha: null, beta: null } : { name, alpha, beta });
  }
  const [forward, backward] = [found.slice(0, defaults.length), found.slice(defaults.length)];
  return D === 1 || JSON.stringify(forward) === JSON.stringify(backward) ? forward : null;
}
