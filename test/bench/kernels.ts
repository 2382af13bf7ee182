/** The kernels that the bench runs: every native level, the best WASM build that this host takes, and the reference. */

import { performance } from 'node:perf_hooks';
import { nativeKernel, nativeLevels, nativePeak } from '../../core/node/native-kernel';
import { wasmKernel, wasmLevels } from '../../core/node/wasm-kernel';
import type { Kernel } from '../../core/lstm/kernel';
import { referenceKernel } from '../../core/lstm/reference';

export const NATIVE_LEVELS = ['avx512', 'avx2', 'baseline'] as const;
export const LEVELS = [...NATIVE_LEVELS, 'wasm', 'reference'] as const;
export type NativeLevel = (typeof NATIVE_LEVELS)[number];
export type Level = (typeof LEVELS)[number];

export function isNative(level: Level): level is NativeLevel {
  return NATIVE_LEVELS.some((native) => native === level);
}

/** `folder` holds the builds. @throws where this machine, host or tree does not offer the level */
export function openLevel(folder: string, level: Level, threads: number): Kernel {
  if (level === 'reference') return referenceKernel;
  if (level === 'wasm') {
    const [best] = wasmLevels(folder);
    if (best === undefined) throw new Error('no WASM build loads here');
    return wasmKernel(folder, best, threads);
  }
  const { levels, reason } = nativeLevels(folder);
  if (!levels.includes(level)) throw new Error(reason ?? 'this processor lacks it');
  return nativeKernel(folder, level, threads);
}

const PEAK_MS = 50;

/** GFLOP/s that one core reaches in fused multiply-adds of this level's vectors; null where the level cannot be used. */
export function measurePeak(folder: string, level: Level): number | null {
  if (!isNative(level) || !nativeLevels(folder).levels.includes(level)) return null;
  return (2 * nativePeak(folder, level, PEAK_MS, () => performance.now())) / 1e9;
}
