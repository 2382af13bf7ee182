/** Properties of table reading: no row is lost, no cell is shifted, whatever the quoting, the delimiter and the size. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DELIMITERS, type Delimiter } from '../../../core/contract/specs';
import { readDataset } from '../../../core/dataset/read';
import { allValues, readText, seriesOf } from '../../helpers/datasets';

const text = fc.oneof(
  fc.constantFrom(
    '',
    'a"b',
    'x,y',
    'x;y',
    'two\nlines',
    ' padded ',
    '"',
    '""',
    'ü 中文 😀',
    '1,5',
    "it's",
    'a|b',
    'a\tb',
  ),
  fc.string({ unit: 'grapheme', maxLength: 6 }).map((drawn) => drawn.replaceAll('\r', '')),
);

/** Always quoted: what a cell holds must not depend on what it needs. */
const quote = (cell: string) => `"${cell.replaceAll('"', '""')}"`;

describe('generated tables', () => {
  test('come back cell by cell, with the lines they begin on', () => {
    const tables = fc.record({
      delimiter: fc.constantFrom<Delimiter>(...DELIMITERS),
      lineEnd: fc.constantFrom('\n', '\r\n'),
      endsWithLineEnd: fc.boolean(),
      rows: fc.integer({ min: 2, max: 4 }).chain((width) =>
        fc.array(fc.tuple(fc.array(text, { minLength: width, maxLength: width }), fc.integer()), {
          minLength: 1,
          maxLength: 12,
        }),
      ),
    });
    fc.assert(
      fc.property(tables, ({ delimiter, lineEnd, endsWithLineEnd, rows }) => {
        const names = [...rows[0][0].map((_, at) => `text ${at}`), 'value'].map(quote);
        const body = rows.map(([cells, value]) => [...cells.map(quote), String(value)].join(delimiter));
        const whole = [names.join(delimiter), ...body].join(lineEnd) + (endsWithLineEnd ? lineEnd : '');
        const result = readText(whole, {
          delimiter,
          header: true,
          channels: ['value'],
          label: null,
          layout: 'recording',
          window: null,
        });

        expect(result.problem).toBeNull();
        expect(result.table.rowCount).toBe(rows.length);
        const { cells, lines } = result.table.page(0, rows.length);
        expect(cells).toEqual(rows.map(([row, value]) => [...row, String(value)]));
        let line = 2;
        for (const [at, [row]] of rows.entries()) {
          expect(lines[at]).toBe(line);
          line += 1 + row.reduce((count, cell) => count + cell.split('\n').length - 1, 0);
        }
        const series = seriesOf(result);
        expect(series.rows).toBe(rows.length);
        expect([...allValues(series)]).toEqual(rows.map(([, value]) => value));
      }),
      { numRuns: 300 },
    );
  });

  test('with rows of other lengths name exactly these', () => {
    const widths = fc.array(fc.integer({ min: 2, max: 5 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(widths, (drawn) => {
        const rows = drawn.map((width) => Array.from({ length: width }, (_, at) => String(at + 0.5)).join(','));
        const result = readText(['a,b,c', ...rows].join('\n'), { delimiter: ',', header: true });
        const wrong = drawn.flatMap((width, at) => (width === 3 ? [] : [at + 2]));
        expect(result.table.rowCount).toBe(drawn.length);
        if (wrong.length === 0) expect(result.problem).toBeNull();
        else {
          expect(result.problem).toEqual({
            code: 'table/ragged-rows',
            params: {
              file: 'table.csv',
              lines: wrong.slice(0, 5),
              count: wrong.length,
              expected: 3,
              found: drawn[wrong[0] - 2],
            },
          });
        }
      }),
    );
  });

  test('never crash on any text: a result, or an error with a code', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 60 }),
        fc.constantFrom('a.csv', 'a.ts', 'a.arff', 'a.txt'),
        (any, name) => {
          let outcome: string;
          try {
            const result = readText(any, {}, name);
            outcome = result.problem?.code ?? 'read';
          } catch (thrown) {
            outcome = (thrown as { code?: string }).code ?? String(thrown);
          }
          expect(outcome).toMatch(/^(read|(file|table|ts|arff|data)\/[a-z-]+)$/);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('a table of several pieces', () => {
  const COUNT = 60_000;
  // Quoted line ends and multi-byte characters fall on the borders between pieces.
  const whole = [
    'time,value,note',
    ...Array.from({ length: COUNT }, (_, row) => `${row},${row / 8},"né ""${row}""\nnext"`),
  ].join('\n');
  const bytes = new TextEncoder().encode(whole);

  test('keeps every row, its cells and its line', () => {
    const result = readText(whole);
    expect(result.problem).toBeNull();
    expect(result.understood).toMatchObject({ layout: 'recording', channels: ['value'], time: 'time' });
    const series = seriesOf(result);
    expect(allValues(series)).toEqual(Float64Array.from({ length: COUNT }, (_, row) => row / 8));
    for (const row of [0, 1, 7_777, 29_999, COUNT - 1]) {
      const page = result.table.page(row, 2);
      expect(page.cells[0]).toEqual([String(row), String(row / 8), `né "${row}"\nnext`]);
      expect(page.lines[0]).toBe(2 + 2 * row);
    }
    expect(result.table.page(COUNT - 1, 10).cells).toHaveLength(1);
  });

  test('is handled in steps that rise to the whole and can be left at any of them', () => {
    const reader = readDataset({ name: 'table.csv', bytes }, {});
    const reached: number[] = [];
    let step = reader.next();
    for (; !step.done; step = reader.next()) reached.push(step.value);
    expect(reached.length).toBeGreaterThan(bytes.length / (256 * 1024));
    expect(reached).toEqual(reached.toSorted((a, b) => a - b));
    expect(reached.at(-1)).toBeLessThanOrEqual(bytes.length);

    const left = readDataset({ name: 'table.csv', bytes }, {});
    left.next();
    expect(left.return(step.value!).done).toBe(true);
  });

  test('may have one row longer than a piece', () => {
    const long = Array.from({ length: 200_000 }, (_, step) => String(step % 100));
    const result = readText(`${long.join(',')}\n${long.join(',')}\n`, {
      header: false,
      layout: 'wide',
      label: null,
      series: null,
    });
    expect(result.problem).toBeNull();
    expect(seriesOf(result).lengths).toEqual(Int32Array.of(200_000, 200_000));
  });
});

describe('a label that the format declares', () => {
  const arff =
    '@relation r\n@attribute t0 real\n@attribute t1 real\n@attribute class {1,2}\n@data\n0.1,0.2,1\n0.3,0.4,2\n';
  const ucr = '1\t0.1\t0.2\n2\t0.3\t0.4\n';

  test.each([
    ['ARFF', arff, 'set.arff', {}],
    ['UCR', ucr, 'set.tsv', { format: 'ucr', delimiter: '\t' } as const],
  ])('is not a step of the series when no label is wanted: %s', (_, content, name, reading) => {
    const part = seriesOf(readText(content, { ...reading, label: null }, name));
    expect([...part.lengths]).toEqual([2, 2]);
    expect([...allValues(part)]).toEqual([0.1, 0.2, 0.3, 0.4]);
    expect(part.labels).toEqual([null, null]);
  });
});
