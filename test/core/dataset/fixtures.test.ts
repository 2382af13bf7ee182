/** Every file in test/fixtures is read as the JSON beside it says: a case is added by adding two files. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ErrorPayload } from '../../../core/contract/errors';
import { toPayload } from '../../../core/contract/errors';
import type { ReadingSpec } from '../../../core/contract/specs';
import type { ColumnView, RejectedRow, Understood } from '../../../core/contract/views';
import type { NonFinite, ReadResult } from '../../../core/dataset/part';
import { repositoryFile } from '../../helpers/shared';
import { readWhole, seriesValues } from '../../helpers/datasets';

interface Expected {
  file: string;
  reading?: ReadingSpec;
  /** What must be thrown; everything else is then absent. */
  throws?: ErrorPayload;
  problem?: ErrorPayload;
  understood?: Partial<Understood>;
  /** The reason given for each setting. */
  assumptions?: Record<string, string>;
  columns?: ColumnView[];
  /** File lines of all rows. */
  lines?: number[];
  series?: {
    ids: string[];
    labels: (string | null)[];
    channels: string[];
    lengths: number[];
    /** Series by series, time-major; null is missing, infinities are text. */
    values: (number | 'inf' | '-inf' | null)[][];
  };
  rows?: number;
  /** Rows that do not fit; none where it is left out. */
  rejected?: { count: number; places: RejectedRow[] };
  warnings?: ErrorPayload[];
  missing?: number;
  infinite?: number;
  firstNonFinite?: NonFinite | null;
}

const folder = repositoryFile('test/fixtures');
const formats = readdirSync(folder);

function expectResult(result: ReadResult, expected: Expected): void {
  expect(result.problem).toEqual(expected.problem ?? null);
  if (expected.understood !== undefined) expect(result.understood).toMatchObject(expected.understood);
  const reasons = Object.fromEntries(result.assumptions.map(({ setting, reason }) => [setting, reason]));
  expect(reasons).toMatchObject(expected.assumptions ?? {});
  if (expected.columns !== undefined) expect(result.columns).toEqual(expected.columns);
  const page = result.table.page(0, Infinity);
  expect(page.cells).toHaveLength(result.table.rowCount);
  if (expected.lines !== undefined) expect(page.lines).toEqual(expected.lines);
  if (expected.problem === undefined || expected.rejected !== undefined) {
    expect(result.rejected ?? null).toEqual(expected.rejected ?? null);
  }
  if (expected.warnings !== undefined) expect(result.warnings).toEqual(expected.warnings);
  const { series } = result;
  expect(series === null).toBe(expected.problem !== undefined);
  if (series === null) return;
  if (expected.series !== undefined) {
    expect({
      ids: series.ids,
      labels: series.labels,
      channels: series.channels,
      lengths: [...series.lengths],
      values: series.ids.map((_, at) => seriesValues(series, at).map(written)),
    }).toEqual(expected.series);
  }
  const { rows, missing, infinite, firstNonFinite } = expected;
  if (rows !== undefined) expect(series.rows).toBe(rows);
  if (missing !== undefined) expect(series.missing).toBe(missing);
  if (infinite !== undefined) expect(series.infinite).toBe(infinite);
  if (firstNonFinite !== undefined) expect(series.firstNonFinite).toEqual(firstNonFinite);
}

function written(value: number): number | string | null {
  if (Number.isNaN(value)) return null;
  if (Number.isFinite(value)) return value === 0 ? 0 : value;
  return value > 0 ? 'inf' : '-inf';
}

describe.each(formats)('%s', (format) => {
  const cases = readdirSync(join(folder, format)).filter((name) => name.endsWith('.expected.json'));
  const files = readdirSync(join(folder, format)).filter((name) => !name.endsWith('.expected.json'));

  test.each(cases)('%s', (name) => {
    const expected = JSON.parse(readFileSync(join(folder, format, name), 'utf8')) as Expected;
    const bytes = new Uint8Array(readFileSync(join(folder, format, expected.file)));
    const reading = expected.reading ?? {};
    if (expected.throws === undefined) {
      expectResult(readWhole({ name: expected.file, bytes }, reading), expected);
      return;
    }
    let thrown: ErrorPayload | null = null;
    try {
      readWhole({ name: expected.file, bytes }, reading);
    } catch (error) {
      thrown = toPayload(error);
    }
    expect(thrown).toEqual(expected.throws);
  });

  test('has no file without its expectation', () => {
    const expected = cases.map((name) => {
      const { file } = JSON.parse(readFileSync(join(folder, format, name), 'utf8')) as Expected;
      return file;
    });
    expect(files.toSorted()).toEqual([...new Set(expected)].toSorted());
  });
});
