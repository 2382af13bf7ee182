/** The checksum of gzip members and of the entries of ZIP archives: CRC-32 as in ISO 3309, taken piece by piece. */

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit++) remainder = remainder & 1 ? (remainder >>> 1) ^ 0xedb88320 : remainder >>> 1;
  return remainder >>> 0;
});

/** The checksum of what came before (0 at the start) followed by `bytes`, from 0 to 2^32 - 1. */
export function crc32(bytes: Uint8Array, before = 0): number {
  let remainder = ~before;
  for (let at = 0; at < bytes.length; at++) remainder = (remainder >>> 8) ^ TABLE[(remainder ^ bytes[at]) & 255];
  return ~remainder >>> 0;
}
