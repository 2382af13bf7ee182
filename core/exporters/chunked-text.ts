/** Gathers text into pieces of UTF-8 that are worth a write. */

const CHUNK_CHARACTERS = 1 << 17;

export class ChunkedText {
  private text = '';
  private readonly encoder = new TextEncoder();

  add(text: string): void {
    this.text += text;
  }

  get isFull(): boolean {
    return this.text.length >= CHUNK_CHARACTERS;
  }

  take(): Uint8Array {
    const bytes = this.encoder.encode(this.text);
    this.text = '';
    return bytes;
  }
}
