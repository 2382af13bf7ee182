/** The class balance: series of each class as bars, filled for the training part and hollow for the test part. */

import type { PartView } from '../../core/contract/views';
import type { ChartOption } from './Chart.vue';
import { type Ink, seriesColour } from './ink';
import { grouped } from './numbers';

/** Classes that have bars of their own; the others are one. */
const MOST_ROWS = 40;
const ROW_HEIGHT = 24;
const PAIR_HEIGHT = 38;
const TOP = 8;
const BOTTOM = 26;
/** Room for the numbers at the ends of the bars. */
const RIGHT = 104;
const LONGEST_NAME = 160;

export interface BalanceRow {
  name: string;
  train: number;
  /** Null where there is no test part. */
  test: number | null;
}

export interface BalanceWords {
  noLabel: string;
  more(count: number): string;
  /** What stands at the end of a bar. */
  value(count: number, share: number): string;
}

/** Classes in the order of first appearance, the training part first; series without a label, where there are some, come last. */
export function balanceRows(
  train: Pick<PartView, 'classes' | 'seriesCount'>,
  test: Pick<PartView, 'classes' | 'seriesCount'> | null,
  words: BalanceWords,
): BalanceRow[] {
  const rows = new Map<string, BalanceRow>();
  const rowOf = (name: string): BalanceRow => {
    const row = rows.get(name) ?? { name, train: 0, test: test === null ? null : 0 };
    rows.set(name, row);
    return row;
  };
  for (const { label, count } of train.classes) rowOf(label).train = count;
  for (const { label, count } of test?.classes ?? []) rowOf(label).test = count;
  const all = [...rows.values()];
  const left = (part: Pick<PartView, 'classes' | 'seriesCount'>): number =>
    part.classes.reduce((rest, { count }) => rest - count, part.seriesCount);
  const unlabelled = { name: words.noLabel, train: left(train), test: test === null ? null : left(test) };
  if (all.length > 0 && (unlabelled.train > 0 || (unlabelled.test ?? 0) > 0)) all.push(unlabelled);
  if (all.length <= MOST_ROWS) return all;
  const others = all.slice(MOST_ROWS - 1);
  const sum = (of: (row: BalanceRow) => number): number => others.reduce((total, row) => total + of(row), 0);
  return [
    ...all.slice(0, MOST_ROWS - 1),
    {
      name: words.more(others.length),
      train: sum((row) => row.train),
      test: test === null ? null : sum((row) => row.test ?? 0),
    },
  ];
}

/** The height that so many rows need, in device-independent pixels. */
export function balanceHeight(rows: readonly BalanceRow[]): number {
  return TOP + BOTTOM + rows.length * (rows.some(({ test }) => test !== null) ? PAIR_HEIGHT : ROW_HEIGHT);
}

export interface BalanceRequest {
  rows: readonly BalanceRow[];
  words: BalanceWords;
  ink: Ink;
}

export function balanceOption({ rows, words, ink }: BalanceRequest): ChartOption {
  const hasTest = rows.some(({ test }) => test !== null);
  const longest = Math.max(0, ...rows.map(({ name }) => name.length));
  const bars = (part: 'train' | 'test') => {
    const counts = rows.map((row) => row[part] ?? 0);
    const total = counts.reduce((sum, count) => sum + count, 0);
    const colour = seriesColour(ink, 0);
    return {
      type: 'bar' as const,
      name: part,
      data: counts,
      barWidth: 13,
      barGap: '20%',
      silent: true,
      itemStyle: part === 'train' ? { color: colour } : { color: 'transparent', borderColor: colour, borderWidth: 1.5 },
      label: {
        show: true,
        position: 'right' as const,
        color: ink.muted,
        fontSize: 11,
        formatter: ({ dataIndex }: { dataIndex: number }) =>
          words.value(counts[dataIndex], total === 0 ? 0 : counts[dataIndex] / total),
      },
    };
  };
  return {
    grid: {
      left: Math.min(LONGEST_NAME, 14 + 7 * longest),
      right: RIGHT,
      top: TOP,
      bottom: BOTTOM,
      outerBoundsMode: 'none',
    },
    xAxis: { type: 'value', min: 0, minInterval: 1, axisLabel: { formatter: grouped }, axisLine: { show: false } },
    yAxis: {
      type: 'category',
      inverse: true,
      data: rows.map(({ name }) => name),
      axisTick: { show: false },
      axisLabel: { interval: 0, width: LONGEST_NAME - 14, overflow: 'truncate' },
    },
    series: hasTest ? [bars('train'), bars('test')] : [bars('train')],
  };
}
