/** A machine where DuckDB cannot be loaded: an error with a code, and large text read as small text is. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { openDuckdb } from '../../../core/node/duckdb';
import { testEngine } from '../../helpers/engine';

vi.mock('@duckdb/node-api', () => {
  throw new Error('no build for this system');
});

it('is told as such, and needed only for Parquet', async () => {
  await expect(openDuckdb()).rejects.toMatchObject({ code: 'table/engine-unavailable' });
  const { engine, folder } = await testEngine();
  const rows = Array.from(
    { length: 300_000 },
    (_, row) => `${row},${row * 0.123},${row % 7},${row}.123456789012345678901234`,
  );
  writeFileSync(join(folder, 'large.csv'), `a,b,c,d\n${rows.join('\n')}\n`);
  writeFileSync(join(folder, 'a.parquet'), 'PAR1');
  const open = (file: string) =>
    engine.openDataset('call', {
      source: { kind: 'file', file, test: 'none' },
      reading: {},
      missing: 'refuse',
      scaling: 'none',
    });
  expect((await open('large.csv')).train).toMatchObject({ rows: 300_000 });
  await expect(open('a.parquet')).rejects.toMatchObject({ code: 'table/engine-unavailable' });
});
