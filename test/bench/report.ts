/** Prints what the kernel's bench measured as Markdown tables. */

import type { Report } from './kernel-bench';
import { LEVELS, type Level } from './kernels';
import type { Measured } from './measure';

const TITLES: Record<Level, string> = {
  avx512: 'AVX-512',
  avx2: 'AVX2',
  baseline: 'baseline',
  wasm: 'WASM',
  reference: 'reference',
};

export function print(report: Report): void {
  const { machine, shapes, leftOut, targets, wrong } = report;
  console.log(`\n${machine.cpu}, ${machine.cores} cores, Node ${machine.node}, onnxruntime-node ${machine.ort}`);
  const peaks = Object.entries(machine.peakGflops).filter(([, peak]) => peak !== null);
  if (peaks.length > 0) {
    console.log(`FMA peak of one core: ${peaks.map(([level, peak]) => `${level} ${digits(peak)} GFLOP/s`).join(', ')}`);
  }
  for (const threads of new Set(shapes.map((one) => one.threads))) {
    const some = shapes.filter((one) => one.threads === threads);
    const title = `Median ms, ${threads} thread${threads === 1 ? '' : 's'}; in brackets how many times as fast as ORT`;
    printTable(title, some, true, (one) => `${digits(one.oursMs)} (${digits(one.ratio)}x)`);
    printTable('Share of FMA peak', some, false, (one) => percent(one.peakShare));
    printTable('With gates over features only', some, false, (one) => times(one.gatesRatio));
    printTable('With all poolings over features only', some, false, (one) => times(one.poolsRatio));
    printTable(
      'Spread: smallest and 90th percentile, ms',
      some,
      false,
      (one) => `${digits(one.oursMinMs)} to ${digits(one.oursP90Ms)}`,
    );
  }
  if (shapes.length > 0) {
    const most = Math.max(...shapes.map((one) => one.difference));
    console.log(`\nLargest difference from ONNX Runtime's last states: ${most.toExponential(1)}`);
  }
  for (const { name, threads, level, difference } of wrong) {
    console.log(`WRONG: ${name}, ${threads} threads, ${level} differs by ${difference.toExponential(1)}`);
  }
  console.log('\n| target | wanted | reached | met |\n|---|---|---|---|');
  for (const { name, bound, wanted, reached, at, met } of targets) {
    const verdict = met === null ? 'not measured' : met ? 'yes' : `**no** (${at})`;
    console.log(`| ${name} | at ${bound} ${wanted} | ${reached === null ? '' : digits(reached)} | ${verdict} |`);
  }
  if (leftOut.length > 0) console.log('\nLeft out:');
  for (const reason of new Set(leftOut.map(({ what, why }) => `${what}: ${why}`))) {
    const cases = leftOut.filter(({ what, why }) => `${what}: ${why}` === reason);
    console.log(`- ${reason} [${cases.map(({ name, threads }) => `${name} on ${threads}`).join('; ')}]`);
  }
}

/** One row a shape, one column a level; nothing where no cell has anything to say. */
function printTable(
  title: string,
  measured: readonly Measured[],
  withOrt: boolean,
  cell: (one: Measured) => string,
): void {
  const levels = LEVELS.filter((level) => measured.some((one) => one.level === level && cell(one) !== ''));
  if (levels.length === 0) return;
  const heads = ['B,T,I,H', ...(withOrt ? ['ORT'] : []), ...levels.map((level) => TITLES[level])];
  console.log(`\n${title}:\n\n| ${heads.join(' | ')} |\n|${heads.map(() => '---|').join('')}`);
  for (const name of new Set(measured.map((one) => one.name))) {
    const row = measured.filter((one) => one.name === name);
    const cells = levels.map((level) => {
      const found = row.find((one) => one.level === level);
      return found === undefined ? '' : cell(found);
    });
    console.log(`| ${[name, ...(withOrt ? [digits(row[0].ortMs)] : []), ...cells].join(' | ')} |`);
  }
}

/** Three digits that count. */
function digits(value: number | null): string {
  if (value === null) return '';
  return value >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(3)));
}

function percent(share: number | null): string {
  return share === null ? '' : `${(100 * share).toFixed(0)}%`;
}

function times(ratio: number | null): string {
  return ratio === null ? '' : `${ratio.toFixed(2)}x`;
}
