/** Goes through a graph once and finds out what every value is. */

import { WorkbenchError } from '../../contract/errors';
import { Call } from './call';
import { type Budget, type Constant, constantOf } from './constant';
import { folded } from './fold-operators';
import { concatenated, LAYOUTS } from './layout-operators';
import { mappedSignal } from './map-operators';
import { isLayer, type LayerMark, type Mark, type Marks } from './marks';
import type { OnnxGraph, OnnxNode } from './messages';
import { isRecurrent, recurrentLayer } from './recurrent-operators';
import { type Axis, axisOf, type Run, type Signal, signal, type Term, termOf, unit, type Value } from './signal';

/** Operators that lie deeper in one another than those of any network. */
const DEEPEST = 500;

export interface Interpreted {
  nodes: readonly OnnxNode[];
  values: Map<string, Value>;
  /** Which node gives a value. */
  producers: Map<string, number>;
  runs: Run[];
  /** Recurrent operators that cannot be run, with the reason. */
  refused: { node: number; reason: string }[];
  /** Initial states and lengths that come from outside, by node: the names of their values, and ONNX's of the inputs. */
  openStates: Map<number, { name: string; kind: string }[]>;
}

/** Yields now and then. @throws onnx/graph for a cycle or an order that cannot be computed, onnx/shape, onnx/tensor, onnx/limit */
export function* interpret(
  graph: OnnxGraph,
  nodes: readonly OnnxNode[],
  opset: number,
  budget: Budget,
  marks: Marks,
): Generator<void, Interpreted> {
  const found: Interpreted = {
    nodes,
    values: new Map(),
    producers: new Map(),
    runs: [],
    refused: [],
    openStates: new Map(),
  };
  const { values, producers } = found;
  for (const input of graph.inputs) {
    const axes = (input.dims ?? []).map((dim) => axisOf(typeof dim === 'number' && dim > 0 ? dim : null));
    const source = termOf({ kind: 'source', name: input.name, size: null });
    values.set(input.name, input.dims === null ? null : signal(axes, source));
  }
  for (const tensor of graph.constants) values.set(tensor.name, constantOf(budget, tensor));

  for (const [index, node] of inOrder(budget.file, graph, nodes)) {
    if (index % 200 === 0) yield;
    const call = new Call(
      node,
      index,
      node.inputs.map((name) => values.get(name) ?? null),
      opset,
      budget,
    );
    const outputs = outputsOf(found, call, marks);
    if (isRecurrent(node)) yield;
    node.outputs.forEach((name, at) => {
      if (name === '') return;
      const value = outputs[at] ?? null;
      const deep = value?.kind === 'signal' && value.term.depth > DEEPEST;
      const mark = marks.get(name);
      values.set(name, mark === undefined || isLayer(mark) ? (deep ? null : value) : marked(found, mark));
      producers.set(name, index);
    });
  }
  return found;
}

/** The nodes with their places, each after those that it needs. */
function inOrder(file: string, graph: OnnxGraph, nodes: readonly OnnxNode[]): [number, OnnxNode][] {
  const makers = new Map<string, number>();
  for (const [index, node] of nodes.entries()) {
    for (const name of node.outputs) {
      if (name !== '' && makers.has(name))
        throw new WorkbenchError('onnx/graph', { file, node: node.name || node.type, reason: 'onnx-twice' });
      if (name !== '') makers.set(name, index);
    }
  }
  for (const { name } of [...graph.inputs, ...graph.constants]) makers.delete(name);
  const waiting = nodes.map(({ inputs }) => inputs.filter((name) => makers.has(name)).length);
  const users = new Map<number, number[]>();
  for (const [index, { inputs }] of nodes.entries()) {
    for (const name of inputs) {
      const maker = makers.get(name);
      if (maker === undefined) continue;
      const list = users.get(maker);
      if (list === undefined) users.set(maker, [index]);
      else list.push(index);
    }
  }
  const ready = waiting.flatMap((count, index) => (count === 0 ? [index] : []));
  const order: [number, OnnxNode][] = [];
  for (let at = 0; at < ready.length; at++) {
    const index = ready[at];
    order.push([index, nodes[index]]);
    for (const user of users.get(index) ?? []) if (--waiting[user] === 0) ready.push(user);
  }
  if (order.length < nodes.length) {
    const { name, type } = nodes[waiting.findIndex((count) => count > 0)];
    throw new WorkbenchError('onnx/graph', { file, node: name || type, reason: 'onnx-cycle' });
  }
  return order;
}

/** A value of which the file says itself what it takes of an output over time, or which layer's it is. */
function marked({ values }: Interpreted, mark: Exclude<Mark, LayerMark>): Value {
  if (mark !== null && 'projected' in mark) return values.get(mark.projected) ?? null;
  const of = mark === null ? null : (values.get(mark.of) ?? null);
  if (mark === null || of?.kind !== 'signal' || of.pile !== null || of.axes.length !== 3) return null;
  const kind = mark.takes === 'mean' || mark.takes === 'max' ? mark.takes : 'last';
  const axes = of.axes.filter((axis) => axis !== of.time);
  return { ...of, axes, time: null, term: termOf({ kind, of: of.term }) };
}

