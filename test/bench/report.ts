/** What the kernel's bench found, and its Markdown tables. */

import type { ElectronReport } from './electron-parts';
import { LEVELS, type Level } from './kernels';
import type { LeftOut, Measured } from './measure';
import type { Target } from './targets';
import { geometricMean } from './timing';

export interface Machine {
  cpu: string;
  cores: number;
  platform: string;
  node: string;
  ort: string;
  /** Null where it is not installed. */
  torch: string | null;
  /** GFLOP/s of one core in fused multiply-adds, by level. */
  peakGflops: Record<string, number | null>;
}

export interface Mean {
  level: Level;
  cell: Measured['cell'];
  threads: number;
  /** Geometric mean of the ratios over all shapes of a cell. */
  ratio: number;
}

export interface Report {
  machine: Machine;
  shapes: Measured[];
  means: Mean[];
  /** Null where it was not measured; `electronMissing` says why. */
  electron: ElectronReport | null;
  electronMissing: string | null;
  targets: Target[];
  leftOut: LeftOut[];
  /** Results that disagree with ONNX Runtime's. */
  wrong: string[];
}

export function meansOf(shapes: readonly Measured[]): Mean[] {
  const groups = new Map<string, Measured[]>();
  for (const one of shapes) {
    const key = `${one.level} ${one.threads} ${one.cell}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].map((group) => ({
    level: group[0].level,
    cell: group[0].cell,
    threads: group[0].threads,
    ratio: geometricMean(group.map(({ ratio }) => ratio)),
  }));
}

const TITLES: Record<Level, string> = {
  avx512: 'AVX-512',
  avx2: 'AVX2',
  baseline: 'baseline',
  wasm: 'WASM',
  reference: 'reference',
};

/** The whole report, to be read or put into a README. */
export function tables(report: Report): string {
  const { machine, shapes, leftOut, targets, wrong } = report;
  const torch = machine.torch === null ? 'torch not installed' : `torch ${machine.torch}`;
  const lines = [
    `${machine.cpu}, ${machine.cores} cores, Node ${machine.node}, onnxruntime-node ${machine.ort}, ${torch}`,
  ];
  const peaks = Object.entries(machine.peakGflops).filter(([, peak]) => peak !== null);
  if (peaks.length > 0)
    lines.push(`FMA peak of one core, GFLOP/s: ${peaks.map(([level, peak]) => `${level} ${digits(peak)}`).join(', ')}`);
  for (const threads of new Set(shapes.map((one) => one.threads))) {
    const some = shapes.filter((one) => one.threads === threads);
    lines.push(
      ...table(
        `Median ms, ${countOf(threads)}; in brackets how many times as fast as ORT`,
        some,
        [ORT_MS, TORCH_MS],
        (one) => `${digits(one.oursMs)} (${digits(one.ratio)}x)`,
      ),
      '',
      `Geometric means: ${meansOf(some)
        .map(({ level, cell, ratio }) => `${cell} ${TITLES[level]} ${times(ratio)}`)
        .join(', ')}`,
      ...table(`Share of FMA peak, ${countOf(threads)}`, some, [ORT_SHARE], (one) => percent(one.peakShare)),
      ...table(`With gates over features only, ${countOf(threads)}`, some, [], (one) => times(one.gatesRatio)),
      ...table(`With all poolings over last states only, ${countOf(threads)}`, some, [], (one) =>
        times(one.poolsRatio),
      ),
      ...table(`Smallest and 90th percentile, ms, ${countOf(threads)}`, some, [], spread),
    );
  }
  lines.push('', ...electronLines(report), '', '| target | wanted | reached | met |', '|---|---|---|---|');
  for (const { name, bound, wanted, reached, at, met } of targets) {
    const verdict = met === null ? 'not measured' : met ? 'yes' : `**no** (${at})`;
    lines.push(`| ${name} | at ${bound} ${wanted} | ${digits(reached)} | ${verdict} |`);
  }
  if (shapes.length > 0) {
    const most = Math.max(...shapes.map((one) => one.difference));
    lines.push('', `Largest difference from ONNX Runtime's last states: ${most.toExponential(1)}`);
  }
  lines.push(...wrong.map((what) => `WRONG: ${what}`));
  if (leftOut.length > 0) lines.push('', 'Left out:');
  for (const reason of new Set(leftOut.map(reasonOf))) {
    const cases = leftOut.filter((one) => reasonOf(one) === reason);
    lines.push(`- ${reason} [${cases.map(({ name, threads }) => `${name} on ${countOf(threads)}`).join('; ')}]`);
  }
  return lines.join('\n');
}

const reasonOf = ({ level, why }: LeftOut): string => `${level}: ${why}`;
const countOf = (threads: number): string => `${threads} thread${threads === 1 ? '' : 's'}`;
const spread = ({ oursMinMs, oursP90Ms }: Measured): string => `${digits(oursMinMs)} to ${digits(oursP90Ms)}`;

function electronLines({ electron, electronMissing }: Report): string[] {
  if (electron === null) return [`Not measured in Electron: ${electronMissing}`];
  const { kernel, series, steps, hidden, utilityMs, runMs, kernelMs, ratio } = electron.utility;
  const name = `${kernel.kind} ${kernel.level ?? ''}, ${countOf(kernel.threads)}`;
  return [
    `Through the utility process (Electron ${electron.electron}): ${series} series of ${steps} steps, H = ${hidden}, ${name}:`,
    `the window waits ${digits(utilityMs)} ms, the engine runs ${digits(runMs)} ms, the kernel alone takes ${digits(kernelMs)} ms: ${times(ratio)}`,
    ...electron.wasm.flatMap(({ host, shapes }) =>
      table(
        `WASM (${shapes[0]?.kernel}) up to H = 32, ${host}, 1 thread`,
        shapes,
        [ORT_MS],
        (one) => `${digits(one.oursMs)} (${digits(one.ratio)}x)`,
      ),
    ),
  ];
}

/** A rival's column and what stands there for a shape. */
interface Rival {
  head: string;
  cell(one: Measured): string;
}

const ORT_MS: Rival = { head: 'ORT', cell: ({ ortMs }) => digits(ortMs) };
const TORCH_MS: Rival = { head: 'torch', cell: ({ torchMs }) => digits(torchMs) };
const ORT_SHARE: Rival = { head: 'ORT', cell: ({ ortPeakShare }) => percent(ortPeakShare) };

/** One row a shape, one column a rival or level; nothing where no level has anything to say. */
function table(
  title: string,
  measured: readonly Measured[],
  rivals: readonly Rival[],
  cell: (one: Measured) => string,
): string[] {
  const levels = LEVELS.filter((level) => measured.some((one) => one.level === level && cell(one) !== ''));
  if (levels.length === 0) return [];
  const shown = rivals.filter((rival) => measured.some((one) => rival.cell(one) !== ''));
  const heads = ['B,T,I,H', ...shown.map(({ head }) => head), ...levels.map((level) => TITLES[level])];
  const rows = [...new Set(measured.map((one) => one.name))].map((name) => {
    const row = measured.filter((one) => one.name === name);
    const ours = levels.map((level) => row.filter((one) => one.level === level).map(cell)[0] ?? '');
    return [name, ...shown.map((rival) => rival.cell(row[0])), ...ours];
  });
  return ['', `${title}:`, '', ...[heads, heads.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`)];
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
