/** The kernel's bench, once it is bundled: reads the options, measures every shape, hands over tables or JSON. */

import { createRequire } from 'node:module';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { makeCase, nameOf, parseShapes, SHAPES } from './cases';
import { type ElectronReport, measureInElectron } from './electron-parts';
import { emit } from './emit';
import { type Level, LEVELS, measurePeak, NATIVE_LEVELS } from './kernels';
import { type LeftOut, measureCase, type Measured, TOLERANCE } from './measure';
import { type Machine, meansOf, type Report, tables } from './report';
import { targetsOf } from './targets';
import { torchVersion } from './torch';

const { values: options } = parseArgs({
  args: process.argv.slice(2),
  options: {
    json: { type: 'boolean', default: false },
    /** Fewer rounds, the two fast levels, no Electron. */
    quick: { type: 'boolean', default: false },
    shapes: { type: 'string' },
    levels: { type: 'string' },
    threads: { type: 'string', default: '1,2' },
    /** Only what needs an Electron. */
    utility: { type: 'boolean', default: false },
    'no-electron': { type: 'boolean', default: false },
    app: { type: 'string', default: '.' },
    bundles: { type: 'string', default: '.' },
    kernels: { type: 'string', default: '.' },
  },
});

const EFFORT = { budgetMs: 8000, fewest: 9, most: 200 };
const QUICK = { budgetMs: 1500, fewest: 3, most: 50 };

const { app, bundles, kernels, quick } = options;
const say = (line: string): void => void process.stderr.write(`${line}\n`);
const torch = torchVersion();
const measured: Measured[] = [];
const leftOut: LeftOut[] = [];
if (!options.utility) await measureShapes();
const { electron, electronMissing } = await electronPart();
const allShapes = [...measured, ...(electron?.wasm.flatMap(({ shapes }) => shapes) ?? [])];
const report: Report = {
  machine: machine(),
  shapes: measured,
  means: meansOf(measured),
  electron,
  electronMissing,
  targets: targetsOf(measured, electron),
  leftOut,
  wrong: allShapes.flatMap(({ name, threads, kernel, difference }) =>
    difference <= TOLERANCE ? [] : [`${name}, ${kernel} on ${threads}, differs by ${difference.toExponential(1)}`],
  ),
};
process.exitCode = report.wrong.length > 0 ? 1 : 0;
emit(options.json ? JSON.stringify(report, null, 2) : tables(report));

async function measureShapes(): Promise<void> {
  const threadCounts = options.threads.split(',').map(Number);
  const levels = chosenLevels();
  for (const shape of options.shapes === undefined ? SHAPES : parseShapes(options.shapes)) {
    const of = makeCase(shape);
    for (const threads of threadCounts) {
      say(`${nameOf(shape)} on ${threads} ...`);
      const result = await measureCase(of, threads, levels, kernels, quick ? QUICK : EFFORT, torch !== null && !quick);
      measured.push(...result.measured);
      leftOut.push(...result.leftOut);
    }
  }
}

function chosenLevels(): Level[] {
  const names = options.levels?.split(',') ?? (quick ? ['avx512', 'avx2'] : LEVELS);
  return names.map((name) => {
    const level = LEVELS.find((known) => known === name);
    if (level === undefined) throw new Error(`no level ${name}; there are ${LEVELS.join(', ')}`);
    return level;
  });
}

async function electronPart(): Promise<{ electron: ElectronReport | null; electronMissing: string | null }> {
  if (options['no-electron']) return { electron: null, electronMissing: 'not asked for' };
  try {
    return { electron: await measureInElectron({ app, bundles, kernels }, quick, say), electronMissing: null };
  } catch (thrown) {
    return { electron: null, electronMissing: thrown instanceof Error ? thrown.message : String(thrown) };
  }
}

function machine(): Machine {
  const { version } = createRequire(import.meta.url)('onnxruntime-node/package.json') as { version: string };
  return {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    platform: `${process.platform} ${process.arch}`,
    node: process.versions.node,
    ort: version,
    torch,
    peakGflops: Object.fromEntries(NATIVE_LEVELS.map((level) => [level, peakOf(level)])),
  };
}

/** The best that was seen anywhere in the run. */
function peakOf(level: Level): number | null {
  const seen = measured.filter((one) => one.level === level).map(({ peakGflops }) => peakGflops ?? 0);
  const now = measurePeak(kernels, level);
  return now === null ? null : Math.max(now, ...seen);
}
