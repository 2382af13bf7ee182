/** A recurrent layer as ONNX's operator of its cell. */

import { WorkbenchError } from '../../contract/errors';
import type { Activation } from '../../lstm/activation';
import type { DirectionWeights, LayerConfig } from '../../lstm/stack';
import type { Attributes, Draft } from './drafting';

/** Which of our blocks each of ONNX's is; null: zeros. LSTM: i o f c of i f g o. GRU: z r h of r z n. */
const BLOCKS = { lstm: [0, 3, 1, 2], gru: [1, 0, 2], rnn: [0] } as const;
/** Of a coupled LSTM, which has no forget gate of its own: i o f c of i g o. */
const COUPLED = [0, 2, null, 1] as const;

/** ONNX's names of activations, with what alpha and beta are where a cell gives none. */
const ACTIVATIONS: Partial<Record<Activation['name'], { name: string; alpha?: number; beta?: number }>> = {
  sigmoid: { name: 'Sigmoid' },
  tanh: { name: 'Tanh' },
  relu: { name: 'Relu' },
  softsign: { name: 'Softsign' },
  softplus: { name: 'Softplus' },
  identity: { name: 'Affine', alpha: 1, beta: 0 },
  affine: { name: 'Affine', alpha: 1, beta: 0 },
  'hard-sigmoid': { name: 'HardSigmoid', alpha: 0.2, beta: 0.5 },
  'leaky-relu': { name: 'LeakyRelu', alpha: 0.01 },
  'thresholded-relu': { name: 'ThresholdedRelu', alpha: 1 },
  'scaled-tanh': { name: 'ScaledTanh', alpha: 1, beta: 1 },
  elu: { name: 'Elu', alpha: 1 },
};

/** Outputs of a layer: Y [T, D, B, P], Y_h [D, B, P] and, of LSTMs, Y_c [D, B, H]. */
export interface DraftedLayer {
  over: string;
  last: string;
  cell: string;
}

const FLOAT = 1;
const DOUBLE = 11;

/**
 * A layer as an operator. ONNX has no projection, but there is an LSTM without one that h is made of: h_t = W_hr m_t, so that
 * R h_{t-1} = (R W_hr) m_{t-1}, and m_t = o_t * tanh(c_t) is the state of an LSTM whose recurrent weights are R W_hr. Their
 * product stands in the graph, where engines fold it once. `layer` counts from 0.
 * @throws onnx/cannot-hold for cells that ONNX has no operator for
 */
export function draftLayer(
  draft: Draft,
  layer: number,
  config: LayerConfig,
  weights: readonly DirectionWeights[],
  x: string, // [T, B, I]
  lengths: string, // [B]
  batch: string, // [1]: B
): DraftedLayer {
  const { cell, hidden: H, direction } = config;
  const refusal = refusalOf(config, weights);
  if (refusal !== null) throw new WorkbenchError('onnx/cannot-hold', { layer: layer + 1, reason: refusal });
  const D = weights.length;
  const [{ input: I, output: P }] = weights;
  const coupled = cell.kind === 'lstm' && cell.forgetGate === 'coupled';
  const blocks: readonly (number | null)[] = coupled ? COUPLED : BLOCKS[cell.kind];
  const rows = blocks.length * H;
  const ordered = (values: Float32Array, size: number) => inBlocks(values, blocks, H * size);
  const all = (pick: (one: DirectionWeights) => Float32Array[]) => sideBySide(weights.flatMap(pick));
  const tensor = (name: string, dims: number[], values: Float32Array) =>
    draft.tensor(`layer_${layer}_${name}`, dims, values);
  const peepholes = cell.kind === 'lstm' && cell.peepholes;
  const given = weights.some(({ initial }) => initial !== null);
  const state = (name: 'h' | 'c') => {
    const values = sideBySide(weights.map(({ initial }) => initial?.[name] ?? new Float32Array(H)));
    const shape = draft.add(`layer_${layer}_${name}_shape`, 'Concat', [draft.ints([D]), batch, draft.ints([H])], {
      axis: { int: 0 },
    });
    return draft.add(`layer_${layer}_initial_${name}`, 'Expand', [tensor(`${name}0`, [D, 1, H], values), shape]);
  };
  const R = tensor(
    'R',
    [D, rows, P],
    all(({ wHh }) => [ordered(wHh, P)]),
  );
  const projection =
    config.projection === null
      ? null
      : tensor(
          'projection',
          [D, P, H],
          all(({ wHr }) => [wHr!]),
        );
  if (projection !== null) {
    const [r, p] = [R, projection].map((name) => draft.add(`${name}_double`, 'Cast', [name], { to: { int: DOUBLE } }));
    const product = draft.add(`layer_${layer}_product`, 'MatMul', [r, p]);
    draft.add(`layer_${layer}_recurrent`, 'Cast', [product], { to: { int: FLOAT } });
  }
  const inputs = [
    x,
    tensor(
      'W',
      [D, rows, I],
      all(({ wIh }) => [ordered(wIh, I)]),
    ),
    projection === null ? R : `layer_${layer}_recurrent`,
    config.bias
      ? tensor(
          'B',
          [D, 2 * rows],
          all(({ bIh, bHh }) => [ordered(bIh, 1), ordered(bHh, 1)]),
        )
      : '',
    lengths,
    given && projection === null ? state('h') : '',
    given && cell.kind === 'lstm' ? state('c') : '',
    // i f o to i o f.
    peepholes
      ? tensor(
          'P',
          [D, 3 * H],
          all(({ peepholes: p }) => [inBlocks(p!, [0, 2, 1], H)]),
        )
      : '',
  ];
  const outputs = ['Y', 'Y_h', 'Y_c'].slice(0, cell.kind === 'lstm' ? 3 : 2).map((name) => `layer_${layer}_${name}`);
  const attributes: Attributes = {
    hidden_size: { int: H },
    direction: { text: { forward: 'forward', backward: 'reverse', both: 'bidirectional' }[direction] },
    ...activationAttributes(config, D),
    ...(cell.clip !== null && { clip: { float: cell.clip } }),
    ...(cell.kind === 'gru' && { linear_before_reset: { int: cell.reset === 'after' ? 1 : 0 } }),
    ...(coupled && { input_forget: { int: 1 } }),
  };
  const used = inputs.slice(0, inputs.findLastIndex((input) => input !== '') + 1);
  draft.addMany(`layer_${layer}`, cell.kind.toUpperCase(), used, outputs, attributes);
  const [over, last, c = ''] = outputs;
  if (projection === null) return { over, last, cell: c };
  const turned = draft.add(`${projection}_turned`, 'Transpose', [projection], { perm: { ints: [0, 2, 1] } });
  const projected = (name: string): string => {
    draft.marks[`${name}_projected`] = { projected: name };
    return draft.add(`${name}_projected`, 'MatMul', [name, turned]);
  };
  draft.marks[over] = { recurrent: R, projection };
  return { over: projected(over), last: projected(last), cell: c };
}

