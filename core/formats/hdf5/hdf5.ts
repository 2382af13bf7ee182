/**
 * Reads HDF5 files as h5py writes them: groups, attributes of text and numbers, and arrays of floating-point values in one
 * piece or in packed chunks. Links to other files are never followed. "HDF5 File Format Specification", versions 1 to 3.
 */

import { readAttributes, type AttributeValue } from './attributes';
import { Hdf5Bytes } from './cursor';
import { openDataset, type Hdf5Dataset } from './dataset';
import { readLinks } from './links';
import { readMessages } from './object-header';
import { readSuperblock } from './superblock';

export { isHdf5 } from './superblock';
export type { Hdf5Dataset } from './dataset';

export interface Hdf5Group {
  kind: 'group';
  attributes: ReadonlyMap<string, AttributeValue>;
  /** In the order of the file, which sorts names mostly. */
  members: Map<string, Hdf5Group | Hdf5Dataset>;
}

const DEEPEST = 32;

/**
 * The root group with everything below it; values are read when they are asked for. An object with several names is read
 * once. @throws hdf5/broken, hdf5/unsupported
 */
export function* readHdf5(file: string, bytes: Uint8Array): Generator<void, Hdf5Group> {
  const whole = new Hdf5Bytes(file, bytes);
  const budget = { bytes: 0 };
  const known = new Map<number, Hdf5Group | Hdf5Dataset>();
  const open = new Set<number>();

  function* readObject(address: number, path: string, depth: number): Generator<void, Hdf5Group | Hdf5Dataset | null> {
    const before = known.get(address);
    if (before !== undefined) return before;
    whole.count(address);
    if (open.has(address)) throw whole.broken('hdf5-cycle', address);
    if (depth > DEEPEST) throw whole.broken('hdf5-too-deep', address);
    open.add(address);
    yield;
    const messages = readMessages(whole, address);
    const attributes = readAttributes(whole, messages);
    const links = readLinks(whole, messages);
    let object: Hdf5Group | Hdf5Dataset | null = null;
    if (links === null) object = openDataset(whole, path, messages, attributes, budget);
    else {
      const members: Hdf5Group['members'] = new Map();
      for (const [name, link] of links) {
        const member = yield* readObject(link, path === '' ? name : `${path}/${name}`, depth + 1);
        if (member !== null) members.set(name, member);
      }
      object = { kind: 'group', attributes, members };
    }
    open.delete(address);
    if (object !== null) known.set(address, object);
    return object;
  }

  const root = yield* readObject(readSuperblock(whole), '', 0);
  if (root?.kind !== 'group') throw whole.broken('hdf5-message', 0);
  return root;
}