function outputsOf(found: Interpreted, call: Call, marks: Marks): readonly Value[] {
  const { node, inputs } = call;
  if (node.domain !== '') return [];
  if (isRecurrent(node)) return recurrent(found, call, marks.get(node.outputs[0] ?? ''));
  const [first] = inputs;
  const touched = inputs.some((value) => value?.kind === 'signal');
  // Shapes are known also where values are not.
  if (!touched || node.type === 'Shape' || node.type === 'ConstantOfShape') return list(folded(call));
  if (node.type === 'Concat') return [concatenated(call)];
  if (first?.kind === 'signal' && Object.hasOwn(LAYOUTS, node.type)) return list(LAYOUTS[node.type](call, first));
  return [mappedSignal(call)];
}

function list(value: Value | Value[]): readonly Value[] {
  return Array.isArray(value) ? value : [value];
}

/** Y, Y_h and Y_c, the last of which nothing that can be run is made of. */
function recurrent(found: Interpreted, given: Call, mark?: Mark): readonly Value[] {
  const { node, index } = given;
  const { call, projection } = withProjection(found, given, mark);
  const layer = recurrentLayer(call, projection);
  if (typeof layer === 'string') {
    found.refused.push({ node: index, reason: layer });
    return [];
  }
  if (layer.openStates.length > 0) found.openStates.set(index, layer.openStates);
  const batchFirst = layer.layout === 1;
  const { x, time, batch, backwards } = inputOf(call, layer.input, batchFirst);
  const turned = { forward: 'backward', backward: 'forward', both: 'both' } as const;
  const run: Run = {
    node: index,
    name: node.name || `${node.type}_${index}`,
    cell: layer.cell,
    hidden: layer.hidden,
    projection: layer.projection,
    direction: backwards ? turned[layer.direction] : layer.direction,
    weights: layer.weights,
    x,
    bias: layer.bias,
  };
  if (backwards && run.direction === 'both') run.weights.reverse();
  found.runs.push(run);
  const halves = run.weights.map((_, half) => {
    const over = termOf({ kind: 'half', run, index: half });
    return {
      over: backwards ? termOf({ kind: 'reversed', of: over }) : over,
      state: termOf({ kind: 'state', of: over }),
    };
  });
  if (backwards) halves.reverse();
  const pile = halves.length > 1 ? axisOf(halves.length) : null;
  const outputs = pile ?? unit();
  const feature = axisOf(layer.projection ?? layer.hidden);
  const wrap = (terms: Term[]) => (pile === null ? terms[0] : termOf({ kind: 'pile', terms }));
  const rest = { feature, pile };
  const y = signal(
    batchFirst ? [batch, time, outputs, feature] : [time, outputs, batch, feature],
    wrap(halves.map(({ over }) => over)),
    { ...rest, time },
  );
  const state = signal(
    batchFirst ? [batch, outputs, feature] : [outputs, batch, feature],
    wrap(halves.map(({ state }) => state)),
    rest,
  );
  return [y, state, null];
}

/** The operator with the weights that its layer has, of which the file says that it is projected. */
function withProjection({ values }: Interpreted, call: Call, mark: Mark | undefined) {
  const [weights, projection] = mark && isLayer(mark) ? [mark.recurrent, mark.projection].map(constant) : [];
  if (!weights || !projection || call.node.type !== 'LSTM') return { call, projection: null };
  const { node, index, inputs, opset, budget } = call;
  return { call: new Call(node, index, inputs.with(2, weights), opset, budget), projection };

  function constant(name: string): Constant | null {
    const value = values.get(name);
    return value?.kind === 'constant' ? value : null;
  }
}

/** The operator's input X; where it is not understood, a series of its own. */
function inputOf(call: Call, size: number, batchFirst: boolean) {
  const [value] = call.inputs;
  const fits = value?.kind === 'signal' ? fittingInput(value, size, batchFirst ? 1 : 0) : null;
  if (fits !== null) return fits;
  const { node } = call;
  const x = termOf({ kind: 'source', name: node.inputs[0] ?? '', size });
  return { x, time: axisOf(null), batch: axisOf(null), backwards: false };
}

function fittingInput(value: Signal, size: number, timeAt: number) {
  const { axes, feature, term } = value;
  const [time, batch, last]: (Axis | undefined)[] = [axes[timeAt], axes[1 - timeAt], axes[2]];
  if (axes.length !== 3 || value.pile !== null || (feature !== null && last !== feature && last.size !== 1))
    return null;
  if ((term.size !== null && term.size !== size) || (value.time !== null && value.time !== time)) return null;
  const backwards = term.kind === 'reversed';
  return { x: backwards ? term.of : term, time, batch, backwards };
}
