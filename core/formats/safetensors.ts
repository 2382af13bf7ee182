/** Reads `.safetensors` files: a JSON header of names, types, shapes and offsets, then the tensors' bytes. */

import { WorkbenchError } from '../contract/errors';
import { readFloats } from './floats';
import type { Tensor } from './tensor';

/** Why a header was refused: the `reason` of `safetensors/header`. */
export type HeaderFault =
  | 'too-short'
  | 'header-length'
  | 'not-utf8'
  | 'not-json'
  | 'not-an-object'
  | 'duplicate-name'
  | 'bad-entry'
  | 'size-mismatch'
  | 'overlap'
  | 'unused-bytes';

interface Entry {
  name: string;
  dtype: string;
  shape: number[];
  begin: number;
  end: number;
}

/** The official reader's limit on the header, in bytes. */
const HEADER_LIMIT = 100_000_000;

/** Bytes of one value; of types that are not here only the offsets are checked. */
const VALUE_BYTES: Record<string, number> = {
  F64: 8,
  I64: 8,
  U64: 8,
  C64: 8,
  F32: 4,
  I32: 4,
  U32: 4,
  F16: 2,
  BF16: 2,
  I16: 2,
  U16: 2,
  I8: 1,
  U8: 1,
  BOOL: 1,
  F8_E4M3: 1,
  F8_E5M2: 1,
  F8_E8M0: 1,
};

/**
 * Checks the whole header against the file's size before any tensor is touched, as the format demands: every tensor
 * inside the file, none over another, no byte unused, each as large as its shape and type say.
 * Throws `safetensors/header` or `safetensors/out-of-bounds`.
 */
export function readSafetensors(file: string, bytes: Uint8Array): Tensor[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 10) throw headerError(file, 'too-short');
  const headerLength = view.getBigUint64(0, true);
  if (headerLength < 2n || headerLength > BigInt(Math.min(HEADER_LIMIT, bytes.length - 8)))
    throw headerError(file, 'header-length');
  const dataStart = 8 + Number(headerLength);
  const header = parseHeader(file, bytes.subarray(8, dataStart));
  const entries = Object.entries(header)
    .filter(([name]) => name !== '__metadata__')
    .map(([name, value]) => checkEntry(file, name, value, bytes.length - dataStart));
  checkCoverage(file, entries, bytes.length - dataStart);
  return entries.map(({ name, dtype, shape, begin, end }) => ({
    name,
    dtype,
    shape,
    read: () => readFloats({ file, tensor: name, dtype }, view, dataStart + begin, dataStart + end),
  }));
}

/** The texts that stand beside the tensors, of a file that `readSafetensors` has read; what is no text is left out. */
export function safetensorsMetadata(file: string, bytes: Uint8Array): Record<string, string> {
  const length = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
  const header = parseHeader(file, bytes.subarray(8, 8 + length));
  const [, metadata] = Object.entries(header).find(([name]) => name === '__metadata__') ?? [];
  const texts = isObject(metadata) ? Object.entries(metadata) : [];
  return Object.fromEntries(texts.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

function headerError(file: string, reason: HeaderFault): WorkbenchError {
  return new WorkbenchError('safetensors/header', { file, reason });
}

function parseHeader(file: string, bytes: Uint8Array): object {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw headerError(file, 'not-utf8');
  }
  let header: unknown;
  try {
    header = JSON.parse(text);
  } catch {
    throw headerError(file, 'not-json');
  }
  if (!isObject(header)) throw headerError(file, 'not-an-object');
  if (hasDuplicateName(text)) throw headerError(file, 'duplicate-name');
  return header;
}

/** JSON.parse keeps the last of two equal names in silence; this looks at the names of valid JSON's outermost object. */
function hasDuplicateName(json: string): boolean {
  const names = new Set<string>();
  let depth = 0;
  for (const [token, text, colon] of json.matchAll(/("(?:[^"\\]|\\.)*")(\s*:)?|[{}[\]]/g)) {
    if (token === '{' || token === '[') depth++;
    else if (token === '}' || token === ']') depth--;
    else if (colon !== undefined && depth === 1) {
      const name = JSON.parse(text) as string;
      if (names.has(name)) return true;
      names.add(name);
    }
  }
  return false;
}

function checkEntry(file: string, name: string, value: unknown, dataBytes: number): Entry {
  if (!isObject(value)) throw headerError(file, 'bad-entry');
  const { dtype, shape, data_offsets: offsets } = value as Record<string, unknown>;
  if (typeof dtype !== 'string' || !isCounts(shape) || !isCounts(offsets) || offsets.length !== 2)
    throw headerError(file, 'bad-entry');
  const [begin, end] = offsets;
  if (begin > end || end > dataBytes)
    throw new WorkbenchError('safetensors/out-of-bounds', { file, tensor: name, begin, end, bytes: dataBytes });
  const valueBytes = Object.hasOwn(VALUE_BYTES, dtype) ? VALUE_BYTES[dtype] : null;
  // A product past 2^53 is inexact, but then far from any size that a file can have.
  const size = shape.reduce((product, length) => product * length, 1);
  if (valueBytes !== null && size * valueBytes !== end - begin) throw headerError(file, 'size-mismatch');
  return { name, dtype, shape, begin, end };
}

function checkCoverage(file: string, entries: Entry[], dataBytes: number): void {
  const inOrder = entries.toSorted((a, b) => a.begin - b.begin || a.end - b.end);
  let covered = 0;
  for (const { begin, end } of inOrder) {
    if (begin < covered) throw headerError(file, 'overlap');
    if (begin > covered) throw headerError(file, 'unused-bytes');
    covered = end;
  }
  if (covered !== dataBytes) throw headerError(file, 'unused-bytes');
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCounts(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((item) => Number.isSafeInteger(item) && item >= 0);
}
