/** Findings about datasets small enough to count by hand, each with its place in the file. */

import { describe, expect, test } from 'vitest';
import type { MissingCure, ReadingSpec } from '../../../../core/contract/specs';
import type { Part } from '../../../../core/contract/views';
import type { Finding, FindingCode, QualityView } from '../../../../core/contract/views-quality';
import { wholePart } from '../../../../core/dataset/made-result';
import { cureMissing } from '../../../../core/dataset/missing';
import type { SeriesPart } from '../../../../core/dataset/part';
import { checkQuality } from '../../../../core/dataset/quality/check';
import { finish, readShared, readText, seriesOf } from '../../../helpers/datasets';

const recording: ReadingSpec = { layout: 'recording', label: null, series: null, time: null };
const long: ReadingSpec = { layout: 'long', series: 'id', label: 'label', time: null };

const read = (text: string, reading: ReadingSpec): SeriesPart => seriesOf(readText(text, reading));

/** A table of steps `id,label,<channels>` from rows of numbers. */
function steps(channels: string, series: [id: string, label: string, rows: string][]): SeriesPart {
  const rows = series.flatMap(([id, label, rows]) => rows.split(' ').map((row) => `${id},${label},${row}`));
  const names = channels.split(',');
  return read([`id,label,${channels}`, ...rows, ''].join('\n'), { ...long, channels: names });
}

function check(train: SeriesPart, test: SeriesPart | null = null, missing: MissingCure = 'refuse'): QualityView {
  const cured = (part: SeriesPart): SeriesPart =>
    missing === 'refuse' ? part : finish(cureMissing(part, missing)).series;
  const parts = [{ name: 'train' as Part, read: train, cured: cured(train) }];
  if (test !== null) parts.push({ name: 'test', read: test, cured: cured(test) });
  return finish(checkQuality(parts, missing));
}

const find = ({ findings }: QualityView, code: FindingCode, part: Part = 'train'): Finding | undefined =>
  findings.find((finding) => finding.code === code && finding.part === part);
const places = (finding: Finding | undefined): unknown[] | undefined =>
  finding?.places.map(({ series, step, channel, line }) => [series.index, step, channel, line]);

describe('values that are no numbers', () => {
  const part = read('x,y\n1,2\n,4\n3,inf\n4,8\n5,\n', recording);

  test('are counted by channel, with their lines, and stop the run', () => {
    const view = check(part);
    expect(view.findings.map(({ code }) => code)).toEqual(['missing', 'infinite']);
    expect(find(view, 'missing')).toMatchObject({
      severity: 'problem',
      count: 2,
      of: 10,
      channels: [
        { name: 'x', count: 1 },
        { name: 'y', count: 1 },
      ],
    });
    expect(places(find(view, 'missing'))).toEqual([
      [0, 1, 0, 3],
      [0, 4, 1, 6],
    ]);
    expect(find(view, 'infinite')).toMatchObject({ count: 1, channels: [{ name: 'y', count: 1 }] });
    expect(places(find(view, 'infinite'))).toEqual([[0, 2, 1, 4]]);
  });

  test('are a note once they are filled', () => {
    const filled = find(check(part, null, 'linear'), 'missing');
    expect(filled).toMatchObject({ severity: 'note', count: 2, facts: { cure: 'linear' } });
  });

  test('count once where windows overlap, and stand in the first window that has them', () => {
    const windows = read('x\n1\n2\nNaN\n4\n5\n6\n7\n', { ...recording, window: { length: 4, stride: 1 } });
    const missing = find(check(windows), 'missing');
    expect(missing).toMatchObject({ count: 1 });
    expect(places(missing)).toEqual([[0, 2, 0, 4]]);
  });

  test('show the first five places of many', () => {
    const values = new Float64Array(20).fill(NaN);
    expect(find(check(wholePart('holes', ['a', 'b'], values, 10)), 'missing')).toMatchObject({
      count: 20,
      of: 20,
      places: [0, 1, 2, 3, 4].map((step) => ({ step, line: 0, length: 10 })),
    });
  });
});

