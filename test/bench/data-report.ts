/** What the data bench found, and its Markdown table. */

import type { TableFile } from './data-files';

export interface ReadMeasure {
  oursMs: number;
  rivalMs: number;
  /** Our time over the rival's. */
  ratio: number;
  /** Both read the same smallest and largest value. */
  agree: boolean;
}

export interface ViewMeasure {
  rows: number;
  loadMs: number;
  firstViewMs: number;
  chartP95Ms: number;
  pageP95Ms: number;
}

export interface FeaturesMeasure {
  windows: number;
  totalMs: number;
  /** Of the whole process. */
  peakBytes: number;
  /** What the table engine was allowed. */
  tableBytes: number;
  /** Throughput in each tenth of the run over its mean. */
  tenths: number[];
}

export interface WindowMeasure {
  /** Main-thread tasks over 50 ms while the file was loaded. */
  longTasksMs: number[];
  /** From the press on Cancel to the end of the work. */
  cancelMs: number;
  loadMs: number;
}

export interface DataReport {
  machine: string;
  files: Record<'small' | 'tall' | 'large', TableFile>;
  read: ReadMeasure;
  view: ViewMeasure;
  features: FeaturesMeasure;
  /** Null where it was not measured. */
  window: WindowMeasure | null;
}

const GIGA = 1e9;

/** The whole report, to be read or put into a document. */
export function dataTable({ machine, files, read, view, features, window }: DataReport): string {
  const { small, tall, large } = files;
  const beyond = (features.peakBytes - features.tableBytes) / GIGA;
  const rows: [string, string, string, boolean][] = [
    [
      `CSV of ${small.rows} x ${small.columns} (${megabytes(small)}) to typed columns; DuckDB alone ${ms(read.rivalMs)}`,
      `${ms(read.oursMs)}, ${read.ratio.toFixed(2)} times${read.agree ? '' : ', WRONG VALUES'}`,
      'at most 1.2 times',
      read.ratio <= 1.2 && read.agree,
    ],
    [`first page and chart of ${tall.rows} rows after the load`, ms(view.firstViewMs), '1 s', view.firstViewMs <= 1000],
    ['pan and zoom, 95th percentile', ms(view.chartP95Ms), '50 ms', view.chartP95Ms <= 50],
    ['a page of the table, 95th percentile', ms(view.pageP95Ms), '50 ms', view.pageP95Ms <= 50],
    [
      `features of ${megabytes(large)} in windows: memory beyond the table engine's ${(features.tableBytes / GIGA).toFixed(2)} GB`,
      `${beyond.toFixed(2)} GB`,
      '1 GB',
      beyond <= 1,
    ],
    [
      'throughput of the first tenth and the last, over the mean',
      `${features.tenths[0].toFixed(2)} and ${features.tenths[9].toFixed(2)}`,
      'steady (0.8 to 1.25)',
      [features.tenths[0], features.tenths[9]].every((share) => share >= 0.8 && share <= 1.25),
    ],
  ];
  if (window !== null) {
    const longest = Math.max(0, ...window.longTasksMs);
    rows.push(
      [
        `longest task of the window while ${megabytes(large)} load`,
        longest === 0 ? 'none over 50 ms' : ms(longest),
        '50 ms',
        longest <= 50,
      ],
      ['from Cancel to the end of the work', ms(window.cancelMs), '300 ms', window.cancelMs <= 300],
    );
  }
  return [
    machine,
    `Loads: ${tall.rows} rows in ${ms(view.loadMs)}; features of ${features.windows} windows in ${ms(features.totalMs)}`,
    '',
    '| what | measured | wanted | met |',
    '|---|---|---|---|',
    ...rows.map(([what, measured, wanted, met]) => `| ${what} | ${measured} | ${wanted} | ${met ? 'yes' : '**no**'} |`),
  ].join('\n');
}

function ms(value: number): string {
  return `${value < 100 ? value.toFixed(1) : Math.round(value)} ms`;
}

function megabytes({ bytes }: TableFile): string {
  return `${Math.round(bytes / 1e6)} MB`;
}
