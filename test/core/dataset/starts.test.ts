/** Binary searches against searches one by one. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstHolding, lastAtOrBelow } from '../../../core/dataset/starts';

const layouts: [name: string, lay: (start: number, at: number, length: number) => { offset: number; next: number }][] =
  [
    ['one after the other', (start, _, length) => ({ offset: start, next: start + length })],
    ['with gaps', (start, at, length) => ({ offset: start + (at % 3), next: start + (at % 3) + length })],
    ['overlapping', (start, _, length) => ({ offset: start, next: start + (length >> 1) })],
    ['in no order', (start, at, length) => ({ offset: (start * 7919 + at) % 50, next: start + length })],
  ];

test.each(layouts)('firstHolding: series %s', (_, lay) => {
  fc.assert(
    fc.property(fc.array(fc.nat(6), { maxLength: 30 }), fc.integer({ min: -2, max: 120 }), (steps, step) => {
      let next = 0;
      const offsets = Float64Array.from(steps, (length, at) => {
        const laid = lay(next, at, length);
        next = laid.next;
        return laid.offset;
      });
      const lengths = Int32Array.from(steps);
      const holds = (at: number): boolean => offsets[at] <= step && step < offsets[at] + lengths[at];
      const found = firstHolding(offsets, lengths, step);
      const expected = steps.findIndex((__, at) => holds(at));
      if (lay !== layouts[3][1] && lay !== layouts[2][1]) expect(found).toBe(expected);
      else expect(found < 0 ? expected < 0 : holds(found)).toBe(true);
    }),
  );
});

test('firstHolding: the first of windows that overlap', () => {
  const offsets = Float64Array.from({ length: 1000 }, (_, at) => 3 * at);
  const lengths = new Int32Array(1000).fill(10);
  for (let step = 0; step < 3007; step++) {
    expect(firstHolding(offsets, lengths, step)).toBe(Math.max(0, Math.ceil((step - 9) / 3)));
  }
  expect(firstHolding(offsets, lengths, 3007)).toBe(-1);
});

test('lastAtOrBelow: the last start at or before a row', () => {
  const starts = Float64Array.of(0, 2, 2, 5, 9);
  expect([0, 1, 2, 4, 5, 8, 9, 20].map((row) => lastAtOrBelow(starts, row))).toEqual([0, 0, 2, 2, 3, 3, 4, 4]);
  expect(lastAtOrBelow(starts, 20, 3)).toBe(2);
  expect(lastAtOrBelow(starts, -1)).toBe(0);
});