describe('channels', () => {
  test('that are constant are named with their value', () => {
    const view = check(read('x,y,z\n1,7,-2\n2,7,-2\n3,7,-2\n', recording));
    expect(find(view, 'constant')).toMatchObject({
      severity: 'warning',
      count: 2,
      of: 3,
      channels: [
        { name: 'y', count: 3, range: [7, 7] },
        { name: 'z', count: 3, range: [-2, -2] },
      ],
    });
    expect(find(view, 'still')).toBeUndefined();
  });

  test('that are constant in the test part alone are a note there', () => {
    const test = read('x,y\n4,7\n4,7\n', recording);
    const view = check(read('x,y\n1,7\n2,7\n', recording), test);
    expect(find(view, 'constant', 'test')).toMatchObject({ severity: 'note', count: 1, channels: [{ name: 'x' }] });
  });

  test('that stand still in some series are counted by series; a series of one step says nothing', () => {
    const part = steps('x,y', [
      ['a', 'k', '1,1 1,2 1,3'],
      ['b', 'k', '1,5 2,5 3,5'],
      ['c', 'k', '4,4 5,6'],
      ['d', 'k', '9,9'],
    ]);
    const still = find(check(part), 'still');
    expect(still).toMatchObject({
      severity: 'note',
      count: 2,
      of: 3,
      channels: [
        { name: 'x', count: 1 },
        { name: 'y', count: 1 },
      ],
    });
    expect(places(still)).toEqual([
      [0, null, 0, 2],
      [1, null, 1, 5],
    ]);
  });
});

describe('outliers', () => {
  // Median 5.5; distances 0.5 0.5 1.5 1.5 2.5 2.5 3.5 3.5 4.5 994.5: MAD 2.5, fence 5.5 ± 37.065.
  const tame = [1, 2, 3, 4, 5, 6, 7, 8, 9];
  const of = (last: number): SeriesPart => read(['x', ...tame, last, ''].join('\n'), recording);

  test('lie beyond the median ± 10 x 1.4826 x MAD', () => {
    const outliers = find(check(of(1000)), 'outliers');
    expect(outliers).toMatchObject({ severity: 'warning', count: 1, of: 10, facts: { steps: 10, allSteps: 10 } });
    expect(outliers?.facts.value).toBe('1000');
    expect(outliers?.channels[0].range).toEqual([expect.closeTo(-31.565, 10), expect.closeTo(42.565, 10)]);
    expect(places(outliers)).toEqual([[0, 9, 0, 11]]);
  });

  test('begin beyond the fence', () => {
    expect(find(check(of(42.5)), 'outliers')).toBeUndefined();
    expect(find(check(of(42.6)), 'outliers')).toMatchObject({ count: 1 });
    // Now the median is 4.5.
    expect(find(check(of(-32.5)), 'outliers')).toBeUndefined();
    expect(find(check(of(-32.6)), 'outliers')).toMatchObject({ count: 1 });
  });

  test('are not told in a channel of which half the values are the same', () => {
    expect(find(check(read('x\n0\n0\n0\n0\n500\n', recording)), 'outliers')).toBeUndefined();
  });

  test('of many steps are counted in all of them, with the median of some', () => {
    const values = Float64Array.from({ length: 300_000 }, (_, step) => step % 1000);
    values[123_456] = 1e6;
    const outliers = find(check(wholePart('long', [null], values, 300_000)), 'outliers');
    expect(outliers).toMatchObject({
      count: 1,
      places: [{ step: 123_456 }],
      facts: { steps: 262_144, allSteps: 300_000 },
    });
    // The median of 0 ... 999 is 499.5 and its MAD 250.
    const [low, high] = outliers!.channels[0].range!;
    expect((low + high) / 2).toBeGreaterThan(490);
    expect((low + high) / 2).toBeLessThan(510);
    expect((high - low) / 2 / 14.826).toBeGreaterThan(245);
    expect((high - low) / 2 / 14.826).toBeLessThan(255);
  });
});

describe('labels', () => {
  const part = (rows: string): SeriesPart => read(`label,s0,s1,s2\n${rows}`, { layout: 'wide', label: 'label' });
  const train = part('a,1,2,3\na,1,2,4\nb,2,4,5\nb,3,2,1\nc,5,4,2\n');

  test('that only one series has are named', () => {
    const lone = find(check(train), 'one-member');
    expect(lone).toMatchObject({ severity: 'warning', count: 1, of: 3, facts: { labels: ['c'], series: 1 } });
    expect(places(lone)).toEqual([[4, null, null, 6]]);
  });

  test('that training never saw are named', () => {
    const unseen = find(check(train, part('a,3,2,2\nd,1,4,1\nd,2,3,1\ne,3,3,4\n')), 'unseen-class', 'test');
    expect(unseen).toMatchObject({ severity: 'warning', count: 2, of: 3, facts: { labels: ['d', 'e'], series: 3 } });
    expect(places(unseen)).toEqual([
      [1, null, null, 3],
      [3, null, null, 5],
    ]);
  });
});

