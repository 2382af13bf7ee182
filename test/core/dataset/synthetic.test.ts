/** The synthetic sets, each held to its definition by what can be computed from its values alone. */

import { describe, expect, test } from 'vitest';
import { GENERATORS, type SyntheticSource } from '../../../core/contract/specs';
import { SYNTHETIC_DEFAULTS } from '../../../core/contract/synthetic';
import { decayOf, sineOfTurns } from '../../../core/dataset/recipe';
import { everySeries, makeSet, partHash } from '../../helpers/synthetic';

const { adding, oscillators, 'temporal-order': order, 'regime-switch': regimes } = SYNTHETIC_DEFAULTS;

/** Both parts of the defaults of each generator, hashed. */
const HASHES: Record<SyntheticSource['generator'], [train: string, test: string]> = {
  'sine-square': ['27db0e40e8a2f747', '6bf3e05157099cf1'],
  adding: ['e31acb65c2a18ae9', '7a4e25977dfcf5d8'],
  'temporal-order': ['8a7a7e71af2a3d0c', 'ec5f6b2d3e8e1a19'],
  oscillators: ['f82b9b1618ce0617', '93a0e9a1dbc4074e'],
  'regime-switch': ['8d1789331e0c9d7b', '54501e15afd238dc'],
};

describe.each(GENERATORS)('%s', (generator) => {
  const source = SYNTHETIC_DEFAULTS[generator];

  test('has the same bytes for the same seed, on every machine', () => {
    const { train, test: held } = makeSet(source);
    expect([train, held].map(partHash)).toEqual(HASHES[generator]);
    const again = makeSet({ ...source });
    expect([again.train, again.test].map(partHash)).toEqual(HASHES[generator]);
  });

  test('has others for another seed, and others in the test part', () => {
    const { train, test: held } = makeSet(source);
    const other = makeSet({ ...source, seed: 2 });
    expect(new Set([train, held, other.train, other.test].map(partHash)).size).toBe(4);
  });

  test('has as many of each class, or one more', () => {
    const { train, test: held, result } = makeSet({ ...source, series: 50 });
    for (const part of [train, held]) {
      const counts = [...new Set(part.labels)].map((label) => part.labels.filter((other) => other === label).length);
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(50);
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
    }
    expect(result.assumptions).toEqual([{ setting: 'label', reason: expect.any(String), params: expect.any(Object) }]);
  });

  test('has series of every length between the shortest and the longest', () => {
    const { train, test: held } = makeSet({ ...source, series: 300 });
    const [shortest, longest] = 'steps' in source ? [source.steps, source.steps] : [source.shortest, source.longest];
    for (const { lengths, offsets, values, channels, rows } of [train, held]) {
      expect(lengths.every((length) => length >= shortest && length <= longest)).toBe(true);
      const few = longest - shortest < 20;
      if (few) expect(new Set(lengths).size).toBe(longest - shortest + 1);
      else expect(Math.max(...lengths) - Math.min(...lengths)).toBeGreaterThan(0.9 * (longest - shortest));
      expect(rows).toBe(lengths.reduce((sum, length) => sum + length, 0));
      expect(values).toHaveLength(rows * channels.length);
      expect(offsets.every((offset, at) => offset === (at === 0 ? 0 : offsets[at - 1] + lengths[at - 1]))).toBe(true);
    }
  });
});

describe('the adding problem', () => {
  const series = everySeries(makeSet(adding));
  const marksOf = (mark: number[]): number[] => mark.flatMap((value, t) => (value === 0 ? [] : [t]));

  test('marks two steps of the first half with 1, one of them among the first ten', () => {
    for (const { channels, steps } of series) {
      const marks = marksOf(channels[1]);
      expect(marks).toHaveLength(2);
      expect(marks.map((t) => channels[1][t])).toEqual([1, 1]);
      expect(marks[0]).toBeLessThan(10);
      expect(marks[1]).toBeLessThan(Math.floor(steps / 2));
    }
    expect(new Set(series.map(({ channels }) => marksOf(channels[1])[0]))).toEqual(new Set([...Array(10).keys()]));
    expect(Math.max(...series.map(({ channels }) => marksOf(channels[1])[1]))).toBeGreaterThan(45);
  });

  test('labels by the sum of the marked values', () => {
    for (const { label, channels } of series) {
      const sum = marksOf(channels[1]).reduce((total, t) => total + channels[0][t], 0);
      expect(label).toBe(sum < 1 ? 'below' : 'above');
    }
  });

  test('has values uniform on [0, 1)', () => {
    const values = series.flatMap(({ channels }) => channels[0]);
    expect(values.every((value) => value >= 0 && value < 1)).toBe(true);
    const tenths = Array.from({ length: 10 }, (_, tenth) => values.filter((v) => Math.floor(10 * v) === tenth).length);
    // Five standard deviations of a count of n values with probability 0.1.
    const spread = 5 * Math.sqrt(values.length * 0.09);
    for (const count of tenths) expect(Math.abs(count - values.length / 10)).toBeLessThan(spread);
  });

  test('fits into four steps', () => {
    const shortest = everySeries(makeSet({ ...adding, shortest: 4, longest: 4 }));
    for (const { channels } of shortest) expect(channels[1]).toEqual([1, 1, 0, 0]);
  });
});

