/** Reads a file both ways in tests: in one piece, and through the table engine however small it is. */

import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { ReadingSpec } from '../../core/contract/specs';
import { readHead } from '../../core/dataset/large/head';
import type { Machine } from '../../core/dataset/large/machine';
import { readLargeJson } from '../../core/dataset/large/read-json';
import type { LargeOptions } from '../../core/dataset/large/read-rows';
import { readLargeText } from '../../core/dataset/large/read-text';
import type { AnyResult, LargeResult } from '../../core/dataset/part';
import type { Tables } from '../../core/dataset/table-engine';
import { nodeHost } from '../../core/node/host';
import { scratchPath } from '../../core/node/scratch';

const host = nodeHost({ resolve: (file) => file, sampleFolder: '', kernelFolder: '', version: 'test' });

const machine: Machine = {
  openTables: () => host.openTables({ memoryBytes: 512 << 20 }),
  openStore: () => host.openStore(),
  openSpool: () => host.openSpool(),
  reach: async () => {},
};

interface ReadOptions extends Partial<LargeOptions> {
  name?: string;
  reach?: Machine['reach'];
  /** Puts another in the place of the table engine. */
  through?: (tables: Tables) => Tables;
}

/** Writes the bytes to a temporary file and reads it. */
export async function readLarge(
  bytes: Uint8Array,
  reading: ReadingSpec = {},
  options: ReadOptions = {},
): Promise<LargeResult> {
  const path = scratchPath(options.name ?? 'csv');
  writeFileSync(path, bytes);
  const name = options.name === undefined ? 'table.csv' : basename(options.name);
  const opened = await host.openFile(path);
  const { reach = machine.reach, through = (tables: Tables) => tables } = options;
  const on: Machine = { ...machine, reach, openTables: async () => through(await machine.openTables()) };
  const file = { name, path, bytes: opened.bytes, read: opened.read, close: () => opened.close() };
  const all = { seen: () => {}, ...options };
  try {
    const { format, text } = (await readHead(name, opened, reading)) ?? {};
    let result: LargeResult | null = null;
    if (format === 'csv' || format === 'ucr') result = await readLargeText(file, reading, format, text!, on, all);
    else if (format === 'json' || format === 'ndjson') {
      result = await readLargeJson(file, reading, format, text!, on, all);
    }
    if (result === null) throw new Error('left to the small reader');
    return result;
  } catch (thrown) {
    await file.close();
    throw thrown;
  }
}

/** All that both readers must agree on. */
export async function comparable({ table, series, ...result }: AnyResult): Promise<unknown> {
  const { understood, assumptions, problem, warnings, columns, rejected } = result;
  const page = await table.page(0, table.rowCount);
  return {
    understood,
    assumptions,
    problem,
    warnings,
    kinds: columns.map(({ name, kind, missing }) => ({ name, kind, missing })),
    rejected: rejected ?? null,
    table: { columns: table.columns, rows: table.rowCount, page },
    misfits: page.cells.map((cells) => table.rejects?.(cells) ?? false),
    series:
      series === null
        ? null
        : {
            ids: series.ids,
            labels: series.labels,
            channels: series.channels,
            offsets: [...series.offsets],
            lengths: [...series.lengths],
            values: [...series.values.slice(0, series.values.length)],
            rows: series.rows,
            missing: series.missing,
            infinite: series.infinite,
            firstNonFinite: series.firstNonFinite,
            times: [...(series.cutFrom?.whole.times?.seconds ?? [])],
            timing: series.cutFrom?.whole.survey ?? null,
            lines: Array.from({ length: Math.min(50, series.values.length / series.channels.length) }, (_, step) =>
              series.lineOf?.(step),
            ),
          },
  };
}
