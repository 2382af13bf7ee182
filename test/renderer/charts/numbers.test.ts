/** Printed numbers: fixed decimals, true minus signs, and nothing that is not zero shown as zero. */

import { expect, test } from 'vitest';
import { compact, decimal, exact, grouped } from '../../../renderer/charts/numbers';

test.each([
  [0.5714, '0.571'],
  [-0.12, '−0.120'],
  [0, '0.000'],
  [-0, '0.000'],
  [12.34567, '12.346'],
  [0.00004, '4.0×10⁻⁵'],
  [-0.00004, '−4.0×10⁻⁵'],
  [0.0005, '0.001'],
  [123456, '1.2×10⁵'],
  [Infinity, 'Infinity'],
])('decimal %d', (value, text) => expect(decimal(value)).toBe(text));

test.each([
  [0, '0'],
  [1, '1'],
  [-2.3149, '−2.31'],
  [0.0461, '0.0461'],
  [-5690, '−5,690'],
  [12345, '12,300'],
  [99999, '100,000'],
  [0.0002, '2×10⁻⁴'],
  [-4e6, '−4×10⁶'],
])('compact %d', (value, text) => expect(compact(value)).toBe(text));

test.each([
  [0, '0'],
  [999, '999'],
  [1280, '1,280'],
  [-1234567, '−1,234,567'],
])('grouped %d', (value, text) => expect(grouped(value)).toBe(text));

test('exact keeps every digit', () => {
  expect(exact(-0.1234567890123)).toBe('−0.1234567890123');
  expect(exact(1e-9)).toBe('1e−9');
});
