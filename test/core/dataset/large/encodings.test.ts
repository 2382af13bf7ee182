/** Large text in other encodings is decoded piece by piece as small text is, and damage is told with its place. */

import { afterAll, describe, expect, it } from 'vitest';
import { WorkbenchError } from '../../../../core/contract/errors';
import type { ReadingSpec } from '../../../../core/contract/specs';
import { removeScratch } from '../../../../core/node/scratch';
import { readWhole } from '../../../helpers/datasets';
import { comparable, readLarge } from '../../../helpers/large';

afterAll(removeScratch);

const text = `größe,v,label\n${Array.from({ length: 40_000 }, (_, row) => `${row},${row / 4},${row % 2 ? 'über' : 'né'}`).join('\r\n')}\n`;

const swapped = (bytes: Buffer): Buffer => Buffer.from(bytes).swap16();
/** 标签,值 and rows of 上 and 下, as GB 18030 writes them. */
const chinese = Buffer.concat([
  Buffer.from([0xb1, 0xea, 0xc7, 0xa9, 0x2c, 0xd6, 0xb5, 0x0a]),
  ...Array.from({ length: 30_000 }, (_, row) =>
    Buffer.concat([Buffer.from(row % 2 ? [0xc9, 0xcf] : [0xcf, 0xc2]), Buffer.from(`,${row * 0.5}\n`)]),
  ),
]);

const files: Record<string, { bytes: Uint8Array; reading?: ReadingSpec }> = {
  'UTF-16 with a mark': { bytes: Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]) },
  'UTF-16, the high byte first': {
    bytes: Buffer.concat([Buffer.from([0xfe, 0xff]), swapped(Buffer.from(text, 'utf16le'))]),
  },
  'UTF-16 without a mark': { bytes: Buffer.from(text, 'utf16le') },
  'Windows-1252': { bytes: Buffer.from(text, 'latin1'), reading: { encoding: 'windows-1252' } },
  'GB 18030': { bytes: chinese, reading: { encoding: 'gb18030' } },
  'UTF-8 with a mark': { bytes: Buffer.from(`\uFEFF${text}`) },
};

describe.each(Object.entries(files))('text in %s', (_name, { bytes, reading = {} }) => {
  it('is the same in pieces and in one', async () => {
    expect(bytes.length).toBeGreaterThan(256 * 1024);
    const large = await readLarge(bytes, reading);
    expect(await comparable(large)).toEqual(await comparable(readWhole({ name: 'table.csv', bytes }, reading)));
    await large.close();
  });
});

describe('damage far from the beginning', () => {
  it.each<[string, Uint8Array, ReadingSpec]>([
    [
      'a byte that is no UTF-8',
      Buffer.concat([Buffer.from(text.repeat(3)), Buffer.from([0x31, 0xff, 0x0a])]),
      { encoding: 'utf-8' },
    ],
    [
      'half a surrogate pair',
      Buffer.concat([Buffer.from(text.repeat(3), 'utf16le'), Buffer.from([0x00, 0xd8, 0x0a, 0x00])]),
      { encoding: 'utf-16le' },
    ],
    ['a zero byte', Buffer.concat([Buffer.from(text.repeat(3)), Buffer.from('1,2,\0\n')]), {}],
  ])('%s is told with its line', async (_name, bytes, reading) => {
    const errorOf = async (read: () => unknown): Promise<unknown> => {
      try {
        await read();
      } catch (thrown) {
        if (thrown instanceof WorkbenchError) return { code: thrown.code, params: thrown.params };
        throw thrown;
      }
      return null;
    };
    const small = await errorOf(() => readWhole({ name: 'table.csv', bytes }, reading));
    expect(small).not.toBe(null);
    expect(await errorOf(() => readLarge(bytes, reading))).toEqual(small);
  });
});
