/** Makes series of columns of lists: one series a row, each list a channel. */

import { WorkbenchError } from '../contract/errors';
import { type GatherJob, type Gathered, KeptRows, labelIn } from './gather';
import { readList } from './list-cells';
import { SeriesList } from './series-list';

/** Values with those that fill up shorter channels: 1 GiB. */
const MOST_VALUES = 1 << 27;

/** Lists of unequal lengths in one row are filled up with missing values. @throws file/too-large */
export function* gatherLists(job: GatherJob): Generator<number, Gathered> {
  const { table, roles, cells } = job;
  const keptRows = new KeptRows(job);
  const list = new SeriesList();
  const ids: string[] = [];
  let total = 0;
  for (let block = 0; block < table.blockCount; block++) {
    const { lines, cells: rows } = table.block(block);
    for (const [at, row] of rows.entries()) {
      if (!keptRows.keeps(row)) continue;
      const channels = roles.channels.map((column) =>
        Float64Array.from(readList(row[column] ?? '', cells).values ?? []),
      );
      total += channels.length * Math.max(...channels.map(({ length }) => length));
      if (total > MOST_VALUES) {
        throw new WorkbenchError('file/too-large', { file: job.fileName, bytes: total * 8, limit: MOST_VALUES * 8 });
      }
      for (const _ of list.addLong(channels, labelIn(job, row, lines[at]))) yield block / table.blockCount;
      ids.push(roles.series === null ? String(ids.length) : (row[roles.series] ?? '').trim());
    }
    yield (block + 1) / table.blockCount;
  }
  const all = roles.channels.map((_, channel) => channel);
  const making = list.whole(job.fileName, all.length, all, table.rowCount, (series) =>
    table.lineOf(keptRows.of(series)),
  );
  let made = making.next();
  for (; made.done !== true; made = making.next()) yield 1;
  const channels = roles.channels.map((at) => table.columns[at]);
  return { whole: { ...made.value, ids, channels }, shortened: list.shortened };
}
