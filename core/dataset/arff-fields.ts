/** Splits ARFF data lines: fields between commas, quoted with either quotation mark, with backslash escapes. */

import type { SplitRows } from './delimited-rows';

const ESCAPES: Record<string, string> = { n: '\n', t: '\t', r: '\r' };

/** The fields of one line, unquoted. An unclosed quotation mark runs to the line's end. */
export function splitQuoted(line: string): string[] {
  if (!line.includes("'") && !line.includes('"')) return line.split(',');
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    while (line[at] === ' ' || line[at] === '\t') at++;
    const quote = line[at];
    if (quote === "'" || quote === '"') {
      const end = closingQuote(line, quote, at + 1);
      fields.push(unescape(line.slice(at + 1, end)));
      at = end + 1;
      const comma = line.indexOf(',', at);
      if (comma < 0) return fields;
      at = comma + 1;
    } else {
      const comma = line.indexOf(',', at);
      fields.push(line.slice(at, comma < 0 ? line.length : comma));
      if (comma < 0) return fields;
      at = comma + 1;
    }
  }
}

function closingQuote(line: string, quote: string, from: number): number {
  for (let at = from; at < line.length; at++) {
    if (line[at] === '\\') at++;
    else if (line[at] === quote) return at;
  }
  return line.length;
}

function unescape(text: string): string {
  return text.includes('\\') ? text.replace(/\\(.)/g, (_, letter: string) => ESCAPES[letter] ?? letter) : text;
}

/** One row a line; blank lines and comments are no rows. */
export const splitArffRows: SplitRows = (text, firstLine, last) => {
  const consumed = last ? text.length : text.lastIndexOf('\n') + 1;
  const rows: string[][] = [];
  const lines: number[] = [];
  let line = firstLine;
  for (let start = 0; start < consumed; line++) {
    const lineEnd = text.indexOf('\n', start);
    const end = lineEnd < 0 ? text.length : lineEnd;
    const content = text.slice(start, end);
    start = end + 1;
    if (content.trim() === '' || content.trimStart().startsWith('%')) continue;
    rows.push(splitQuoted(content));
    lines.push(line);
  }
  return { rows, lines, consumed, nextLine: line, badQuoteLine: null };
};
