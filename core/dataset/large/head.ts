/** Looks at the beginning of a large file: how its text is encoded and written. */

import type { Format, ReadingSpec } from '../../contract/specs';
import { isGzip } from '../gzip';
import { ByteJudge } from '../byte-judge';
import type { TextSource } from '../delimited-file';
import { encodingOf, type RecognisedEncoding } from '../encoding';
import { recogniseTextFormat } from '../format';
import { isNpy } from '../npy-header';
import { openText } from '../read';
import { isZip } from '../../bytes/zip';
import { afterLastLine, afterLastMark } from './decode';
import type { Pieces } from './machine';

const HEAD_BYTES = 1 << 20;
/** What holds no line end for so long is no table. */
const LONGEST_HEAD = 64 << 20;

export interface Head {
  format: Format;
  text: TextSource;
}

/**
 * What the text of the file is by its beginning; null where it is no text, or packed.
 * @throws file/empty, file/binary, file/encoding
 */
export async function readHead(
  name: string,
  file: Pieces,
  reading: ReadingSpec,
  judged: RecognisedEncoding | null = null,
): Promise<Head | null> {
  let bytes = await file.read(0, HEAD_BYTES);
  if (isGzip(bytes) || isNpy(bytes) || isZip(bytes)) return null;
  const given = judged === null ? reading : { ...reading, encoding: judged.encoding };
  for (;;) {
    const whole = bytes.length >= file.bytes;
    const text = whole ? openHead(name, bytes, given) : openHead(name, wholeLines(bytes, given), given);
    const recognised = reading.format === undefined ? recogniseTextFormat(name, text.first.text) : null;
    // JSON may be one line however large it is.
    const isJson = (recognised?.format ?? reading.format)?.endsWith('json') === true;
    if (whole || isJson || !text.first.last || bytes.length > LONGEST_HEAD) {
      if (judged !== null) {
        const { encoding, reason, params } = judged;
        text.assumptions.push({ setting: 'encoding', reason, params: { encoding, ...params } });
      }
      if (recognised !== null) text.assumptions.unshift(recognised.assumption);
      return { format: recognised?.format ?? reading.format ?? 'csv', text };
    }
    bytes = await file.read(0, bytes.length * 2);
  }
}

function openHead(name: string, bytes: Uint8Array, reading: ReadingSpec): TextSource {
  const opening = openText({ name, bytes }, reading);
  let opened = opening.next();
  while (opened.done !== true) opened = opening.next();
  return opened.value;
}

/** The bytes up to their last line end, in whichever encoding, or up to a mark between values; all where there is none. */
function wholeLines(bytes: Uint8Array, { encoding }: ReadingSpec): Uint8Array {
  const wide =
    encoding?.startsWith('utf-16') ?? (bytes.length > 1 && (bytes[0] === 0 || bytes[1] === 0 || bytes[0] >= 0xfe));
  if (!wide) return bytes.subarray(0, afterLastLine(bytes, 'utf-8') || afterLastMark(bytes, 'utf-8') || bytes.length);
  const low = encoding === 'utf-16be' || bytes[0] === 0xfe || bytes[0] === 0 ? 'utf-16be' : 'utf-16le';
  return bytes.subarray(0, afterLastLine(bytes, low) || bytes.length & ~1);
}

/** What the whole file is encoded in, where its beginning could be anything; UTF-8 where nothing fits. */
export async function judgeEncoding(
  file: Pieces,
  reached: (share: number) => Promise<void>,
): Promise<RecognisedEncoding> {
  const judge = new ByteJudge();
  for (let from = 0; from < file.bytes; from += HEAD_BYTES) {
    judge.add(await file.read(from, from + HEAD_BYTES));
    await reached(from / file.bytes);
  }
  return encodingOf(judge.verdict());
}
