/** Makes series of columns of lists: one series a row, each list a channel. */

import { WorkbenchError } from '../contract/errors';
import { type GatherJob, type Gathered, KeptRows, labelIn } from './gather';
import { readList } from './list-cells';
import { SeriesList } from './series-list';

/** Values with those that fill up shorter channels: 1 GiB. */
const MOST_VALUES = 1 << 27;

/** The series of rows that come one after the other. */
export class RowsOfLists {
  private readonly list = new SeriesList();
  private readonly ids: string[] = [];
  private total = 0;

  constructor(private readonly job: Pick<GatherJob, 'fileName' | 'roles' | 'cells'>) {}

  /** Lists of unequal lengths in one row are filled up with missing values. @throws file/too-large */
  *add(row: readonly string[], label: string | null): Generator<void> {
    const { fileName, roles, cells } = this.job;
    const channels = roles.channels.map((column) => Float64Array.from(readList(row[column] ?? '', cells).values ?? []));
    this.total += channels.length * Math.max(...channels.map(({ length }) => length));
    if (this.total > MOST_VALUES) {
      throw new WorkbenchError('file/too-large', { file: fileName, bytes: this.total * 8, limit: MOST_VALUES * 8 });
    }
    yield* this.list.addLong(channels, label);
    this.ids.push(roles.series === null ? String(this.ids.length) : (row[roles.series] ?? '').trim());
  }

  /** `names` are those of all columns, `rows` those of the file, and `lineOf` finds the line of a series. */
  *finish(names: readonly string[], rows: number, lineOf: (series: number) => number): Generator<number, Gathered> {
    const { fileName, roles } = this.job;
    const all = roles.channels.map((_, channel) => channel);
    const making = this.list.whole(fileName, all.length, all, rows, lineOf);
    let made = making.next();
    for (; made.done !== true; made = making.next()) yield 1;
    const channels = roles.channels.map((at) => names[at]);
    return { whole: { ...made.value, ids: this.ids, channels }, shortened: this.list.shortened };
  }
}

/** Yields the share of the table that is done, 0 to 1. @throws file/too-large */
export function* gatherLists(job: GatherJob): Generator<number, Gathered> {
  const { table } = job;
  const keptRows = new KeptRows(job);
  const lists = new RowsOfLists(job);
  for (let block = 0; block < table.blockCount; block++) {
    const { lines, cells: rows } = table.block(block);
    for (const [at, row] of rows.entries()) {
      if (!keptRows.keeps(row)) continue;
      for (const _ of lists.add(row, labelIn(job, row, lines[at]))) yield block / table.blockCount;
    }
    yield (block + 1) / table.blockCount;
  }
  return yield* lists.finish(table.columns, table.rowCount, (series) => table.lineOf(keptRows.of(series)));
}
