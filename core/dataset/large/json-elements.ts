/** Hands on the elements of the lists of a JSON file, or the values of NDJSON, one after the other. */

import type { Encoding } from '../../contract/specs';
import { JsonParser, type JsonValue } from '../json-values';
import { afterLastMark, decodeLarge } from './decode';
import type { LargeFile } from './machine';

/** Characters read at once. */
const SLICE = 1 << 18;
/** Characters of one element, or of what stands outside of lists, that are held at most. */
const MOST_HELD = 32 << 20;

export interface JsonText {
  file: LargeFile;
  format: 'json' | 'ndjson';
  encoding: Encoding;
}

export interface JsonElement {
  value: JsonValue;
  /** The member whose value the list is; null for the outermost one. */
  member: string | null;
  /** Number of the list among all that begin in the file. */
  list: number;
  /** File line where each element has its own; else 0. */
  line: number;
}

/**
 * The whole value with its lists left empty; null where more of it would have to be held than memory is given for.
 * @throws json/syntax, file/encoding, file/binary, and what `each` and `reached` throw
 */
export async function readElements(
  text: JsonText,
  each: (element: JsonElement) => void | Promise<void>,
  reached: (share: number) => Promise<void>,
): Promise<JsonValue | null> {
  return await (text.format === 'json' ? readWhole : readLines)(text, each, reached);
}

const readWhole: typeof readElements = async ({ file, encoding }, each, reached) => {
  let waiting: JsonElement[] = [];
  let list = -1;
  let name: string | null = null;
  const parser = new JsonParser(file.name, 1, {
    begin(member) {
      list++;
      name = member;
    },
    take: (value) => void waiting.push({ value, member: name, list, line: 0 }),
  });
  for await (const piece of decodeLarge(file, encoding, afterLastMark)) {
    for (let from = 0; from < Math.max(1, piece.text.length); from += SLICE) {
      parser.add(piece.text.slice(from, from + SLICE), piece.last && from + SLICE >= piece.text.length);
      if (parser.held > MOST_HELD) return null;
      for (const element of waiting) await each(element);
      waiting = [];
      await reached(piece.end / file.bytes);
    }
  }
  return parser.value;
};

const readLines: typeof readElements = async ({ file, encoding }, each, reached) => {
  let line = 1;
  let parser: JsonParser | null = null;
  let held = 0;
  for await (const piece of decodeLarge(file, encoding, afterLastMark)) {
    for (let from = 0; from < piece.text.length;) {
      const end = piece.text.indexOf('\n', from);
      const to = Math.min(end < 0 ? piece.text.length : end, from + SLICE);
      const part = piece.text.slice(from, to);
      const ends = to === end || (piece.last && to === piece.text.length);
      from = to === end ? to + 1 : to;
      if (parser === null && part.trim() !== '') parser = new JsonParser(file.name, line);
      held += part.length;
      if (held > MOST_HELD) return null;
      parser?.add(part, ends);
      if (!ends) {
        await reached(piece.end / file.bytes);
        continue;
      }
      if (parser !== null) await each({ value: parser.value, member: null, list: 0, line });
      parser = null;
      held = 0;
      line++;
    }
    await reached(piece.end / file.bytes);
  }
  return [];
};
