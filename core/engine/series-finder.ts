/** Finds and sorts the series of an open dataset on a scratch table engine, and keeps what was found for its pages. */

import { WorkbenchError } from '../contract/errors';
import type { FoundPage, SeriesChoice, StatisticColumn } from '../contract/views-statistics';
import { columnName } from '../dataset/finding/condition';
import { conditionError } from '../dataset/finding/condition-error';
import { type BaseColumn, isSame, type Question, questionOf, tableOf } from '../dataset/finding/question';
import { seriesStatistics } from '../dataset/statistics/series-statistics';
import { execute, sqlName, type TableColumn, type Tables } from '../dataset/table-engine';
import type { SeriesPart } from '../dataset/part';
import type { Dataset } from './datasets';
import type { EngineHost } from './host';
import { isIndex, seriesList, LARGEST_PAGE } from './series-views';
import type { Task } from './task';

/** Longest time that a statement may take, in milliseconds. */
const LIMIT_MS = 10_000;
/** Rows given to the table engine between two looks at the messages. */
const ROWS_AT_ONCE = 1 << 15;
/** Statistics of all series that are kept, each of 8 bytes a series in the table engine and here. */
const MOST_STATISTICS = 12;

/** What is open of one part of one dataset. */
interface Open {
  dataset: Dataset;
  part: SeriesPart;
  tables: Tables;
  /** Rows of each column that the table engine has: all of them, but where loading was cancelled. */
  base: Map<BaseColumn, number>;
  /** The oldest first. */
  statistics: { of: StatisticColumn; values: Float64Array; loaded: boolean }[];
  found: { key: string; order: Float64Array } | null;
}

export class SeriesFinder {
  private open: Open | null = null;
  /** One question at a time: the one before is cancelled by whoever asks anew. */
  private last: Promise<unknown> = Promise.resolve();
  private readonly asked = new Set<{ dataset: Dataset; task: Task }>();

  constructor(private readonly host: EngineHost) {}

  /**
   * A page of the series that fit `choice`, in its order, with one statistic of each.
   * @throws filter/*, engine/cancelled, table/engine-unavailable
   */
  find(
    dataset: Dataset,
    choice: SeriesChoice,
    shown: StatisticColumn | null,
    [first, count]: readonly [first: number, count: number],
    task: Task,
  ): Promise<FoundPage> {
    const asked = { dataset, task };
    this.asked.add(asked);
    const answer = this.last.then(() => this.answer(dataset, choice, shown, [first, count], task));
    this.last = answer.then(
      () => this.asked.delete(asked),
      () => this.asked.delete(asked),
    );
    return answer;
  }

  /** Lets go of what is held of a dataset; a question about it ends as if it were cancelled. */
  async forget(dataset: Dataset): Promise<void> {
    for (const asked of this.asked) if (asked.dataset === dataset) asked.task.cancel();
    await this.last;
    if (this.open?.dataset === dataset) await this.close();
  }

  private async close(): Promise<void> {
    const { open } = this;
    this.open = null;
    await open?.tables.close();
  }

  private async answer(
    dataset: Dataset,
    choice: SeriesChoice,
    shown: StatisticColumn | null,
    [first, count]: readonly [first: number, count: number],
    task: Task,
  ): Promise<FoundPage> {
    const part = dataset.parts[choice.part]?.series;
    if (part === undefined) return { ...seriesList(dataset, choice.part, first, count), of: 0, values: null };
    const open = await this.openFor(dataset, part);
    const by = choice.sort?.by;
    for (const one of [shown, typeof by === 'object' ? by : null]) if (one !== null) checkChannel(one, part);
    task.begin('checking', part.lengths.length, 'series');
    const order = await this.orderOf(open, choice, task);
    const values = shown === null ? null : (await statisticsOf(open, [shown], task))[0];
    const from = Math.min(Math.max(0, first), order.length);
    const indices = order.subarray(from, from + Math.min(count, LARGEST_PAGE));
    return {
      part: choice.part,
      first: from,
      total: order.length,
      of: part.lengths.length,
      rows: Array.from(indices, (index) => ({
        index,
        id: part.ids[index],
        label: part.labels[index],
        length: part.lengths[index],
      })),
      values: values === null ? null : Float64Array.from(indices, (index) => values[index]),
    };
  }

  private async openFor(dataset: Dataset, part: SeriesPart): Promise<Open> {
    if (this.open?.part === part) return this.open;
    await this.close();
    const tables = await this.host.openTables({ scratch: true });
    this.open = { dataset, part, tables, base: new Map(), statistics: [], found: null };
    return this.open;
  }

  /** Indices of the series that fit, in order; as found before where nothing else is asked. */
  private async orderOf(open: Open, choice: SeriesChoice, task: Task): Promise<Float64Array> {
    const key = JSON.stringify([choice.filter, choice.sort]);
    if (open.found?.key === key) return open.found.order;
    const question = questionOf(choice, open.part.channels);
    const { base, statistics, condition, before } = question;
    for (const column of base) await this.loadBase(open, column, task);
    await this.loadStatistics(open, statistics, task);
    try {
      const order = await this.run(open, question, task);
      open.found = { key, order };
      return order;
    } catch (thrown) {
      if (condition === null || !(thrown instanceof WorkbenchError) || thrown.code !== 'table/query') throw thrown;
      const { reason } = thrown.params as { reason: string };
      throw conditionError(reason, { before, condition, channels: open.part.channels });
    }
  }

