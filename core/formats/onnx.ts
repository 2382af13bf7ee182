/** Reads ONNX models: finds the recurrent operators of a graph and what stands around them. Nothing of the graph is run. */

import type { ModelPart } from '../contract/model-file';
import { WorkbenchError } from '../contract/errors';
import type { OpenedModel } from './opened';
import { Budget } from './onnx/constant';
import { inlined } from './onnx/inlining';
import { interpret } from './onnx/interpreting';
import { marksOf } from './onnx/marks';
import { decodeModel, type OnnxGraph, type OnnxNode } from './onnx/messages';
import { isRecurrent } from './onnx/recurrent-operators';
import { stacksOf } from './onnx/stacks';

export { isOnnx } from './onnx/recognise';

/** @throws onnx/* */
export function* openOnnx(file: string, bytes: Uint8Array): Generator<void, OpenedModel> {
  const model = decodeModel(file, bytes);
  yield;
  const nodes = inlined(file, model);
  const nested: ModelPart[] = [];
  for (const node of nodes) nestedParts(node, node.name || node.type, nested);
  const found = yield* interpret(
    model.graph,
    nodes,
    model.opset,
    new Budget(file, bytes.length),
    marksOf(model.producer, model.metadata),
  );
  yield;
  if (found.runs.length === 0) {
    const [refused] = found.refused;
    if (refused !== undefined) {
      const { name, type } = nodes[refused.node];
      throw new WorkbenchError('onnx/not-run', { file, node: name || type, reason: refused.reason });
    }
    const inside = nested.find(({ kind }) => isRecurrent({ type: kind, domain: '' }));
    if (inside !== undefined)
      throw new WorkbenchError('onnx/not-run', { file, node: inside.name, reason: 'onnx-subgraph' });
    throw new WorkbenchError('onnx/no-recurrent', { file, operators: [...new Set(nodes.map(({ type }) => type))] });
  }
  const outputs = model.graph.outputs.map(({ name }) => name);
  return { format: 'onnx', stacks: yield* stacksOf(found, outputs, nested) };
}

/** The operators in a node's branches and loops, none of which is run. */
function nestedParts(node: OnnxNode, path: string, parts: ModelPart[]): void {
  for (const [attribute, { graphs }] of node.attributes)
    for (const graph of graphs) inGraph(graph, `${path}/${attribute}`, parts);
}

function inGraph({ nodes }: OnnxGraph, path: string, parts: ModelPart[]): void {
  for (const [at, node] of nodes.entries()) {
    const name = `${path}/${node.name || `${node.type}_${at}`}`;
    if (node.type !== 'Constant') parts.push({ name, kind: node.type, shape: [], role: 'not-run' });
    nestedParts(node, name, parts);
  }
}
