/** Operators that map every step by itself, or make one step of all. */

import type { Activation } from '../../lstm/activation';
import { isRowActivation, type RowActivation } from '../../lstm/step-map';
import { writtenActivation } from './activation-operators';
import { axisIndex, type Call } from './call';
import type { Constant } from './constant';
import { transposed } from './folding';
import { normalisation } from './norm-operators';
import {
  type AffineTerm,
  axisOf,
  type Axis,
  sameTerm,
  type Signal,
  signal,
  type Term,
  type TermMap,
  termOf,
  unit,
} from './signal';

type MapOperator = (call: Call) => Signal | null;

const NAMED: Record<string, { name: Activation['name'] }> = {
  Sigmoid: { name: 'sigmoid' },
  Tanh: { name: 'tanh' },
  Relu: { name: 'relu' },
  Softsign: { name: 'softsign' },
  Softplus: { name: 'softplus' },
  Exp: { name: 'exponential' },
  HardSigmoid: { name: 'hard-sigmoid' },
  LeakyRelu: { name: 'leaky-relu' },
  ThresholdedRelu: { name: 'thresholded-relu' },
  Elu: { name: 'elu' },
  Selu: { name: 'selu' },
  Gelu: { name: 'gelu' },
  Swish: { name: 'silu' },
};

/** What an operator makes of a signal; null where that is nothing that can be run. */
export function mappedSignal(call: Call): Signal | null {
  const { type } = call.node;
  const written = normalisation(call) ?? writtenActivation(call);
  if (written !== null) return written;
  if (Object.hasOwn(NAMED, type)) return activation(call);
  return Object.hasOwn(OPERATORS, type) ? OPERATORS[type](call) : null;
}

const OPERATORS: Record<string, MapOperator> = {
  Softmax: (call) => overRow(call, 'softmax'),
  LogSoftmax: (call) => overRow(call, 'log-softmax'),
  Add: (call) => added(call) ?? affine(call, (values) => ({ kind: 'affine', scale: null, shift: values })),
  Sub(call) {
    if (call.inputs[0]?.kind !== 'constant')
      return affine(call, (v) => ({ kind: 'affine', scale: null, shift: v.map((x) => -x) }));
    return affine(call, (values) => ({ kind: 'affine', scale: Float32Array.of(-1), shift: values }));
  },
  Mul: (call) => multiplied(call) ?? affine(call, (values) => ({ kind: 'affine', scale: values, shift: null })),
  Div(call) {
    if (call.inputs[0]?.kind === 'constant') return null;
    return affine(call, (values) => ({ kind: 'affine', scale: values.map((x) => 1 / x), shift: null }));
  },
  Neg(call) {
    const from = signalAt(call, 0);
    return from && overAll(from, { kind: 'affine', scale: Float32Array.of(-1), shift: null });
  },
  MatMul(call) {
    const from = signalAt(call, 0);
    const weights = call.constant(1);
    return from && weights && dense(call, from, weights, null);
  },
  Gemm(call) {
    const from = signalAt(call, 0);
    const given = call.constant(1);
    if (from === null || given?.dims.length !== 2 || call.int('transA', 0) !== 0 || from.axes.length !== 2) return null;
    const weights = call.int('transB', 0) === 0 ? given : transposed(call.budget, given, [1, 0]);
    if (call.given(2) && call.constant(2) === null) return null;
    const bias = call.constant(2)?.floats() ?? null;
    return weights && dense(call, from, weights, bias, call.float('alpha', 1), call.float('beta', 1));
  },
  BatchNormalization(call) {
    const from = signalAt(call, 0);
    const [gain, shift, mean, variance] = [1, 2, 3, 4].map((at) => call.constant(at)?.floats() ?? null);
    if (from === null || !gain || !shift || !mean || !variance || from.axes.length < 2) return null;
    if (![shift, mean, variance].every(({ length }) => length === gain.length)) return null;
    const epsilon = call.float('epsilon', 1e-5);
    const scale = gain.map((value, k) => value / Math.sqrt(variance[k] + epsilon));
    const rest = shift.map((value, k) => value - (mean[k] * gain[k]) / Math.sqrt(variance[k] + epsilon));
    return overFeatures(from, from.axes[1], { kind: 'affine', scale, shift: rest }, gain.length);
  },
  LayerNormalization(call) {
    const from = signalAt(call, 0);
    const gain = call.constant(1)?.floats();
    if (
      from === null ||
      gain === undefined ||
      axisIndex(call.int('axis', -1), from.axes.length) !== from.axes.length - 1
    )
      return null;
    if (call.given(2) && call.constant(2) === null) return null;
    const shift = call.constant(2)?.floats() ?? new Float32Array(gain.length);
    const epsilon = call.float('epsilon', 1e-5);
    return overFeatures(from, from.axes.at(-1), { kind: 'layer-norm', gain, shift, epsilon }, gain.length);
  },
  Gather(call) {
    // Rows of a table by the numbers of the series.
    const [table, from] = [call.constant(0), signalAt(call, 1)];
    if (table?.dims.length !== 2 || table.whole || from === null || call.int('axis', 0) !== 0) return null;
    if (from.feature !== null || from.term.kind !== 'source') return null;
    const [size, output] = table.dims;
    const feature = axisOf(output);
    const source = termOf({ ...from.term, size: 1 });
    const term = termOf({ kind: 'map', map: { kind: 'embedding', size, output, table: table.floats() }, of: source });
    return signal([...from.axes, feature], term, { ...from, feature });
  },
  ReduceMean: (call) => reduced(call, 'mean'),
  ReduceMax: (call) => reduced(call, 'max'),
  GlobalAveragePool: (call) => overTime(signalAt(call, 0), [2], true, 'mean'),
  GlobalMaxPool: (call) => overTime(signalAt(call, 0), [2], true, 'max'),
  ReduceProd(call) {
    const from = signalAt(call, 0);
    const [at] = axesOf(call, from);
    return from && from.pile !== null && from.axes[at] === from.pile ? together(from, at, call, 'product') : null;
  },
  ReduceSum(call) {
    const from = signalAt(call, 0);
    const [at] = axesOf(call, from);
    return from && from.pile !== null && from.axes[at] === from.pile ? together(from, at, call, 'sum') : null;
  },
};

