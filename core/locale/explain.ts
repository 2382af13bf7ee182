/** Turns an error's code and parameters into words: what is wrong, where, and what to do. */

import type { Language } from '../contract/api';
import type { ErrorCode, ErrorPayload } from '../contract/errors';
import { common } from './common';
import type { ErrorGroup, ErrorText } from './error-text';
import { errors } from './errors';
import { formatBytes, formatNumber, shorten } from './format';
import { kernel } from './kernel';
import type { Pair } from './pairs';
import { fill } from './pairs';

export interface Explanation {
  title: string;
  /** A whole sentence that itself begins with `where`, if there is one. */
  what: string;
  /** The file, line and column, e.g. `walk.csv, line 3, column 2`; empty where there is none. */
  where: string;
  cure: string;
}

type Value = string | number | readonly (string | number)[];

const LONGEST_LIST = 8;
const LONGEST_TEXT = 60;
const LONGEST_REASON = 160;

const SIZE_NAMES = new Set(['bytes', 'limit', 'min', 'max']);
/** Codes whose numbers of these names are sizes for people, not offsets in a file. */
const SIZES: readonly ErrorCode[] = [
  'file/too-large',
  'archive/too-large',
  'model/too-large',
  'hdf5/too-large',
  'run/too-large',
  'run/gates-too-large',
  'data/store-full',
  'evaluation/forest-too-large',
  'evaluation/ridge-too-large',
  'table/memory',
];
/** Codes whose lists are the shapes of arrays. */
const SHAPES: readonly ErrorCode[] = ['npy/shape', 'weights/shape', 'keras/shape', 'onnx/shape'];
/** Codes whose `name` is a setting's field, not a column of the user's. */
const SETTINGS: readonly ErrorCode[] = ['model/out-of-range', 'evaluation/out-of-range', 'data/synthetic'];

/** Explains an error in a language; the same payload gives the same words everywhere. */
export function explain(language: Language, payload: ErrorPayload): Explanation {
  const text: ErrorText = errors[payload.code];
  const params = payload.params as Readonly<Record<string, Value>>;
  const where = place(language, params);
  const words: Record<string, string> = { where };
  for (const [name, value] of Object.entries(params)) words[name] = word(language, payload.code, name, value);
  return {
    title: fill(language, text.title ?? errors.titles[groupOf(payload.code)]),
    what: fill(language, text.what, words),
    where,
    cure: fill(language, text.cure, words),
  };
}

function groupOf(code: ErrorCode): ErrorGroup {
  return code.slice(0, code.indexOf('/')) as ErrorGroup;
}

/** Formats without lines carry line 0, or none. */
function place(language: Language, { file, line, column }: Readonly<Record<string, Value | undefined>>): string {
  if (typeof file !== 'string') return '';
  const known = { file: shorten(file, LONGEST_TEXT), line: Number(line), column: Number(column) };
  if (!(known.line > 0)) return known.file;
  return fill(language, known.column > 0 ? errors.places.column : errors.places.line, known);
}

function word(language: Language, code: ErrorCode, name: string, value: Value): string {
  if (typeof value === 'number') {
    if (SIZES.includes(code) && SIZE_NAMES.has(name)) return formatBytes(value);
    return name === 'line' || name === 'column' ? String(value) : formatNumber(value);
  }
  if (code === 'export/left-out' && typeof value === 'object') {
    return list(
      language,
      value.map((content) => known(language, errors.contents, String(content), LONGEST_TEXT)),
    );
  }
  if (typeof value === 'object') return SHAPES.includes(code) ? `(${value.join(', ')})` : list(language, value);
  if (name === 'reason' || name === 'expected')
    return known(language, errors.reasons, value.split('\n', 1)[0], LONGEST_REASON);
  if (name === 'feature') return known(language, errors.weightKinds, value, LONGEST_TEXT);
  if (code === 'kernel/unavailable' && name === 'kind') return known(language, kernel.names, value, LONGEST_TEXT);
  if (name === 'part') return known(language, common.part, value, LONGEST_TEXT);
  if (name === 'name' && SETTINGS.includes(code)) return known(language, errors.names, value, LONGEST_TEXT);
  return shorten(value, name === 'argument' || name === 'option' ? LONGEST_REASON : LONGEST_TEXT);
}

/** The text whose key is `value`, or the value itself. */
function known(language: Language, texts: Readonly<Record<string, Pair>>, value: string, longest: number): string {
  return Object.hasOwn(texts, value) ? fill(language, texts[value]) : shorten(value, longest);
}

function list(language: Language, values: readonly (string | number)[]): string {
  const shown = values
    .slice(0, LONGEST_LIST)
    .map((value) => (typeof value === 'number' ? String(value) : shorten(value, LONGEST_TEXT)));
  const hidden = values.length - shown.length;
  if (hidden > 0) shown.push(fill(language, errors.places.more, { count: hidden }));
  return fill(language, ['{list}', '{list}'], { list: shown });
}