function activationsOf({ cell }: LayerConfig): Activation[] {
  if (cell.kind === 'rnn') return [cell.activation];
  const { gate, candidate } = cell.activations;
  return cell.kind === 'gru' ? [gate, candidate] : [gate, candidate, cell.activations.cell];
}

/** Why ONNX's operators cannot compute a layer; null where they can. */
function refusalOf(config: LayerConfig, weights: readonly DirectionWeights[]): string | null {
  const { cell } = config;
  const begins = weights.some(({ initial }) => initial !== null && initial.h.some((value) => value !== 0));
  if (config.projection !== null && begins) return 'onnx-projection';
  if (activationsOf(config).some(({ name }) => ACTIVATIONS[name] === undefined)) return 'onnx-activation';
  if (cell.kind !== 'lstm') return null;
  if (cell.inputGate === 'one' || cell.forgetGate === 'one' || cell.outputGate === 'one') return 'onnx-gate-one';
  if (cell.gateRecurrence) return 'onnx-gate-recurrence';
  return cell.layerNorm ? 'onnx-layer-norm' : null;
}

/** Names, and alphas and betas of those activations that take any, for each direction in turn. */
function activationAttributes(config: LayerConfig, D: number): Attributes {
  const own = activationsOf(config);
  const every = Array.from({ length: D }, () => own).flat();
  const known = every.map(({ name }) => ACTIVATIONS[name]!);
  const alphas = every.flatMap(({ alpha }, k) => (known[k].alpha === undefined ? [] : [alpha ?? known[k].alpha!]));
  const betas = every.flatMap(({ beta }, k) => (known[k].beta === undefined ? [] : [beta ?? known[k].beta!]));
  // Where all are ONNX's own, none is written.
  const said = own.some(
    ({ name, alpha, beta }) => alpha !== null || beta !== null || ['identity', 'affine', 'scaled-tanh'].includes(name),
  );
  return {
    activations: { texts: known.map(({ name }) => name) },
    ...(said && alphas.length > 0 && { activation_alpha: { floats: alphas } }),
    ...(said && betas.length > 0 && { activation_beta: { floats: betas } }),
  };
}

function inBlocks(values: Float32Array, blocks: readonly (number | null)[], size: number): Float32Array {
  const into = new Float32Array(blocks.length * size);
  for (const [to, from] of blocks.entries()) {
    if (from !== null) into.set(values.subarray(from * size, (from + 1) * size), to * size);
  }
  return into;
}

function sideBySide(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
