/** Properties of tables of numbers as they are written in the world: every number is read, or its row is told. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Delimiter, DELIMITERS, type ReadingSpec, type Thousands } from '../../../core/contract/specs';
import type { ReadResult } from '../../../core/dataset/part';
import { readText, seriesOf, seriesValues } from '../../helpers/datasets';

interface Style {
  delimiter: Delimiter;
  decimal: '.' | ',';
  thousands: Thousands;
  missing: string;
  quoted: boolean;
}

const styles: fc.Arbitrary<Style> = fc
  .record({
    delimiter: fc.constantFrom(...DELIMITERS),
    decimal: fc.constantFrom<'.' | ','>('.', ','),
    thousands: fc.constantFrom<Thousands>(',', '.', ' ', "'", 'none'),
    missing: fc.constantFrom('', 'NA', '?', '-999', 'off'),
    quoted: fc.boolean(),
  })
  .filter(({ decimal, thousands }) => thousands !== decimal);

const number = fc.oneof(
  fc.integer({ min: -1e9, max: 1e9 }),
  fc.integer({ min: -1e9, max: 1e9 }).map((drawn) => drawn / 1000),
  fc.constantFrom(0, 1234, 1_234_567, 0.5, -1_000_000.25),
);

/**
 * Rows that fit, or have another number of fields, or text for a number. Where every row has one field more than the header
 * the first fields are row names without one, as R writes them: such tables are others.
 */
const rows = fc
  .array(
    fc.record({
      values: fc.tuple(...Array.from({ length: 3 }, () => fc.option(number, { freq: 6 }))),
      fault: fc.constantFrom(null, null, null, null, 'short', 'long', 'text'),
    }),
    { minLength: 1, maxLength: 30 },
  )
  .filter((table) => table.some(({ fault }) => fault !== 'long'));

type Rows = typeof rows extends fc.Arbitrary<infer T> ? T : never;

function writeNumber(value: number | null, { delimiter, decimal, thousands, missing, quoted }: Style): string {
  let cell = missing;
  if (value !== null) {
    const [whole, fraction] = String(Math.abs(value)).split('.');
    const grouped = thousands === 'none' ? whole : whole.replaceAll(/\B(?=(?:\d{3})+$)/g, thousands);
    cell = (value < 0 ? '-' : '') + grouped + (fraction === undefined ? '' : decimal + fraction);
  }
  return quoted || cell.includes(delimiter) || cell === '' ? `"${cell}"` : cell;
}

function writeTable(table: Rows, style: Style): string {
  const lines = table.map(({ values, fault }) => {
    const cells = values.map((value) => writeNumber(value, style));
    if (fault === 'short') cells.pop();
    if (fault === 'long') cells.push('1');
    if (fault === 'text') cells[1] = 'text';
    return cells.join(style.delimiter);
  });
  return ['a', 'b', 'c'].join(style.delimiter) + '\n' + lines.join('\n') + '\n';
}

function readingOf({ delimiter, decimal, thousands, missing }: Style): ReadingSpec {
  const shape: ReadingSpec = { layout: 'recording', channels: ['a', 'b', 'c'], label: null, time: null, window: null };
  return { ...shape, format: 'csv', header: true, skipLines: 0, delimiter, decimal, thousands, missingText: [missing] };
}

/** Values of one series, missing ones null. */
function valuesOf(result: ReadResult): (number | null)[] {
  return seriesValues(seriesOf(result), 0).map((value) => (Number.isNaN(value) ? null : value === 0 ? 0 : value));
}

describe('a table of numbers', () => {
  test('is read as it was written, with the rows left out that do not fit', () => {
    fc.assert(
      fc.property(rows, styles, (table, style) => {
        const good = table.filter(({ fault }) => fault === null);
        const result = readText(writeTable(table, style), { ...readingOf(style), badRows: 'leave-out' });
        const rejected = result.rejected?.count ?? 0;
        expect(result.table.rowCount).toBe(table.length);
        expect(rejected).toBe(table.length - good.length);
        const lines = table.flatMap(({ fault }, at) => (fault === null ? [] : [at + 2]));
        expect(result.rejected?.places.map(({ line }) => line) ?? []).toEqual(lines);
        if (good.length === 0) {
          expect(result.problem).not.toBeNull();
          return;
        }
        expect(result.problem).toBeNull();
        expect(seriesOf(result).rows).toBe(table.length);
        expect(valuesOf(result)).toEqual(good.flatMap(({ values }) => values));
        const kept = table.flatMap(({ fault }, at) => (fault === null ? [at + 2] : []));
        expect(kept.map((_, step) => seriesOf(result).lineOf?.(step))).toEqual(kept);
        const page = result.table.page(0, table.length);
        const marked = page.cells.map((cells) => result.table.rejects?.(cells) ?? false);
        expect(marked).toEqual(table.map(({ fault }) => fault !== null));
      }),
      { numRuns: 400 },
    );
  });

  test('is refused where rows do not fit, with the same rows counted', () => {
    fc.assert(
      fc.property(rows, styles, (table, style) => {
        const refused = readText(writeTable(table, style), readingOf(style));
        const bad = table.filter(({ fault }) => fault !== null).length;
        expect(refused.problem === null).toBe(bad === 0);
        expect(refused.rejected?.count ?? 0).toBe(bad);
        expect(refused.table.rowCount).toBe(table.length);
        if (bad === 0) expect(valuesOf(refused)).toEqual(table.flatMap(({ values }) => values));
      }),
      { numRuns: 400 },
    );
  });

  test('is read right or refused where its marks are recognised, and what is not sure is said', () => {
    const clear = styles.filter(
      ({ delimiter, missing, decimal }) =>
        delimiter !== ' ' && missing !== '-999' && missing !== 'off' && !(delimiter === ',' && decimal === ','),
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(number, number, number), { minLength: 3, maxLength: 30 }),
        clear,
        (drawn, style) => {
          const table = drawn.map((values) => ({ values, fault: null }));
          const { layout, channels, label, time, window, header } = readingOf(style);
          const result = readText(writeTable(table, style), { layout, channels, label, time, window, header });
          const unsure = result.assumptions.some(({ reason }) => reason === 'decimal-comma-or-thousands');
          const groupsAreClear = result.understood.thousands !== 'none' || style.thousands === 'none';
          // One group and no more may be a fraction: then it is said, or it is written as one with a point.
          const mayBeFraction = style.thousands === '.' || style.thousands === ',';
          if (result.problem !== null || unsure || (!groupsAreClear && mayBeFraction)) return;
          expect(valuesOf(result)).toEqual(drawn.flat());
        },
      ),
      { numRuns: 400 },
    );
  });
});

describe('comments', () => {
  test('are counted to the file’s end, where lines keep their numbers', () => {
    const count = 30_000;
    const lines = Array.from({ length: count }, (_, row) => (row % 10 === 9 ? `# ${row}, "open` : `${row},${row / 4}`));
    const result = readText(`# a\n# b\nx,y\n${lines.join('\n')}\n`);
    expect(result.problem).toBeNull();
    const assumption = result.assumptions.find(({ setting }) => setting === 'comment');
    expect(assumption).toEqual({
      setting: 'comment',
      reason: 'first-lines-marked',
      params: { mark: '#', count: 2 + count / 10 },
    });
    expect(result.table.rowCount).toBe(count - count / 10);
    expect(result.table.page(26_999, 1)).toEqual({ lines: [30_002], cells: [['29998', '7499.5']] });
  });
});
