/** Generated tables, clean and dirty: both readers agree on each, and every row of the file is kept or rejected. */

import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { ReadingSpec } from '../../../../core/contract/specs';
import { WorkbenchError } from '../../../../core/contract/errors';
import { removeScratch } from '../../../../core/node/scratch';
import { readText } from '../../../helpers/datasets';
import { comparable, readLarge } from '../../../helpers/large';

afterAll(removeScratch);

const numbers = fc.oneof(
  { weight: 8, arbitrary: fc.double({ noDefaultInfinity: true, noNaN: true }).map(String) },
  { weight: 8, arbitrary: fc.integer({ min: -1000, max: 1000 }).map(String) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('', 'NA', 'nan', '?', '-', 'null', 'inf', '-Infinity', ' 1.5', '2 ', '+3', '.5', '5.'),
  },
);
const strange = fc.constantFrom(
  '1_000',
  '0x1f',
  '-nan',
  'x',
  '1,5',
  '2024-01-01',
  '"',
  '""',
  'a"b',
  ' ',
  '1e400',
  'é',
  '\u00a0',
  '\t1',
);
const text = fc.oneof(
  fc.constantFrom('a', 'b', 'ok', 'NA', '', 'x y', '"q"', '漢字'),
  fc.string({ maxLength: 6 }).map((cell) => cell.replaceAll(/[\0\r]/g, '')),
);

/** A field as RFC 4180 writes it. */
function quoted(cell: string, delimiter: string): string {
  return cell.includes(delimiter) || /["\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

const table = fc
  .record({
    delimiter: fc.constantFrom(',', ';', '\t', '|'),
    lineEnd: fc.constantFrom('\n', '\r\n'),
    names: fc.constantFrom(['a', 'b', 'c'], ['id', 'v', 'label'], ['time', 'x', 'y'], ['v', 'series', 'w']),
    rows: fc.array(
      fc.tuple(fc.oneof({ weight: 3, arbitrary: numbers }, { weight: 1, arbitrary: text }), numbers, text),
      {
        minLength: 1,
        maxLength: 30,
      },
    ),
    dirt: fc.array(fc.tuple(fc.nat(29), fc.nat(2), strange), { maxLength: 2 }),
    short: fc.array(fc.nat(29), { maxLength: 2 }),
    blanks: fc.array(fc.nat(29), { maxLength: 2 }),
    ends: fc.boolean(),
    leavesOut: fc.boolean(),
  })
  .map(({ delimiter, lineEnd, names, rows, dirt, short, blanks, ends, leavesOut }) => {
    const cells = rows.map((row) => [...row] as string[]);
    const lines = cells.map((row) => row.map((cell) => quoted(cell, delimiter)));
    for (const [row, column, cell] of dirt) if (row < lines.length) lines[row][column] = cell;
    for (const row of short) if (row < lines.length) lines[row] = lines[row].slice(0, 2);
    const texts = [names.join(delimiter), ...lines.map((line) => line.join(delimiter))];
    for (const row of blanks) if (row < texts.length) texts[row] = `${texts[row]}${lineEnd}`;
    const reading: ReadingSpec = { delimiter, header: true, ...(leavesOut ? { badRows: 'leave-out' } : {}) };
    return { text: texts.join(lineEnd) + (ends ? lineEnd : ''), reading };
  });

/** What a reader gives, or the error that it throws. */
async function outcome(read: () => Promise<unknown>): Promise<unknown> {
  try {
    return await read();
  } catch (thrown) {
    if (thrown instanceof WorkbenchError) return { code: thrown.code, params: thrown.params };
    throw thrown;
  }
}

describe('a generated table', () => {
  it('is read the same both ways, none of its rows lost', { timeout: 120_000 }, async () => {
    const property = fc.asyncProperty(table, fc.boolean(), async ({ text: given, reading }, rewrites) => {
      const small = await outcome(() => comparable(readText(given, reading)));
      const large = await outcome(async () => {
        const result = await readLarge(new TextEncoder().encode(given), reading, { rewrites, kept: 20 });
        const compared = await comparable(result);
        await result.close();
        return compared;
      });
      expect(large).toEqual(small);
    });
    await fc.assert(property, { numRuns: 80 });
  });
});
