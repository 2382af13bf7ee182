/** Properties of splitting delimited text: what was written comes back cell by cell, wherever the text is cut. */

import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { DELIMITERS, QUOTES } from '../../../core/contract/specs';
import { type RowStyle, splitDelimited, type TextRows } from '../../../core/dataset/delimited-rows';

const pieces = fc.oneof(
  fc.constantFrom(
    '',
    'a',
    ' ',
    '  ',
    '\t',
    ',',
    ';',
    '|',
    '"',
    "'",
    '""',
    "''",
    '\n',
    '\n\n',
    '#',
    '# x',
    '1,5',
    'ü',
    '中文',
    '😀',
  ),
  fc.string({ unit: 'grapheme', maxLength: 5 }).map((drawn) => drawn.replaceAll('\r', '')),
);
const cell = fc.array(pieces, { maxLength: 3 }).map((parts) => parts.join(''));

const tables = fc.record({
  delimiter: fc.constantFrom(...DELIMITERS),
  quote: fc.constantFrom(...QUOTES),
  comment: fc.constantFrom('#', '//', null),
  /** Rows of any number of cells, and comments between them. */
  rows: fc.array(
    fc.oneof(
      { weight: 4, arbitrary: fc.array(cell, { minLength: 1, maxLength: 4 }) },
      { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 8 }) },
    ),
    { maxLength: 10 },
  ),
  endsWithLineEnd: fc.boolean(),
  always: fc.boolean(),
});

type Table = typeof tables extends fc.Arbitrary<infer T> ? T : never;

interface Written {
  text: string;
  rows: string[][];
  lines: number[];
  comments: number;
}

/** Writes a cell so that it can be read back; null where that takes a quotation mark and there is none. */
function writeCell(content: string, { delimiter, quote, comment, always }: Table, first: boolean): string | null {
  const special = [delimiter, '\n', ...(quote === 'none' ? [] : [quote])].some((mark) => content.includes(mark));
  // Spaces at the ends, and nothing, are lost between spaces; a first cell may look like a comment.
  const edge = delimiter === ' ' ? content === '' || content.trim() !== content : false;
  const needed = special || edge || (first && comment !== null && content.startsWith(comment));
  if (quote === 'none') return needed ? null : content;
  return needed || always ? quote + content.replaceAll(quote, quote + quote) + quote : content;
}

/** Rows that can be written, and those that cannot left out. */
function write(table: Table): Written {
  const { delimiter, comment, endsWithLineEnd } = table;
  const written: Written = { text: '', rows: [], lines: [], comments: 0 };
  const lines: string[] = [];
  let line = 1;
  for (const row of table.rows) {
    if (typeof row === 'string') {
      if (comment === null) continue;
      lines.push(comment + row.replaceAll(/[\n\r]/g, ''));
      written.comments++;
      line++;
      continue;
    }
    const cells = row.map((content, at) => writeCell(content, table, at === 0));
    const text = cells.join(delimiter);
    // A blank line is no row.
    if (cells.includes(null) || text.trim() === '') continue;
    lines.push(text);
    written.rows.push(row);
    written.lines.push(line);
    line += text.split('\n').length;
  }
  written.text = lines.join('\n') + (endsWithLineEnd && lines.length > 0 ? '\n' : '');
  return written;
}

/** Reads as a reader of pieces does: what is no whole row yet waits for the next piece. */
function readInPieces(text: string, style: RowStyle, cuts: number[]): Pick<TextRows, 'rows' | 'lines' | 'comments'> {
  const split = splitDelimited(style, false);
  const found = { rows: [] as string[][], lines: [] as number[], comments: 0 };
  let pending = '';
  let line = 1;
  const ends = [...cuts.map((cut) => cut % (text.length + 1)).toSorted((a, b) => a - b), text.length];
  let from = 0;
  for (const [at, end] of ends.entries()) {
    pending += text.slice(from, end);
    from = end;
    const part = split(pending, line, at === ends.length - 1);
    found.rows.push(...part.rows);
    found.lines.push(...part.lines);
    found.comments += part.comments ?? 0;
    expect(part.badQuoteLine).toBeNull();
    pending = pending.slice(part.consumed);
    line = part.nextLine;
  }
  return found;
}

