/** Cuts an SQL condition into tokens, as far as it takes to find names and to see that it stays within its parentheses. */

import { WorkbenchError } from '../../contract/errors';

export interface Token {
  kind: 'name' | 'quoted' | 'text' | 'number' | 'open' | 'close' | 'other';
  /** Where it begins, in UTF-16 units from 0, and one past its end. */
  from: number;
  to: number;
  /** What a name or quoted name stands for; of other tokens their characters. */
  value: string;
}

const NAME = /[\p{L}_][\p{L}\p{N}_$]*/uy;
const NUMBER = /(?:\d[\d_]*\.?[\d_]*|\.\d+)(?:[eE][+-]?\d+)?/y;
/** What could end the condition, hide a part of it, or ask for a value from outside. */
const REFUSED = /;|--|\/\*|\$|\?|#|\\|\0/y;

/** @throws filter/syntax, filter/unclosed */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  const opened: number[] = [];
  for (let at = 0; at < text.length;) {
    const character = text[at];
    if (/\s/.test(character)) {
      at++;
      continue;
    }
    const token = tokenAt(text, at);
    if (token.kind === 'open') opened.push(at);
    if (token.kind === 'close' && opened.pop() === undefined) throw refused(token);
    tokens.push(token);
    at = token.to;
  }
  if (opened.length > 0) {
    throw new WorkbenchError('filter/unclosed', { mark: '(', position: opened[opened.length - 1] + 1 });
  }
  return tokens;
}

function tokenAt(text: string, from: number): Token {
  const character = text[from];
  if (character === "'" || character === '"') return quotedAt(text, from, character);
  const end = (pattern: RegExp): number => {
    pattern.lastIndex = from;
    return pattern.test(text) ? pattern.lastIndex : -1;
  };
  const made = (kind: Token['kind'], to: number): Token => ({ kind, from, to, value: text.slice(from, to) });
  if (end(REFUSED) > 0) throw refused(made('other', end(REFUSED)));
  const name = end(NAME);
  // Such as e'...', whose backslashes may hide a quotation mark.
  if (name > 0 && text[name] === "'") throw refused(made('name', name));
  if (name > 0) return made('name', name);
  const number = end(NUMBER);
  if (number > 0) return made('number', number);
  return made(character === '(' ? 'open' : character === ')' ? 'close' : 'other', from + 1);
}

/** Two marks in a row stand for one. */
function quotedAt(text: string, from: number, mark: string): Token {
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] !== mark) continue;
    if (text[at + 1] === mark) at++;
    else {
      const value = text.slice(from + 1, at).replaceAll(mark + mark, mark);
      return { kind: mark === '"' ? 'quoted' : 'text', from, to: at + 1, value };
    }
  }
  throw new WorkbenchError('filter/unclosed', { mark, position: from + 1 });
}

function refused({ value, from }: Token): WorkbenchError {
  return new WorkbenchError('filter/syntax', { near: value, position: from + 1 });
}
