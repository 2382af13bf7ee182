/** Runs a layer in ONNX Runtime, as the operator LSTM, GRU or RNN with everything that these offer. */

import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { Activation } from '../../core/lstm/activation';
import { packBatch } from '../../core/lstm/batch';
import type { LayerCase } from './cell-arbitrary';
import { attribute, type Bytes, model, node, tensor, value } from './onnx-proto';

export interface OnnxStates {
  output: Float32Array; // [T, D, B, H], time forwards in both directions
  h: Float32Array; // [D, B, H]
  c: Float32Array; // [D, B, H], empty without cell state
}

/** ONNX's name of an activation, and whether it takes alpha and beta. */
const NAMES: Partial<Record<Activation['name'], [name: string, alpha: boolean, beta: boolean]>> = {
  sigmoid: ['Sigmoid', false, false],
  tanh: ['Tanh', false, false],
  relu: ['Relu', false, false],
  softsign: ['Softsign', false, false],
  softplus: ['Softplus', false, false],
  affine: ['Affine', true, true],
  'hard-sigmoid': ['HardSigmoid', true, true],
  'scaled-tanh': ['ScaledTanh', true, true],
  'leaky-relu': ['LeakyRelu', true, false],
  'thresholded-relu': ['ThresholdedRelu', true, false],
  elu: ['Elu', true, false],
};

/** Blocks of rows of the operators, as places of ours: LSTM i o f c, GRU z r h. */
const BLOCKS = { lstm: [0, 3, 1, 2], gru: [1, 0, 2], rnn: [0] } as const;

/**
 * Runs one direction, or two over the same layer and sequences, forward first. `activation` needs numbers for every
 * parameter it takes. Coupled gates are written with rows for the forget gate all the same, which ONNX Runtime must not see.
 */
export async function runInOnnxRuntime(directions: readonly LayerCase[]): Promise<OnnxStates> {
  const [{ layer, weights, sequences }] = directions;
  const { cell } = layer;
  const { input: I, hidden: H } = weights;
  const D = directions.length;
  const { size: B, steps: T, lengths, values } = packBatch(sequences, I);
  const K = BLOCKS[cell.kind].length;
  const each = (pick: (one: LayerCase) => Float32Array) => concatenated(directions.map(pick));
  const rows = (one: LayerCase, array: Float32Array, width: number) => reordered(one, array, H * width);
  const isLstm = cell.kind === 'lstm';
  const hasPeepholes = isLstm && cell.peepholes;

  const constants = [
    tensor(
      'W',
      [D, K * H, I],
      each((one) => rows(one, one.weights.wIh, I)),
    ),
    tensor(
      'R',
      [D, K * H, H],
      each((one) => rows(one, one.weights.wHh, H)),
    ),
    tensor(
      'B',
      [D, 2 * K * H],
      each((one) => concatenated([rows(one, one.weights.bIh, 1), rows(one, one.weights.bHh, 1)])),
    ),
    tensor('lengths', [B], lengths),
    tensor(
      'h0',
      [D, B, H],
      each(({ h }) => h),
    ),
  ];
  if (isLstm)
    constants.push(
      tensor(
        'c0',
        [D, B, H],
        each(({ c }) => c),
      ),
    );
  if (hasPeepholes)
    constants.push(
      tensor(
        'P',
        [D, 3 * H],
        each((one) => peepholesOf(one, H)),
      ),
    );

  const inputs = ['X', 'W', 'R', 'B', 'lengths', 'h0', ...(isLstm ? ['c0'] : []), ...(hasPeepholes ? ['P'] : [])];
  const outputs = isLstm ? ['Y', 'Yh', 'Yc'] : ['Y', 'Yh'];
  const graph = {
    name: 'layer',
    nodes: [node(cell.kind.toUpperCase(), inputs, outputs, attributesOf(directions))],
    constants,
    inputs: [value('X', [T, B, I])],
    outputs: [value('Y', [T, D, B, H]), ...outputs.slice(1).map((name) => value(name, [D, B, H]))],
  };
  const session = await InferenceSession.create(model(graph), { intraOpNumThreads: 1, logSeverityLevel: 3 });
  const result = await session.run({ X: new Tensor('float32', timeFirst(values, B, T, I), [T, B, I]) });
  await session.release();
  const array = (name: string) => (result[name]?.data as Float32Array | undefined) ?? new Float32Array(0);
  return { output: array('Y'), h: array('Yh'), c: array('Yc') };
}

function attributesOf(directions: readonly LayerCase[]): Bytes[] {
  const [{ layer, reverse }] = directions;
  const { cell } = layer;
  const own = {
    lstm: () =>
      cell.kind === 'lstm' ? [cell.activations.gate, cell.activations.candidate, cell.activations.cell] : [],
    gru: () => (cell.kind === 'gru' ? [cell.activations.gate, cell.activations.candidate] : []),
    rnn: () => (cell.kind === 'rnn' ? [cell.activation] : []),
  }[cell.kind]();
  const all = directions.flatMap(() => own);
  const named = all.map((one) => ({ ...one, onnx: NAMES[one.name]! }));
  const alphas = named.filter(({ onnx }) => onnx[1]).map(({ alpha }) => alpha!);
  const betas = named.filter(({ onnx }) => onnx[2]).map(({ beta }) => beta!);
  const single = reverse ? 'reverse' : 'forward';
  return [
    attribute('hidden_size', layer.hidden),
    attribute('direction', directions.length === 2 ? 'bidirectional' : single),
    attribute(
      'activations',
      named.map(({ onnx }) => onnx[0]),
    ),
    ...(alphas.length > 0 ? [attribute('activation_alpha', Float32Array.from(alphas))] : []),
    ...(betas.length > 0 ? [attribute('activation_beta', Float32Array.from(betas))] : []),
    ...(cell.clip === null ? [] : [attribute('clip', { float: cell.clip })]),
    ...(cell.kind === 'lstm' ? [attribute('input_forget', cell.forgetGate === 'coupled' ? 1 : 0)] : []),
    ...(cell.kind === 'gru' ? [attribute('linear_before_reset', cell.reset === 'after' ? 1 : 0)] : []),
  ];
}

/** Blocks in ONNX's order; a coupled cell, which has no forget rows, gets rows of 1000 in their place. */
function reordered({ layer }: LayerCase, array: Float32Array, block: number): Float32Array {
  const { cell } = layer;
  const coupled = cell.kind === 'lstm' && cell.forgetGate === 'coupled';
  const own = (at: number) => array.subarray(at * block, (at + 1) * block);
  const at = (place: number) => {
    if (!coupled) return own(place);
    return place === 1 ? new Float32Array(block).fill(1000) : own(place > 1 ? place - 1 : place);
  };
  return concatenated(BLOCKS[cell.kind].map(at));
}

/** From i, f, o to ONNX's i, o, f. */
function peepholesOf({ weights }: LayerCase, H: number): Float32Array {
  const part = (at: number) => weights.peepholes!.subarray(at * H, (at + 1) * H);
  return concatenated([part(0), part(2), part(1)]);
}

function timeFirst(values: Float32Array, B: number, T: number, I: number): Float32Array {
  const turned = new Float32Array(values.length);
  for (let b = 0; b < B; b++)
    for (let t = 0; t < T; t++) turned.set(values.subarray((b * T + t) * I, (b * T + t + 1) * I), (t * B + b) * I);
  return turned;
}

function concatenated(parts: readonly Float32Array[]): Float32Array {
  return Float32Array.from(parts.flatMap((part) => [...part]));
}
