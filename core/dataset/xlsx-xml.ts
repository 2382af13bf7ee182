/** Reads the XML of a workbook's sheets and of its shared texts in small steps: only what cells hold, nothing of their looks. */

/** `n` a number, `b` a truth value, `t` any text (errors such as `#DIV/0!` too). */
export interface XmlCell {
  /** Row of the sheet, from 1. */
  line: number;
  /** From 0. */
  column: number;
  type: 'n' | 'b' | 't';
  /** Number of the cell's format. */
  style: number;
  text: string;
}

const CHARACTERS_BETWEEN_YIELDS = 1 << 18;
const MOST_COLUMNS = 16_384;
const MOST_ROWS = 1_048_576;
const START = /<((?:[\w.-]+:)?)(row|c)((?:\s[^>]*)?)>/g;
const VALUE = /<(?:[\w.-]+:)?v(?:\s[^>]*)?>([^<]*)</;
const TEXT = /<(?:[\w.-]+:)?t(?:\s[^>]*)?(?:\/>|>([^<]*)<)/g;
const PHONETIC = /<((?:[\w.-]+:)?)rPh[\s>][\s\S]*?<\/\1rPh>/g;
const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decode(text: string): string {
  const plain = text.includes('&') ? text.replace(/&(#x?)?(\w+);/g, entity) : text;
  return plain.includes('_x')
    ? plain.replace(/_x([\da-f]{4})_/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : plain;
}

function entity(whole: string, number: string | undefined, name: string): string {
  if (number === undefined) return NAMED[name] ?? whole;
  const code = Number.parseInt(name, number === '#x' ? 16 : 10);
  return code >= 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
}

function joinTexts(xml: string): string {
  const spoken = xml.includes('rPh') ? xml.replace(PHONETIC, '') : xml;
  let joined = '';
  for (const [, text] of spoken.matchAll(TEXT)) joined += text ?? '';
  return decode(joined);
}

/** The texts that cells refer to by their number. Yields without a measure. */
export function* readStrings(xml: string): Generator<number, string[]> {
  const strings: string[] = [];
  const start = /<((?:[\w.-]+:)?)si(?:\s[^>]*)?(\/?)>/g;
  let yielded = 0;
  for (let match = start.exec(xml); match !== null; match = start.exec(xml)) {
    const from = start.lastIndex;
    const end = match[2] === '/' ? from : xml.indexOf(`</${match[1]}si>`, from);
    if (end < 0) break;
    strings.push(joinTexts(xml.slice(from, end)));
    start.lastIndex = end;
    if (end - yielded < CHARACTERS_BETWEEN_YIELDS) continue;
    yielded = end;
    yield 0.1;
  }
  return strings;
}

/** The filled cells, row by row; null for XML that is cut off. Yields the share read, 0 to 1. */
export function* readSheetXml(xml: string, strings: readonly string[]): Generator<number, XmlCell[][] | null> {
  const rows: XmlCell[][] = [];
  let row: XmlCell[] = [];
  let line = 0;
  let column = -1;
  let yielded = 0;
  const start = new RegExp(START);
  for (let match = start.exec(xml); match !== null; match = start.exec(xml)) {
    const [, prefix, tag, attributes] = match;
    if (tag === 'row') {
      const number = Number(/\sr="(\d+)"/.exec(attributes)?.[1] ?? line + 1);
      if (number < 1 || number > MOST_ROWS) return null;
      line = number;
      column = -1;
      if (row.length > 0) rows.push(row);
      row = [];
      continue;
    }
    const place = /\sr="([A-Z]{1,3})\d+"/.exec(attributes);
    column = place === null ? column + 1 : columnNumber(place[1]);
    if (column >= MOST_COLUMNS || line === 0) return null;
    if (attributes.endsWith('/')) continue;
    const from = start.lastIndex;
    const end = xml.indexOf(`</${prefix}c>`, from);
    if (end < 0) return null;
    const cell = readCell(xml.slice(from, end), attributes, strings);
    if (cell !== null) row.push({ line, column, ...cell });
    start.lastIndex = end;
    if (end - yielded < CHARACTERS_BETWEEN_YIELDS) continue;
    yielded = end;
    yield end / xml.length;
  }
  if (row.length > 0) rows.push(row);
  return /<\/(?:[\w.-]+:)?worksheet>\s*$/.test(xml.slice(-200)) ? rows : null;
}

function readCell(
  content: string,
  attributes: string,
  strings: readonly string[],
): Pick<XmlCell, 'type' | 'style' | 'text'> | null {
  const kind = /\st="(\w+)"/.exec(attributes)?.[1] ?? 'n';
  const style = Number(/\ss="(\d+)"/.exec(attributes)?.[1] ?? 0);
  if (kind === 'inlineStr') return { type: 't', style, text: joinTexts(content) };
  const value = VALUE.exec(content)?.[1];
  if (value === undefined) return null;
  if (kind === 's') return { type: 't', style, text: strings[Number(value)] ?? '' };
  return { type: kind === 'n' || kind === 'b' ? kind : 't', style, text: decode(value) };
}

/** 0 for `A`, 26 for `AA`. */
function columnNumber(letters: string): number {
  let number = 0;
  for (const letter of letters) number = number * 26 + letter.charCodeAt(0) - 64;
  return number - 1;
}