describe.each([
  [
    2,
    [
      [10, 20],
      [50, 60],
    ],
  ],
  [
    3,
    [
      [10, 20],
      [33, 43],
      [66, 76],
    ],
  ],
] as const)('the temporal order of %i symbols', (symbols, ranges) => {
  const made = makeSet({ ...order, symbols, series: 400 });
  const names = made.train.channels;
  /** The symbols of a series, one a step. */
  const written = everySeries(made).map(({ label, channels, steps }) => ({
    label,
    text: Array.from({ length: steps }, (_, t) => {
      const standing = names.filter((_, channel) => channels[channel][t] === 1);
      const others = channels.filter((channel) => channel[t] === 0);
      return standing.length === 1 && others.length === names.length - 1 ? standing[0] : '?';
    }).join(''),
  }));

  test('has one symbol a step, from E through a, b, c, d, X and Y to B', () => {
    for (const { text } of written) expect(text).toMatch(/^E[abcdXY]+B$/);
    const letters = new Set(written.flatMap(({ text }) => [...text]));
    expect(letters).toEqual(new Set('EabcdXYB'));
  });

  test('labels by the order of X and Y', () => {
    for (const { label, text } of written) expect(label).toBe(text.replaceAll(/[^XY]/g, ''));
    expect(new Set(written.map(({ label }) => label)).size).toBe(2 ** symbols);
  });

  test('has them where the article has them', () => {
    const places = written.map(({ text }) => [...text.matchAll(/[XY]/g)].map(({ index }) => index));
    const found = ranges.map((_, at) => {
      const column = places.map((place) => place[at]);
      return [Math.min(...column), Math.max(...column)];
    });
    expect(found).toEqual(ranges);
  });

  test('fits into ten steps', () => {
    const small = everySeries(makeSet({ ...order, symbols, shortest: 10, longest: 10 }));
    for (const { label, channels } of small) {
      const relevant = [...Array(10).keys()].flatMap((t) =>
        ['X', 'Y'].filter((name) => channels[names.indexOf(name)][t] === 1),
      );
      expect(relevant.join('')).toBe(label);
    }
  });
});

