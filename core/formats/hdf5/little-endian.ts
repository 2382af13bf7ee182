/** Numbers and texts as bytes of an HDF5 file. */

export function u16(value: number): number[] {
  return [value & 0xff, (value >>> 8) & 0xff];
}

export function u32(value: number): number[] {
  return [...u16(value), ...u16(value >>> 16)];
}

/** A whole number up to 2^53: a length or an address. */
export function u64(value: number): number[] {
  return [...u32(value % 2 ** 32), ...u32(Math.floor(value / 2 ** 32))];
}

export const UNDEFINED: readonly number[] = Array.from({ length: 8 }, () => 0xff);

export function textBytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** All parts one after the other, with zeros behind to `size` bytes at least. */
export function joined(parts: readonly (Uint8Array | readonly number[])[], size = 0): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const bytes = new Uint8Array(Math.max(size, length));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** With zeros behind to a multiple of eight bytes. */
export function padded(bytes: Uint8Array | readonly number[]): Uint8Array {
  return joined([bytes], 8 * Math.ceil(bytes.length / 8));
}
