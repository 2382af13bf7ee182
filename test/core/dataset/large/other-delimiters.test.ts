/** Holds both readers to each other where unusual characters stand between cells. */

import { afterAll, describe, expect, it } from 'vitest';
import { removeScratch } from '../../../../core/node/scratch';
import { readText } from '../../../helpers/datasets';
import { comparable, readLarge } from '../../../helpers/large';

afterAll(removeScratch);

const marks = [':', '^', '~', '_', '#', '%', '/', '\\', '&', '=', '+', '(', '`', '\u00a0', '¦', '，', '🙂'];

describe.each(marks)('cells with %j between them', (mark) => {
  const write = (rows: string[][]) => rows.map((row) => `${row.join(mark)}\n`).join('');
  const plain = write([
    ['id', 'v', 'w'],
    ['x', '1', '2.5'],
    ['x', '-3e+1', ''],
    ['y', 'NA', '4'],
    ['y', '5', '6'],
  ]);
  const quoted = write([
    ['id', 'v', 'w'],
    [`"x${mark}1"`, '1', '2'],
    ['"x\ny"', '3', '4'],
    ['"x ""y"""', '5', '6'],
  ]);
  const ragged = write([['a', 'b'], ['1', '2'], ['3'], ['4', '5', '6'], ['', ''], ['7', '8']]);

  it.each([
    ['plain', plain],
    ['quoted', quoted],
    ['ragged', ragged],
  ])('are read the same where they are %s', async (_name, text) => {
    const reading = { format: 'csv', delimiter: mark, header: true } as const;
    const small = await comparable(readText(text, reading));
    const large = await readLarge(new TextEncoder().encode(text), reading);
    expect(await comparable(large)).toEqual(small);
    await large.close();
  });
});

it.each(['a^b^c\n1^2^3\n4^5^6\n', 'a:b:c\n1.5:2:30\n4:5:60\n', '1¦2¦3\n4¦5¦6\n'])(
  'recognises it the same in %j',
  async (text) => {
    const small = await comparable(readText(text));
    const large = await readLarge(new TextEncoder().encode(text));
    expect(await comparable(large)).toEqual(small);
    await large.close();
  },
);