describe('damped oscillators', () => {
  /**
   * Time constant and period of x_{t+1} = p x_t - q x_{t-1}, which every damped sine obeys: p and q by least squares,
   * q = exp(-2 / tau), p = 2 exp(-1 / tau) cos(2 pi / P).
   */
  function fitted(x: number[]): { tau: number; period: number } {
    let [aa, ab, bb, ay, by] = [0, 0, 0, 0, 0];
    for (let t = 1; t < x.length - 1; t++) {
      const [a, b, y] = [x[t], -x[t - 1], x[t + 1]];
      aa += a * a;
      ab += a * b;
      bb += b * b;
      ay += a * y;
      by += b * y;
    }
    const p = (ay * bb - by * ab) / (aa * bb - ab * ab);
    const q = (by * aa - ay * ab) / (aa * bb - ab * ab);
    return { tau: -2 / Math.log(q), period: (2 * Math.PI) / Math.acos(p / (2 * Math.sqrt(q))) };
  }

  /** Steps in which the envelope falls to 1/e: the slope of the logarithm of the crests of |x| over time. */
  function envelopeTau(x: number[]): number {
    const crests = x.flatMap((value, t) => {
      const [before, here, after] = [x[t - 1], value, x[t + 1]].map(Math.abs);
      return here > before && here >= after ? [{ t, height: Math.log(here) }] : [];
    });
    const meanT = crests.reduce((sum, { t }) => sum + t, 0) / crests.length;
    const meanHeight = crests.reduce((sum, { height }) => sum + height, 0) / crests.length;
    const over = crests.reduce((sum, { t, height }) => sum + (t - meanT) * (height - meanHeight), 0);
    const under = crests.reduce((sum, { t }) => sum + (t - meanT) ** 2, 0);
    return -under / over;
  }

  const quiet = { ...oscillators, classes: 5, noise: 0, shortest: 120, longest: 180 };
  const byDamping = everySeries(makeSet({ ...quiet, classBy: 'damping' }));
  const byFrequency = everySeries(makeSet({ ...quiet, classBy: 'frequency' }));

  test('by damping fall to 1/e in the steps of their label, with any period', () => {
    const periods = byDamping.map(({ label, channels }) => {
      const { tau, period } = fitted(channels[0]);
      expect(tau / Number(label.slice('tau'.length))).toBeCloseTo(1, 6);
      return period;
    });
    expect(Math.min(...periods)).toBeGreaterThanOrEqual(8 - 1e-6);
    expect(Math.max(...periods)).toBeLessThanOrEqual(16 + 1e-6);
    expect(Math.max(...periods) - Math.min(...periods)).toBeGreaterThan(7);
    expect(new Set(byDamping.map(({ label }) => label))).toEqual(
      new Set(['tau10', 'tau20', 'tau40', 'tau80', 'tau160']),
    );
  });

  test('by damping have the envelope of their label', () => {
    for (const { label, channels } of byDamping) {
      const ratio = envelopeTau(channels[0]) / Number(label.slice('tau'.length));
      // Half way to the next class, whose time constant is double.
      expect(Math.abs(Math.log2(ratio))).toBeLessThan(0.5);
    }
  });

  test('by frequency have the period of their label, with any damping', () => {
    const taus = byFrequency.map(({ label, channels }) => {
      const { tau, period } = fitted(channels[0]);
      expect(period / Number(label.slice('period'.length))).toBeCloseTo(1, 6);
      return tau;
    });
    expect(Math.min(...taus)).toBeGreaterThanOrEqual(20 - 1e-4);
    expect(Math.max(...taus)).toBeLessThanOrEqual(80 + 1e-4);
    expect(Math.max(...taus) - Math.min(...taus)).toBeGreaterThan(50);
    expect(new Set(byFrequency.map(({ label }) => label))).toEqual(
      new Set(['period6', 'period9', 'period14', 'period21', 'period32']),
    );
  });

  test('begin with no more than 1.5, and have noise of the deviation asked for', () => {
    expect(Math.max(...byDamping.flatMap(({ channels }) => channels[0].map(Math.abs)))).toBeLessThan(1.5);
    // 200 steps and more on, nothing is left of an amplitude that falls to 1/e in 10.
    const long = { ...quiet, classes: 2, noise: 0.5, shortest: 300, longest: 300 };
    const tails = everySeries(makeSet({ ...long, classBy: 'damping' }))
      .filter(({ label }) => label === 'tau10')
      .flatMap(({ channels }) => channels[0].slice(200));
    const deviation = Math.sqrt(tails.reduce((sum, value) => sum + value * value, 0) / tails.length);
    expect(Math.abs(deviation - 0.5)).toBeLessThan((5 * 0.5) / Math.sqrt(2 * tails.length));
  });
});

describe('a regime switch', () => {
  /**
   * The change that leaves the least squares of x_t - a x_{t-1} with a of 0.8 on one side and -0.8 on the other; at the
   * length where no change leaves less.
   */
  function bestChange(x: number[]): number {
    const errors = ([sign, opposite]: [number, number], change: number): number =>
      x.slice(1).reduce((sum, value, at) => {
        const coefficient = 0.8 * (at + 1 < change ? sign : opposite);
        return sum + (value - coefficient * x[at]) ** 2;
      }, 0);
    const signs: [number, number][] = [
      [1, -1],
      [-1, 1],
    ];
    const found = Array.from({ length: x.length }, (_, at) => at + 1).map((change) => ({
      change,
      left: Math.min(...signs.map((pair) => errors(pair, change))),
    }));
    return found.reduce((best, next) => (next.left < best.left ? next : best)).change;
  }

  const quiet = { ...regimes, series: 60, noise: 0 };
  const whether = everySeries(makeSet({ ...quiet, question: 'whether' }));
  const when = everySeries(makeSet({ ...quiet, question: 'when' }));
  /** As estimates of a change go. */
  const NEAR = 12;

  test('is there in the middle half, or not at all', () => {
    for (const { label, channels, steps } of whether) {
      const change = bestChange(channels[0]);
      const inside = change > steps / 4 - NEAR && change < (3 * steps) / 4 + NEAR;
      expect(inside ? 'switch' : 'steady').toBe(label);
      if (label === 'steady') expect(Math.min(change, steps - change)).toBeLessThan(NEAR);
    }
  });

  test('is where the label says', () => {
    const EIGHTHS: Record<string, [number, number]> = { early: [1, 3], middle: [3, 5], late: [5, 7] };
    for (const { label, channels, steps } of when) {
      const [from, to] = EIGHTHS[label].map((eighths) => (eighths * steps) / 8);
      const change = bestChange(channels[0]);
      expect(change).toBeGreaterThan(from - NEAR);
      expect(change).toBeLessThan(to + NEAR);
    }
    expect(new Set(when.map(({ label }) => label))).toEqual(new Set(['early', 'middle', 'late']));
  });

  test('is not told by mean or variance', () => {
    const large = everySeries(makeSet({ ...quiet, series: 400, question: 'whether' }));
    for (const label of ['steady', 'switch']) {
      const values = large.flatMap((series) => (series.label === label ? series.channels[0] : []));
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
      expect(mean).toBeCloseTo(0, 1);
      expect(variance).toBeCloseTo(1, 1);
    }
  });
});

