/** Writes the messages of ONNX as bytes: fields by ascending number, so that equal models give equal bytes. */

import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';

/** Little-endian values of a tensor, or whole numbers that are written as int64. */
export interface WrittenTensor {
  name: string;
  dims: readonly number[];
  values: Float32Array | Int32Array | BigInt64Array;
}

/** Whole numbers of an attribute are `int` or `ints`, others `float` or `floats`. */
export type WrittenAttribute =
  | { int: number }
  | { float: number }
  | { text: string }
  | { ints: readonly number[] }
  | { floats: readonly number[] }
  | { texts: readonly string[] };

export interface WrittenNode {
  type: string;
  name: string;
  inputs: readonly string[];
  outputs: readonly string[];
  attributes: Readonly<Record<string, WrittenAttribute>>;
}

export interface WrittenValue {
  name: string;
  type: 'float' | 'int32' | 'int64';
  /** Names are dimensions that are left open. */
  dims: readonly (number | string)[];
}

export interface WrittenModel {
  producer: string;
  version: string;
  opset: number;
  name: string;
  nodes: readonly WrittenNode[];
  constants: readonly WrittenTensor[];
  inputs: readonly WrittenValue[];
  outputs: readonly WrittenValue[];
  metadata: Readonly<Record<string, string>>;
}

/** Of the format itself; 8 came with operator set 15 and is read by every runtime of its time and later. */
const IR_VERSION = 8;
const TYPES = { float: 1, int32: 6, int64: 7 } as const;
const KINDS = { float: 1, int: 2, text: 3, floats: 6, ints: 7, texts: 8 } as const;

/** Yields after each tensor. */
export function* encodeModel(model: WrittenModel): Generator<void, Uint8Array> {
  const graph = new BinaryWriter();
  for (const node of model.nodes) message(graph, 1, nodeBytes(node));
  text(graph, 2, model.name);
  for (const tensor of model.constants) {
    message(graph, 5, tensorBytes(tensor));
    yield;
  }
  for (const input of model.inputs) message(graph, 11, valueBytes(input));
  for (const output of model.outputs) message(graph, 12, valueBytes(output));
  const file = new BinaryWriter();
  int(file, 1, IR_VERSION);
  text(file, 2, model.producer);
  text(file, 3, model.version);
  message(file, 7, graph.finish());
  message(
    file,
    8,
    bytesOf((opset) => int(opset, 2, model.opset)),
  );
  for (const [key, value] of Object.entries(model.metadata)) {
    const entry = bytesOf((pair) => {
      text(pair, 1, key);
      text(pair, 2, value);
    });
    message(file, 14, entry);
  }
  return file.finish();
}

function bytesOf(write: (writer: BinaryWriter) => void): Uint8Array {
  const writer = new BinaryWriter();
  write(writer);
  return writer.finish();
}

function message(writer: BinaryWriter, field: number, bytes: Uint8Array): void {
  writer.tag(field, WireType.LengthDelimited).bytes(bytes);
}

function text(writer: BinaryWriter, field: number, value: string): void {
  writer.tag(field, WireType.LengthDelimited).string(value);
}

function int(writer: BinaryWriter, field: number, value: number): void {
  writer.tag(field, WireType.Varint).int64(value);
}

function nodeBytes({ type, name, inputs, outputs, attributes }: WrittenNode): Uint8Array {
  return bytesOf((node) => {
    for (const input of inputs) text(node, 1, input);
    for (const output of outputs) text(node, 2, output);
    text(node, 3, name);
    text(node, 4, type);
    for (const [key, value] of Object.entries(attributes)) message(node, 5, attributeBytes(key, value));
  });
}

function attributeBytes(name: string, value: WrittenAttribute): Uint8Array {
  return bytesOf((attribute) => {
    text(attribute, 1, name);
    if ('float' in value) attribute.tag(2, WireType.Bit32).float(value.float);
    else if ('int' in value) int(attribute, 3, value.int);
    else if ('text' in value) text(attribute, 4, value.text);
    else if ('floats' in value) for (const one of value.floats) attribute.tag(7, WireType.Bit32).float(one);
    else if ('ints' in value) for (const one of value.ints) int(attribute, 8, one);
    else for (const one of value.texts) text(attribute, 9, one);
    const [kind] = Object.keys(value) as (keyof typeof KINDS)[];
    int(attribute, 20, KINDS[kind]);
  });
}

function tensorBytes({ name, dims, values }: WrittenTensor): Uint8Array {
  const type = values instanceof Float32Array ? 'float' : values instanceof Int32Array ? 'int32' : 'int64';
  return bytesOf((tensor) => {
    for (const dim of dims) int(tensor, 1, dim);
    int(tensor, 2, TYPES[type]);
    text(tensor, 8, name);
    message(tensor, 9, new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  });
}

/** ValueInfoProto: type = 2 { tensor_type = 1 { elem_type = 1, shape = 2 { dim = 1 { dim_value = 1 or dim_param = 2 } } } }. */
function valueBytes({ name, type, dims }: WrittenValue): Uint8Array {
  const shape = bytesOf((writer) => {
    for (const dim of dims)
      message(
        writer,
        1,
        bytesOf((each) => (typeof dim === 'number' ? int(each, 1, dim) : text(each, 2, dim))),
      );
  });
  const tensor = bytesOf((writer) => {
    int(writer, 1, TYPES[type]);
    message(writer, 2, shape);
  });
  return bytesOf((value) => {
    text(value, 1, name);
    message(
      value,
      2,
      bytesOf((writer) => message(writer, 1, tensor)),
    );
  });
}
