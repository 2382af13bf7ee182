/** Equal series within a part and from part to part, held against a comparison of all with all. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Part } from '../../../../core/contract/views';
import type { SeriesPart } from '../../../../core/dataset/part';
import { findDuplicates } from '../../../../core/dataset/quality/duplicates';
import { finish, readText, seriesOf, seriesValues } from '../../../helpers/datasets';

const part = (rows: string): SeriesPart =>
  seriesOf(readText(`label,s0,s1,s2\n${rows}`, { layout: 'wide', label: 'label', channels: ['s0', 's1', 's2'] }));
const compared = (name: Part, of: SeriesPart, every = 1) => ({ name, part: of, every });

describe('duplicates', () => {
  const train = part('a,1,2,3\na,1,2,3\nb,4,5,6\nb,1,2,3\nb,1,2,\n');

  test('repeat an earlier series value for value, some with another label', () => {
    const { within, across } = finish(findDuplicates([compared('train', train)]));
    expect(within).toEqual([
      {
        count: 2,
        relabelled: 1,
        places: [1, 3].map((index) => ({
          series: { part: 'train', index },
          id: String(index),
          length: 3,
          step: null,
          channel: null,
          line: index + 2,
          original: { series: { part: 'train', index: 0 }, id: '0' },
        })),
      },
    ]);
    expect(across.count).toBe(0);
  });

  test('from the training part are a leak, whatever they are to each other', () => {
    const test = part('b,4,5,6\na,9,9,9\na,9,9,9\na,4,5,6\n');
    const { within, across } = finish(findDuplicates([compared('train', train), compared('test', test)]));
    expect(within.map(({ count }) => count)).toEqual([2, 1]);
    expect(across).toMatchObject({ count: 2, relabelled: 1 });
    expect(across.places.map(({ series, original }) => [series.index, original?.series])).toEqual([
      [0, { part: 'train', index: 2 }],
      [3, { part: 'train', index: 2 }],
    ]);
  });

  test('may have missing values in the same places', () => {
    const holes = part('a,1,,3\na,1,,3\na,,1,3\n');
    expect(finish(findDuplicates([compared('train', holes)])).within[0].count).toBe(1);
  });

  test('are looked for among every so manieth series', () => {
    const { within } = finish(findDuplicates([compared('train', train, 3)]));
    // Series 0 and 3.
    expect(within[0].count).toBe(1);
  });

  test('are those that a comparison of all with all finds', () => {
    const cell = fc.constantFrom('0', '-0', '1', '-1', '2.5', '');
    const row = fc.tuple(cell, cell, fc.constantFrom('1', '-1'));
    const rows = fc.array(row, { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(rows, rows, (first, second) => {
        const parts = [first, second].map((rows) => part(rows.map((row) => `a,${row.join(',')}\n`).join('')));
        const texts = parts.map((of) => of.ids.map((_, index) => keyOf(seriesValues(of, index))));
        const { within, across } = finish(findDuplicates([compared('train', parts[0]), compared('test', parts[1])]));
        const known = new Set(texts[0]);
        const leaked = texts[1].filter((text) => known.has(text));
        const others = texts[1].filter((text) => !known.has(text));
        expect(within[0].count).toBe(texts[0].length - known.size);
        expect(across.count).toBe(leaked.length);
        expect(within[1].count).toBe(others.length - new Set(others).size);
      }),
    );
  });
});

/** Equal for series of equal bytes alone: zeros have signs. */
function keyOf(values: number[]): string {
  return values.map((value) => (Object.is(value, -0) ? '-0' : String(value))).join(' ');
}
