/** Step maps as ONNX's operators over the last axis. */

import type { Activation } from '../../lstm/activation';
import { isRowActivation, type MapActivation, type StepMap } from '../../lstm/step-map';
import type { Draft } from './drafting';

/** Operators by our names of activations, and what `alpha` and `beta` are called there. */
const OPERATORS: Partial<Record<Activation['name'], { type: string; alpha?: string; beta?: string }>> = {
  sigmoid: { type: 'Sigmoid' },
  tanh: { type: 'Tanh' },
  relu: { type: 'Relu' },
  softsign: { type: 'Softsign' },
  softplus: { type: 'Softplus' },
  exponential: { type: 'Exp' },
  'hard-sigmoid': { type: 'HardSigmoid', alpha: 'alpha', beta: 'beta' },
  'leaky-relu': { type: 'LeakyRelu', alpha: 'alpha' },
  'thresholded-relu': { type: 'ThresholdedRelu', alpha: 'alpha' },
  elu: { type: 'Elu', alpha: 'alpha' },
  selu: { type: 'Selu', alpha: 'alpha', beta: 'gamma' },
};

/** Adds the maps behind the value `from` [..., F]; gives the name of the last. */
export function draftMaps(draft: Draft, prefix: string, from: string, maps: readonly StepMap[]): string {
  return maps.reduce((value, map, at) => draftMap(draft, `${prefix}_${at}`, value, map), from);
}

function draftMap(draft: Draft, name: string, from: string, map: StepMap): string {
  switch (map.kind) {
    case 'dense': {
      const { input, output, weights, bias } = map;
      const kernel = Float32Array.from(
        { length: input * output },
        (_, k) => weights[(k % output) * input + Math.floor(k / output)],
      );
      const product = draft.add(`${name}_product`, 'MatMul', [
        from,
        draft.tensor(`${name}_kernel`, [input, output], kernel),
      ]);
      const sum =
        bias === null
          ? product
          : draft.add(`${name}_sum`, 'Add', [product, draft.tensor(`${name}_bias`, [output], bias)]);
      return draftActivation(draft, name, sum, map.activation);
    }
    case 'affine': {
      const { scale, shift } = map;
      const scaled = draft.add(`${name}_scaled`, 'Mul', [from, draft.tensor(`${name}_scale`, [scale.length], scale)]);
      return draft.add(name, 'Add', [scaled, draft.tensor(`${name}_shift`, [shift.length], shift)]);
    }
    case 'layer-norm': {
      draft.needs(17);
      const { gain, shift, epsilon } = map;
      const inputs = [
        from,
        draft.tensor(`${name}_gain`, [gain.length], gain),
        draft.tensor(`${name}_shift`, [shift.length], shift),
      ];
      return draft.add(name, 'LayerNormalization', inputs, { axis: { int: -1 }, epsilon: { float: epsilon } });
    }
    case 'embedding': {
      const table = draft.tensor(`${name}_table`, [map.size, map.output], map.table);
      const flat = draft.add(`${name}_numbers`, 'Squeeze', [from, draft.ints([-1])]);
      return draft.add(name, 'Gather', [table, draft.add(`${name}_rows`, 'Cast', [flat], { to: { int: 7 } })]);
    }
    case 'activation':
      return draftActivation(draft, name, from, map.activation);
  }
}

function draftActivation(draft: Draft, name: string, from: string, activation: MapActivation): string {
  if (isRowActivation(activation)) {
    const type = activation === 'softmax' ? 'Softmax' : 'LogSoftmax';
    return draft.add(name, type, [from], { axis: { int: -1 } });
  }
  const { alpha, beta } = activation;
  const operator = OPERATORS[activation.name];
  if (operator !== undefined) {
    return draft.add(name, operator.type, [from], {
      ...(operator.alpha !== undefined && alpha !== null && { [operator.alpha]: { float: alpha } }),
      ...(operator.beta !== undefined && beta !== null && { [operator.beta]: { float: beta } }),
    });
  }
  const times = (value: string, factor: number | null, end: string) =>
    factor === null || factor === 1 ? value : draft.add(`${name}_${end}`, 'Mul', [value, draft.float(factor)]);
  switch (activation.name) {
    case 'affine': {
      const scaled = times(from, alpha, 'scaled');
      return beta === null || beta === 0 ? scaled : draft.add(name, 'Add', [scaled, draft.float(beta)]);
    }
    case 'scaled-tanh':
      return times(draft.add(name, 'Tanh', [times(from, beta, 'inner')]), alpha, 'outer');
    case 'silu':
      return draft.add(name, 'Mul', [from, draft.add(`${name}_gate`, 'Sigmoid', [from])]);
    case 'gelu': {
      // x (1 + erf(x / sqrt 2)) / 2: the operator of this name came with set 20 alone, Erf with 9.
      const error = draft.add(`${name}_erf`, 'Erf', [times(from, Math.SQRT1_2, 'inner')]);
      const gate = draft.add(`${name}_gate`, 'Add', [error, draft.float(1)]);
      return times(draft.add(`${name}_twice`, 'Mul', [from, gate]), 0.5, 'outer');
    }
    default:
      return from;
  }
}
