/** HDF5 files that are written here: groups of any size, texts of any length, arrays beyond one piece; as the reader sees them. */

import { describe, expect, it } from 'vitest';
import { readHdf5, type Hdf5Group } from '../../../core/formats/hdf5/hdf5';
import { writeHdf5, type NewDataset, type NewGroup } from '../../../core/formats/hdf5/write';

function drain<T>(work: Generator<unknown, T>): T {
  let next = work.next();
  while (next.done !== true) next = work.next();
  return next.value;
}

const written = (root: NewGroup) => new Uint8Array(Buffer.concat([...writeHdf5(root)]));
const read = (bytes: Uint8Array) => drain(readHdf5('a.h5', bytes));

const counting = (shape: number[], step: number): NewDataset => ({
  kind: 'dataset',
  shape,
  slice: (from, to) => Float32Array.from({ length: to - from }, (_, at) => step * (from + at)),
});

const group = (
  members: [string, NewGroup | NewDataset][],
  attributes: [string, string | string[]][] = [],
): NewGroup => ({ kind: 'group', attributes: new Map(attributes), members: new Map(members) });

function valuesAt({ members }: Hdf5Group, name: string): [number[], Float32Array] {
  const member = members.get(name);
  if (member?.kind !== 'dataset') throw new Error(`${name} is no dataset`);
  return [member.shape, drain(member.read())];
}

describe('an HDF5 file that is written', () => {
  it('has its texts, long ones and lists of short ones', () => {
    const long = '{"a":1}'.repeat(20_000);
    const attributes: [string, string | string[]][] = [
      ['long', long],
      ['again', long],
      ['words', '模型 ü'],
      ['none', ''],
      ['names', ['lstm', 'dense_1']],
    ];
    const bytes = written(group([['below', group([], [['deep', 'x']])]], attributes));
    const root = read(bytes);
    expect(Object.fromEntries(root.attributes)).toEqual(Object.fromEntries(attributes));
    expect(root.members.get('below')?.attributes.get('deep')).toBe('x');
    // What is said twice lies there once.
    expect(bytes.length).toBeLessThan(1.1 * long.length);
  });

  it.each([0, 1, 8, 9, 256, 257, 500])('has groups of %i arrays', (count) => {
    const names = Array.from({ length: count }, (_, at) => `array ${at}`);
    const root = read(written(group(names.map((name, at) => [name, counting([2], at)]))));
    expect([...root.members.keys()]).toEqual(names.toSorted());
    for (const [at, name] of names.entries()) expect(valuesAt(root, name)).toEqual([[2], Float32Array.of(0, at)]);
  });

  it('has arrays of odd sizes and beyond one piece', () => {
    const root = read(
      written(
        group([
          ['large', counting([300, 1001], 0.5)],
          ['odd', counting([3, 1, 5], 1)],
        ]),
      ),
    );
    const expected = (count: number, step: number) => Float32Array.from({ length: count }, (_, at) => step * at);
    expect(valuesAt(root, 'large')).toEqual([[300, 1001], expected(300_300, 0.5)]);
    expect(valuesAt(root, 'odd')).toEqual([[3, 1, 5], expected(15, 1)]);
  });
});
