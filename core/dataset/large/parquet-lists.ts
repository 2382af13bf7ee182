/** Makes series of columns of lists: one series a row, each list a channel. */

import type { Roles } from '../roles';
import { lastAtOrBelow } from '../starts';
import { sqlName, type Tables } from '../table-engine';
import type { WholeSeries } from '../whole';
import { Growing } from './growing';
import { numberSql, type ParquetColumn } from './parquet-columns';
import type { ValueSink } from './value-sink';

export interface ListJob {
  tables: Tables;
  from: string;
  columns: readonly ParquetColumn[];
  roles: Roles;
  /** Numbers that stand for a missing value. */
  missing: readonly number[];
  sink: ValueSink;
}

/** Lists of unequal lengths in one row are filled up with missing values; a row without lists is an empty series. */
export async function collectLists(
  { tables, from, columns, roles, missing, sink }: ListJob,
  fileName: string,
  reached: (rows: number) => Promise<void>,
): Promise<WholeSeries> {
  const lists = roles.channels.map((at) => sqlName(columns[at].name));
  const ids: string[] = [];
  const labels: (string | null)[] = [];
  const lengths = new Growing();
  const text = (at: number | null) => (at === null ? 'null::varchar' : `${sqlName(columns[at].name)}::varchar`);
  const length = `greatest(${lists.map((list) => `coalesce(len(${list}), 0)`).join(', ')})::double`;
  const facts = `select ${length}, ${text(roles.series)}, ${text(roles.label)} from ${from}`;
  for await (const { rowCount, columns: found } of tables.query(facts)) {
    for (let row = 0; row < rowCount; row++) {
      ids.push(roles.series === null ? String(ids.length) : String(found[1][row] ?? '').trim());
      const label = String(found[2][row] ?? '').trim();
      labels.push(label === '' ? null : label);
      lengths.push(Number(found[0][row]));
    }
    await reached(ids.length / 2);
  }
  const offsets = new Float64Array(ids.length);
  for (let at = 1; at < offsets.length; at++) offsets[at] = offsets[at - 1] + lengths.at(at - 1);
  const total = ids.length === 0 ? 0 : offsets[offsets.length - 1] + lengths.at(ids.length - 1);
  let steps = 0;
  let block = new Float64Array(0);
  const unnested = lists.map((list, at) => `unnest(${list}) as v${at}`).join(', ');
  const numbers = lists.map((_, at) => numberSql(`v${at}`, missing)).join(', ');
  const values = `select ${numbers} from (select ${unnested} from ${from})`;
  for await (const { rowCount, columns: found } of tables.query(values)) {
    if (block.length < rowCount * lists.length) block = new Float64Array(rowCount * lists.length);
    for (const [channel, column] of found.entries()) {
      for (let row = 0; row < rowCount; row++) block[row * lists.length + channel] = column[row] as number;
    }
    await sink.add(block.subarray(0, rowCount * lists.length));
    steps += rowCount;
    await reached(ids.length * (0.5 + steps / Math.max(1, total) / 2));
  }
  return {
    fileName,
    ids,
    labels,
    channels: roles.channels.map((at) => columns[at].name),
    offsets,
    lengths: Int32Array.from(lengths.values()),
    values: sink.finish(),
    stepLabels: null,
    rows: ids.length,
    lineOf: (step) => lastAtOrBelow(offsets, step) + 1,
  };
}
