/** Cells that hold whole series, as Python, NumPy, R and people write them. */

import { describe, expect, it } from 'vitest';
import { cellReader } from '../../../core/dataset/cell-reader';
import { isList, readList } from '../../../core/dataset/list-cells';
import { readText } from '../../helpers/datasets';

const points = cellReader({ decimal: '.', thousands: 'none', missing: [] });
const commas = cellReader({ decimal: ',', thousands: 'none', missing: [] });

describe('a list in a cell', () => {
  it.each<[string, number[]]>([
    ['[1.0, 2.5, 3]', [1, 2.5, 3]],
    ['[1,2,]', [1, 2]],
    ['(1.0, 2.5)', [1, 2.5]],
    ['(1,)', [1]],
    ['[1. 2.5 3.]', [1, 2.5, 3]],
    ['[ 1.   -2.5\n  3e-3]', [1, -2.5, 0.003]],
    ['1|2.5|3', [1, 2.5, 3]],
    ['1;2;3', [1, 2, 3]],
    ['1.0 2.5\t3', [1, 2.5, 3]],
    ['[1, nan, None, null, NaN, ?, 2]', [1, NaN, NaN, NaN, NaN, NaN, 2]],
    ['1||3', [1, NaN, 3]],
    ['[inf, -inf]', [Infinity, -Infinity]],
    ['[]', []],
    ['[ ]', []],
    ['', []],
    ['NA', []],
    ['7', [7]],
  ])('is read from %j', (cell, values) => {
    expect([...(readList(cell, points).values ?? ['none'])]).toEqual(values);
  });

  it.each([
    ['[1, x, 3]', 'x'],
    ['hello', 'hello'],
    ['[[1, 2], [3, 4]]', '[1'],
    ['[0. 1. ... 8. 9.]', '...'],
    ['[1, 0x1f]', '0x1f'],
    ['[1, 2', '[1'],
    ['[1 2, 3]', '1 2'],
  ])('is not taken from %j', (cell, fault) => {
    expect(readList(cell, points)).toEqual({ values: null, fault });
    expect(isList(cell, points)).toBe(false);
  });

  it('keeps decimal commas', () => {
    expect([...(readList('[1,5; 2,5]', commas).values ?? [])]).toEqual([1.5, 2.5]);
    expect([...(readList('[1,5, 2,5]', commas).values ?? [])]).toEqual([1.5, 2.5]);
    expect([...(readList('1,5 2,5 3', commas).values ?? [])]).toEqual([1.5, 2.5, 3]);
  });

  it('is recognised by its brackets, or by three numbers that are no code', () => {
    const found = ['[1]', '[]', '1 2 3', '1|2|3', '(1, 2, 3)'].map((cell) => isList(cell, points));
    expect(found).toEqual([true, true, true, true, true]);
    const others = ['1 2', '(1,2)', '030 1234 5678', '2024-01-01 10:00:00', '', 'NA', '10:00', '1 2 x', '192.168.0.1'];
    expect(others.filter((cell) => isList(cell, points))).toEqual([]);
  });
});

describe('a table of lists', () => {
  const table = 'name,x,y,label\na,"[1, 2]","[3, 4]",p\nb,"[5]","[6, 7, 8]",q\nc,"[9, 1]","[2, 3]",p\n';

  it('takes the chosen channels in their order', () => {
    const { series, understood } = readText(table, { channels: ['y'], series: 'name', label: null });
    expect(understood).toMatchObject({ layout: 'wide', channels: ['y'], label: null });
    expect([...(series?.lengths ?? [])]).toEqual([2, 3, 2]);
    expect(series?.ids).toEqual(['a', 'b', 'c']);
  });

  it('keeps its labels where they come last', () => {
    expect(readText(table).series?.labels).toEqual(['p', 'q', 'p']);
  });

  it('is cut into windows as series of any kind are', () => {
    const { series } = readText('s\n"[1,2,3,4,5]"\n"[6,7,8]"\n', { window: { length: 2, stride: 2 } });
    expect(series?.ids).toHaveLength(3);
  });

  it('is a recording where that is chosen', () => {
    expect(readText(table, { layout: 'recording' }).problem).toMatchObject({ code: 'table/no-numeric-column' });
  });

  it('refuses a few long lists that other channels would have to be filled up to', () => {
    const width = 3000;
    const long = `"[${'1,'.repeat(50_000)}]"`;
    const names = Array.from({ length: width }, (_, at) => `c${at}`).join(',');
    const text = `${names}\n${long}${',[1]'.repeat(width - 1)}\n${'[1],'.repeat(width - 1)}[1]\n`;
    expect(readText(text, { format: 'csv', delimiter: ',', header: true }).problem).toMatchObject({
      code: 'file/too-large',
      params: { bytes: 8 * 50_000 * width },
    });
  });
});