describe('delimited text', () => {
  test('comes back row by row with its lines, and its comments are counted', () => {
    fc.assert(
      fc.property(tables, (table) => {
        const { text, rows, lines, comments } = write(table);
        const found = splitDelimited(table, false)(text, 1, true);
        expect(found).toMatchObject({ rows, lines, comments, consumed: text.length, badQuoteLine: null });
        expect(found.nextLine).toBe(text.split('\n').length + (text === '' || text.endsWith('\n') ? 0 : 1));
      }),
      { numRuns: 1000 },
    );
  });

  test('is the same wherever it is cut', () => {
    fc.assert(
      fc.property(tables, fc.array(fc.nat(), { maxLength: 6 }), (table, cuts) => {
        const { text, rows, lines, comments } = write(table);
        expect(readInPieces(text, table, cuts)).toEqual({ rows, lines, comments });
      }),
      { numRuns: 1000 },
    );
  });

  test('is split as another program splits it', () => {
    const plain = fc.array(fc.constantFrom('a', 'b,', '"', '""', '\n', ' ', ',', '"x"', '"y\nz"', '\n"', '",'), {
      maxLength: 14,
    });
    fc.assert(
      fc.property(plain, (parts) => {
        const text = parts.join('');
        const ours = splitDelimited({ delimiter: ',', quote: '"', comment: null }, true)(text, 1, true);
        const theirs = Papa.parse<string[]>(text, { delimiter: ',', newline: '\n' });
        const isWhole = theirs.errors.length === 0;
        // Of text after a closing quotation mark they make another field each in their own way.
        expect(ours.badQuoteLine === null || !isWhole).toBe(true);
        if (!isWhole || ours.badQuoteLine !== null) return;
        const rows = text.endsWith('\n') ? theirs.data.slice(0, -1) : theirs.data;
        expect(ours.rows).toEqual(text === '' ? [] : rows);
      }),
      { numRuns: 2000 },
    );
  });

  test('never fails, and takes up every character of any text', () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), tables, (parts, style) => {
        const text = parts.join('');
        const found = splitDelimited(style, false)(text, 1, true);
        expect(found.consumed).toBe(text.length);
        expect(found.rows).toHaveLength(found.lines.length);
        const begun = splitDelimited(style, false)(text, 1, false);
        expect(begun.rows).toEqual(found.rows.slice(0, begun.rows.length));
        expect(begun.lines).toEqual(found.lines.slice(0, begun.rows.length));
      }),
      { numRuns: 1000 },
    );
  });

  test('names the line of a quotation mark that does not close', () => {
    const split = splitDelimited({ delimiter: ',', quote: '"', comment: null }, false);
    expect(split('a,b\n1,"2\n3,4\n', 1, true).badQuoteLine).toBe(2);
    expect(split('a,b\n"1\n1","2" x\n3,4\n', 5, true).badQuoteLine).toBe(7);
    expect(split('a,"b" \n1, "2"\n', 1, true)).toMatchObject({
      badQuoteLine: null,
      rows: [
        ['a', 'b'],
        ['1', ' "2"'],
      ],
    });
  });

  test('may have fields of a megabyte', () => {
    const large = 'x",\n中'.repeat(200_000);
    const text = `a,b\n"${large.replaceAll('"', '""')}",1\n2,3\n`;
    const { rows, lines } = splitDelimited({ delimiter: ',', quote: '"', comment: null }, false)(text, 1, true);
    expect(rows.map((row) => row.map((content) => content.length))).toEqual([
      [1, 1],
      [large.length, 1],
      [1, 1],
    ]);
    expect(rows[1][0] === large).toBe(true);
    expect(lines).toEqual([1, 2, 200_003]);
  });
});