function overRow(call: Call, which: RowActivation): Signal | null {
  const from = signalAt(call, 0);
  const axis = from && axisIndex(call.int('axis', call.opset < 13 ? 1 : -1), from.axes.length);
  if (from === null || axis === null) return null;
  // Before version 13 the axes after the named one are flattened as well.
  const last = call.opset < 13 ? from.axes.length - 1 : axis;
  if (call.opset < 13 && from.axes.slice(axis, last).some(({ size }) => size !== 1)) return null;
  return overFeatures(from, from.axes[last], { kind: 'activation', activation: which });
}

function signalAt(call: Call, at: number): Signal | null {
  const value = call.inputs[at] ?? null;
  return value?.kind === 'signal' && value.pile === null ? value : pileAt(call, at);
}

/** Outputs side by side are of use to reductions over that axis alone. */
function pileAt(call: Call, at: number): Signal | null {
  const value = call.inputs[at] ?? null;
  return value?.kind === 'signal' && call.node.type.startsWith('Reduce') ? value : null;
}

function overAll(from: Signal, map: TermMap): Signal {
  return { ...from, term: termOf({ kind: 'map', map, of: from.term }) };
}

/** The map along one axis, which so is that of the features. `size`: how many values the map has. */
function overFeatures(from: Signal, axis: Axis | undefined, map: TermMap, size?: number): Signal | null {
  if (axis === undefined || axis === from.time || (from.feature !== null && axis !== from.feature)) return null;
  if (size !== undefined && axis.size !== null && axis.size !== size) return null;
  return { ...overAll(from, map), feature: axis };
}

function activation(call: Call): Signal | null {
  const from = signalAt(call, 0);
  const { name } = NAMED[call.node.type];
  if (from === null || call.text('approximate', 'none') !== 'none') return null;
  // Where nothing is said the operator's own values hold, which are those of this house.
  const value = (name: string) => (call.node.attributes.has(name) ? call.float(name, 0) : null);
  const made: Activation = { name, alpha: value('alpha'), beta: value('beta') ?? value('gamma') };
  return overAll(from, { kind: 'activation', activation: made });
}

/** Arithmetic with constants: one for all values, or one for each feature. */
function affine(call: Call, make: (values: Float32Array) => AffineTerm): Signal | null {
  const at = call.inputs.findIndex((value) => value?.kind === 'signal');
  const from = signalAt(call, at);
  const other = call.inputs[1 - at] ?? null;
  if (from === null) return null;
  if (other?.kind === 'filled' && typeof other.value === 'number')
    return overAll(from, make(Float32Array.of(other.value)));
  if (other?.kind !== 'constant' || other.dims.length > from.axes.length) return null;
  if (other.size === 1) return overAll(from, make(other.floats()));
  const varying = other.dims.flatMap((size, axis) => (size === 1 ? [] : [axis + from.axes.length - other.dims.length]));
  if (varying.length !== 1) return null;
  return overFeatures(from, from.axes[varying[0]], make(other.floats()), other.size);
}

