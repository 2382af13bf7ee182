/** Takes unpacked bytes as they come, up to a limit, and holds them in one piece. */

/** What deflate can unpack a byte to, at most: 258 bytes from each 2 bits. */
const MOST_EXPANSION = 1032;

/** Thrown to the unpacker at the first byte over the limit. */
export class SinkFull extends Error {}

export class ByteSink {
  size = 0;
  private held: Uint8Array;

  /** `expected` is what the file says of its size; no more is reserved than `packed` bytes can hold. */
  constructor(
    expected: number,
    packed: number,
    private readonly limit: number,
  ) {
    this.held = new Uint8Array(Math.min(expected, packed * MOST_EXPANSION, limit));
  }

  /** @throws SinkFull */
  add(bytes: Uint8Array): void {
    const size = this.size + bytes.length;
    if (size > this.limit) throw new SinkFull();
    if (size > this.held.length) {
      const grown = new Uint8Array(Math.min(Math.max(size, this.held.length * 2), this.limit));
      grown.set(this.held.subarray(0, this.size));
      this.held = grown;
    }
    this.held.set(bytes, this.size);
    this.size = size;
  }

  bytes(): Uint8Array {
    return this.held.subarray(0, this.size);
  }
}
