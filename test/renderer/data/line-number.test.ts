/** Numbers of lines as they are typed. */

import { expect, it } from 'vitest';
import { lineOf } from '../../../renderer/components/data/line-number';

it('takes whole numbers from 1 up, and nothing else', () => {
  expect(['7', ' 12 ', '1,234', '1 234 567', '0007'].map(lineOf)).toEqual([7, 12, 1234, 1234567, 7]);
  expect(['', '0', '-3', '1.5', '1,23', '12a', '1e3', '9'.repeat(16)].map(lineOf)).toEqual(Array(8).fill(null));
});
