/** Reads JSON text into plain values step by step; scalars keep the letters that the file has for them. */

import { WorkbenchError } from '../contract/errors';

/** A scalar as the text of a cell (a string without its quotation marks), a list, or members in their order; a repeated name keeps its last value. */
export type JsonValue = string | JsonValue[] | Map<string, JsonValue>;

const CHARACTERS_BETWEEN_YIELDS = 1 << 18;
const DEEPEST = 32;
const SPACE = /[ \t\n\r]*/y;
const STRING = /"([^"\\\n]*(?:\\.[^"\\\n]*)*)"/y;
/** Python writes NaN and Infinity, which the standard has not. */
const WORD = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null|NaN|-?Infinity)(?!\w)/y;

/** An open list or object. */
interface Open {
  value: JsonValue[] | Map<string, JsonValue>;
  /** The member whose value is awaited. */
  name: string;
}

/**
 * The value that the whole text is. Yields the characters read so far.
 * @param firstLine file line of the text's first character
 * @throws json/syntax with line and column
 */
export function* parseJson(file: string, text: string, firstLine = 1): Generator<number, JsonValue> {
  let at = 0;
  let yielded = 0;
  const open: Open[] = [];
  const fail = (place: number, reason: string): never => {
    const before = text.slice(0, place);
    const line = before.split('\n').length - 1 + firstLine;
    throw new WorkbenchError('json/syntax', { file, line, column: place - before.lastIndexOf('\n'), reason });
  };
  const skip = () => {
    SPACE.lastIndex = at;
    SPACE.test(text);
    at = SPACE.lastIndex;
  };
  const string = (): string => {
    STRING.lastIndex = at;
    const match = STRING.exec(text);
    if (match === null) return fail(at, text[at] === '"' ? 'UnexpectedEndOfString' : 'PropertyNameExpected');
    const start = at;
    at = STRING.lastIndex;
    if (!match[1].includes('\\')) return match[1];
    try {
      return JSON.parse(match[0]) as string;
    } catch {
      return fail(start, 'InvalidEscapeCharacter');
    }
  };
  const name = (into: Open): void => {
    into.name = string();
    skip();
    if (text[at] !== ':') fail(at, 'ColonExpected');
    at++;
    skip();
  };
  /** Reads a scalar, or opens a list or an object that is not empty. */
  const value = (): JsonValue | null => {
    const first = text[at];
    if (first === '"') return string();
    if (first === '[' || first === '{') {
      if (open.length >= DEEPEST) fail(at, 'too-deep');
      const made: Open['value'] = first === '[' ? [] : new Map<string, JsonValue>();
      at++;
      skip();
      if (text[at] === (first === '[' ? ']' : '}')) {
        at++;
        return made;
      }
      const opened = { value: made, name: '' };
      open.push(opened);
      if (first === '{') name(opened);
      return null;
    }
    WORD.lastIndex = at;
    const match = WORD.exec(text);
    if (match === null) return fail(at, at < text.length ? 'InvalidSymbol' : 'ValueExpected');
    at = WORD.lastIndex;
    return match[0];
  };

  skip();
  for (;;) {
    let read = value();
    while (read !== null) {
      skip();
      const parent = open.at(-1);
      if (parent === undefined) {
        if (at < text.length) fail(at, 'EndOfFileExpected');
        return read;
      }
      const list = Array.isArray(parent.value);
      if (Array.isArray(parent.value)) parent.value.push(read);
      else parent.value.set(parent.name, read);
      const mark = text[at];
      if (mark === ',') {
        at++;
        skip();
        if (!list) name(parent);
        break;
      }
      if (mark !== (list ? ']' : '}')) fail(at, list ? 'CloseBracketExpected' : 'CloseBraceExpected');
      at++;
      read = parent.value;
      open.pop();
    }
    if (at - yielded > CHARACTERS_BETWEEN_YIELDS) {
      yielded = at;
      yield at;
    }
  }
}
