/** The header of an ARFF file: attributes with their types, one of which may be relational (channels as nested rows). */

import { WorkbenchError } from '../contract/errors';
import { splitQuoted } from './arff-fields';

export interface ArffAttribute {
  name: string;
  type: 'numeric' | 'nominal' | 'text' | 'relational';
  /** Declared labels of a nominal attribute, else empty. */
  labels: string[];
}

const NUMERIC = new Set(['numeric', 'real', 'integer']);
const TEXT = new Set(['string', 'date']);

/** Takes header lines one by one; `add` returns true on the line `@data`. Attributes inside a relational one are left out. */
export class ArffHeaderReader {
  readonly attributes: ArffAttribute[] = [];
  private relation: string | null = null;

  constructor(private readonly file: string) {}

  /** @throws arff/header */
  add(line: string, number: number): boolean {
    const text = line.trim();
    if (text === '' || text.startsWith('%')) return false;
    const wrong = () => new WorkbenchError('arff/header', { file: this.file, line: number, text: text.slice(0, 200) });
    const tag = /^@\S+/.exec(text)?.[0].toLowerCase();
    switch (tag) {
      case '@relation':
        return false;
      case '@attribute': {
        const attribute = readAttribute(text);
        if (attribute === null) throw wrong();
        if (this.relation !== null) return false;
        if (attribute.type === 'relational') this.relation = attribute.name;
        this.attributes.push(attribute);
        return false;
      }
      case '@end':
        if (this.relation === null) throw wrong();
        this.relation = null;
        return false;
      case '@data':
        if (this.relation !== null || this.attributes.length === 0) throw wrong();
        return true;
      default:
        throw wrong();
    }
  }
}

/** `@attribute name type`, where the name may be quoted and the type may be `{a, b, c}`. */
function readAttribute(text: string): ArffAttribute | null {
  const match = /^@attribute\s+(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|([^\s{]+))\s*(\{.*\}|\S+.*)$/i.exec(text);
  if (match === null) return null;
  const name = match[1] ?? match[2] ?? match[3];
  const type = match[4].trim();
  if (type.startsWith('{')) {
    return { name, type: 'nominal', labels: splitQuoted(type.slice(1, -1)).map((label) => label.trim()) };
  }
  const word = type.split(/\s+/)[0].toLowerCase();
  if (NUMERIC.has(word)) return { name, type: 'numeric', labels: [] };
  if (TEXT.has(word)) return { name, type: 'text', labels: [] };
  return word === 'relational' ? { name, type: 'relational', labels: [] } : null;
}
