/** Reads a dataset file of any supported format: recognises what was not chosen and says so, step by step. */

import { WorkbenchError } from '../contract/errors';
import type { ReadingSpec } from '../contract/specs';
import type { Assumption } from '../contract/views';
import { readArff } from './arff-file';
import { readDelimited, type TextSource } from './delimited-file';
import { decodePieces, recogniseEncoding, type TextPiece } from './encoding';
import { extensionOf, recogniseTextFormat } from './format';
import { readNpy } from './npy-file';
import { isNpy } from './npy-header';
import type { ReadResult, SourceFile } from './part';
import { readTs } from './ts-file';

/**
 * Reads the file. The generator yields the bytes handled so far, about every 128 KB; it may be left at any yield.
 * What is chosen in `reading` is followed, everything else is recognised and listed in `assumptions`. Where no series
 * can be made of a table that can be shown, `series` is null and `problem` says why.
 * @throws file/empty, file/binary, file/encoding, file/format-unknown, ts/header, ts/no-data, arff/header, npy/header,
 *   npy/dtype, npy/shape, npy/truncated
 */
export function* readDataset(file: SourceFile, reading: ReadingSpec): Generator<number, ReadResult> {
  if (file.bytes.length === 0) throw new WorkbenchError('file/empty', { file: file.name });
  const magic = isNpy(file.bytes);
  if (reading.format === 'npy' || (reading.format === undefined && (magic || extensionOf(file.name) === 'npy'))) {
    const reason = magic ? 'content' : 'extension';
    const assumptions: Assumption[] =
      reading.format === undefined
        ? [{ setting: 'format', reason, params: { extension: extensionOf(file.name) } }]
        : [];
    return yield* readNpy(file, reading, assumptions);
  }
  const text = openText(file, reading);
  yield 0;
  const recognised = reading.format === undefined ? recogniseTextFormat(file.name, text.first.text) : null;
  if (recognised !== null) text.assumptions.unshift(recognised.assumption);
  switch (recognised?.format ?? reading.format) {
    case 'ts':
      return yield* readTs(file, reading, text);
    case 'arff':
      return yield* readArff(file, reading, text);
    case 'ucr':
      return yield* readDelimited(file, reading, 'ucr', text);
    default:
      return yield* readDelimited(file, reading, 'csv', text);
  }
}

function openText(file: SourceFile, reading: ReadingSpec): TextSource {
  const assumptions: Assumption[] = [];
  let { encoding } = reading;
  if (encoding === undefined) {
    const recognised = recogniseEncoding(file);
    ({ encoding } = recognised);
    assumptions.push({ setting: 'encoding', reason: recognised.reason, params: { encoding } });
  }
  const rest = decodePieces(file, encoding);
  const first = rest.next().value as TextPiece;
  return { encoding, assumptions, first, pieces: startingWith(first, rest) };
}

function* startingWith(first: TextPiece, rest: Iterable<TextPiece>): Generator<TextPiece> {
  yield first;
  yield* rest;
}
