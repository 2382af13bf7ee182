/** HDF5 files of two other writers, in the oldest and the newest form, whose contents are known. */

import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { WorkbenchError } from '../../../core/contract/errors';
import { readHdf5, type Hdf5Dataset, type Hdf5Group } from '../../../core/formats/hdf5/hdf5';
import { repositoryFile } from '../../helpers/shared';

function drain<T>(work: Generator<void, T>): T {
  let next = work.next();
  while (next.done !== true) next = work.next();
  return next.value;
}

function bytesOf(name: string): Uint8Array {
  return gunzipSync(readFileSync(repositoryFile(`test/core/formats/hdf5-files/${name}.h5.gz`)));
}

const open = (name: string): Hdf5Group => drain(readHdf5(name, bytesOf(name)));

function dataset(group: Hdf5Group, name: string): Hdf5Dataset {
  const member = group.members.get(name);
  if (member?.kind !== 'dataset') throw new Error(`${name} is no dataset`);
  return member;
}

const values = (group: Hdf5Group, name: string): number[] => [...drain(dataset(group, name).read())];
const counting = (count: number) => Array.from({ length: count }, (_, at) => at);

function errorOf(work: () => unknown): unknown {
  try {
    work();
  } catch (thrown) {
    if (thrown instanceof WorkbenchError) return { code: thrown.code, ...thrown.params };
    throw thrown;
  }
  return null;
}

describe.each(['earliest', 'latest'])('a file of h5py in its %s form', (name) => {
  const root = open(name);

  it('has its attributes', () => {
    const some = Object.fromEntries([...root.attributes].filter(([key]) => !/^a\d$/.test(key)));
    expect(some).toEqual({
      long: 'häl'.repeat(500),
      bytes: 'abc',
      fixed: ['ab', 'cdef'],
      texts: ['x', 'yy', 'zzz'],
      whole: 3,
      numbers: [1.5, 2.5],
      // Of types that nothing here asks for.
      truth: null,
      none: null,
    });
    expect(counting(8).map((at) => root.attributes.get(`a${at}`))).toEqual(counting(8));
  });

  it('has groups of many members', () => {
    const inside = (root.members.get('a') as Hdf5Group).members.get('b') as Hdf5Group;
    expect([...inside.members.keys()].toSorted()).toEqual(counting(60).map((at) => `d${String(at).padStart(2, '0')}`));
    for (const at of [0, 31, 59]) expect(values(inside, `d${String(at).padStart(2, '0')}`)).toEqual([at, at]);
  });

  it('has numbers of every precision and layout', () => {
    expect(values(root, 'big-endian')).toEqual(counting(6));
    // Twice: nothing is turned over in place.
    expect(values(root, 'big-endian')).toEqual(counting(6));
    expect(dataset(root, 'big-endian').shape).toEqual([2, 3]);
    expect(values(root, 'half')).toEqual(counting(6));
    expect(values(root, 'again')).toEqual(counting(6));
    expect(values(root, 'bfloat')).toEqual([1, -2]);
    expect([dataset(root, 'scalar').shape, values(root, 'scalar')]).toEqual([[], [2.5]]);
    expect(values(root, 'chunks')).toEqual(counting(130));
  });

  it('is followed to no other place, and says what it cannot give', () => {
    expect([root.members.has('soft'), root.members.has('outside')]).toEqual([false, false]);
    expect(errorOf(() => values(root, 'integers'))).toEqual({
      code: 'weights/dtype',
      file: name,
      tensor: 'integers',
      dtype: '?',
    });
    expect(errorOf(() => values(root, 'lzf'))).toMatchObject({ code: 'hdf5/unsupported' });
    expect(errorOf(() => values(root, 'unwritten'))).toMatchObject({ code: 'hdf5/broken', reason: 'hdf5-no-values' });
  });
});

describe('a file of h5wasm', () => {
  const root = open('h5wasm');

  it('has its attributes and arrays', () => {
    expect(Object.fromEntries(root.attributes)).toEqual({
      text: 'a text',
      names: ['lstm', 'dense_1'],
      number: 2.5,
      huge: 'x'.repeat(70_000),
      second: 'y'.repeat(66_000),
    });
    const group = root.members.get('a') as Hdf5Group;
    expect(counting(12).map((at) => values(group, `d${at}`))).toEqual(counting(12).map((at) => [at, at + 0.5]));
    expect(values(root, 'packed')).toEqual(counting(60));
  });
});

describe('what no HDF5 file is', () => {
  it.each([
    ['nothing', new Uint8Array(0), 'hdf5-signature'],
    ['another file', new TextEncoder().encode('PK\u0003\u0004 and more'), 'hdf5-signature'],
    ['a newer version', bytesOf('earliest').map((byte, at) => (at === 8 ? 9 : byte)), 'hdf5-version'],
  ])('has a code: %s', (_, bytes, reason) => {
    expect(errorOf(() => drain(readHdf5('x.h5', bytes)))).toMatchObject({ code: 'hdf5/broken', file: 'x.h5', reason });
  });
});
