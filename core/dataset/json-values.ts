/** Reads JSON text into plain values piece by piece; scalars keep the letters that the file has for them. */

import { WorkbenchError } from '../contract/errors';

/** A scalar as the text of a cell (a string without its quotation marks), a list, or members in their order; a repeated name keeps its last value. */
export type JsonValue = string | JsonValue[] | Map<string, JsonValue>;

/**
 * Takes the elements of the outermost list, or of the lists that are members of the outermost object, as they come. Where
 * somebody does, the value that is read holds those lists empty.
 */
export interface ElementTaker {
  /** A list begins: the member of this name, or the outermost one. */
  begin(member: string | null): void;
  take(element: JsonValue): void;
}

const CHARACTERS_AT_ONCE = 1 << 18;
const DEEPEST = 32;
const SPACE = /[ \t\n\r]*/y;
const STRING = /"([^"\\\n]*(?:\\.[^"\\\n]*)*)"/y;
/** Python writes NaN and Infinity, which the standard has not. */
const WORD = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null|NaN|-?Infinity)(?!\w)/y;
/** What may be the beginning of a string or of a word. */
const BEGUN_STRING = /"[^"\\\n]*(?:\\.[^"\\\n]*)*\\?/y;
const BEGUN_WORD = /[\w.+-]*/y;

/** An open list or object. */
interface Open {
  value: JsonValue[] | Map<string, JsonValue>;
  /** The member whose value is awaited. */
  name: string;
  /** Whether the elements are taken as they come. */
  taken: boolean;
}

type Awaited = 'value' | 'first-element' | 'first-name' | 'name' | 'colon' | 'comma' | 'end';

export class JsonParser {
  /** The value that the whole text is, once its last piece was added. */
  value: JsonValue = '';
  /** Characters read since an element was taken. */
  held = 0;
  private text = '';
  private at = 0;
  /** What cannot be read to its end is tried again when there is so much of it. */
  private wanted = 0;
  /** Characters of the line that stand before `text`. */
  private before = 0;
  private awaited: Awaited = 'value';
  private readonly open: Open[] = [];

  /** @param line file line of the text's first character */
  constructor(
    private readonly file: string,
    private line = 1,
    private readonly taker: ElementTaker | null = null,
  ) {}

  /** Reads the next piece of the text as far as that goes. @throws json/syntax with line and column */
  add(piece: string, last: boolean): void {
    this.text += piece;
    this.held += piece.length;
    if (!last && this.text.length < this.wanted) return;
    while (this.step(last)) continue;
    this.wanted = last ? 0 : (this.text.length - this.at) * 2;
    const done = this.text.slice(0, this.at);
    const end = done.lastIndexOf('\n');
    this.line += linesIn(done);
    this.before = end < 0 ? this.before + done.length : done.length - end - 1;
    this.text = this.text.slice(this.at);
    this.at = 0;
  }

  /** Reads one token; false where there is not enough text for it. */
  private step(last: boolean): boolean {
    SPACE.lastIndex = this.at;
    SPACE.test(this.text);
    this.at = SPACE.lastIndex;
    if (this.at >= this.text.length && !last) return false;
    const mark = this.text[this.at];
    const { open } = this;
    switch (this.awaited) {
      case 'first-element':
        if (mark === ']') return this.close();
        return this.readValue(last);
      case 'value':
        return this.readValue(last);
      case 'first-name':
        if (mark === '}') return this.close();
        return this.readName(last);
      case 'name':
        return this.readName(last);
      case 'colon':
        if (mark !== ':') return this.fail('ColonExpected');
        this.at++;
        this.awaited = 'value';
        return true;
      case 'comma': {
        const list = Array.isArray(open[open.length - 1].value);
        if (mark === (list ? ']' : '}')) return this.close();
        if (mark !== ',') return this.fail(list ? 'CloseBracketExpected' : 'CloseBraceExpected');
        this.at++;
        this.awaited = list ? 'value' : 'name';
        return true;
      }
      case 'end':
        return this.at < this.text.length ? this.fail('EndOfFileExpected') : false;
    }
  }

  private readName(last: boolean): boolean {
    const name = this.readString(last, 'PropertyNameExpected');
    if (name === null) return false;
    this.open[this.open.length - 1].name = name;
    this.awaited = 'colon';
    return true;
  }

  /** Reads a scalar, or opens a list or an object. */
  private readValue(last: boolean): boolean {
    const first = this.text[this.at];
    if (first === '[' || first === '{') return this.begin(first === '[');
    const scalar = first === '"' ? this.readString(last, '') : this.readWord(last);
    if (scalar === null) return false;
    this.took(scalar);
    return true;
  }

  private readString(last: boolean, reason: string): string | null {
    const { text, at } = this;
    if (at < text.length && text[at] !== '"') return this.fail(reason);
    STRING.lastIndex = at;
    const match = STRING.exec(text);
    if (match === null) {
      BEGUN_STRING.lastIndex = at;
      if (!last && BEGUN_STRING.test(text) && BEGUN_STRING.lastIndex === text.length) return null;
      return this.fail(at < text.length ? 'UnexpectedEndOfString' : reason);
    }
    if (!match[1].includes('\\')) {
      this.at = STRING.lastIndex;
      return match[1];
    }
    try {
      const string = JSON.parse(match[0]) as string;
      this.at += match[0].length;
      return string;
    } catch {
      return this.fail('InvalidEscapeCharacter');
    }
  }

  private readWord(last: boolean): string | null {
    const { text, at } = this;
    WORD.lastIndex = at;
    const match = WORD.exec(text);
    BEGUN_WORD.lastIndex = at;
    // More of a word may follow.
    if (!last && BEGUN_WORD.test(text) && BEGUN_WORD.lastIndex === text.length) return null;
    if (match === null) return this.fail(at < text.length ? 'InvalidSymbol' : 'ValueExpected');
    this.at += match[0].length;
    return match[0];
  }

  private begin(list: boolean): boolean {
    const { open, taker } = this;
    if (open.length >= DEEPEST) return this.fail('too-deep');
    const outer = open.length === 0 ? null : open[0];
    const taken = taker !== null && list && (outer === null || (open.length === 1 && outer.value instanceof Map));
    if (taken) taker.begin(outer?.name ?? null);
    open.push({ value: list ? [] : new Map<string, JsonValue>(), name: '', taken });
    this.at++;
    this.awaited = list ? 'first-element' : 'first-name';
    return true;
  }

  private close(): boolean {
    this.at++;
    this.took((this.open.pop() as Open).value);
    return true;
  }

  private took(value: JsonValue): void {
    const parent = this.open.at(-1);
    this.awaited = parent === undefined ? 'end' : 'comma';
    if (parent === undefined) this.value = value;
    else if (parent.taken) {
      this.held = 0;
      this.taker?.take(value);
    } else if (Array.isArray(parent.value)) parent.value.push(value);
    else parent.value.set(parent.name, value);
  }

  private fail(reason: string): never {
    const done = this.text.slice(0, this.at);
    const end = done.lastIndexOf('\n');
    const column = end < 0 ? this.before + done.length + 1 : done.length - end;
    throw new WorkbenchError('json/syntax', { file: this.file, line: this.line + linesIn(done), column, reason });
  }
}

function linesIn(text: string): number {
  let lines = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++;
  return lines;
}

/**
 * The value that the whole text is. Yields the characters read so far.
 * @param firstLine file line of the text's first character
 * @throws json/syntax with line and column
 */
export function* parseJson(file: string, text: string, firstLine = 1): Generator<number, JsonValue> {
  const parser = new JsonParser(file, firstLine);
  for (let from = 0; ; from += CHARACTERS_AT_ONCE) {
    const to = from + CHARACTERS_AT_ONCE;
    parser.add(text.slice(from, to), to >= text.length);
    if (to >= text.length) return parser.value;
    yield to;
  }
}
