/** Good files give their values; broken and hostile ones a code, before anything is read or allocated. */

import { describe, expect, it } from 'vitest';
import { readSafetensors } from '../../../core/formats/safetensors';
import { goldenModel } from '../../helpers/golden';
import { counting, rawSafetensors, safetensors } from '../../helpers/safetensors';

const FILE = 'model.safetensors';
const read = (bytes: Uint8Array) => readSafetensors(FILE, bytes);
const tensor = (dtype: string, shape: number[], bytes: Uint8Array) => safetensors({ t: { dtype, shape, bytes } });
const bytesOf = (values: Float64Array | Uint16Array) => new Uint8Array(values.buffer);
const entry = (shape: unknown, offsets: unknown, dtype: unknown = 'F32') => ({ dtype, shape, data_offsets: offsets });

describe('readSafetensors', () => {
  it('reads names, shapes and values of a file that PyTorch wrote', () => {
    const tensors = read(goldenModel('one-layer'));
    expect(tensors.map(({ name, dtype, shape }) => [name, dtype, shape])).toEqual([
      ['weight_ih_l0', 'F32', [40, 1]],
      ['weight_hh_l0', 'F32', [40, 10]],
      ['bias_ih_l0', 'F32', [40]],
      ['bias_hh_l0', 'F32', [40]],
    ]);
    // PyTorch draws within 1 / sqrt(H).
    const values = tensors.flatMap((each) => [...each.read()]);
    expect(values).toHaveLength(520);
    expect(values.every((value) => value !== 0 && Math.abs(value) <= 1 / Math.sqrt(10))).toBe(true);
  });

  it('reads from the middle of a larger buffer', () => {
    const file = safetensors({ t: counting([3]) });
    const larger = new Uint8Array(file.length + 5);
    larger.set(file, 3);
    expect([...read(larger.subarray(3, 3 + file.length))[0].read()]).toEqual([1, 2, 3]);
  });

  it('converts F64, F16 and BF16', () => {
    expect([...read(tensor('F64', [2], bytesOf(Float64Array.of(0.1, -1e300))))[0].read()]).toEqual([
      Math.fround(0.1),
      -Infinity,
    ]);
    // Known binary16 patterns: 1, -2, 65504 (largest), 2^-24 (least), 2^-14, 1/3 rounded, infinity, NaN, -0.
    const halves = Uint16Array.of(0x3c00, 0xc000, 0x7bff, 0x0001, 0x0400, 0x3555, 0x7c00, 0x7e00, 0x8000);
    expect([...read(tensor('F16', [9], bytesOf(halves)))[0].read()]).toEqual([
      1,
      -2,
      65504,
      2 ** -24,
      2 ** -14,
      0.333251953125,
      Infinity,
      NaN,
      -0,
    ]);
    const bfloats = Uint16Array.of(0x3f80, 0xc000, 0x4049, 0x7f80, 0x0000);
    expect([...read(tensor('BF16', [5], bytesOf(bfloats)))[0].read()]).toEqual([1, -2, 3.140625, Infinity, 0]);
  });

  it('takes empty tensors, scalars and types that it does not know, unless they are read', () => {
    const file = safetensors({
      empty: counting([0, 7]),
      scalar: counting([]),
      steps: { dtype: 'I64', shape: [1], bytes: new Uint8Array(8) },
      odd: { dtype: 'F4', shape: [3], bytes: new Uint8Array(2) },
    });
    const [empty, scalar, steps, odd] = read(file);
    expect(empty.read()).toHaveLength(0);
    expect([...scalar.read()]).toEqual([1]);
    for (const each of [steps, odd])
      expect(() => each.read()).toThrow(
        expect.objectContaining({
          code: 'weights/dtype',
          params: { file: FILE, tensor: each.name, dtype: each.dtype },
        }),
      );
    expect(() => read(tensor('toString', [1], new Uint8Array(4)))[0].read()).toThrow(
      expect.objectContaining({ code: 'weights/dtype' }),
    );
  });

  it('takes a tensor named __proto__ for a tensor', () => {
    const file = rawSafetensors('{"__proto__":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}', new Uint8Array(4));
    expect(read(file).map(({ name }) => name)).toEqual(['__proto__']);
  });

  it.each<[string, string, Uint8Array]>([
    ['an empty file', 'too-short', new Uint8Array(0)],
    ['nine bytes', 'too-short', new Uint8Array(9)],
    ['a header longer than the file', 'header-length', rawSafetensors('{}', new Uint8Array(0), 3n)],
    ['a header of 2^64 - 1 bytes', 'header-length', rawSafetensors('{}', new Uint8Array(0), 2n ** 64n - 1n)],
    ['a header of no bytes', 'header-length', rawSafetensors('{}', new Uint8Array(0), 0n)],
    ['text that is no UTF-8', 'not-utf8', rawSafetensors(Uint8Array.of(0x7b, 0xff, 0x7d), new Uint8Array(0))],
    ['no JSON', 'not-json', rawSafetensors('{"a":', new Uint8Array(0))],
    ['a pickle', 'not-json', rawSafetensors(Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0), new Uint8Array(0))],
    ['a JSON list', 'not-an-object', rawSafetensors('[]', new Uint8Array(0))],
    ['JSON null', 'not-an-object', rawSafetensors('null', new Uint8Array(0))],
    [
      'one name twice',
      'duplicate-name',
      rawSafetensors(
        '{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"\\u0061" :{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}',
        new Uint8Array(4),
      ),
    ],
    ['bytes that no tensor owns', 'unused-bytes', rawSafetensors('{}', new Uint8Array(4))],
  ])('refuses %s', (_, reason, bytes) => {
    expect(() => read(bytes)).toThrow(
      expect.objectContaining({ code: 'safetensors/header', params: { file: FILE, reason } }),
    );
  });

  it.each<[string, string, Record<string, unknown>]>([
    ['an entry that is a number', 'bad-entry', { a: 4 }],
    ['an entry without offsets', 'bad-entry', { a: { dtype: 'F32', shape: [2] } }],
    ['a negative offset', 'bad-entry', { a: entry([2], [-8, 0]) }],
    ['a fractional offset', 'bad-entry', { a: entry([2], [0, 8.5]) }],
    ['an offset that is text', 'bad-entry', { a: entry([2], [0, '8']) }],
    ['three offsets', 'bad-entry', { a: entry([2], [0, 4, 8]) }],
    ['a negative length', 'bad-entry', { a: entry([-2], [0, 8]) }],
    ['two negative lengths', 'bad-entry', { a: entry([-1, -2], [0, 8]) }],
    ['a shape beyond 2^53', 'bad-entry', { a: entry([2 ** 60], [0, 8]) }],
    ['a shape that is a number', 'bad-entry', { a: entry(2, [0, 8]) }],
    ['a type that is a number', 'bad-entry', { a: entry([2], [0, 8], 32) }],
    ['a shape larger than its bytes', 'size-mismatch', { a: entry([3], [0, 8]) }],
    ['a shape whose product overflows', 'size-mismatch', { a: entry([2 ** 40, 2 ** 40], [0, 8]) }],
    [
      'a shape whose product is infinite',
      'size-mismatch',
      {
        a: entry(
          Array.from({ length: 40 }, () => 2 ** 40),
          [0, 8],
        ),
      },
    ],
    ['tensors over each other', 'overlap', { a: entry([2], [0, 8]), b: entry([1], [4, 8]) }],
    ['equal tensors', 'overlap', { a: entry([2], [0, 8]), b: entry([2], [0, 8]) }],
    ['a gap', 'unused-bytes', { a: entry([1], [4, 8]) }],
  ])('refuses %s', (_, reason, header) => {
    expect(() => read(rawSafetensors(JSON.stringify(header), new Uint8Array(8)))).toThrow(
      expect.objectContaining({ code: 'safetensors/header', params: { file: FILE, reason } }),
    );
  });

  it.each([
    [0, 12],
    [8, 12],
    [1e15, 1e15 + 8],
    [8, 0],
  ])('refuses a tensor from byte %d to %d of eight', (begin, end) => {
    const file = rawSafetensors(JSON.stringify({ a: entry([2], [begin, end]) }), new Uint8Array(8));
    expect(() => read(file)).toThrow(
      expect.objectContaining({
        code: 'safetensors/out-of-bounds',
        params: { file: FILE, tensor: 'a', begin, end, bytes: 8 },
      }),
    );
  });

  it('refuses every truncation of a good file', () => {
    const whole = goldenModel('no-bias');
    for (let length = 0; length < whole.length; length += 13)
      expect(() => read(whole.subarray(0, length)), `${length} bytes`).toThrow(/^safetensors\//);
  });
});
