/** Writes LSTMs or GRUs as the bytes of an ONNX model: operator set 14, the last hidden state of the top layer as its output. */

import type { DirectionWeights, StackWeights } from '../../core/lstm/stack';
import { directionCountOf, layerInputOf, plainOf } from '../helpers/stacks';

/**
 * Protocol buffers as arrays of bytes; the field numbers are those of onnx.proto (ModelProto and what it holds).
 * A field is its number and wire type, then its value: 0 a varint, 2 a length and as many bytes.
 */
type Bytes = readonly Uint8Array[];

const FLOAT = 1;
const INT32 = 6;
const INT64 = 7;
const ATTRIBUTE = { int: 2, text: 3, ints: 7 } as const;

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80);
  bytes.push(rest);
  return Uint8Array.from(bytes);
}

const number = (field: number, value: number): Bytes => [varint(field * 8), varint(value)];

function bytes(field: number, ...parts: Bytes[]): Bytes {
  const content = parts.flat();
  const length = content.reduce((sum, part) => sum + part.length, 0);
  return [varint(field * 8 + 2), varint(length), ...content];
}

const text = (field: number, value: string): Bytes => bytes(field, [new TextEncoder().encode(value)]);

const rawOf = (values: Float32Array | BigInt64Array): Uint8Array =>
  new Uint8Array(values.buffer, values.byteOffset, values.byteLength);

/** TensorProto: dims = 1, data_type = 2, name = 8, raw_data = 9 (little-endian). */
function tensor(name: string, dims: readonly number[], values: Float32Array | BigInt64Array): Bytes {
  const type = values instanceof Float32Array ? FLOAT : INT64;
  return [...dims.flatMap((dim) => number(1, dim)), ...number(2, type), ...text(8, name), ...bytes(9, [rawOf(values)])];
}

/** AttributeProto: name = 1, i = 3, s = 4, ints = 8, type = 20. */
function attribute(name: string, value: number | string | readonly number[]): Bytes {
  if (typeof value === 'number') return [...text(1, name), ...number(3, value), ...number(20, ATTRIBUTE.int)];
  if (typeof value === 'string') return [...text(1, name), ...text(4, value), ...number(20, ATTRIBUTE.text)];
  return [...text(1, name), ...value.flatMap((item) => number(8, item)), ...number(20, ATTRIBUTE.ints)];
}

/** An operator, and the blocks of rows that it wants, as places of PyTorch's: LSTM i, o, f, c of i, f, g, o; GRU z, r, h of r, z, n. */
const OPERATORS = {
  lstm: { type: 'LSTM', blocks: [0, 3, 1, 2], attributes: [] },
  gru: { type: 'GRU', blocks: [1, 0, 2], attributes: [attribute('linear_before_reset', 1)] },
};

/** NodeProto: input = 1, output = 2, op_type = 4, attribute = 5. An empty name leaves an optional input or output out. */
function node(type: string, inputs: readonly string[], outputs: readonly string[], attributes: Bytes[] = []): Bytes {
  return [
    ...inputs.flatMap((name) => text(1, name)),
    ...outputs.flatMap((name) => text(2, name)),
    ...text(4, type),
    ...attributes.flatMap((item) => bytes(5, item)),
  ];
}

/** ValueInfoProto: name = 1, type = 2 { tensor_type = 1 { elem_type = 1, shape = 2 { dim = 1 { dim_value = 1 } } } }. */
function value(name: string, type: number, dims: readonly number[]): Bytes {
  const shape = dims.map((dim) => bytes(1, number(1, dim)));
  return [...text(1, name), ...bytes(2, bytes(1, number(1, type), bytes(2, ...shape)))];
}

/** Blocks of H rows of `width` in another order. */
function reordered(values: Float32Array, blocks: readonly number[], H: number, width: number): Float32Array {
  return concatenated(blocks.map((block) => values.subarray(block * H * width, (block + 1) * H * width)));
}

function concatenated(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/**
 * Input `X` [T, B, I], where asked for also `lengths` [B] (int32), output `H` [D, B, H]. Between layers the two
 * directions are put side by side, as PyTorch stacks them.
 */
export function onnxModel(weights: StackWeights, steps: number, batch: number, withLengths: boolean): Uint8Array {
  const config = plainOf(weights.config);
  const H = config.hidden;
  const D = directionCountOf(config);
  const operator = weights.config.layers[0].cell.kind === 'gru' ? OPERATORS.gru : OPERATORS.lstm;
  const { blocks } = operator;
  const nodes: Bytes[] = [];
  const constants: Bytes[] = [];
  let below = 'X';
  for (let layer = 0; layer < config.layers; layer++) {
    const directions = weights.directions.slice(layer * D, (layer + 1) * D);
    const I = layerInputOf(config, layer);
    const each = (pick: (one: DirectionWeights) => Float32Array): Float32Array => concatenated(directions.map(pick));
    constants.push(
      tensor(
        `W${layer}`,
        [D, blocks.length * H, I],
        each(({ wIh }) => reordered(wIh, blocks, H, I)),
      ),
      tensor(
        `R${layer}`,
        [D, blocks.length * H, H],
        each(({ wHh }) => reordered(wHh, blocks, H, H)),
      ),
      tensor(
        `B${layer}`,
        [D, 2 * blocks.length * H],
        each(({ bIh, bHh }) => concatenated([reordered(bIh, blocks, H, 1), reordered(bHh, blocks, H, 1)])),
      ),
    );
    const top = layer === config.layers - 1;
    const inputs = [below, `W${layer}`, `R${layer}`, `B${layer}`, ...(withLengths ? ['lengths'] : [])];
    const attributes = [
      ...operator.attributes,
      attribute('hidden_size', H),
      attribute('direction', config.bidirectional ? 'bidirectional' : 'forward'),
    ];
    nodes.push(node(operator.type, inputs, top ? ['', 'H'] : [`Y${layer}`], attributes));
    if (top) break;
    // [T, D, B, H] to [T, B, D * H]; 0 keeps a dimension, -1 takes what is left.
    nodes.push(node('Transpose', [`Y${layer}`], [`Z${layer}`], [attribute('perm', [0, 2, 1, 3])]));
    nodes.push(node('Reshape', [`Z${layer}`, `S${layer}`], [`X${layer}`]));
    constants.push(tensor(`S${layer}`, [3], BigInt64Array.of(0n, 0n, -1n)));
    below = `X${layer}`;
  }
  // GraphProto: node = 1, name = 2, initializer = 5, input = 11, output = 12.
  const graph: Bytes = [
    ...nodes.flatMap((item) => bytes(1, item)),
    ...text(2, 'lstm'),
    ...constants.flatMap((item) => bytes(5, item)),
    ...bytes(11, value('X', FLOAT, [steps, batch, config.input])),
    ...(withLengths ? bytes(11, value('lengths', INT32, [batch])) : []),
    ...bytes(12, value('H', FLOAT, [D, batch, H])),
  ];
  // ModelProto: ir_version = 1, graph = 7, opset_import = 8 { domain = 1, version = 2 }.
  const model = [...number(1, 8), ...bytes(7, graph), ...bytes(8, text(1, ''), number(2, 14))];
  return Uint8Array.from(Buffer.concat(model as Uint8Array[]));
}
