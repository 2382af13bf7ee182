/** The table of units and the small drawings of a card, by hand. */

import { describe, expect, it } from 'vitest';
import type { UnitsView } from '../../../core/contract/insight';
import { translate } from '../../../core/locale/texts';
import { percentText, unitCell, unitColumns } from '../../../renderer/components/insight/unit-columns';
import { unitRows, type UnitSearch } from '../../../renderer/components/insight/unit-rows';
import { boundsOf, horizonAxis, horizonPlace, linePath } from '../../../renderer/components/insight/unit-shapes';
import type { Translator } from '../../../renderer/i18n';

const t: Translator['t'] = (key, params) => translate('en', key, params);

/** Five units in two clusters; unit 3 has no horizon. */
const view: UnitsView = {
  run: 'r',
  layer: 0,
  direction: 'fwd',
  units: 5,
  activity: 'h',
  series: 2,
  steps: 20,
  window: 8,
  correlated: 2,
  channels: ['x'],
  columns: [
    { statistic: 'horizon', values: Float32Array.of(3, 1, 2, NaN, Infinity) },
    { statistic: 'range', values: Float32Array.of(1, 0, 1, 0.5, 1) },
    { statistic: 'value', values: Float32Array.of(0.1, -0.9, 0.5, NaN, 0) },
    { statistic: 'f shut', values: Float32Array.of(0, 0.0001, 0.5, 0.99999, 1) },
  ],
  flags: [
    { flag: 'dead', units: [1] },
    { flag: 'saturated', units: [4] },
    { flag: 'latch', units: [4] },
  ],
  order: Int32Array.of(2, 0, 4, 3, 1),
  cluster: Int32Array.of(0, 1, 0, 1, 0),
  clusters: 2,
};

const names = (flag: string): string[] => [{ dead: '失活', saturated: '饱和', latch: '锁存' }[flag]!, flag];
const rows = (search: Partial<UnitSearch>): number[] =>
  unitRows(view, { text: '', sort: null, grouped: false, ...search }, names);

describe('the table of units', () => {
  it('sorts by any figure, with units that have none last either way', () => {
    expect(rows({})).toEqual([0, 1, 2, 3, 4]);
    expect(rows({ sort: { key: 'horizon', descending: true } })).toEqual([4, 0, 2, 1, 3]);
    expect(rows({ sort: { key: 'horizon', descending: false } })).toEqual([1, 2, 0, 4, 3]);
  });

  it('sorts correlations by their size, and equals by number', () => {
    expect(rows({ sort: { key: 'value', descending: true } })).toEqual([1, 2, 0, 4, 3]);
    expect(rows({ sort: { key: 'range', descending: true } })).toEqual([0, 2, 4, 3, 1]);
  });

  it('finds by number, stretch and how a flag begins, in both languages', () => {
    expect(rows({ text: ' 3 ' })).toEqual([3]);
    expect(rows({ text: '1-3' })).toEqual([1, 2, 3]);
    expect(rows({ text: 'Sat' })).toEqual([4]);
    expect(rows({ text: '失' })).toEqual([1]);
    expect(rows({ text: 'nothing' })).toEqual([]);
  });

  it('keeps groups together, in the order of the tree or sorted inside', () => {
    expect(rows({ grouped: true })).toEqual([2, 0, 4, 3, 1]);
    expect(rows({ grouped: true, sort: { key: 'horizon', descending: false } })).toEqual([2, 0, 4, 1, 3]);
  });

  it('writes what stands in its cells', () => {
    expect(unitColumns(view, t).map(({ label }) => label)).toEqual([
      'Unit',
      'Group',
      'Horizon',
      'Flags',
      'Range of h',
      'r value',
      'f < 0.1',
    ]);
    expect(unitCell(view, 4, 'flags', t)).toBe('saturated, latch');
    expect([0, 3, 4].map((unit) => unitCell(view, unit, 'horizon', t))).toEqual(['3', '', '> 10⁶']);
    expect(unitCell(view, 1, 'value', t)).toBe('−0.900');
    expect(unitCell(view, 1, 'cluster', t)).toBe('2');
    expect([0, 0.0001, 0.5, 0.99999, 1].map(percentText)).toEqual(['0.0', '< 0.1', '50.0', '> 99.9', '100.0']);
  });
});

describe('the drawings of a card', () => {
  it('stretches a line over its box and breaks it where there is no number', () => {
    const box = { width: 30, height: 12, margin: 1 };
    expect(linePath([0, 1, NaN, 0.5], { low: 0, high: 1 }, box)).toBe('M0.0 11.0L10.0 1.0M30.0 6.0');
    expect(linePath([2], { low: 1, high: 3 }, box)).toBe('M0.0 6.0');
  });

  it('finds a scale for lines that are flat or empty', () => {
    expect(boundsOf([[1, NaN, 3], [-2]])).toEqual({ low: -2, high: 3 });
    expect(boundsOf([[4, 4]])).toEqual({ low: 3.5, high: 4.5 });
    expect(boundsOf([])).toEqual({ low: -1, high: 1 });
  });

  it('places horizons by their logarithm, those beyond the axis at its ends', () => {
    const axis = horizonAxis(100);
    expect(axis).toEqual({ from: 0.1, to: 1000, ticks: [0.1, 1, 10, 100, 1000] });
    expect(horizonPlace(1, axis)).toBeCloseTo(0.25);
    expect(horizonPlace(10, axis)).toBeCloseTo(0.5);
    expect([0, 0.05, NaN, 1e9, Infinity].map((steps) => horizonPlace(steps, axis))).toEqual([0, 0, 0, 1, 1]);
  });
});
