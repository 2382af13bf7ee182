/**
 * The data bench, once it is bundled: reading beside DuckDB alone, the first view and the zoom of ten million rows, and the
 * memory that features of a large recording take; hands over a table or JSON.
 */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import type { DatasetSpec } from '../../core/contract/specs';
import { createEngine, type Engine } from '../../core/engine/engine';
import { nodeHost } from '../../core/node/host';
import { writeTable, writeTableOf } from './data-files';
import { dataTable, type DataReport, type FeaturesMeasure, type ReadMeasure, type ViewMeasure } from './data-report';
import { measureFeatures } from './data-features';
import { emit } from './emit';
import { readWithDuckDb } from './rival-duckdb';
import { medianOf } from './timing';

const { values: options } = parseArgs({
  args: process.argv.slice(2),
  options: {
    json: { type: 'boolean', default: false },
    folder: { type: 'string', default: '.' },
    kernels: { type: 'string', default: '.' },
    gigabytes: { type: 'string', default: '2' },
    /** The script that measures the window; empty leaves it out. */
    window: { type: 'string', default: '' },
    /** Computes features of this file in this process, and nothing else. */
    features: { type: 'string' },
  },
});

const ROUNDS = 5;
const VIEWS = 300;
const CHART_WIDTH = 1200;
const PAGE_ROWS = 200;
const CHANNELS = 10;

const say = (line: string): void => void process.stderr.write(`${line}\n`);

if (options.features === undefined) await measureAll();
else emit(JSON.stringify(await measureFeatures(options.features, options.folder, options.kernels)));

async function measureAll(): Promise<void> {
  say('a million rows of ten columns ...');
  const small = await writeTable(join(options.folder, 'million.csv'), 1_000_000, CHANNELS - 1);
  const read = await measureRead(small.path);
  say('ten million rows ...');
  const tall = await writeTable(join(options.folder, 'ten-million.csv'), 10_000_000, 2);
  const view = await measureView(tall.path);
  const bytes = Number(options.gigabytes) * 1e9;
  say(`features of ${options.gigabytes} GB ...`);
  const large = await writeTableOf(join(options.folder, 'large.csv'), bytes, CHANNELS);
  const features = JSON.parse(await childOf([process.argv[1], '--features', large.path])) as FeaturesMeasure;
  say('the window during a load ...');
  const window = options.window === '' ? null : JSON.parse(await childOf([options.window, large.path]));
  const report: DataReport = {
    machine: `${cpus()[0]?.model ?? 'unknown'}, ${cpus().length} cores, Node ${process.versions.node}`,
    files: { small, tall, large },
    read,
    view,
    features,
    window,
  };
  emit(options.json ? JSON.stringify(report, null, 2) : dataTable(report));
}

function openEngine(): Engine {
  const host = nodeHost({
    resolve: (file) => file,
    sampleFolder: '',
    kernelFolder: options.kernels,
    version: 'bench',
  });
  return createEngine(host, { progress: () => {} });
}

/** The whole of a file as one recording, nothing scaled. */
function recording(file: string): DatasetSpec {
  const reading: DatasetSpec['reading'] = { layout: 'recording', window: null };
  return { source: { kind: 'file', file, test: 'none' }, reading, missing: 'refuse', scaling: 'none' };
}

/** The file to typed columns and all that opening a dataset is beside that, and with DuckDB alone, in turn. */
async function measureRead(path: string): Promise<ReadMeasure> {
  const times = { ours: [] as number[], rival: [] as number[] };
  let agree = false;
  for (let round = 0; round <= ROUNDS; round++) {
    const engine = openEngine();
    const oursMs = await timeOf(() => engine.openDataset('bench', recording(path)));
    let columns: Float64Array[] = [];
    const rivalMs = await timeOf(async () => (columns = await readWithDuckDb(path, CHANNELS)));
    agree = await agrees(engine, columns[1]);
    // The first round warms up.
    if (round === 0) continue;
    times.ours.push(oursMs);
    times.rival.push(rivalMs);
  }
  const [oursMs, rivalMs] = [medianOf(times.ours), medianOf(times.rival)];
  return { oursMs, rivalMs, ratio: oursMs / rivalMs, agree };
}

/** Whether the first channel has the smallest and the largest value that the rival read. */
async function agrees(engine: Engine, column: Float64Array): Promise<boolean> {
  const query = { series: [{ part: 'train', index: 0 } as const], channels: [0], from: 0, to: column.length };
  const { lines } = await engine.seriesChart('dataset-1', { ...query, width: 1, scaled: false });
  const { min, max } = lines[0].envelope;
  let low = Infinity;
  let high = -Infinity;
  for (const value of column) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  await engine.closeDataset('dataset-1');
  return min[0] === Math.fround(low) && max[0] === Math.fround(high);
}

/** The first page and chart after the load, and charts at zooms and places as they come from a seed. */
async function measureView(path: string): Promise<ViewMeasure> {
  const engine = openEngine();
  let handle = '';
  const loadMs = await timeOf(async () => ({ handle } = await engine.openDataset('bench', recording(path))));
  const rows = 10_000_000;
  const chart = (from: number, to: number) =>
    engine.seriesChart(handle, {
      ...{ series: [{ part: 'train', index: 0 }], channels: [0, 1] },
      ...{ from, to, width: CHART_WIDTH, scaled: true },
    });
  const firstViewMs = await timeOf(() =>
    Promise.all([engine.tablePage(handle, 'train', 0, PAGE_ROWS), chart(0, rows)]),
  );
  const times: number[] = [];
  const pages: number[] = [];
  for (let view = 0; view < VIEWS; view++) {
    // Golden-ratio steps spread evenly over zooms from 1 to 1/65536 of the whole, and over places.
    const span = rows * 2 ** (-16 * ((view * 0.618034) % 1));
    const from = (rows - span) * ((view * 0.754878) % 1);
    times.push(await timeOf(() => chart(from, from + span)));
    pages.push(await timeOf(() => engine.tablePage(handle, 'train', Math.floor(from), PAGE_ROWS)));
  }
  await engine.closeDataset(handle);
  return { rows, loadMs, firstViewMs, chartP95Ms: p95(times), pageP95Ms: p95(pages) };
}

function p95(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)];
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const startMs = performance.now();
  await work();
  return performance.now() - startMs;
}

/** Runs a script in a process of its own, whose memory is then its own, and returns what it hands over. */
async function childOf(args: string[]): Promise<string> {
  const places = ['--folder', options.folder, '--kernels', options.kernels];
  const child = spawn(process.execPath, [...args, ...places], { stdio: ['ignore', 2, 2, 'ipc'] });
  let handed = '';
  child.on('message', (message) => (handed = String(message)));
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`${args[0]} ended with ${code}`);
  return handed;
}
