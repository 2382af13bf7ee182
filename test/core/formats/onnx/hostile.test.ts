/** Damaged and hostile ONNX files give a code every time, in little memory and time. */

import { readFileSync } from 'node:fs';
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { describe, expect, it } from 'vitest';
import { WorkbenchError } from '../../../../core/contract/errors';
import { isOnnx } from '../../../../core/formats/onnx';
import { seededRandom } from '../../../../core/lstm/random';
import { onnxBytes, stacksOf } from '../../../helpers/onnx';
import { repositoryFile } from '../../../helpers/shared';

const exported = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(repositoryFile(`test/core/formats/onnx-files/${name}.onnx`)));

/** What opening the file threw that is no error with a code of this reader. */
function faultOf(bytes: Uint8Array): unknown[] {
  try {
    stacksOf(bytes);
    return [];
  } catch (error) {
    const known = error instanceof WorkbenchError && /^(onnx|weights)\//.test(error.code);
    return known ? [] : [error];
  }
}

const codeOf = (bytes: Uint8Array): string => {
  try {
    stacksOf(bytes);
    return 'opened';
  } catch (error) {
    return error instanceof WorkbenchError ? error.code : String(error);
  }
};

/** A field that holds bytes. */
function field(number: number, ...contents: (Uint8Array | string)[]): Uint8Array {
  const writer = new BinaryWriter();
  for (const content of contents) {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    writer.tag(number, WireType.LengthDelimited).bytes(bytes);
  }
  return writer.finish();
}

function number(at: number, value: number | bigint): Uint8Array {
  return new BinaryWriter().tag(at, WireType.Varint).int64(value).finish();
}

const joined = (...parts: Uint8Array[]) => Uint8Array.from(parts.flatMap((part) => [...part]));
const model = (...graph: Uint8Array[]) => joined(number(1, 8), field(7, joined(...graph)));
const tensor = (...parts: Uint8Array[]) => field(5, joined(...parts, field(8, 'W')));
const elsewhere = (location: string) =>
  model(tensor(number(2, 1), field(13, joined(field(1, 'location'), field(2, location))), number(14, 1)));

