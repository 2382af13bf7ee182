/** A model's graph without calls of its own functions: their nodes stand where the calls stood. */

import { WorkbenchError } from '../../contract/errors';
import type { OnnxAttribute, OnnxFunction, OnnxModel, OnnxNode } from './messages';

const DEEPEST = 32;
const MOST_NODES = 100_000;

/** @throws onnx/limit for functions that call one another without end, or too many times */
export function inlined(file: string, { graph, functions }: OnnxModel): OnnxNode[] {
  if (functions.length === 0) return graph.nodes;
  const byName = new Map(functions.map((each) => [keyOf(each.domain, each.name, each.overload), each]));
  const nodes: OnnxNode[] = [];
  let calls = 0;
  const add = (node: OnnxNode, depth: number): void => {
    const called = byName.get(keyOf(node.domain, node.type, node.overload));
    if (called === undefined) {
      if (nodes.push(node) > MOST_NODES) throw limit('nodes', MOST_NODES);
      return;
    }
    if (depth === DEEPEST) throw limit('depth', DEEPEST);
    if (++calls > MOST_NODES) throw limit('nodes', MOST_NODES);
    for (const each of bodyOf(called, node, calls)) add(each, depth + 1);
  };
  const limit = (what: string, most: number) => new WorkbenchError('onnx/limit', { file, what, limit: most });
  for (const node of graph.nodes) add(node, 0);
  return nodes;
}

function keyOf(domain: string, name: string, overload: string): string {
  return JSON.stringify([domain, name, overload]);
}

/** The function's nodes with the call's values for its inputs, outputs and attributes; its own values get names of their own. */
function bodyOf(called: OnnxFunction, call: OnnxNode, number: number): OnnxNode[] {
  const names = new Map<string, string>([['', '']]);
  called.inputs.forEach((name, at) => names.set(name, call.inputs[at] ?? ''));
  called.outputs.forEach((name, at) => names.set(name, call.outputs[at] || `${name}#${number}`));
  const here = (name: string) => {
    const known = names.get(name);
    if (known !== undefined) return known;
    names.set(name, `${name}#${number}`);
    return `${name}#${number}`;
  };
  return called.nodes.map((node) => {
    const attributes = new Map<string, OnnxAttribute>();
    for (const [name, attribute] of node.attributes) {
      const referred = attribute.refersTo;
      const value = referred === '' ? attribute : (call.attributes.get(referred) ?? called.defaults.get(referred));
      if (value !== undefined) attributes.set(name, value);
    }
    const name = [call.name || call.type, node.name].filter((part) => part !== '').join('/');
    return { ...node, name, inputs: node.inputs.map(here), outputs: node.outputs.map(here), attributes };
  });
}
