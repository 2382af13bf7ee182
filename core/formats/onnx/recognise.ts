/** Tells ONNX files from others. */

import { BinaryReader } from '@bufbuild/protobuf/wire';

/** Fields of a model by number: 0 for numbers, 2 for texts and messages. */
const FIELDS: Record<number, 0 | 2> = { 1: 0, 2: 2, 3: 2, 4: 2, 5: 0, 6: 2, 7: 2, 8: 2, 14: 2, 20: 2, 25: 2 };
const GRAPH = 7;

/**
 * ONNX files have no mark of their own: this one begins as a model does, with its version and other fields in any order up
 * to the graph. A file that ends within one of them is still one, which then can be said to be cut off.
 */
export function isOnnx(bytes: Uint8Array): boolean {
  if (bytes.length < 2 || bytes[0] !== 0x08 || bytes[1] === 0 || bytes[1] >= 0x80) return false;
  const reader = new BinaryReader(bytes);
  try {
    for (let fields = 0; reader.pos < reader.len && fields < 1000; fields++) {
      const [field, type] = reader.tag();
      if (FIELDS[field] !== type) return false;
      if (field === GRAPH) return true;
      if (type === 0) reader.uint64();
      else {
        const length = reader.uint32();
        if (length > bytes.length - reader.pos) return fields > 0;
        reader.pos += length;
      }
    }
  } catch {
    return reader.pos >= bytes.length;
  }
  return reader.pos > 2;
}