  /** @throws filter/too-long, engine/cancelled, table/query */
  private async run({ tables, part }: Open, { before, condition, after }: Question, task: Task): Promise<Float64Array> {
    const order = new Float64Array(part.lengths.length);
    let found = 0;
    const state = { done: false };
    const collect = async (): Promise<void> => {
      for await (const { columns } of tables.query(before + (condition?.sql ?? '') + after)) {
        for (const index of columns[0] as Float64Array) if (isIndex(index, order.length)) order[found++] = index;
      }
    };
    const collecting = collect().finally(() => (state.done = true));
    const startedMs = this.host.now();
    try {
      while (!state.done) {
        await Promise.race([collecting, this.host.wait(LOOK_MS)]);
        await task.reach(0);
        if (this.host.now() - startedMs > LIMIT_MS) {
          throw new WorkbenchError('filter/too-long', { seconds: LIMIT_MS / 1000 });
        }
      }
      await collecting;
    } catch (thrown) {
      if (!state.done) tables.interrupt();
      await collecting.catch(() => null);
      throw thrown;
    }
    return order.slice(0, found);
  }

  private async loadBase(open: Open, column: BaseColumn, task: Task): Promise<void> {
    const have = open.base.get(column) ?? -1;
    if (have === open.part.lengths.length) return;
    const { ids, labels, lengths } = open.part;
    const isNumber = open.dataset.view.understood.labelAs === 'number';
    const cut = {
      index: (from: number, to: number) => Float64Array.from({ length: to - from }, (_, at) => from + at),
      id: (from: number, to: number) => ids.slice(from, to),
      label: (from: number, to: number) => {
        const some = labels.slice(from, to);
        return isNumber ? Float64Array.from(some, (label) => (label === null ? NaN : Number(label))) : some;
      },
      length: (from: number, to: number) => Float64Array.from(lengths.subarray(from, to)),
    }[column];
    const isText = column === 'id' || (column === 'label' && !isNumber);
    const type = isText ? 'varchar' : 'double';
    await load(open, { column, type, cut, have, reached: (rows) => void open.base.set(column, rows) }, task);
  }

  private async loadStatistics(open: Open, needed: readonly StatisticColumn[], task: Task): Promise<void> {
    const all = await statisticsOf(open, needed, task);
    for (const [at, column] of needed.entries()) {
      const kept = open.statistics.find(({ of }) => isSame(of, column));
      if (kept === undefined || kept.loaded) continue;
      const name = columnName(column, open.part.channels);
      const cut = (from: number, to: number): Float64Array => all[at].subarray(from, to);
      await load(open, { column: name, type: 'double', cut, have: -1, reached: () => {} }, task);
      kept.loaded = true;
    }
    const spare = open.statistics.filter(({ of }) => !needed.some((one) => isSame(one, of)));
    for (const old of spare.slice(0, Math.max(0, open.statistics.length - MOST_STATISTICS))) {
      open.statistics.splice(open.statistics.indexOf(old), 1);
      const table = sqlName(tableOf(columnName(old.of, open.part.channels)));
      await execute(open.tables, `drop table if exists ${table}`);
    }
  }
}

/** Between two looks at whether a statement is still wanted, in milliseconds. */
const LOOK_MS = 20;

/** One array for each of `wanted`; those that are not kept are computed, of each channel all in one pass. */
async function statisticsOf(
  { part, statistics }: Open,
  wanted: readonly StatisticColumn[],
  task: Task,
): Promise<Float64Array[]> {
  const missing = wanted.filter((one) => !statistics.some(({ of }) => isSame(of, one)));
  for (const channel of new Set(missing.map((one) => one.channel))) {
    const columns = missing.filter((one) => one.channel === channel);
    const names = columns.map(({ statistic }) => statistic);
    const work = seriesStatistics(part, channel, names);
    const made = await task.drive(work, (share) => task.reach(share * part.lengths.length, share));
    statistics.push(...columns.map((of, at) => ({ of, values: made[at], loaded: false })));
  }
  return wanted.map((one) => statistics.find(({ of }) => isSame(of, one))!.values);
}

interface Load {
  column: string;
  type: 'double' | 'varchar';
  cut: (from: number, to: number) => TableColumn;
  /** Rows that are there already; -1 where there is no table. */
  have: number;
  /** Told of how many there are by now; -1 where it is not known. */
  reached: (rows: number) => void;
}

/** Fills the table of one column, from where it was left. */
async function load({ tables, part }: Open, { column, type, cut, have, reached }: Load, task: Task): Promise<void> {
  const table = tableOf(column);
  if (have < 0) await execute(tables, `create or replace table ${sqlName(table)} (${sqlName(column)} ${type})`);
  const rows = part.lengths.length;
  for (let from = Math.max(0, have); from < rows; from += ROWS_AT_ONCE) {
    const to = Math.min(rows, from + ROWS_AT_ONCE);
    reached(-1);
    await tables.append(table, [cut(from, to)]);
    reached(to);
    await task.reach(to);
  }
}

function checkChannel({ channel }: StatisticColumn, { channels }: SeriesPart): void {
  if (isIndex(channel, channels.length)) return;
  const max = channels.length - 1;
  throw new WorkbenchError('model/out-of-range', { name: 'channel', value: channel, min: 0, max });
}
