/** Writes a stack as an ONNX model that turns a batch of series into feature vectors, and into the head's outputs where there is one. */

import type { Pooling } from '../contract/specs';
import { directionCount, type LayerConfig, type StackWeights } from '../lstm/stack';
import { Draft } from './onnx/drafting';
import { draftHeadInput, draftPooling, poolingsOf, REDUCTIONS, type TimeMask } from './onnx/draft-features';
import { draftMaps } from './onnx/draft-maps';
import { type DraftedLayer, draftLayer } from './onnx/draft-recurrent';
import { encodeModel, type WrittenValue } from './onnx/encoding';
import { MARKS_KEY, PRODUCER } from './onnx/marks';

export interface OnnxExport {
  /** Poolings and layers of the features in the order of their columns; none leaves the features out. */
  poolings: readonly Pooling[];
  layers: 'all' | readonly number[];
  /** Of the workbench. */
  version: string;
  /** Provenance; written as the model's metadata. */
  metadata: Readonly<Record<string, string>>;
}

/**
 * The bytes of a model of operator set 14 or, where a map asks for it, a later one. Inputs: `series` [batch, time, channels]
 * and `lengths` (int32), a number of steps for each series, or none of them: then all have the length of the batch. Outputs:
 * `features` [batch, columns], in the order layer, direction, pooling, unit, `head`, and the top layer's `outputs` [batch, time, size], without meaning past a
 * series' end. The same stack gives the same bytes.
 * @throws onnx/cannot-hold for a cell that ONNX has no operator for
 */
export function* exportOnnx(weights: StackWeights, wanted: OnnxExport): Generator<void, Uint8Array> {
  // What is drawn up first tells the operator set, on which the form of reductions depends.
  const opset = drafted(weights, wanted, 14).draft.opset;
  const { draft, outputs } = drafted(weights, wanted, opset);
  yield;
  return yield* encodeModel({
    producer: PRODUCER,
    version: wanted.version,
    opset,
    name: 'lstm',
    nodes: draft.nodes,
    constants: draft.constants,
    inputs: [
      { name: 'series', type: 'float', dims: ['batch', 'time', weights.config.input] },
      { name: 'lengths', type: 'int32', dims: ['given'] },
    ],
    outputs,
    metadata: { ...wanted.metadata, [MARKS_KEY]: JSON.stringify(draft.marks) },
  });
}

function drafted(weights: StackWeights, { poolings, layers }: OnnxExport, opset: number) {
  const { config, directions, before, head } = weights;
  const draft = new Draft(opset);
  const shape = draft.add('shape', 'Shape', ['series']);
  const batch = draft.add('batch', 'Slice', [shape, draft.ints([0]), draft.ints([1])]);
  const mask = draftLengths(draft, shape, batch);
  let x = draft.add('steps', 'Transpose', ['series'], { perm: { ints: [1, 0, 2] } });
  const drawn: DraftedLayer[] = [];
  let at = 0;
  for (const [layer, own] of config.layers.entries()) {
    x = draftMaps(draft, `before_${layer}`, x, before[layer] ?? []);
    const mine = directions.slice(at, (at += directionCount(own)));
    const made = draftLayer(draft, layer, own, mine, x, mask.lengths, batch);
    drawn.push(made);
    x = draftOutput(draft, layer, own, made.over, x);
  }
  const outputs: WrittenValue[] = [];
  const columns = draftColumns(draft, config.layers, drawn, poolings, layers, mask);
  if (columns !== null) {
    outputs.push({ name: columns, type: 'float', dims: ['batch', 'columns'] });
    draft.marks[columns] = null;
  }
  if (head !== null) {
    const { takes } = head;
    const input = draftHeadInput(draft, takes, config.layers.at(-1)!, x, drawn.at(-1)!.last, mask);
    if (takes === 'step' || takes === 'mean' || takes === 'max') draft.marks[input] = { takes, of: x };
    const made = draftMaps(draft, 'map', input, head.maps);
    outputs.push({
      name: draft.add('head', 'Identity', [made]),
      type: 'float',
      dims: takes === 'every' ? ['batch', 'time', 'K'] : ['batch', 'K'],
    });
  }
  const over = draft.add('outputs', 'Transpose', [x], { perm: { ints: [1, 0, 2] } });
  outputs.push({ name: over, type: 'float', dims: ['batch', 'time', 'size'] });
  return { draft, outputs };
}

/** As many lengths as series: those that are given, else the length of the batch for each. */
function draftLengths(draft: Draft, shape: string, batch: string): TimeMask {
  const steps = draft.add('step_count', 'Gather', [shape, draft.ints(1)]);
  const every = draft.add('whole_lengths', 'Expand', [
    draft.add('step_count_32', 'Cast', [steps], { to: { int: 6 } }),
    batch,
  ]);
  const given = draft.add('given', 'Shape', ['lengths']);
  const rest = draft.add('other_lengths', 'Slice', [every, given, batch]);
  const lengths = draft.add('all_lengths', 'Concat', ['lengths', rest], { axis: { int: 0 } });
  const long = draft.add('lengths_64', 'Cast', [lengths], { to: { int: 7 } });
  const range = draft.add('step_numbers', 'Range', [draft.ints(0), steps, draft.ints(1)]);
  const valid = draft.add('valid', 'Less', [draft.add('step_column', 'Unsqueeze', [range, draft.ints([1])]), long]);
  return { lengths, long, valid };
}

/** What the layer above is given: the directions side by side, or made one. [T, B, size] */
function draftOutput(
  draft: Draft,
  layer: number,
  { merge, direction, residual }: LayerConfig,
  over: string,
  x: string,
): string {
  const name = `output_${layer}`;
  let output: string;
  if (direction !== 'both') output = draft.add(name, 'Squeeze', [over, draft.ints([1])]);
  else if (merge !== 'concat') output = draft.reduce(name, REDUCTIONS[merge], over, 1);
  else {
    const turned = draft.add(`${name}_turned`, 'Transpose', [over], { perm: { ints: [0, 2, 1, 3] } });
    output = draft.add(name, 'Reshape', [turned, draft.ints([0, 0, -1])]);
  }
  return residual ? draft.add(`${name}_residual`, 'Add', [output, x]) : output;
}

/** Null where no column is wanted. */
function draftColumns(
  draft: Draft,
  configs: readonly LayerConfig[],
  drawn: readonly DraftedLayer[],
  poolings: readonly Pooling[],
  layers: 'all' | readonly number[],
  mask: TimeMask,
): string | null {
  const columns: string[] = [];
  for (const [layer, config] of configs.entries()) {
    if (layers !== 'all' && !layers.includes(layer)) continue;
    const pooled = poolingsOf(config, poolings).map((pooling) =>
      draftPooling(draft, `layer_${layer}_${pooling}`, pooling, drawn[layer], mask),
    );
    for (let d = 0; d < directionCount(config); d++)
      for (const value of pooled)
        columns.push(draft.add(`${value}_${d}`, 'Gather', [value, draft.ints(d)], { axis: { int: 0 } }));
  }
  return columns.length === 0 ? null : draft.add('features', 'Concat', columns, { axis: { int: -1 } });
}
