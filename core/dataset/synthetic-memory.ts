/**
 * Makes the long time lag problems that the LSTM was introduced with: Hochreiter & Schmidhuber, "Long Short-Term Memory",
 * Neural Computation 9(8), 1997.
 */

import type { AddingSource, TemporalOrderSource } from '../contract/specs';
import { anyBelow, anyLength, type Recipe } from './recipe';

/** The first mark is on one of so many steps. */
const FIRST_MARK = 10;

/**
 * The adding problem (experiment 4, section 5.4): a channel of random values and one that is 1 at two steps and 0 at all
 * others; wanted is the sum of the two marked values. The first mark is on one of the first ten steps (of the first half, if
 * that is shorter), the second on another step of the first half, so that half of the series lies between it and the end.
 * Unlike there the values are uniform on [0, 1), as in most later work (Le, Jaitly & Hinton, arXiv:1504.00941, 2015), no
 * step is marked with -1, and the wanted sum is given as a class: `below` 1 or `above` it. Drawn for each series: the values
 * step by step, the marks, then both marked values until their sum is of the class.
 */
export const adding: Recipe<AddingSource> = {
  channels: ['value', 'mark'],
  labels: () => ['below', 'above'],
  truth: () => ({ reason: 'marked-sum', params: { value: 'value', mark: 'mark' } }),
  steps: anyLength,
  draw(_, which, random, x) {
    const steps = x.length / 2;
    for (let t = 0; t < steps; t++) x[2 * t] = random.uniform();
    const half = Math.floor(steps / 2);
    const first = anyBelow(Math.min(FIRST_MARK, half), random);
    const another = anyBelow(half - 1, random);
    const second = another < first ? another : another + 1;
    x[2 * first + 1] = 1;
    x[2 * second + 1] = 1;
    let sum: number;
    do {
      x[2 * first] = random.uniform();
      x[2 * second] = random.uniform();
      sum = x[2 * first] + x[2 * second];
    } while (which === 0 ? sum >= 1 : sum <= 1);
  },
};

const SYMBOLS = ['a', 'b', 'c', 'd', 'X', 'Y', 'E', 'B'];
const DISTRACTORS = 4;
const X = SYMBOLS.indexOf('X');
const START = SYMBOLS.indexOf('E');
const END = SYMBOLS.indexOf('B');

/** Where the relevant symbols' ranges begin and how far they reach, in hundredths of the shortest series. */
const STARTS = { 2: [10, 50], 3: [10, 33, 66] } as const;
const REACH = 10;

/**
 * The temporal order problem (experiments 6a and 6b, section 5.6): symbols, one a step, each a channel that is 1 where the
 * symbol stands and 0 elsewhere. A series starts with E, ends with B and is made of a, b, c and d, but for two (or three)
 * symbols X or Y; the class is their order. Their steps, counted from 0, are uniform on 10 to 20 and 50 to 60 (10 to 20, 33 to
 * 43 and 66 to 76) hundredths of the shortest series, which are the article's steps where that has 100. The article's
 * classes Q, R, S, U (and V, A, B, C) are called by what they stand for: XX, XY, YX, YY (XXX, XXY ... YYY). Drawn for each
 * series: the symbols step by step, then the steps of the relevant ones.
 */
export const temporalOrder: Recipe<TemporalOrderSource> = {
  channels: SYMBOLS,
  labels: ({ symbols }) => Array.from({ length: 2 ** symbols }, (_, which) => orderOf(which, symbols).join('')),
  truth: ({ symbols }) => ({ reason: 'symbol-order', params: { count: symbols } }),
  steps: anyLength,
  draw({ symbols, shortest }, which, random, x) {
    const width = SYMBOLS.length;
    const series = new Uint8Array(x.length / width);
    series[0] = START;
    for (let t = 1; t < series.length - 1; t++) series[t] = anyBelow(DISTRACTORS, random);
    series[series.length - 1] = END;
    const reach = Math.floor((shortest * REACH) / 100);
    for (const [at, symbol] of orderOf(which, symbols).entries()) {
      const start = Math.floor((shortest * STARTS[symbols][at]) / 100);
      series[start + anyBelow(reach + 1, random)] = symbol === 'X' ? X : X + 1;
    }
    for (const [t, symbol] of series.entries()) x[t * width + symbol] = 1;
  },
};

/** The order of a class: its binary digits, the first symbol's first, X for 0 and Y for 1. */
function orderOf(which: number, symbols: number): ('X' | 'Y')[] {
  return Array.from({ length: symbols }, (_, at) => ((which >> (symbols - 1 - at)) & 1 ? 'Y' : 'X'));
}
