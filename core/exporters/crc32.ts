/** The checksum of ZIP archives (ISO 3309, reversed polynomial 0xEDB88320), over bytes that come piece by piece. */

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  return rest;
});

export class Crc32 {
  private rest = 0xffffffff;

  add(bytes: Uint8Array): void {
    let { rest } = this;
    for (let at = 0; at < bytes.length; at++) rest = (rest >>> 8) ^ TABLE[(rest ^ bytes[at]) & 0xff];
    this.rest = rest;
  }

  get value(): number {
    return (this.rest ^ 0xffffffff) >>> 0;
  }
}
