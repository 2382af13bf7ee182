/** The generator against outputs of its authors' C code, and its distributions against their moments. */

import { describe, expect, it } from 'vitest';
import { seededRandom, xoshiro128 } from '../../../core/lstm/random';

const take = (count: number, draw: () => number) => Array.from({ length: count }, draw);
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('seeded random', () => {
  it('gives the outputs of xoshiro128** 1.1 from the state 1, 2, 3, 4', () => {
    expect(take(10, xoshiro128(1, 2, 3, 4).next)).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
    ]);
  });

  it('fills its state by SplitMix64', () => {
    // SplitMix64 from 1234567 starts 6457827717110365317, 3203168211198807973, low words first.
    const low = (value: bigint) => Number(BigInt.asUintN(32, value));
    const [a, b] = [6457827717110365317n, 3203168211198807973n];
    const expected = xoshiro128(low(a), low(a >> 32n), low(b), low(b >> 32n));
    expect(take(5, seededRandom(1234567).next)).toEqual(take(5, expected.next));
    expect(take(4, seededRandom(1234567).next)).toEqual([1967786208, 270031234, 1115494691, 824886977]);
    expect(take(4, seededRandom(0).next)).toEqual([3737715805, 2584255861, 2876756834, 3286328325]);
  });

  it('draws uniforms that float32 holds exactly, evenly over [0, 1)', () => {
    const values = take(100_000, seededRandom(7).uniform);
    expect(values.every((value) => value >= 0 && value < 1 && Math.fround(value) === value)).toBe(true);
    // Five standard errors.
    expect(Math.abs(mean(values) - 1 / 2)).toBeLessThan(5 * Math.sqrt(1 / 12 / 100_000));
    const counts = Array.from({ length: 10 }, () => 0);
    for (const value of values) counts[Math.floor(value * 10)]++;
    const chiSquare = counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);
    expect(chiSquare).toBeLessThan(27.9); // 9 degrees of freedom, p = 0.001
  });

  it('draws Gaussians with the moments of the standard normal', () => {
    const values = take(100_000, seededRandom(7).gaussian);
    const error = Math.sqrt(1 / 100_000);
    expect(Math.abs(mean(values))).toBeLessThan(5 * error);
    expect(Math.abs(mean(values.map((value) => value ** 2)) - 1)).toBeLessThan(5 * Math.sqrt(2) * error);
    expect(Math.abs(mean(values.map((value) => value ** 3)))).toBeLessThan(5 * Math.sqrt(15) * error);
    expect(Math.abs(mean(values.map((value) => value ** 4)) - 3)).toBeLessThan(5 * Math.sqrt(96) * error);
    const within = values.filter((value) => Math.abs(value) < 1).length / values.length;
    expect(Math.abs(within - 0.6826894921)).toBeLessThan(0.0075);
  });

  it('differs from seed to seed', () => {
    expect(seededRandom(1).next()).not.toBe(seededRandom(2).next());
  });
});