describe('a hostile ONNX file', () => {
  it.each(['many', 'bigru-unfolded', 'mean', 'embed'])('cut off anywhere: %s', (name) => {
    const whole = exported(name);
    for (let part = 0; part < 100; part++) {
      const cut = whole.subarray(0, Math.floor((whole.length * part) / 100));
      expect(faultOf(cut), `${part} of 100`).toEqual([]);
      expect(codeOf(cut), `${part} of 100`).toBe('onnx/broken');
      if (part > 0) expect(isOnnx(cut), `${part} of 100`).toBe(true);
    }
  });

  it.each(['many', 'bigru', 'mean', 'embed', 'view', 'rnn', 'zeros', 'norm', 'residual', 'ends'])(
    '1,000 times damaged: %s',
    (name) => {
      const random = seededRandom(11);
      const whole = exported(name);
      const faults: unknown[] = [];
      for (let time = 0; time < 1000; time++) {
        const damaged = Uint8Array.from(whole);
        for (let byte = 0; byte < 1 + (time % 8); byte++)
          damaged[Math.floor(random.uniform() * damaged.length)] = Math.floor(random.uniform() * 256);
        isOnnx(damaged);
        faults.push(...faultOf(damaged));
      }
      expect(faults).toEqual([]);
    },
  );

  it.each([
    '/etc/passwd',
    '../weights.bin',
    'a/../../weights.bin',
    String.raw`C:\weights`,
    String.raw`..\w`,
    'file://x',
  ])('with weights outside its folder: %s', (location) => {
    expect(() => stacksOf(elsewhere(location))).toThrow(
      expect.objectContaining({ code: 'onnx/outside', params: { file: 'model.onnx', tensor: 'W', location } }),
    );
  });

  it('with weights in a file beside it', () => {
    expect(codeOf(elsewhere('weights.bin'))).toBe('onnx/external');
    expect(codeOf(model(tensor(number(2, 1), number(14, 1))))).toBe('onnx/external');
  });

  it.each<[string, Uint8Array]>([
    ['a tensor of 2^62 values', tensor(number(1, 2n ** 62n), number(2, 1))],
    ['a tensor of 2^31 times 2^31 values', tensor(number(1, 2 ** 31), number(1, 2 ** 31), number(2, 1))],
    ['a negative size', tensor(number(1, -4), number(2, 1))],
    ['fewer values than its shape', tensor(number(1, 4), number(2, 1), field(9, new Uint8Array(8)))],
    ['sparse weights', field(15, new Uint8Array(0))],
  ])('with %s', (_, part) => {
    expect(codeOf(model(part))).toBe('onnx/tensor');
  });

  it('with graphs within graphs without end', () => {
    let graph: Uint8Array = new Uint8Array(0);
    for (let depth = 0; depth < 500; depth++)
      graph = field(1, field(5, joined(field(1, 'then_branch'), field(6, graph))));
    expect(codeOf(model(graph))).toBe('onnx/limit');
  });

  it('with groups, which no ONNX file has', () => {
    expect(codeOf(new Uint8Array(100_000).fill(0x0b))).toBe('onnx/broken');
  });

  it('with values that wait for each other, or that come twice', () => {
    const inputs = [{ name: 'x', type: 'float' as const, dims: ['t', 'b', 2] }];
    const cycle = [
      { type: 'Add', inputs: ['x', 'b'], outputs: ['a'] },
      { type: 'Tanh', inputs: ['a'], outputs: ['b'] },
    ];
    const twice = [
      { type: 'Tanh', inputs: ['x'], outputs: ['a'] },
      { type: 'Tanh', inputs: ['x'], outputs: ['a'] },
    ];
    for (const nodes of [cycle, twice])
      expect(codeOf(onnxBytes({ nodes, inputs, outputs: [], constants: [] }))).toBe('onnx/graph');
  });

  it('whose functions call themselves', () => {
    const node = joined(field(4, 'F'), field(7, 'own'));
    const called = joined(field(1, 'F'), field(10, 'own'), field(7, node), field(7, node));
    expect(codeOf(joined(model(field(1, node)), field(25, called)))).toBe('onnx/limit');
  });

  it('that doubles a constant, a shape or a signal a hundred times', () => {
    const chain = (type: string, first: string, attributes = {}) =>
      Array.from({ length: 100 }, (_, k) => {
        const from = k === 0 ? first : `${type}${first}${k - 1}`;
        return { type, inputs: [from, from], outputs: [`${type}${first}${k}`], attributes };
      });
    const axis = { axis: { int: 0 } };
    const last = { axis: { int: 2 } };
    const constants = [{ name: 'one', dims: [1], values: Float32Array.of(1) }];
    const inputs = [{ name: 'x', type: 'float' as const, dims: ['t', 'b', 2] }];
    const doubled = [
      ...chain('Concat', 'one', axis),
      { type: 'LSTM', inputs: ['x', 'Concatone99', 'Concatone99'], outputs: ['y'] },
    ];
    expect(codeOf(onnxBytes({ nodes: doubled, inputs, outputs: [], constants }))).toBe('onnx/limit');
    for (const nodes of [chain('Concat', 'x', last), chain('Add', 'x'), chain('Mul', 'x')])
      expect(codeOf(onnxBytes({ nodes, inputs, outputs: [], constants }))).toBe('onnx/no-recurrent');
  });

  it('of 50,000 operators one after another', () => {
    const nodes = Array.from({ length: 50_000 }, (_, k) => ({
      type: k % 2 === 0 ? 'Tanh' : 'Neg',
      inputs: [k === 0 ? 'x' : `v${k - 1}`],
      outputs: [`v${k}`],
    }));
    const inputs = [{ name: 'x', type: 'float' as const, dims: ['t', 'b', 2] }];
    expect(codeOf(onnxBytes({ nodes, inputs, outputs: [], constants: [] }))).toBe('onnx/no-recurrent');
  });

  it('that expands a constant to 2^40 values', () => {
    const constants = [
      { name: 'two', dims: [2], values: Float32Array.of(1, 2) },
      { name: 'shape', dims: [2], values: BigInt64Array.of(2n ** 40n, 2n) },
    ];
    const nodes = [{ type: 'Expand', inputs: ['two', 'shape'], outputs: ['y'] }];
    expect(codeOf(onnxBytes({ nodes, inputs: [], outputs: [], constants }))).toBe('onnx/limit');
  });

  it('without any recurrent operator, or with one whose weights are not in it', () => {
    const inputs = ['x', 'w'].map((name) => ({ name, type: 'float' as const, dims: ['t', 'b', 2] }));
    const none = [{ type: 'Tanh', inputs: ['x'], outputs: ['y'] }];
    const open = [{ type: 'LSTM', inputs: ['x', 'w', 'w'], outputs: ['y'] }];
    expect(codeOf(onnxBytes({ nodes: none, inputs, outputs: [], constants: [] }))).toBe('onnx/no-recurrent');
    expect(codeOf(onnxBytes({ nodes: open, inputs, outputs: [], constants: [] }))).toBe('onnx/not-run');
  });

  it('whose weights do not fit each other', () => {
    const inputs = [{ name: 'x', type: 'float' as const, dims: ['t', 'b', 2] }];
    const constants = [
      { name: 'W', dims: [1, 12, 2], values: new Float32Array(24) },
      { name: 'R', dims: [1, 16, 3], values: new Float32Array(48) },
    ];
    const nodes = [{ type: 'LSTM', inputs: ['x', 'W', 'R'], outputs: ['y'] }];
    expect(codeOf(onnxBytes({ nodes, inputs, outputs: [], constants }))).toBe('onnx/shape');
  });
});
