/** What the kernel is to reach for LSTMs, and whether it does; measured, not enforced. */

import type { ElectronReport } from './electron-parts';
import type { Measured } from './measure';
import { geometricMean } from './timing';

export interface Target {
  name: string;
  wanted: number;
  /** Whether `wanted` is the least or the most. */
  bound: 'least' | 'most';
  /** Null where it was not measured. */
  reached: number | null;
  /** Where the worst value was reached. */
  at: string;
  met: boolean | null;
}

const WANTED = [
  { level: 'avx512', title: 'AVX-512', ratio: 1.3, mean: 2, share: 0.7 },
  { level: 'avx2', title: 'AVX2', ratio: 1.1, mean: 1.5, share: 0.75 },
] as const;
const WIDE = 128;
const THROUGH = 1.1;
const WASM = 0.9;

export function targetsOf(measured: readonly Measured[], electron: ElectronReport | null): Target[] {
  const kernel = WANTED.flatMap(({ level, title, ratio, mean, share }) => {
    const ours = measured.filter((one) => one.level === level && one.cell === 'LSTM');
    const wide = ours.filter(({ shape }) => shape[3] >= WIDE);
    const threads = [...new Set(ours.map((one) => one.threads))];
    return [
      worst(`${title}: ratio ORT / ours, every shape`, 'least', ratio, ours, (one) => one.ratio),
      ...threads.map((count) => {
        const reached = geometricMean(ours.filter((one) => one.threads === count).map((one) => one.ratio));
        const name = `${title}: geometric mean of the ratios, ${count} thread${count === 1 ? '' : 's'}`;
        return { name, wanted: mean, bound: 'least' as const, reached, at: 'all shapes', met: reached >= mean };
      }),
      worst(`${title}: share of FMA peak from H = ${WIDE}`, 'least', share, wide, (one) => one.peakShare),
      worst(`${title}: with gates over features only`, 'most', 2, ours, (one) => one.gatesRatio),
    ];
  });
  const utility = electron?.utility.ratio ?? null;
  const small = electron?.wasm.find(({ host }) => host === 'Electron as Node')?.shapes ?? [];
  return [
    ...kernel,
    {
      name: 'Through the utility process over the kernel alone',
      wanted: THROUGH,
      bound: 'most',
      reached: utility,
      at: 'a whole extraction',
      met: utility === null ? null : utility <= THROUGH,
    },
    worst('WASM: ratio ORT / ours up to H = 32, Electron as Node', 'least', WASM, small, (one) => one.ratio),
  ];
}

/** The value furthest from what is wanted over all that were measured. */
function worst(
  name: string,
  bound: 'least' | 'most',
  wanted: number,
  measured: readonly Measured[],
  pick: (one: Measured) => number | null,
): Target {
  const sign = bound === 'least' ? 1 : -1;
  const found = measured
    .flatMap((one) => {
      const value = pick(one);
      return value === null ? [] : [{ value, at: `${one.name}, ${one.threads} thread${one.threads === 1 ? '' : 's'}` }];
    })
    .toSorted((a, b) => sign * (a.value - b.value));
  if (found.length === 0) return { name, wanted, bound, reached: null, at: '', met: null };
  const [{ value, at }] = found;
  return { name, wanted, bound, reached: value, at, met: sign * (value - wanted) >= 0 };
}
