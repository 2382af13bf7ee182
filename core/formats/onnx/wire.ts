/** Reads messages of protocol buffers field by field, within limits, and tells the byte of whatever is wrong. */

import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';
import { WorkbenchError } from '../../contract/errors';

/** Most messages and texts of a file, and most numbers that stand in fields one by one instead of as raw bytes. */
const MOST_ITEMS = 1_000_000;
const MOST_NUMBERS = 50_000_000;

const utf8 = new TextDecoder();

/** The bytes of one file; all messages in it are views of them. */
export class Wire {
  private items = 0;
  private numbers = 0;

  constructor(
    readonly file: string,
    private readonly whole: Uint8Array,
  ) {}

  /** Calls `read` at every field of a message; what it does not take is passed over. @throws onnx/broken, onnx/limit */
  message(bytes: Uint8Array, read: (field: Field) => void): void {
    this.count();
    const field = new Field(this, bytes);
    while (field.next()) read(field);
  }

  count(): void {
    if (++this.items > MOST_ITEMS) throw this.limit('items', MOST_ITEMS);
  }

  countNumbers(): void {
    if (++this.numbers > MOST_NUMBERS) throw this.limit('numbers', MOST_NUMBERS);
  }

  limit(what: string, limit: number): WorkbenchError {
    return new WorkbenchError('onnx/limit', { file: this.file, what, limit });
  }

  /** `at` counts from the beginning of `bytes`, which lie in the file. */
  broken(reason: string, bytes: Uint8Array, at: number): WorkbenchError {
    const byte = bytes.byteOffset - this.whole.byteOffset + at;
    return new WorkbenchError('onnx/broken', { file: this.file, reason, byte });
  }
}

/** The field that a reader stands at. Each value can be taken once; a value of another type than is asked for is an error. */
export class Field {
  number = 0;
  private type = WireType.Varint;
  private taken = true;
  private readonly reader: BinaryReader;

  constructor(
    private readonly wire: Wire,
    private readonly message: Uint8Array,
  ) {
    this.reader = new BinaryReader(message);
  }

  next(): boolean {
    if (!this.taken) this.skip();
    if (this.reader.pos >= this.reader.len) return false;
    const [number, type] = this.guard(() => this.reader.tag());
    // Groups are of before 2008; no ONNX file has any, and they could be nested without end.
    if (type === WireType.StartGroup || type === WireType.EndGroup) throw this.broken('onnx-wire-type');
    this.number = number;
    this.type = type;
    this.taken = false;
    return true;
  }

  bytes(): Uint8Array {
    this.expect(WireType.LengthDelimited);
    return this.guard(() => this.reader.bytes());
  }

  /** Bytes that are no UTF-8 become U+FFFD. */
  text(): string {
    this.wire.count();
    return utf8.decode(this.bytes());
  }

  /** Beyond 2^53 the nearest number. */
  int(): number {
    this.expect(WireType.Varint);
    return Number(this.guard(() => this.reader.int64()));
  }

  float(): number {
    this.expect(WireType.Bit32);
    return this.guard(() => this.reader.float());
  }

  /** A repeated field: one value, or a packed run of them. */
  ints(into: number[]): void {
    this.repeated(WireType.Varint, (reader) => into.push(Number(reader.int64())));
  }

  floats(into: number[]): void {
    this.repeated(WireType.Bit32, (reader) => into.push(reader.float()));
  }

  doubles(into: number[]): void {
    this.repeated(WireType.Bit64, (reader) => into.push(reader.double()));
  }

  private repeated(type: WireType, read: (reader: BinaryReader) => void): void {
    if (this.type !== WireType.LengthDelimited) {
      this.expect(type);
      this.wire.countNumbers();
      return this.guard(() => read(this.reader));
    }
    const packed = new BinaryReader(this.bytes());
    this.guard(() => {
      while (packed.pos < packed.len) {
        this.wire.countNumbers();
        read(packed);
      }
    });
  }

  private skip(): void {
    this.taken = true;
    this.guard(() => this.reader.skip(this.type));
  }

  private expect(type: WireType): void {
    if (this.type !== type || this.taken) throw this.broken('onnx-wire-type');
    this.taken = true;
  }

  private guard<T>(read: () => T): T {
    try {
      const value = read();
      if (this.reader.pos > this.reader.len) throw this.broken('onnx-cut');
      return value;
    } catch (error) {
      if (error instanceof WorkbenchError) throw error;
      throw this.broken('onnx-cut');
    }
  }

  private broken(reason: string): WorkbenchError {
    return this.wire.broken(reason, this.message, Math.min(this.reader.pos, this.reader.len));
  }
}
