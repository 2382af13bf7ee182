/** The kernel's bench, once it is bundled: reads the options, measures every shape, prints tables or JSON. */

import { createRequire } from 'node:module';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { makeCase, nameOf, parseShapes, SHAPES } from './cases';
import { type Level, LEVELS, measurePeak, NATIVE_LEVELS } from './kernels';
import { type LeftOut, measureCase, type Measured, TOLERANCE } from './measure';
import { print } from './report';
import { targets } from './targets';

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    /** Fewer rounds, the two fast levels. */
    quick: { type: 'boolean', default: false },
    shapes: { type: 'string' },
    levels: { type: 'string' },
    threads: { type: 'string', default: '1,2' },
    /** Where the builds of the kernel lie. */
    kernels: { type: 'string', default: '.' },
  },
});

const EFFORT = { budgetMs: 8000, fewest: 9, most: 200 };
const QUICK = { budgetMs: 1500, fewest: 3, most: 50 };

const shapes = options.shapes === undefined ? SHAPES : parseShapes(options.shapes);
const levels = chosenLevels();
const threadCounts = options.threads.split(',').map(Number);
const say = (line: string): void => void process.stderr.write(`${line}\n`);

const measured: Measured[] = [];
const leftOut: LeftOut[] = [];
for (const shape of shapes) {
  const one = makeCase(shape);
  for (const threads of threadCounts) {
    say(`${nameOf(shape)}, ${threads} thread${threads === 1 ? '' : 's'} ...`);
    const result = await measureCase(one, threads, levels, options.kernels, options.quick ? QUICK : EFFORT);
    measured.push(...result.measured);
    leftOut.push(...result.leftOut);
  }
}
const wrong = measured.filter(({ difference }) => !(difference <= TOLERANCE));
const report = {
  machine: machine(),
  shapes: measured,
  leftOut,
  targets: targets(measured),
  wrong: wrong.map(({ name, threads, level, difference }) => ({ name, threads, level, difference })),
};
if (options.json) console.log(JSON.stringify(report, null, 2));
else print(report);
process.exitCode = wrong.length > 0 ? 1 : 0;

function chosenLevels(): Level[] {
  const names = options.levels?.split(',') ?? (options.quick ? ['avx512', 'avx2'] : LEVELS);
  return names.map((name) => {
    const level = LEVELS.find((known) => known === name);
    if (level === undefined) throw new Error(`no level ${name}; there are ${LEVELS.join(', ')}`);
    return level;
  });
}

function machine() {
  const { version } = createRequire(import.meta.url)('onnxruntime-node/package.json') as { version: string };
  return {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    platform: `${process.platform} ${process.arch}`,
    node: process.versions.node,
    ort: version,
    peakGflops: Object.fromEntries(NATIVE_LEVELS.map((level) => [level, measurePeak(options.kernels, level)])),
  };
}

export type Report = typeof report;