describe('lengths', () => {
  const part = (...lengths: number[]): SeriesPart =>
    steps(
      'x',
      lengths.map((length, at) => [`s${at}`, 'k', Array.from({ length }, (_, step) => step * (at + 1)).join(' ')]),
    );

  test('that differ are told with their median', () => {
    const told = find(check(part(20, 4, 5, 8)), 'lengths');
    expect(told).toMatchObject({ severity: 'note', count: 3, of: 4, facts: { min: 4, median: 6.5, max: 20 } });
    expect(told?.places.map(({ series, length }) => [series.index, length])).toEqual([
      [1, 4],
      [0, 20],
    ]);
  });

  test('are a warning beyond five times the shortest, and nothing where they are equal', () => {
    expect(find(check(part(21, 4)), 'lengths')).toMatchObject({ severity: 'warning' });
    expect(find(check(part(4, 4)), 'lengths')).toBeUndefined();
  });
});

describe('one series alone', () => {
  const text = ['x', ...Array.from({ length: 100 }, (_, at) => (at * at) % 97), ''].join('\n');
  const alone = (reading: ReadingSpec): SeriesPart => read(text, { ...recording, ...reading });

  test('is told where it is long enough to be cut, and neither cut nor beside a test part', () => {
    const told = find(check(alone({ window: null })), 'one-series');
    expect(told).toMatchObject({ severity: 'note', count: 1, facts: { steps: 100 } });
    expect(find(check(alone({ window: { length: 100, stride: 1 } })), 'one-series')).toBeUndefined();
    expect(find(check(alone({ window: null }), alone({ window: null })), 'one-series')).toBeUndefined();
    expect(find(check(read(text.slice(0, -3), { ...recording, window: null })), 'one-series')).toBeUndefined();
  });
});

describe('the range that scaling is fitted on', () => {
  const part = (...values: number[]): SeriesPart => read(['x', ...values, ''].join('\n'), recording);
  const train = part(0, 3, 7, 10);

  test('is left by some values of the test part', () => {
    const left = find(check(train, part(-1, 5, 11, 10)), 'out-of-range', 'test');
    expect(left).toMatchObject({
      severity: 'note',
      count: 2,
      of: 4,
      channels: [{ name: 'x', count: 2, range: [0, 10] }],
    });
    expect(places(left)).toEqual([
      [0, 0, 0, 2],
      [0, 2, 0, 4],
    ]);
  });

  test('is left by far beyond its own width', () => {
    expect(find(check(train, part(5, 20)), 'out-of-range', 'test')).toMatchObject({ severity: 'note' });
    expect(find(check(train, part(5, 21)), 'out-of-range', 'test')).toMatchObject({ severity: 'warning' });
    expect(find(check(train, part(0, 10)), 'out-of-range', 'test')).toBeUndefined();
  });

  test('holds what was filled in', () => {
    const holes = read('x\n5\nNaN\n10\n', recording);
    expect(find(check(holes, part(0, 6), 'zero'), 'out-of-range', 'test')).toBeUndefined();
    expect(find(check(holes, part(0, 6), 'linear'), 'out-of-range', 'test')).toMatchObject({ count: 1 });
  });
});

test('a whole check goes forward, and is left at every half a million values', () => {
  const values = Float64Array.from({ length: 3_000_000 }, (_, step) => Math.sin(step));
  const part = wholePart('long', [null, null, null], values, 1_000_000);
  const shares = [...checkQuality([{ name: 'train', read: part, cured: part }], 'refuse')];
  expect(shares.length).toBeGreaterThan(9);
  expect(shares.at(-1)).toBeLessThanOrEqual(1);
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
});

test('nothing is found in a well-kept set but what it has', () => {
  const view = check(
    seriesOf(readShared('GunPoint/GunPoint_TRAIN.ts')),
    seriesOf(readShared('GunPoint/GunPoint_TEST.ts')),
  );
  expect(view.checked).toEqual([
    { part: 'train', values: 50 * 150, series: 50, seriesCompared: 50 },
    { part: 'test', values: 150 * 150, series: 150, seriesCompared: 150 },
  ]);
  expect(view.findings.map(({ code, severity }) => `${severity} ${code}`)).toEqual(['note out-of-range']);
});

test('a part without anything amiss has no finding', () => {
  expect(check(read('x\n1\n2\n3\n2\n', recording)).findings).toEqual([]);
});
