/** The messages of an ONNX file that the reader has use for, by the field numbers of ONNX's published interface. */

import { WorkbenchError } from '../../contract/errors';
import { Wire } from './wire';

export interface OnnxTensor {
  name: string;
  dims: number[];
  /** TensorProto.DataType. */
  type: number;
  /** Little-endian values; null where they stand in fields of their own. */
  raw: Uint8Array | null;
  floats: readonly number[];
  /** Whole numbers; half floats as their bits. */
  ints: readonly number[];
  doubles: readonly number[];
}

export interface OnnxAttribute {
  name: string;
  f: number;
  i: number;
  s: string;
  t: OnnxTensor | null;
  floats: readonly number[];
  ints: readonly number[];
  strings: readonly string[];
  graphs: readonly OnnxGraph[];
  /** The attribute of the function around it whose value it has; empty mostly. */
  refersTo: string;
}

export interface OnnxNode {
  name: string;
  type: string;
  domain: string;
  overload: string;
  inputs: string[];
  outputs: string[];
  attributes: ReadonlyMap<string, OnnxAttribute>;
}

/** An input or output. A dimension is a number, a name or, where nothing is said, null. */
export interface OnnxValue {
  name: string;
  dims: (number | string | null)[] | null;
}

export interface OnnxGraph {
  name: string;
  nodes: OnnxNode[];
  constants: OnnxTensor[];
  inputs: OnnxValue[];
  outputs: OnnxValue[];
}

export interface OnnxFunction {
  name: string;
  domain: string;
  overload: string;
  inputs: string[];
  outputs: string[];
  /** Attributes with the values that they have where a call gives none. */
  defaults: Map<string, OnnxAttribute>;
  nodes: OnnxNode[];
}

export interface OnnxModel {
  producer: string;
  /** Of the standard operators. */
  opset: number;
  graph: OnnxGraph;
  functions: OnnxFunction[];
  metadata: Map<string, string>;
}

const DEEPEST = 32;
const MOST_NODES = 100_000;
const MOST_DIMS = 16;
const NONE: readonly never[] = [];

/** @throws onnx/broken, onnx/limit, onnx/external, onnx/outside, onnx/tensor for sparse ones */
export function decodeModel(file: string, bytes: Uint8Array): OnnxModel {
  return new Decoder(file, bytes).model(bytes);
}

class Decoder {
  private readonly wire: Wire;
  private nodes = 0;
  private depth = 0;

  constructor(
    private readonly file: string,
    whole: Uint8Array,
  ) {
    this.wire = new Wire(file, whole);
  }

  model(bytes: Uint8Array): OnnxModel {
    const model = { producer: '', opset: 1, functions: [] as OnnxFunction[], metadata: new Map<string, string>() };
    let graph: OnnxGraph | null = null;
    this.wire.message(bytes, (field) => {
      if (field.number === 2) model.producer = field.text();
      else if (field.number === 7) graph = this.graph(field.bytes());
      else if (field.number === 8) {
        const [domain, version] = this.opset(field.bytes());
        if (domain === '' || domain === 'ai.onnx') model.opset = version;
      } else if (field.number === 14) model.metadata.set(...this.pair(field.bytes()));
      else if (field.number === 25) model.functions.push(this.function(field.bytes()));
    });
    if (graph === null) throw this.wire.broken('onnx-no-graph', bytes, bytes.length);
    return { ...model, graph };
  }

  private opset(bytes: Uint8Array): [string, number] {
    let domain = '';
    let version = 1;
    this.wire.message(bytes, (field) => {
      if (field.number === 1) domain = field.text();
      else if (field.number === 2) version = field.int();
    });
    return [domain, version];
  }

  /** A StringStringEntryProto. */
  private pair(bytes: Uint8Array): [string, string] {
    const pair: [string, string] = ['', ''];
    this.wire.message(bytes, (field) => {
      if (field.number === 1) pair[0] = field.text();
      else if (field.number === 2) pair[1] = field.text();
    });
    return pair;
  }

  private graph(bytes: Uint8Array): OnnxGraph {
    if (++this.depth > DEEPEST) throw this.wire.limit('depth', DEEPEST);
    const graph: OnnxGraph = { name: '', nodes: [], constants: [], inputs: [], outputs: [] };
    this.wire.message(bytes, (field) => {
      if (field.number === 1) graph.nodes.push(this.node(field.bytes()));
      else if (field.number === 2) graph.name = field.text();
      else if (field.number === 5) graph.constants.push(this.tensor(field.bytes()));
      else if (field.number === 11) graph.inputs.push(this.value(field.bytes()));
      else if (field.number === 12) graph.outputs.push(this.value(field.bytes()));
      else if (field.number === 15) throw this.sparse(graph.name);
    });
    this.depth--;
    return graph;
  }

  private function(bytes: Uint8Array): OnnxFunction {
    const made: OnnxFunction = {
      name: '',
      domain: '',
      overload: '',
      inputs: [],
      outputs: [],
      defaults: new Map(),
      nodes: [],
    };
    this.wire.message(bytes, (field) => {
      if (field.number === 1) made.name = field.text();
      else if (field.number === 4) made.inputs.push(field.text());
      else if (field.number === 5) made.outputs.push(field.text());
      else if (field.number === 7) made.nodes.push(this.node(field.bytes()));
      else if (field.number === 10) made.domain = field.text();
      else if (field.number === 11) {
        const attribute = this.attribute(field.bytes());
        made.defaults.set(attribute.name, attribute);
      } else if (field.number === 13) made.overload = field.text();
    });
    return made;
  }

