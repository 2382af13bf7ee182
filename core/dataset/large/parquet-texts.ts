/** Makes series of Parquet's columns of text that hold lists of numbers, as the reader of delimited text reads them. */

import { MOST_REJECTED_PLACES } from '../../contract/views';
import type { CellReader } from '../cell-reader';
import type { Gathered } from '../gather';
import { RowsOfLists } from '../gather-lists';
import { listCheck, type Rejected } from '../rejected-rows';
import type { Roles } from '../roles';
import { sqlName, type Tables } from '../table-engine';

export interface TextListJob {
  fileName: string;
  tables: Tables;
  from: string;
  names: readonly string[];
  roles: Roles;
  cells: CellReader;
}

/** The rows that fit as series, and the others. `reached` is told the rows that were read. @throws file/too-large */
export async function collectTextLists(
  { fileName, tables, from, names, roles, cells }: TextListJob,
  reached: (rows: number) => Promise<void>,
): Promise<Gathered & { rejected: Rejected | null }> {
  const lists = new RowsOfLists({ fileName, roles, cells });
  const check = listCheck(names, roles.channels, cells);
  const rejected: Rejected = { count: 0, places: [] };
  const kept: number[] = [];
  const used = new Set([...roles.channels, roles.series, roles.label]);
  const wanted = names.map((name, at) => (used.has(at) ? `${sqlName(name)}::varchar` : "''"));
  let rows = 0;
  for await (const { rowCount, columns } of tables.query(`select ${wanted.join(', ')} from ${from}`)) {
    for (let at = 0; at < rowCount; at++) {
      const row = columns.map((column) => String(column[at] ?? ''));
      const unfit = check(row, rows + at + 1);
      if (unfit === null) {
        const label = roles.label === null || cells.isMissing(row[roles.label]) ? null : row[roles.label].trim();
        for (const _ of lists.add(row, label)) await reached(rows + at);
        kept.push(rows + at + 1);
        continue;
      }
      rejected.count++;
      if (rejected.places.length < MOST_REJECTED_PLACES) rejected.places.push(unfit);
    }
    rows += rowCount;
    await reached(rows);
  }
  const finishing = lists.finish(names, rows, (series) => kept[series]);
  let finished = finishing.next();
  for (; finished.done !== true; finished = finishing.next()) await reached(rows);
  return { ...finished.value, rejected: rejected.count === 0 ? null : rejected };
}