describe('what cannot be made', () => {
  test.each<[SyntheticSource, Record<string, unknown>, string]>([
    [adding, { series: 1 }, 'data/synthetic {"name":"series","value":1,"min":2'],
    [adding, { shortest: 3 }, 'data/synthetic {"name":"shortest","value":3,"min":4'],
    [adding, { longest: 99 }, 'data/synthetic {"name":"longest","value":99,"min":100'],
    [adding, { longest: 10_001 }, 'data/synthetic {"name":"longest"'],
    [adding, { seed: -1 }, 'data/synthetic {"name":"seed"'],
    [adding, { seed: 1.5 }, 'data/synthetic {"name":"seed"'],
    [adding, { series: '60' }, 'data/synthetic {"name":"series"'],
    [adding, { series: 10_000, longest: 1000 }, 'data/synthetic {"name":"series","value":10000,"min":2,"max":1000}'],
    [order, { series: 10_000 }, 'data/synthetic {"name":"series","value":10000,"min":2,"max":2272}'],
    [order, { symbols: 4 }, 'usage/bad-value {"option":"symbols","value":"4","expected":"2 | 3"}'],
    [order, { shortest: 9 }, 'data/synthetic {"name":"shortest"'],
    [oscillators, { classes: 6 }, 'data/synthetic {"name":"classes"'],
    [oscillators, { classes: 1 }, 'data/synthetic {"name":"classes"'],
    [oscillators, { classBy: 'phase' }, 'usage/bad-value {"option":"classBy"'],
    [oscillators, { noise: -0.1 }, 'data/synthetic {"name":"noise"'],
    [oscillators, { noise: undefined }, 'data/synthetic {"name":"noise"'],
    [oscillators, { shortest: 7 }, 'data/synthetic {"name":"shortest"'],
    [regimes, { question: 'why' }, 'usage/bad-value {"option":"question"'],
    [regimes, { shortest: 15 }, 'data/synthetic {"name":"shortest"'],
    [regimes, { generator: 'lorenz' }, 'usage/bad-value {"option":"generator","value":"lorenz"'],
  ])('%j with %j is refused by name', (source, change, message) => {
    expect(() => makeSet({ ...source, ...change } as SyntheticSource)).toThrow(message);
  });
});

describe('the table of unequal series', () => {
  const { result, train } = makeSet(order);

  test('goes from the last step of one to the first of the next', () => {
    const [length] = train.lengths;
    expect(result.table.columns).toEqual(['series', 'step', 'label', 'a', 'b', 'c', 'd', 'X', 'Y', 'E', 'B']);
    expect(result.table.page(length - 1, 2)).toEqual({
      lines: [0, 0],
      cells: [
        ['0', String(length - 1), 'XX', '0', '0', '0', '0', '0', '0', '0', '1'],
        ['1', '0', 'XY', '0', '0', '0', '0', '0', '0', '1', '0'],
      ],
    });
    expect(result.table.page(result.table.rowCount - 1, 9).cells.map((row) => row.slice(0, 3))).toEqual([
      ['199', String(train.lengths[199] - 1), 'YY'],
    ]);
  });

  test('counts the distinct values of each column', () => {
    const distinct = Object.fromEntries(result.columns.map(({ name, distinct }) => [name, distinct]));
    expect(distinct).toMatchObject({ series: 200, step: Math.max(...train.lengths), label: 4, a: 2, B: 2 });
  });
});

describe('functions of four operations', () => {
  test('agree with the sine and the exponential to the last places', () => {
    for (let at = -500; at <= 500; at++) {
      const turns = at / 117;
      expect(Math.abs(sineOfTurns(turns) - Math.sin(2 * Math.PI * turns))).toBeLessThan(5e-15);
    }
    for (let at = 0; at <= 100; at++) expect(Math.abs(decayOf(at / 100) - Math.exp(-at / 100))).toBeLessThan(3e-16);
    expect([0, 0.25, 0.5, 0.75, 1].map((turns) => sineOfTurns(turns) + 0)).toEqual([0, 1, 0, -1, 0]);
  });
});
