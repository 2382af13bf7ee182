/** A small seeded random generator of known algorithm: the same seed gives the same numbers on every machine. */

export interface SeededRandom {
  /** The generator's raw output: an integer from 0 to 2^32 - 1. */
  next(): number;
  /** Uniform on [0, 1) in steps of 2^-24: exact in float32, so that rounding never makes it 1. */
  uniform(): number;
  /** Normal with mean 0 and standard deviation 1. */
  gaussian(): number;
}

/**
 * xoshiro128** 1.1 (Blackman & Vigna, "Scrambled Linear Pseudorandom Number Generators", ACM TOMS 47(4), 2021), its
 * 128 bits of state filled from `seed` by SplitMix64, lower halves first, as its authors recommend. Gaussians by
 * Marsaglia's polar method (Marsaglia & Bray, SIAM Review 6(3), 1964), both of a pair used.
 * `seed` is an integer from 0 to 2^32 - 1.
 */
export function seededRandom(seed: number): SeededRandom {
  return xoshiro128(...splitMix64(seed));
}

/** The generator from its four state words, not all zero. */
export function xoshiro128(s0: number, s1: number, s2: number, s3: number): SeededRandom {
  let spare: number | null = null;

  function next(): number {
    const result = Math.imul(rotateLeft(Math.imul(s1, 5), 7), 9) >>> 0;
    const shifted = s1 << 9;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= shifted;
    s3 = rotateLeft(s3, 11);
    return result;
  }

  function uniform(): number {
    return (next() >>> 8) * 2 ** -24;
  }

  function gaussian(): number {
    if (spare !== null) {
      const value = spare;
      spare = null;
      return value;
    }
    let a: number;
    let b: number;
    let square: number;
    do {
      a = 2 * uniform() - 1;
      b = 2 * uniform() - 1;
      square = a * a + b * b;
    } while (square >= 1 || square === 0);
    const factor = Math.sqrt((-2 * Math.log(square)) / square);
    spare = b * factor;
    return a * factor;
  }

  return { next, uniform, gaussian };
}

function rotateLeft(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}

/** Two outputs of SplitMix64 (Steele, Lea & Flood, OOPSLA 2014) as four words of 32 bits. */
function splitMix64(seed: number): [number, number, number, number] {
  let state = BigInt(seed);
  const draw = () => {
    state = BigInt.asUintN(64, state + 0x9e3779b97f4a7c15n);
    let z = state;
    z = BigInt.asUintN(64, (z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n);
    z = BigInt.asUintN(64, (z ^ (z >> 27n)) * 0x94d049bb133111ebn);
    return z ^ (z >> 31n);
  };
  const [first, second] = [draw(), draw()];
  return [first, first >> 32n, second, second >> 32n].map((word) => Number(BigInt.asUintN(32, word))) as [
    number,
    number,
    number,
    number,
  ];
}
