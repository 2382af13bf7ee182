/** Writes ONNX models as bytes, independently of what core reads and writes. The field numbers are those of onnx.proto. */

/** Protocol buffers: a field is its number and wire type, then its value: 0 a varint, 2 a length and as many bytes, 5 four bytes. */
export type Bytes = readonly Uint8Array[];

type TensorValues = Float32Array | Int32Array | BigInt64Array;

/** An integer, a text, and lists; a float is told apart by being in `{ float }`, floats by being a Float32Array. */
type AttributeValue = number | string | readonly string[] | readonly number[] | { float: number } | Float32Array;

export interface OnnxGraph {
  name: string;
  nodes: Bytes[];
  constants: Bytes[];
  inputs: Bytes[];
  outputs: Bytes[];
}

const FLOAT = 1;
const INT32 = 6;
const INT64 = 7;
const ATTRIBUTE = { float: 1, int: 2, text: 3, floats: 6, ints: 7, texts: 8 } as const;

/** TensorProto: dims = 1, data_type = 2, name = 8, raw_data = 9 (little-endian). */
export function tensor(name: string, dims: readonly number[], values: TensorValues): Bytes {
  const raw = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return [...dims.flatMap((dim) => number(1, dim)), ...number(2, typeOf(values)), ...text(8, name), ...bytes(9, [raw])];
}

/** AttributeProto: name = 1, f = 2, i = 3, s = 4, floats = 7, ints = 8, strings = 9, type = 20. */
export function attribute(name: string, value: AttributeValue): Bytes {
  const as = (type: keyof typeof ATTRIBUTE, content: Bytes): Bytes => [
    ...text(1, name),
    ...content,
    ...number(20, ATTRIBUTE[type]),
  ];
  if (typeof value === 'number') return as('int', number(3, value));
  if (typeof value === 'string') return as('text', text(4, value));
  if (value instanceof Float32Array)
    return as(
      'floats',
      [...value].flatMap((item) => float(7, item)),
    );
  if ('float' in value) return as('float', float(2, value.float));
  if (value.every((item) => typeof item === 'string'))
    return as(
      'texts',
      value.flatMap((item) => text(9, item)),
    );
  return as(
    'ints',
    (value as readonly number[]).flatMap((item) => number(8, item)),
  );
}

/** NodeProto: input = 1, output = 2, op_type = 4, attribute = 5. An empty name leaves an optional input or output out. */
export function node(
  type: string,
  inputs: readonly string[],
  outputs: readonly string[],
  attributes: Bytes[] = [],
): Bytes {
  return [
    ...inputs.flatMap((name) => text(1, name)),
    ...outputs.flatMap((name) => text(2, name)),
    ...text(4, type),
    ...attributes.flatMap((item) => bytes(5, item)),
  ];
}

/** ValueInfoProto of floats: name = 1, type = 2 { tensor_type = 1 { elem_type = 1, shape = 2 { dim = 1 { dim_value = 1 } } } }. */
export function value(name: string, dims: readonly number[]): Bytes {
  const shape = dims.map((dim) => bytes(1, number(1, dim)));
  return [...text(1, name), ...bytes(2, bytes(1, number(1, FLOAT), bytes(2, ...shape)))];
}

/** The bytes of a model of operator set 14 with this graph. */
export function model({ name, nodes, constants, inputs, outputs }: OnnxGraph): Uint8Array {
  // GraphProto: node = 1, name = 2, initializer = 5, input = 11, output = 12.
  const graph: Bytes = [
    ...nodes.flatMap((item) => bytes(1, item)),
    ...text(2, name),
    ...constants.flatMap((item) => bytes(5, item)),
    ...inputs.flatMap((item) => bytes(11, item)),
    ...outputs.flatMap((item) => bytes(12, item)),
  ];
  // ModelProto: ir_version = 1, graph = 7, opset_import = 8 { domain = 1, version = 2 }.
  return Uint8Array.from(
    Buffer.concat([...number(1, 8), ...bytes(7, graph), ...bytes(8, text(1, ''), number(2, 14))] as Uint8Array[]),
  );
}

function typeOf(values: TensorValues): number {
  if (values instanceof Float32Array) return FLOAT;
  return values instanceof Int32Array ? INT32 : INT64;
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80);
  bytes.push(rest);
  return Uint8Array.from(bytes);
}

const number = (field: number, value: number): Bytes => [varint(field * 8), varint(value)];

const float = (field: number, value: number): Bytes => [
  varint(field * 8 + 5),
  new Uint8Array(Float32Array.of(value).buffer),
];

function bytes(field: number, ...parts: Bytes[]): Bytes {
  const content = parts.flat();
  const length = content.reduce((sum, part) => sum + part.length, 0);
  return [varint(field * 8 + 2), varint(length), ...content];
}

const text = (field: number, value: string): Bytes => bytes(field, [new TextEncoder().encode(value)]);