/** The two signals of an operator, over the same axes; null where that is not what it has. */
function pair(call: Call): [Signal, Signal] | null {
  const [a, b] = call.inputs;
  if (a?.kind !== 'signal' || b?.kind !== 'signal' || a.pile !== null || b.pile !== null) return null;
  const alike = (axis: Axis, k: number) =>
    axis === b.axes[k] || axis.size === 1 || axis === a.feature || b.axes[k] === b.feature;
  const fits = a.axes.length === b.axes.length && a.axes.every(alike);
  // The features of a series are those at the place of the other's.
  const place = (of: Signal, other: Signal) =>
    of.feature ?? (other.feature && of.axes[other.axes.indexOf(other.feature)]);
  return fits && place(a, b)?.size === place(b, a)?.size ? [a, b] : null;
}

function added(call: Call): Signal | null {
  const two = pair(call);
  return (
    two && {
      ...(two.find(({ feature }) => feature !== null) ?? two[0]),
      time: two[0].time ?? two[1].time,
      term: termOf({ kind: 'sum', terms: two.map(({ term }) => term) }),
    }
  );
}

function multiplied(call: Call): Signal | null {
  const two = pair(call);
  if (two === null) return null;
  const [a, b] = two.map(({ term }) => term);
  for (const [value, gate] of [[a, b] as const, [b, a] as const])
    if (isSigmoid(gate) && sameTerm(gate.of, value)) {
      const silu = { name: 'silu', alpha: null, beta: null } as const;
      return { ...two[0], term: termOf({ kind: 'map', map: { kind: 'activation', activation: silu }, of: value }) };
    }
  return { ...two[0], term: termOf({ kind: 'product', terms: [a, b] }) };
}

function isSigmoid(term: Term): term is Term & { kind: 'map' } {
  if (term.kind !== 'map' || term.map.kind !== 'activation') return false;
  return !isRowActivation(term.map.activation) && term.map.activation.name === 'sigmoid';
}

/** `weights` [I, O]. */
function dense(
  call: Call,
  from: Signal,
  weights: Constant,
  given: Float32Array | null,
  alpha = 1,
  beta = 1,
): Signal | null {
  const axis = from.axes.at(-1);
  if (weights.dims.length !== 2 || weights.size === 0 || axis === undefined) return null;
  const [input, output] = weights.dims;
  if (given !== null && given.length !== output && given.length !== 1) return null;
  const rows = transposed(call.budget, weights, [1, 0])!.floats();
  const scaled = alpha === 1 ? rows : rows.map((value) => value * alpha);
  const bias = given && Float32Array.from({ length: output }, (_, k) => given[given.length === 1 ? 0 : k] * beta);
  const none: Activation = { name: 'identity', alpha: null, beta: null };
  const map: TermMap = { kind: 'dense', input, output, weights: scaled, bias, activation: none };
  const made = overFeatures(from, axis, map, input);
  if (made === null) return null;
  const feature = axisOf(output);
  return { ...made, axes: made.axes.with(made.axes.length - 1, feature), feature };
}

function axesOf(call: Call, from: Signal | null): number[] {
  if (from === null) return [];
  const given = call.numbers('axes', 1);
  return given === null ? [] : given.map((axis) => axisIndex(axis, from.axes.length) ?? -1);
}

function reduced(call: Call, how: 'mean' | 'max'): Signal | null {
  const from = signalAt(call, 0);
  const axes = axesOf(call, from);
  if (from === null || axes.length !== 1) return null;
  if (from.pile !== null)
    return from.axes[axes[0]] === from.pile && how === 'mean' ? together(from, axes[0], call, 'average') : null;
  return overTime(from, axes, call.int('keepdims', 1) === 1, how);
}

function overTime(from: Signal | null, [at]: readonly number[], keeps: boolean, how: 'mean' | 'max'): Signal | null {
  if (from === null || from.time === null || from.axes[at] !== from.time) return null;
  const axes = keeps ? from.axes.with(at, unit()) : from.axes.toSpliced(at, 1);
  const of = from.term.kind === 'reversed' ? from.term.of : from.term;
  return { ...from, axes, time: null, term: termOf({ kind: how, of }) };
}

/** Both directions' outputs added up, or averaged. */
function together(from: Signal, at: number, call: Call, how: 'sum' | 'average' | 'product'): Signal | null {
  if (from.term.kind !== 'pile' || from.term.terms.length !== 2) return null;
  const whole = termOf({ kind: how === 'product' ? 'product' : 'sum', terms: from.term.terms });
  const axes = call.int('keepdims', 1) === 1 ? from.axes.with(at, unit()) : from.axes.toSpliced(at, 1);
  return { ...from, axes, pile: null, term: how === 'average' ? termOf({ kind: 'average', of: whole }) : whole };
}
