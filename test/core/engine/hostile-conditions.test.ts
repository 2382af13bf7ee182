/** Conditions of any make: each finds series or is told wrong in words, and none changes what the next one finds. */

import fc from 'fast-check';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { WorkbenchError } from '../../../core/contract/errors';
import { testEngine } from '../../helpers/engine';

const PIECES = [
  ...[
    'id',
    'label',
    'length',
    'index',
    'part',
    'x',
    '"x"',
    'series',
    '"of id"',
    'mean(x)',
    'MAX ( x )',
    'mean(',
    'sd(y)',
  ],
  ...[
    "'a'",
    "''",
    "'",
    '"',
    '1',
    '2.5',
    '1e400',
    '-',
    '+',
    '=',
    '<>',
    '<',
    'like',
    'in',
    'and',
    'or',
    'not',
    'is null',
  ],
  ...[
    '(',
    ')',
    ',',
    ';',
    '--',
    '/*',
    '*/',
    '$',
    '?',
    '\\',
    '\0',
    '::',
    '[',
    ']',
    '{',
    '}',
    '.',
    '*',
    '步',
    '😀',
    '\ud800',
  ],
  ...[
    'select',
    'from',
    'union',
    'drop table series',
    'delete from',
    'set',
    'pragma',
    'attach',
    'copy',
    'limit',
    'order by',
  ],
  ...[
    '(select 1)',
    '(select id from series)',
    "read_text('a')",
    'exists',
    'case when',
    'then',
    'end',
    'between',
    'cast(',
  ],
];

const condition = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 9 }).map((pieces) => pieces.join(' ')),
  fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 5 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary', maxLength: 30 }),
);

it('holds for whatever is typed', async () => {
  const { engine, folder } = await testEngine();
  await writeFile(join(folder, 'three.csv'), 'id,label,x\na,u,1\na,u,2\nb,d,3\nb,d,4\nc,u,5\nc,u,7\n');
  const { handle } = await engine.openDataset('1', {
    source: { kind: 'file', file: 'three.csv', test: 'none' },
    reading: { layout: 'long', series: 'id', label: 'label', time: null, channels: ['x'] },
    missing: 'refuse',
    scaling: 'none',
  });
  const find = async (text: string): Promise<string[]> => {
    const filter = { by: 'condition', text } as const;
    const page = await engine.findSeries('2', handle, { part: 'train', filter, sort: null }, null, 0, 9);
    expect(page.of).toBe(3);
    return page.rows.map(({ id }) => id);
  };
  await fc.assert(
    fc.asyncProperty(condition, async (text) => {
      try {
        const found = await find(text);
        expect(['a', 'b', 'c'].filter((id) => found.includes(id))).toEqual(found);
      } catch (thrown) {
        if (!(thrown instanceof WorkbenchError)) throw thrown;
        expect(thrown.code).toMatch(/^filter\//);
        const { position = 1 } = thrown.params as { position?: number };
        expect(position).toBeGreaterThanOrEqual(1);
        expect(position).toBeLessThanOrEqual(text.length + 1);
      }
      expect(await find("mean(x) > 2 and label = 'u'")).toEqual(['c']);
    }),
    { numRuns: 400 },
  );
});
