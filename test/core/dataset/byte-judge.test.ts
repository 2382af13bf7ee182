/** What the bytes of a text are taken for, whatever stretches they come in. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ByteJudge, type Verdict } from '../../../core/dataset/byte-judge';

function judge(bytes: Uint8Array, cuts: number[] = []): Verdict {
  const judging = new ByteJudge();
  let from = 0;
  for (const end of [...cuts.map((cut) => cut % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length]) {
    judging.add(bytes.subarray(from, end));
    from = end;
  }
  return judging.verdict();
}

const bytesOf = (...parts: (string | number[])[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...new TextEncoder().encode(part)] : part)));

/** Double bytes of the 3755 most common characters: leads 0xB0 to 0xD7, the last of them short. */
const common = fc
  .tuple(fc.integer({ min: 0xb0, max: 0xd6 }), fc.integer({ min: 0xa1, max: 0xfe }))
  .map((pair) => [...pair]);
const ascii = fc.string({ unit: fc.constantFrom(...'abcXYZ0189,;\n'), maxLength: 6 });

describe('bytes of a text', () => {
  test('are UTF-8 exactly where a decoder takes them', () => {
    const any = fc.uint8Array({ maxLength: 40 });
    const near = fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => new TextEncoder().encode(text));
    const edges = fc.array(
      fc.constantFrom(0x41, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc1, 0xc2, 0xe0, 0xed, 0xef, 0xf0, 0xf4, 0xf5),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(
        fc.oneof(
          any,
          near,
          edges.map((drawn) => Uint8Array.from(drawn)),
        ),
        (bytes) => {
          let valid = true;
          try {
            new TextDecoder('utf-8', { fatal: true }).decode(bytes);
          } catch {
            valid = false;
          }
          expect(judge(bytes).encoding === 'utf-8').toBe(valid);
        },
      ),
      { numRuns: 3000 },
    );
  });

  test('give one verdict in any stretches', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.array(fc.nat(), { maxLength: 5 }), (bytes, cuts) => {
        expect(judge(bytes, cuts)).toEqual(judge(bytes));
      }),
      { numRuns: 1000 },
    );
  });

  test('are GB 18030 where common characters stand among ASCII', () => {
    const words = fc.array(fc.tuple(fc.array(common, { minLength: 2, maxLength: 6 }), ascii), {
      minLength: 4,
      maxLength: 20,
    });
    fc.assert(
      fc.property(words, (parts) => {
        const bytes = bytesOf(...parts.flatMap(([pairs, after]) => [pairs.flat(), `,${after}\n`]));
        const verdict = judge(bytes);
        // Some pairs are also valid UTF-8: a text of no others is.
        if (verdict.encoding === 'utf-8' || verdict.encoding === null) return;
        expect(verdict).toEqual({ encoding: 'gb18030', percent: 100 });
        expect(() => new TextDecoder('gb18030', { fatal: true }).decode(bytes)).not.toThrow();
      }),
    );
    expect(judge(bytesOf([0xca, 0xb1, 0xbc, 0xe4], ',', [0xce, 0xc2, 0xb6, 0xc8], '\n1,2\n'))).toEqual({
      encoding: 'gb18030',
      percent: 100,
    });
  });

  test('are Windows-1252 where single accented letters stand in words', () => {
    expect(judge(bytesOf('gr', [0xf6, 0xdf], 'e,Stra', [0xdf], 'e,T [', [0xb0], 'C]\n'))).toEqual({
      encoding: 'windows-1252',
      count: 4,
    });
    // A byte that stands for nothing, and letters beside no letter.
    expect(judge(bytesOf('gr', [0xf6, 0xdf], 'e', [0x81]))).toEqual({ encoding: null });
    expect(judge(bytesOf('1,', [0xfc], '4\n'))).toEqual({ encoding: null });
  });

  test('are none of them where UTF-8 is damaged, or cut', () => {
    expect(judge(bytesOf('größe,température,', [0xfc], 'x'))).toEqual({ encoding: null });
    expect(judge(bytesOf('温度,湿', [0xe5, 0xba]))).toEqual({ encoding: null });
  });
});
