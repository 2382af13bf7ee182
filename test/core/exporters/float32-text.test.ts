/** Float32 as text: read back exactly, and never longer than the shortest decimal found by exact arithmetic. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { float32Text } from '../../../core/exporters/float32-text';

const bits = new DataView(new ArrayBuffer(4));
const fromBits = (pattern: number): number => {
  bits.setUint32(0, pattern);
  return bits.getFloat32(0);
};

/** A float32 as `mantissa * 2^exponent`, exactly. */
function parts(pattern: number): { mantissa: bigint; exponent: number } {
  const exponent = (pattern >>> 23) & 0xff;
  const fraction = pattern & 0x7fffff;
  return exponent === 0
    ? { mantissa: BigInt(fraction), exponent: -149 }
    : { mantissa: BigInt(fraction | 0x800000), exponent: exponent - 150 };
}

/**
 * Fewest significant digits of any decimal that rounds (half to even) to the float32 with this pattern, in exact
 * arithmetic: the decimals between the middles to both neighbours. All numbers are scaled by 4 * 10^60 * 2^150.
 */
function fewestDigits(pattern: number): number {
  const { mantissa, exponent } = parts(pattern);
  const unit = 10n ** 60n * 2n ** BigInt(150 + exponent); // a quarter of the last place
  const value = 4n * mantissa * unit;
  const powerOfTwo = (pattern & 0x7fffff) === 0 && ((pattern >>> 23) & 0xff) > 1;
  const low = value - (powerOfTwo ? unit : 2n * unit);
  const high = value + 2n * unit;
  const even = mantissa % 2n === 0n;
  const one = 4n * 10n ** 60n * 2n ** 150n; // the number 1
  for (let digits = 1; ; digits++) {
    const scale = Math.floor(Math.log10(fromBits(pattern) || Number.MIN_VALUE));
    for (const place of [scale - digits, scale - digits + 1, scale - digits + 2]) {
      const step = place >= 0 ? one * 10n ** BigInt(place) : one / 10n ** BigInt(-place);
      const first = (low + step - 1n) / step;
      for (let m = first; m * step <= high; m++) {
        const inside = even ? true : m * step > low && m * step < high;
        if (m > 0n && inside && significant(m) <= digits) return significant(m);
      }
    }
  }
}

const significant = (m: bigint): number => m.toString().replace(/0+$/, '').length;

const digitsIn = (text: string): number =>
  text.replace(/e.*$/, '').replace(/[-.]/g, '').replace(/^0+/, '').replace(/0+$/, '').length;

function expectShortest(pattern: number): void {
  const value = fromBits(pattern);
  const text = float32Text(value);
  if (!Object.is(Math.fround(Number(text)), value)) expect.fail(`${text} is not ${value}`);
  const fewest = fewestDigits(pattern & 0x7fffffff);
  if (digitsIn(text) !== fewest) expect.fail(`${text} for ${value} has not ${fewest} digits`);
}

describe('float32Text', () => {
  test.each([
    [0, '0'],
    [-0, '-0'],
    [1, '1'],
    [-2.5, '-2.5'],
    [0.1, '0.1'],
    [1 / 3, '0.33333334'],
    [16777216, '16777216'],
    [123456.79, '123456.79'],
    [3.4028234663852886e38, '3.4028235e+38'],
    [1.1754943508222875e-38, '1.1754944e-38'],
    [1.401298464324817e-45, '1e-45'],
    // A power of two whose nearest decimal of 7 digits is not read back, and the next one is.
    [2 ** -44, '5.684342e-14'],
    [NaN, 'NaN'],
    [Infinity, 'inf'],
    [-Infinity, '-inf'],
  ])('%d is %s', (value, text) => expect(float32Text(Math.fround(value))).toBe(text));

  test('is the shortest for every power of two and its neighbours', () => {
    const exponents = Array.from({ length: 254 }, (_, at) => at + 1);
    for (const exponent of exponents) {
      for (const offset of [-1, 0, 1]) expectShortest((exponent << 23) + offset);
    }
  });

  test('is the shortest for every power of two among the subnormals, and for the smallest ones', () => {
    for (let bit = 0; bit < 23; bit++) expectShortest(1 << bit);
    for (let pattern = 1; pattern < 2000; pattern++) expectShortest(pattern);
  });

  test('is the shortest for any pattern of bits', () => {
    const finite = fc.integer({ min: 1, max: 0x7f7fffff });
    fc.assert(
      fc.property(finite, fc.boolean(), (pattern, negative) => {
        expectShortest(negative ? (pattern | 0x80000000) >>> 0 : pattern);
      }),
      { numRuns: 5000 },
    );
  });

  test('reads back, in sizes that gates and features have', () => {
    fc.assert(
      fc.property(fc.float({ min: -4, max: 4, noNaN: true }), (value) => {
        expect(Object.is(Math.fround(Number(float32Text(value))), value)).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });
});
