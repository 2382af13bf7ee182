/** Which characters may stand between cells, and which are recognised there. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDelimiter } from '../../../core/contract/specs';
import { recogniseDelimiter } from '../../../core/dataset/dialect';
import { readText } from '../../helpers/datasets';

describe('a delimiter', () => {
  it.each([',', ';', '\t', ' ', '|', '^', ':', '~', '/', '\\', '_', '#', '¦', '§', '\u00a0', '，', '🙂'])(
    'may be %j',
    (mark) => expect(isDelimiter(mark)).toBe(true),
  );

  it.each([
    '',
    ',,',
    'a',
    'é',
    '漢',
    '7',
    '٣',
    '"',
    "'",
    '.',
    '-',
    '\n',
    '\r',
    '\u2028',
    '\0',
    '\u0001',
    '\u001f',
    '\uFEFF',
    '\uD83D',
    'tab',
  ])('cannot be %j', (mark) => expect(isDelimiter(mark)).toBe(false));

  it('cuts every cell where it was put', () => {
    const mark = fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }).filter(isDelimiter);
    const cells = fc.array(fc.tuple(fc.string(), fc.integer()), { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(mark, cells, (delimiter, rows) => {
        const quoted = rows.map(([text, value]) => `"${text.replaceAll('"', '""')}"${delimiter}"${value}"`);
        const text = [`"name"${delimiter}"value"`, ...quoted, ''].join('\n');
        const { series, problem } = readText(text, {
          format: 'csv',
          delimiter,
          header: true,
          layout: 'recording',
          channels: ['value'],
        });
        expect(problem).toBeNull();
        expect([...(series?.values.slice(0, rows.length) ?? [])]).toEqual(rows.map(([, value]) => value));
      }),
      { numRuns: 40 },
    );
  });
});

describe('a rare delimiter', () => {
  it.each([
    ['a^b^c\n1^2^3\n4^5^6\n', '^'],
    ['a~b~c\n1,5~2,5~3\n4~5,5~6\n', '~'],
    ['1,5^2,5^3,5\n1,5^2,5^3,5\n', '^'],
    ['a:b:c\n1.5:2:30\n4:5:60\n', ':'],
    ['1¦2¦3\n4¦5¦6\n', '¦'],
    ['name^x^y\nAnna, Berlin^1^2\nOtto^3^4\n', '^'],
  ])('is recognised in %j', (text, mark) => {
    expect(recogniseDelimiter(text)).toBe(mark);
    const { understood, assumptions } = readText(text, { format: 'csv' });
    expect(understood.delimiter).toBe(mark);
    expect(assumptions).toContainEqual({
      setting: 'delimiter',
      reason: 'most-consistent-delimiter',
      params: { delimiter: mark, columns: 3 },
    });
  });

  it.each([
    ['time,v\n10:00:00,1\n10:00:01,2\n', ','],
    ['10:00:00,1\n10:00:01,2\n', ','],
    ['10:00:00\n10:00:01\n', ','],
    ['10:00:00,1\n10:00:01,2,3\n', ','],
    ['2024-01-01 10:00:00;1,5\n2024-01-01 10:00:01;2,5\n', ';'],
    ['31/12/2024 10:00\t1\n31/12/2024 10:01\t2\n', '\t'],
    ['a:b:c,1\na:b:d,2\n', ','],
    ['~5,~6,~7\n~8,~9,~1\n', ','],
    ['a^b\n1^2\n3^4\n', ','],
    ['a^b^c\n1^2\n3^4^5\n', ','],
    ['1 1:0.5 2:0.25\n2 1:0.5 2:0.75\n', ' '],
  ])('is not taken for one in %j', (text, mark) => {
    expect(recogniseDelimiter(text)).toBe(mark);
  });

  it('may be declared by the first line', () => {
    const { understood, problem } = readText('sep=^\na^b\n1^2\n3^4\n', { format: 'csv' });
    expect([understood.delimiter, understood.channels, problem]).toEqual(['^', ['a', 'b'], null]);
  });

  it('is no comment mark where it is the delimiter', () => {
    const text = '#a#b\n#1#2\n#3#4\n';
    expect(readText(text, { format: 'csv', delimiter: '#' }).columns.map(({ name }) => name)).toEqual(['c0', 'a', 'b']);
  });
});
