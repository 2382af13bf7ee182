/** Reads a dataset file of any supported format: recognises what was not chosen and says so, step by step. */

import { WorkbenchError } from '../contract/errors';
import type { ReadingSpec } from '../contract/specs';
import type { Assumption } from '../contract/views';
import { readArff } from './arff-file';
import { readDelimited, type TextSource } from './delimited-file';
import { decodePieces, settleEncoding, type TextPiece } from './encoding';
import { extensionOf, recogniseTextFormat } from './format';
import { isGzip, unpackGzip } from './gzip';
import { readNpy } from './npy-file';
import { readJson } from './json-file';
import { isNpy } from './npy-header';
import { readNpz } from './npz-file';
import type { ReadResult, SourceFile } from './part';
import { inShare } from './share';
import { readTs } from './ts-file';
import { readTsf } from './tsf-file';
import { readXlsx } from './xlsx-file';
import { isZip, readZipEntries } from '../bytes/zip';

/** Share of the work that is unpacking, where a file is packed. */
const UNPACKING_SHARE = 0.3;

/**
 * Reads the file, unpacking it first where it is packed with gzip. The generator yields the bytes handled so far, about every 128 KB; it may be left at any yield.
 * What is chosen in `reading` is followed, everything else is recognised and listed in `assumptions`. Where no series
 * can be made of a table that can be shown, `series` is null and `problem` says why.
 * @throws file/empty, file/binary, file/encoding, file/format-unknown, archive/broken, archive/too-large, ts/header,
 *   ts/no-data, arff/header, npy/header, npy/dtype, npy/shape, npy/truncated
 */
export function* readDataset(file: SourceFile, reading: ReadingSpec): Generator<number, ReadResult> {
  if (!isGzip(file.bytes)) return yield* readPlain(file, reading);
  const packed = file.bytes.length;
  const bytes = yield* inShare(unpackGzip(file), packed, [0, UNPACKING_SHARE * packed]);
  const reader = readPlain({ name: file.name, bytes }, reading);
  const result = yield* inShare(reader, bytes.length, [UNPACKING_SHARE * packed, packed]);
  const unpacked: Assumption = { setting: 'unpacked', reason: 'gzip', params: { bytes: bytes.length } };
  return { ...result, assumptions: [unpacked, ...result.assumptions] };
}

function* readPlain(file: SourceFile, reading: ReadingSpec): Generator<number, ReadResult> {
  if (file.bytes.length === 0) throw new WorkbenchError('file/empty', { file: file.name });
  const binary = binaryFormat(file, reading);
  if (binary !== null) {
    const { format, assumptions } = binary;
    const readers = { npy: readNpy, npz: readNpz, xlsx: readXlsx };
    return yield* readers[format](file, reading, assumptions);
  }
  const opening = openText(file, reading);
  let opened = opening.next();
  for (; !opened.done; opened = opening.next()) yield 0;
  const text = opened.value;
  yield 0;
  const recognised = reading.format === undefined ? recogniseTextFormat(file.name, text.first.text) : null;
  if (recognised !== null) text.assumptions.unshift(recognised.assumption);
  switch (recognised?.format ?? reading.format) {
    case 'ts':
      return yield* readTs(file, reading, text);
    case 'tsf':
      return yield* readTsf(file, reading, text);
    case 'json':
      return yield* readJson(file, reading, 'json', text);
    case 'ndjson':
      return yield* readJson(file, reading, 'ndjson', text);
    case 'arff':
      return yield* readArff(file, reading, text);
    case 'ucr':
      return yield* readDelimited(file, reading, 'ucr', text);
    default:
      return yield* readDelimited(file, reading, 'csv', text);
  }
}

const BINARY_FORMATS = ['npy', 'npz', 'xlsx'] as const;
type BinaryFormat = (typeof BINARY_FORMATS)[number];

/** The chosen format, or that of the first bytes or the name, if it is none of text. */
function binaryFormat(
  file: SourceFile,
  reading: ReadingSpec,
): { format: BinaryFormat; assumptions: Assumption[] } | null {
  const among = (name: string | undefined) => BINARY_FORMATS.find((format) => format === name) ?? null;
  if (reading.format !== undefined) {
    const format = among(reading.format);
    return format === null ? null : { format, assumptions: [] };
  }
  const extension = extensionOf(file.name);
  const recognised = isNpy(file.bytes) ? 'npy' : isZip(file.bytes) ? archiveFormat(file) : null;
  const format = recognised ?? among(extension);
  if (format === null) return null;
  const reason = recognised === null ? 'extension' : 'content';
  return { format, assumptions: [{ setting: 'format', reason, params: { extension } }] };
}

/** @throws archive/broken */
function archiveFormat(file: SourceFile): BinaryFormat {
  return readZipEntries(file).some(({ name }) => /^xl\/workbook\.xml$/i.test(name)) ? 'xlsx' : 'npz';
}

export function* openText(file: SourceFile, reading: ReadingSpec): Generator<void, TextSource> {
  const assumptions: Assumption[] = [];
  let { encoding } = reading;
  if (encoding === undefined) {
    const recognised = yield* settleEncoding(file);
    ({ encoding } = recognised);
    assumptions.push({ setting: 'encoding', reason: recognised.reason, params: { encoding, ...recognised.params } });
  }
  const rest = decodePieces(file, encoding);
  const first = rest.next().value as TextPiece;
  return { encoding, assumptions, first, pieces: startingWith(first, rest) };
}

function* startingWith(first: TextPiece, rest: Iterable<TextPiece>): Generator<TextPiece> {
  yield first;
  yield* rest;
}
