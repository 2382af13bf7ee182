/**
 * The workbench's own files of weights: safetensors with PyTorch's names where PyTorch has the parameter, and the shape of the
 * stack in the header's metadata. Reading what was written gives the same stack, bit for bit.
 */

import { WorkbenchError } from '../contract/errors';
import type { ModelPart } from '../contract/model-file';
import { blockRows, directionsOf, type StackWeights } from '../lstm/stack';
import { JsonFault } from './check-json';
import type { FoundStack } from './opened';
import { checkOutline, emptyWeights, outlineOf, type StackOutline } from './stack-outline';
import { sizesAgree, slotsOf } from './stack-slots';
import type { Tensor } from './tensor';
import { TensorReader } from './tensor-reader';

/** The metadata's key of the shape; the provenance of an export stands under its own. */
const SHAPE_KEY = 'lstm_workbench';

/** The bytes of a file, in pieces: header, then each tensor. `metadata` is added to the header. */
export function* writeSafetensors(weights: StackWeights, metadata: Record<string, string>): Generator<Uint8Array> {
  const slots = slotsOf(weights);
  const header: Record<string, object> = {
    __metadata__: { format: 'pt', [SHAPE_KEY]: JSON.stringify(outlineOf(weights)), ...metadata },
  };
  let begin = 0;
  for (const { name, shape, get } of slots) {
    const end = begin + 4 * get().length;
    header[name] = { dtype: 'F32', shape, data_offsets: [begin, end] };
    begin = end;
  }
  const text = new TextEncoder().encode(JSON.stringify(header));
  // Padded with blanks so that the data begin at a multiple of eight bytes.
  const padded = new Uint8Array(8 + 8 * Math.ceil(text.length / 8)).fill(0x20);
  new DataView(padded.buffer).setBigUint64(0, BigInt(padded.length - 8), true);
  padded.set(text, 8);
  yield padded;
  for (const { get } of slots) {
    const values = get();
    const bytes = new DataView(new ArrayBuffer(4 * values.length));
    for (let at = 0; at < values.length; at++) bytes.setFloat32(4 * at, values[at], true);
    yield new Uint8Array(bytes.buffer);
  }
}

export function isOwn(metadata: Readonly<Record<string, string>>): boolean {
  return Object.hasOwn(metadata, SHAPE_KEY);
}

/** @throws weights/own, weights/missing, weights/shape, weights/dtype, weights/too-large */
export function* readOwn(
  file: string,
  tensors: readonly Tensor[],
  metadata: Readonly<Record<string, string>>,
): Generator<void, FoundStack> {
  const shape = parseOutline(file, metadata[SHAPE_KEY]);
  const weights = emptyWeights(shape);
  const byName = new Map(tensors.map((tensor) => [tensor.name, tensor]));
  const reader = new TensorReader(file);
  for (const { name, shape: expected, set } of slotsOf(weights)) {
    const tensor = byName.get(name);
    if (tensor === undefined) throw new WorkbenchError('weights/missing', { file, tensor: name });
    set(reader.read(tensor, expected));
    byName.delete(name);
    yield;
  }
  // Biases that the file leaves out, now that its tensors bear their sizes out.
  for (const { index, config } of directionsOf(shape.config, weights.before)) {
    if (config.bias) continue;
    const [bIh, bHh] = [0, 1].map(() => new Float32Array(blockRows(config)));
    Object.assign(weights.directions[index], { bIh, bHh });
  }
  const used = tensors.filter(({ name }) => !byName.has(name)).map((tensor) => partOf(tensor, shape));
  const unused = [...byName.values()].map(({ name, shape: size }): ModelPart => ({
    name,
    kind: '',
    shape: size,
    role: 'not-run',
  }));
  return { name: namesOf(used), weights, parts: [...merged(used), ...unused], assumptions: [], tests: [] };
}

function parseOutline(file: string, text: string): StackOutline {
  let path = '';
  try {
    const shape = checkOutline(JSON.parse(text), '');
    const directions = shape.config.layers.reduce((sum, { direction }) => sum + (direction === 'both' ? 2 : 1), 0);
    if (sizesAgree(shape) && shape.initial.length === directions && shape.epsilon.length === directions) return shape;
  } catch (thrown) {
    if (thrown instanceof JsonFault) ({ path } = thrown);
    else if (!(thrown instanceof SyntaxError)) throw thrown;
  }
  throw new WorkbenchError('weights/own', { file, path });
}

function partOf({ name, shape }: Tensor, { config }: StackOutline): ModelPart {
  const module = name.slice(0, name.lastIndexOf('.'));
  const [top] = module.split('.');
  if (top === 'head') return { name: module, kind: '', shape, role: 'head' };
  if (/^before\d+$/.test(top)) return { name: module, kind: '', shape, role: 'before' };
  return { name: module, kind: config.layers[0].cell.kind.toUpperCase(), shape, role: 'recurrent' };
}

/** One part a module, with its first tensor's shape. */
function merged(parts: readonly ModelPart[]): ModelPart[] {
  return [...new Map(parts.toReversed().map((part) => [part.name, part])).values()].toReversed();
}

function namesOf(parts: readonly ModelPart[]): string {
  return merged(parts)
    .filter(({ role }) => role === 'recurrent')
    .map(({ name }) => name)
    .join(' > ');
}
