/** Lengths of series as they are typed into the parity section. */

import { expect, it } from 'vitest';
import { readLengths } from '../../../renderer/components/model/parity-rows';

it('reads lengths with commas, spaces or line breaks between', () => {
  expect(readLengths('14, 3,9\n1 12')).toEqual([14, 3, 9, 1, 12]);
  expect(readLengths('14，3；')).toBeNull();
  expect(readLengths('14，3')).toEqual([14, 3]);
  expect(readLengths('  ')).toEqual([]);
});

it('takes nothing but whole numbers from 1 up', () => {
  for (const text of ['0', '-3', '1.5', '1e3', '3, x', '٣', '12345678901', 'full'])
    expect(readLengths(text)).toBeNull();
});
