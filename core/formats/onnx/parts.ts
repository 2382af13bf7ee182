/** Lists a graph's operators with what becomes of each. */

import type { ModelPart } from '../../contract/model-file';
import type { OnnxNode } from './messages';
import { LAYOUTS } from './layout-operators';
import type { Interpreted } from './interpreting';
import type { Candidate } from './layers';
import { isRecurrent } from './recurrent-operators';
import type { Run } from './signal';

/**
 * In the file's order, without operators on constants and shapes. At the end come lengths from outside, which are those of
 * the series here, and initial states that are computed from something else and are zero here.
 */
export function partsOf(found: Interpreted, runs: readonly Run[], head: Candidate | null): ModelPart[] {
  const recurrent = new Set(runs.map(({ node }) => node));
  const after = head === null ? new Set<number>() : behind(found, [head.value], recurrent);
  const into = runs.map(({ node }) => found.nodes[node].inputs[0] ?? '');
  const before = behind(found, into, recurrent);
  const refused = new Map(found.refused.map(({ node, reason }) => [node, reason]));
  const parts: ModelPart[] = [];
  for (const [index, node] of found.nodes.entries()) {
    if (recurrent.has(index)) {
      parts.push(part(found, node, 'recurrent'));
      continue;
    }
    const values = node.outputs.map((name) => found.values.get(name));
    const folded = values.some((value) => value != null && value.kind !== 'signal');
    const known = values.some((value) => value?.kind === 'signal');
    if (folded && !refused.has(index)) continue;
    const moves = isLayout(found, node) && known;
    const used = before.has(index) && known ? 'before' : after.has(index) ? 'head' : 'not-run';
    parts.push(part(found, node, moves ? 'idle' : isRecurrent(node) ? 'not-run' : used));
  }
  for (const { node } of runs)
    for (const { name, kind } of found.openStates.get(node) ?? [])
      parts.push({ name, kind, shape: [], role: kind === 'sequence_lens' ? 'idle' : 'not-run' });
  return parts;
}

/** Concat, Split and their like move values, and a Gather on a table looks them up. */
function isLayout(found: Interpreted, { type, inputs, domain }: OnnxNode): boolean {
  const onSeries = found.values.get(inputs[0] ?? '')?.kind === 'signal';
  return domain === '' && (type === 'Concat' || (Object.hasOwn(LAYOUTS, type) && onSeries));
}

function part(found: Interpreted, node: OnnxNode, role: ModelPart['role']): ModelPart {
  let shape: readonly number[] = [];
  let most = 0;
  for (const name of node.inputs) {
    const value = found.values.get(name);
    if (value?.kind === 'constant' && value.size > most) [shape, most] = [value.dims, value.size];
  }
  return { name: node.name || node.outputs[0] || node.type, kind: node.type, shape: [...shape], role };
}

/** The nodes that values are made by, up to recurrent ones and the graph's inputs. */
function behind(found: Interpreted, values: readonly string[], stop: ReadonlySet<number>): Set<number> {
  const nodes = new Set<number>();
  const open = [...values];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const index = found.producers.get(name);
    if (index === undefined || nodes.has(index) || stop.has(index)) continue;
    nodes.add(index);
    for (const input of found.nodes[index].inputs) if (found.values.get(input)?.kind === 'signal') open.push(input);
  }
  return nodes;
}
