/** The sets that are made, and what two parts must have in common. */

import { describe, expect, test } from 'vitest';
import type { SineSquareSource } from '../../../core/contract/specs';
import { articlePart } from '../../../core/dataset/article';
import { checkParts, twinName } from '../../../core/dataset/parts';
import { allValues, readText, seriesOf, seriesValues } from '../../helpers/datasets';
import { makeSet } from '../../helpers/synthetic';

const source: SineSquareSource = {
  kind: 'synthetic',
  generator: 'sine-square',
  series: 10,
  steps: 64,
  noise: 0,
  seed: 7,
};
const make = (change: Partial<SineSquareSource> = {}) => {
  const { result, ...parts } = makeSet({ ...source, ...change });
  return { ...parts, table: result.table };
};

describe('sine-square', () => {
  test('has as many sines as squares in each part, of the length asked for', () => {
    const parts = make();
    for (const part of [parts.train, parts.test]) {
      expect(part.labels.filter((label) => label === 'sine')).toHaveLength(5);
      expect(part.labels.filter((label) => label === 'square')).toHaveLength(5);
      expect(part.lengths).toEqual(new Int32Array(10).fill(64));
    }
  });

  test('has squares of -1 and 1 only, and sines that keep to their equation', () => {
    const { train } = make();
    for (const [at, label] of train.labels.entries()) {
      const values = seriesValues(train, at);
      if (label === 'square') expect(values.every((value) => Math.abs(value) === 1)).toBe(true);
      else {
        // x[t-1] + x[t+1] = 2 cos(w) x[t] for every sine of angular frequency w.
        const [a, b, c] = [values[10], values[11], values[12]];
        const cosine = (a + c) / (2 * b);
        for (let t = 1; t < 63; t++) expect(values[t - 1] + values[t + 1]).toBeCloseTo(2 * cosine * values[t], 8);
      }
    }
  });

  test('is the same for the same seed and another one for another', () => {
    expect(make().train.values).toEqual(make().train.values);
    expect(make({ seed: 8 }).train.values).not.toEqual(make().train.values);
    expect(make().test.values).not.toEqual(make().train.values);
  });

  test('adds noise of the deviation asked for', () => {
    const { train } = make({ series: 200, noise: 0.5 });
    const squares = train.labels.flatMap((label, at) => (label === 'square' ? seriesValues(train, at) : []));
    const residues = squares.map((value) => value - Math.sign(value));
    // |noise| > 1 flips a sign in 4.6 % of the steps, hence the wide bounds.
    const deviation = Math.sqrt(residues.reduce((sum, residue) => sum + residue * residue, 0) / residues.length);
    expect(deviation).toBeGreaterThan(0.4);
    expect(deviation).toBeLessThan(0.5);
  });

  test('shows its steps as a table', () => {
    const { table, train } = make();
    expect(table.columns).toEqual(['series', 'step', 'label', 'x']);
    expect(table.rowCount).toBe(640);
    expect(table.page(64, 1)).toEqual({
      lines: [0],
      cells: [['1', '0', 'square', String(train.values.slice(64, 65)[0])]],
    });
  });

  test.each([
    [{ series: 1 }, 'series'],
    [{ steps: 3 }, 'steps'],
    [{ steps: 10.5 }, 'steps'],
    [{ noise: -1 }, 'noise'],
    [{ noise: NaN }, 'noise'],
  ])('refuses %j', (change, name) => {
    expect(() => make(change)).toThrow(new RegExp(`data/synthetic.*"${name}"`));
  });
});

describe('the article', () => {
  test('is one series of ten steps on [0, 1)', () => {
    const part = seriesOf(articlePart());
    expect([...part.lengths]).toEqual([10]);
    expect(part.channels).toEqual(['x']);
    expect(part.labels).toEqual([null]);
    expect(allValues(part).every((value) => value >= 0 && value < 1)).toBe(true);
  });
});

describe('two parts', () => {
  test.each([
    ['GunPoint_TRAIN.ts', 'GunPoint_TEST.ts'],
    ['a_train.csv', 'a_test.csv'],
    ['My-Train.arff', 'My-Test.arff'],
    ['GunPoint_TEST.ts', null],
    ['train.csv', null],
    ['TRAINING.csv', null],
    ['x_TRAIN.old.csv', null],
  ])('%s has the twin %s', (name, twin) => expect(twinName(name)).toBe(twin));

  const train = seriesOf(readText('a,b,label\n1,2,x\n3,4,y\n'));

  test('must have the same number of channels', () => {
    const other = seriesOf(readText('a,label\n1,x\n', {}, 'other.csv'));
    expect(checkParts(train, null)).toEqual([{ code: 'data/one-class', params: { column: 'label', label: 'x' } }]);
    expect(() => checkParts(train, other)).toThrow('data/channels-differ {"file":"other.csv","train":2,"test":1}');
  });

  test('without labels, or with several, give no warning', () => {
    expect(checkParts(seriesOf(readText('a,b\n1,2\n')), null)).toEqual([]);
    expect(checkParts(seriesOf(readText('series,a,label\n1,1,x\n1,2,x\n2,3,y\n2,3,y\n')), null)).toEqual([]);
  });
});
