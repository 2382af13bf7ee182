/** Builds `.safetensors` files for tests, good and broken ones. */

export interface TensorSource {
  dtype: string;
  shape: number[];
  bytes: Uint8Array;
}

/** The bytes of a file with this header, whatever it holds, before these data bytes. */
export function rawSafetensors(header: string | Uint8Array, data: Uint8Array, headerLength?: bigint): Uint8Array {
  const text = typeof header === 'string' ? new TextEncoder().encode(header) : header;
  const file = new Uint8Array(8 + text.length + data.length);
  new DataView(file.buffer).setBigUint64(0, headerLength ?? BigInt(text.length), true);
  file.set(text, 8);
  file.set(data, 8 + text.length);
  return file;
}

/** A well-formed file of these tensors, in this order. */
export function safetensors(tensors: Record<string, TensorSource>): Uint8Array {
  const header: Record<string, object> = { __metadata__: { format: 'pt' } };
  let begin = 0;
  for (const [name, { dtype, shape, bytes }] of Object.entries(tensors)) {
    header[name] = { dtype, shape, data_offsets: [begin, begin + bytes.length] };
    begin += bytes.length;
  }
  const data = new Uint8Array(begin);
  begin = 0;
  for (const { bytes } of Object.values(tensors)) {
    data.set(bytes, begin);
    begin += bytes.length;
  }
  return rawSafetensors(JSON.stringify(header), data);
}

/** A float32 tensor of this shape that counts 1, 2, 3 ... from `first`. */
export function counting(shape: number[], first = 1): TensorSource {
  const size = shape.reduce((product, length) => product * length, 1);
  const values = Float32Array.from({ length: size }, (_, at) => first + at);
  return { dtype: 'F32', shape, bytes: new Uint8Array(values.buffer) };
}