  private node(bytes: Uint8Array): OnnxNode {
    if (++this.nodes > MOST_NODES) throw this.wire.limit('nodes', MOST_NODES);
    const attributes = new Map<string, OnnxAttribute>();
    const node = { name: '', type: '', domain: '', overload: '', inputs: [] as string[], outputs: [] as string[] };
    this.wire.message(bytes, (field) => {
      if (field.number === 1) node.inputs.push(field.text());
      else if (field.number === 2) node.outputs.push(field.text());
      else if (field.number === 3) node.name = field.text();
      else if (field.number === 4) node.type = field.text();
      else if (field.number === 5) {
        const attribute = this.attribute(field.bytes());
        attributes.set(attribute.name, attribute);
      } else if (field.number === 7) node.domain = field.text();
      else if (field.number === 8) node.overload = field.text();
    });
    if (node.domain === 'ai.onnx') node.domain = '';
    return { ...node, attributes };
  }

  private attribute(bytes: Uint8Array): OnnxAttribute {
    const made = { name: '', f: 0, i: 0, s: '', t: null as OnnxTensor | null, refersTo: '' };
    const lists: { floats?: number[]; ints?: number[]; strings?: string[]; graphs?: OnnxGraph[] } = {};
    this.wire.message(bytes, (field) => {
      if (field.number === 1) made.name = field.text();
      else if (field.number === 2) made.f = field.float();
      else if (field.number === 3) made.i = field.int();
      else if (field.number === 4) made.s = field.text();
      else if (field.number === 5) made.t = this.tensor(field.bytes());
      else if (field.number === 6 || field.number === 11) (lists.graphs ??= []).push(this.graph(field.bytes()));
      else if (field.number === 7) field.floats((lists.floats ??= []));
      else if (field.number === 8) field.ints((lists.ints ??= []));
      else if (field.number === 9) (lists.strings ??= []).push(field.text());
      else if (field.number === 21) made.refersTo = field.text();
      else if (field.number === 22 || field.number === 23) throw this.sparse(made.name);
    });
    return { ...made, floats: NONE, ints: NONE, strings: NONE, graphs: NONE, ...lists };
  }

  private tensor(bytes: Uint8Array): OnnxTensor {
    const made = { name: '', dims: [] as number[], type: 0, raw: null as Uint8Array | null };
    const lists: { floats?: number[]; ints?: number[]; doubles?: number[] } = {};
    let location: string | null = null;
    this.wire.message(bytes, (field) => {
      if (field.number === 1) field.ints(made.dims);
      else if (field.number === 2) made.type = field.int();
      else if (field.number === 4) field.floats((lists.floats ??= []));
      else if (field.number === 5 || field.number === 7 || field.number === 11) field.ints((lists.ints ??= []));
      else if (field.number === 8) made.name = field.text();
      else if (field.number === 9) made.raw = field.bytes();
      else if (field.number === 10) field.doubles((lists.doubles ??= []));
      else if (field.number === 13) {
        const [key, value] = this.pair(field.bytes());
        location = key === 'location' ? value : (location ?? '');
      } else if (field.number === 14 && field.int() === 1) location ??= '';
    });
    if (location !== null) throw this.elsewhere(made.name, location);
    if (made.dims.length > MOST_DIMS) throw this.wire.limit('dimensions', MOST_DIMS);
    return { ...made, floats: NONE, ints: NONE, doubles: NONE, ...lists };
  }

  private value(bytes: Uint8Array): OnnxValue {
    const value: OnnxValue = { name: '', dims: null };
    this.wire.message(bytes, (field) => {
      if (field.number === 1) value.name = field.text();
      else if (field.number === 2) value.dims = this.shapeOf(field.bytes());
    });
    return value;
  }

  /** TypeProto: tensor_type = 1, of which shape = 2, of which dim = 1: dim_value = 1 or dim_param = 2. */
  private shapeOf(bytes: Uint8Array): OnnxValue['dims'] {
    let dims: OnnxValue['dims'] = null;
    const nested = (within: Uint8Array, number: number, read: (bytes: Uint8Array) => void) =>
      this.wire.message(within, (field) => {
        if (field.number === number) read(field.bytes());
      });
    nested(bytes, 1, (tensor) =>
      nested(tensor, 2, (shape) => {
        const found: (number | string | null)[] = (dims = []);
        nested(shape, 1, (dim) => {
          let size: number | string | null = null;
          this.wire.message(dim, (field) => {
            if (field.number === 1) size = field.int();
            else if (field.number === 2) size = field.text();
          });
          found.push(size);
        });
      }),
    );
    return dims;
  }

  private sparse(tensor: string): WorkbenchError {
    return new WorkbenchError('onnx/tensor', { file: this.file, tensor, reason: 'onnx-sparse' });
  }

  /** Values in another file. Only the model's own file was opened, so none is read; a path out of its folder is named as such. */
  private elsewhere(tensor: string, location: string): WorkbenchError {
    const outside = /^([\\/]|[A-Za-z]:|~)|(^|[\\/])\.\.([\\/]|$)|^\w+:\/\//.test(location) || location.includes('\0');
    return new WorkbenchError(outside ? 'onnx/outside' : 'onnx/external', { file: this.file, tensor, location });
  }
}
