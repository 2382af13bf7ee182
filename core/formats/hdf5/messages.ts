/** The messages that describe an object of an HDF5 file that is written. Format specification, sections III.E and IV.A. */

import { joined, padded, textBytes, u16, u32, u64 } from './little-endian';
import { MESSAGE } from './object-header';

/** A value of an attribute: one text that lies in the heap, or a list of short ones that lie in the attribute itself. */
type AttributeBytes = { reference: Uint8Array; ascii: boolean } | readonly string[];

const FILL_VALUE = 0x05;
const SMALLEST_HEAP = 4096;
const HEAP_HEAD = 16;

/** Texts of attributes of the whole file, each once. Section III.E. */
export class HeapOfTexts {
  private readonly numbers = new Map<string, number>();

  add(text: string): void {
    if (!this.numbers.has(text)) this.numbers.set(text, this.numbers.size + 1);
  }

  bytes(): Uint8Array {
    const objects = [...this.numbers].map(([text, number]) => {
      const bytes = textBytes(text);
      return joined([u16(number), u16(1), u32(0), u64(bytes.length), padded(bytes)]);
    });
    const used = objects.reduce((sum, { length }) => sum + length, HEAP_HEAD);
    const size = Math.max(SMALLEST_HEAP, used + HEAP_HEAD);
    const free = [...u16(0), ...u16(0), ...u32(0), ...u64(size - used)];
    return joined([textBytes('GCOL'), [1, 0, 0, 0], u64(size), ...objects, free], size);
  }

  reference(text: string, heap: number): AttributeBytes {
    const { length } = textBytes(text);
    const number = this.numbers.get(text)!;
    return { reference: joined([u32(length), u64(heap), u32(number)]), ascii: length === text.length };
  }
}

/** Section IV.A.1.a. */
export function objectHeader(messages: readonly Uint8Array[]): Uint8Array {
  const size = messages.reduce((sum, { length }) => sum + length, 0);
  return joined([[1, 0, ...u16(messages.length), ...u32(1), ...u32(size), ...u32(0)], ...messages]);
}

function message(type: number, body: Uint8Array | readonly number[]): Uint8Array {
  const whole = padded(body);
  return joined([u16(type), u16(whole.length), [0, 0, 0, 0], whole]);
}

/** Section IV.A.2.r. */
export function symbolTableMessage(tree: number, names: number): Uint8Array {
  return message(MESSAGE.symbolTable, [...u64(tree), ...u64(names)]);
}

/** An array of float32 in one piece. Sections IV.A.2.b, d, f and i. */
export function datasetMessages(shape: readonly number[], place: number, bytes: number): Uint8Array[] {
  // Little-endian IEEE 754: sign at bit 31, 8 bits of exponent from bit 23 with a bias of 127, 23 of fraction.
  const float32 = [0x11, 0x20, 0x1f, 0, ...u32(4), ...u16(0), ...u16(32), 23, 8, 0, 23, ...u32(127)];
  return [
    message(MESSAGE.dataspace, dataspace(shape)),
    message(MESSAGE.datatype, float32),
    // Room when values are written, and zeros where none are.
    message(FILL_VALUE, [2, 2, 2, 1, ...u32(0)]),
    message(MESSAGE.layout, [3, 1, ...u64(place), ...u64(bytes)]),
  ];
}

function dataspace(shape: readonly number[]): number[] {
  return [1, shape.length, 0, 0, 0, 0, 0, 0, ...shape.flatMap(u64)];
}

/** Section IV.A.2.m. */
export function attributeMessage(name: string, value: AttributeBytes): Uint8Array {
  const named = joined([textBytes(name), [0]]);
  const { type, space, data } = 'reference' in value ? longText(value) : textList(value);
  const sizes = [...u16(named.length), ...u16(type.length), ...u16(space.length)];
  return message(MESSAGE.attribute, joined([[1, 0, ...sizes], padded(named), padded(type), padded(space), data]));
}

/** Text of any length, made of unsigned bytes. */
function longText({ reference, ascii }: { reference: Uint8Array; ascii: boolean }) {
  const byte = [0x10, 0, 0, 0, ...u32(1), ...u16(0), ...u16(8)];
  const type = [0x19, 1, ascii ? 0 : 1, 0, ...u32(16), ...byte];
  return { type, space: dataspace([]), data: reference };
}

/** Texts of one length, filled up with zeros. */
function textList(texts: readonly string[]) {
  const encoded = texts.map(textBytes);
  const size = Math.max(1, ...encoded.map(({ length }) => length));
  const data = joined(encoded.map((text) => joined([text], size)));
  return { type: [0x13, 1, 0, 0, ...u32(size)], space: dataspace([texts.length]), data };
}
