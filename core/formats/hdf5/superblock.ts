/** The first bytes of an HDF5 file: which version it has, how wide its numbers are, where its root group is. */

import type { Hdf5Bytes } from './cursor';

const SIGNATURE = [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a];

export function isHdf5(bytes: Uint8Array): boolean {
  return SIGNATURE.every((byte, at) => bytes[at] === byte);
}

/** The address of the root group's object header. Format specification, section II. @throws hdf5/broken */
export function readSuperblock(whole: Hdf5Bytes): number {
  if (!isHdf5(whole.bytes)) throw whole.broken('hdf5-signature', 0);
  const cursor = whole.at(SIGNATURE.length);
  const version = cursor.u8();
  if (version > 3) throw whole.broken('hdf5-version', 8);
  if (version < 2) cursor.skip(4);
  whole.addressSize = cursor.u8();
  whole.lengthSize = cursor.u8();
  if (![whole.addressSize, whole.lengthSize].every((size) => size === 2 || size === 4 || size === 8))
    throw whole.broken('hdf5-size', cursor.place);
  // Widths of tree nodes and flags, which nothing here depends on.
  if (version < 2) cursor.skip(version === 0 ? 9 : 13);
  else cursor.skip(1);
  whole.base = cursor.address() ?? 0;
  // Where free space is listed, or an extension of this.
  cursor.address();
  const end = cursor.address();
  if (end === null || end > whole.bytes.length) throw whole.broken('hdf5-end', whole.bytes.length);
  // The old form has a driver's place and the root's name before its header.
  if (version < 2) cursor.skip(whole.addressSize * 2);
  const root = cursor.address();
  if (root === null) throw whole.broken('hdf5-cut', cursor.place);
  return root;
}
