/** Memory for tables: a quarter of the machine unless chosen, within what there is, and what the table engine then has. */

import { describe, expect, it } from 'vitest';
import { rowsOf } from '../../../core/dataset/table-engine';
import { nodeHost } from '../../../core/node/host';
import { MemoryChoice } from '../../../core/node/memory';

describe('the choice', () => {
  it('is a quarter of the machine, until another is made', () => {
    const memory = new MemoryChoice(16e9);
    expect(memory.view).toEqual({ machine: 16e9, automatic: 4e9, tables: 4e9 });
    memory.choose(1e9);
    expect(memory.view).toEqual({ machine: 16e9, automatic: 4e9, tables: 1e9 });
    memory.choose(null);
    expect(memory.view.tables).toBe(4e9);
  });

  it.each([[255_999_999], [16e9 + 1], [NaN], [1e9 + 0.5]])('is not %d', (bytes) => {
    const memory = new MemoryChoice(16e9);
    memory.choose(2e9);
    expect(() => memory.choose(bytes)).toThrow(
      expect.objectContaining({ code: 'table/memory', params: { bytes, min: 256_000_000, max: 16e9 } }),
    );
    expect(memory.view.tables).toBe(2e9);
  });
});

describe('the host', () => {
  it('gives tables that are opened afterwards what was chosen', async () => {
    const host = nodeHost({ resolve: (file) => file, sampleFolder: '', kernelFolder: '', version: 'test' });
    const limit = async (): Promise<unknown> => {
      const tables = await host.openTables();
      try {
        return (await rowsOf(tables, "SELECT current_setting('memory_limit')"))[0][0];
      } finally {
        await tables.close();
      }
    };
    const { machine, automatic } = host.memory();
    expect(automatic).toBe(Math.floor(machine / 4));
    host.useTableMemory(2 ** 28);
    expect(await limit()).toBe('256.0 MiB');
    expect(host.memory().tables).toBe(2 ** 28);
  });
});
