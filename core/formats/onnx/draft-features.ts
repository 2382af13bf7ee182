/** Poolings over the valid steps of padded series, as ONNX's operators. */

import type { Pooling } from '../../contract/specs';
import { hasCellState } from '../../lstm/cell';
import type { LayerConfig } from '../../lstm/stack';
import type { HeadInput } from '../../lstm/step-map';
import type { Draft } from './drafting';
import type { DraftedLayer } from './draft-recurrent';

/** `lengths` [B] as int32, `long` as int64, and which steps are within them: `valid` [T, B]. */
export interface TimeMask {
  lengths: string;
  long: string;
  valid: string;
}

/** How a layer's directions become one, as reductions over their axis. */
export const REDUCTIONS = { sum: 'Sum', average: 'Mean', product: 'Prod' } as const;

const FLOAT = 1;
const DOUBLE = 11;

/** The poolings of a layer that make columns, each once: cells without a cell state have no last one. */
export function poolingsOf({ cell }: LayerConfig, poolings: readonly Pooling[]): Pooling[] {
  return [...new Set(poolings)].filter((pooling) => pooling !== 'cell' || hasCellState(cell));
}

/** One pooling of all directions of a layer: [D, B, H]. Sums are in float64, as the workbench computes them. */
export function draftPooling(
  draft: Draft,
  name: string,
  pooling: Pooling,
  layer: DraftedLayer,
  mask: TimeMask,
): string {
  if (pooling === 'last') return layer.last;
  if (pooling === 'cell') return layer.cell;
  const valid = once(draft, 'valid_outputs', 'Unsqueeze', [mask.valid, draft.ints([1, 3])]);
  if (pooling === 'max' || pooling === 'min') return extreme(draft, name, pooling, layer.over, valid);
  const [sum, count] = summed(draft, name, layer.over, valid, mask);
  const mean = draft.add(`${name}_mean`, 'Div', [sum, count]);
  if (pooling === 'mean') return draft.add(name, 'Cast', [mean], { to: { int: FLOAT } });
  const off = draft.add(`${name}_off`, 'Sub', [`${name}_double`, mean]);
  const kept = draft.add(`${name}_off_valid`, 'Where', [valid, off, zero(draft)]);
  const squares = draft.reduce(`${name}_squares`, 'Sum', draft.add(`${name}_squared`, 'Mul', [kept, kept]), 0);
  const root = draft.add(`${name}_root`, 'Sqrt', [draft.add(`${name}_variance`, 'Div', [squares, count])]);
  return draft.add(name, 'Cast', [root], { to: { int: FLOAT } });
}

/** What the head is given: of the top layer's output [T, B, S], or of its last states [D, B, H], merged as the outputs are. */
export function draftHeadInput(
  draft: Draft,
  takes: HeadInput,
  { direction, merge }: LayerConfig,
  top: string,
  last: string,
  mask: TimeMask,
): string {
  const name = 'head_input';
  if (takes === 'every') return draft.add(name, 'Transpose', [top], { perm: { ints: [1, 0, 2] } });
  if (takes === 'states') {
    if (direction === 'both' && merge !== 'concat') return draft.reduce(name, REDUCTIONS[merge], last, 0);
    const turned = draft.add('states', 'Transpose', [last], { perm: { ints: [1, 0, 2] } });
    return draft.add(name, 'Reshape', [turned, draft.ints([0, -1])]);
  }
  if (takes === 'step') {
    // Turned round each within its length, a series begins with its last step.
    const attributes = { time_axis: { int: 0 }, batch_axis: { int: 1 } };
    const turned = draft.add('turned_round', 'ReverseSequence', [top, mask.long], attributes);
    return draft.add(name, 'Gather', [turned, draft.ints(0)], { axis: { int: 0 } });
  }
  const valid = once(draft, 'valid_steps', 'Unsqueeze', [mask.valid, draft.ints([2])]);
  if (takes === 'max') return extreme(draft, name, 'max', top, valid);
  const [sum, count] = summed(draft, name, top, valid, mask);
  return draft.add(name, 'Cast', [draft.add(`${name}_mean`, 'Div', [sum, count])], { to: { int: FLOAT } });
}

function extreme(draft: Draft, name: string, how: 'max' | 'min', from: string, valid: string): string {
  const worst = draft.float(how === 'max' ? -Infinity : Infinity);
  const kept = draft.add(`${name}_valid`, 'Where', [valid, from, worst]);
  return draft.reduce(name, how === 'max' ? 'Max' : 'Min', kept, 0);
}

/** The sum over the valid steps, and their number [B, 1], which broadcasts over directions and units; both float64. */
function summed(draft: Draft, name: string, from: string, valid: string, mask: TimeMask): [sum: string, count: string] {
  const double = draft.add(`${name}_double`, 'Cast', [from], { to: { int: DOUBLE } });
  const kept = draft.add(`${name}_kept`, 'Where', [valid, double, zero(draft)]);
  const sum = draft.reduce(`${name}_sum`, 'Sum', kept, 0);
  const lengths = once(draft, 'lengths_double', 'Cast', [mask.long], { to: { int: DOUBLE } });
  return [sum, once(draft, 'counts', 'Unsqueeze', [lengths, draft.ints([1])])];
}

function zero(draft: Draft): string {
  return once(draft, 'zero_double', 'Cast', [draft.float(0)], { to: { int: DOUBLE } });
}

/** An operator that several of these share. */
function once(draft: Draft, ...[name, ...rest]: Parameters<Draft['add']>): string {
  return draft.nodes.some(({ outputs }) => outputs.includes(name)) ? name : draft.add(name, ...rest);
}
