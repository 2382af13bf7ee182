/** Finds the kernels that the bench can run here: every native level, the WASM build and the reference. */

import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Kernel } from '../../core/lstm/kernel';
import { referenceKernel } from '../../core/lstm/reference';

export const NATIVE_LEVELS = ['avx512', 'avx2', 'baseline'] as const;
const WASM_LEVELS = ['relaxed simd', 'simd', 'plain'] as const;

/** As `--levels` names them; `wasm` is the best build that this host takes. */
export const LEVELS = [...NATIVE_LEVELS, 'wasm', 'reference'] as const;
export type Level = (typeof LEVELS)[number];

type Open = (folder: string, level: string, threads: number) => Kernel;

const modules = import.meta.glob<Record<string, Open>>('../../core/node/*-kernel.ts', { eager: true });

function opener(kind: 'native' | 'wasm'): Open {
  const open = modules[`../../core/node/${kind}-kernel.ts`]?.[`${kind}Kernel`];
  if (open === undefined) throw new Error(`no ${kind} kernel in the tree`);
  return open;
}

/** @throws where this machine, host or tree does not offer it */
export function openLevel(folder: string, level: Level, threads: number): Kernel {
  if (level === 'reference') return referenceKernel;
  if (level !== 'wasm') return opener('native')(folder, level, threads);
  const reasons: unknown[] = [];
  for (const build of WASM_LEVELS) {
    try {
      return opener('wasm')(folder, build, threads);
    } catch (thrown) {
      reasons.push(thrown);
    }
  }
  throw reasons[0];
}

interface Addon {
  /** GFLOP/s that one core reaches in fused multiply-adds of this level's vectors. */
  fmaPeak?(level: string, milliseconds: number): number;
}

const PEAK_MS = 5;
const PEAK_TIMES = 9;

/** The peak of one core, the best of a few short measurements; null where it cannot be measured. */
export function measurePeak(folder: string, level: Level): number | null {
  try {
    const addon = createRequire(import.meta.url)(join(folder, 'lstm.node')) as Addon;
    if (addon.fmaPeak === undefined) return null;
    const { fmaPeak } = addon;
    return Math.max(...Array.from({ length: PEAK_TIMES }, () => fmaPeak(level, PEAK_MS)));
  } catch {
    return null;
  }
}
