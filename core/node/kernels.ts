/** Which kernels this machine has, and the one that was asked for. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { checkKernel } from '../contract/check-kernel';
import { WorkbenchError } from '../contract/errors';
import { defaultThreads, type KernelSpec, LIMITS } from '../contract/specs';
import type { KernelInfo } from '../contract/views';
import type { Path } from '../engine/host';
import type { Kernel } from '../lstm/kernel';
import { referenceKernel } from '../lstm/reference';
import { countCores } from './cores';
import { nativeKernel, nativeLevels } from './native-kernel';
import { wasmKernel, wasmLevels } from './wasm-kernel';

const NATIVE = ['avx512', 'avx2', 'baseline'] as const;
const WASM = ['relaxed simd', 'simd', 'plain'] as const;

/** What can be loaded, the best first. `reason` says why there is no native level at all. */
export interface Loadable {
  native: { levels: readonly string[]; reason: string | null };
  wasm: readonly string[];
}

/** Every kernel and level, the fastest first, with those that the machine lacks. `folder` holds the builds. */
export function listKernels(folder: Path): KernelInfo[] {
  const isBuilt = existsSync(join(folder, 'lstm.node'));
  const native = isBuilt ? nativeLevels(folder) : { levels: [], reason: 'not-built' };
  return kernelList({ native, wasm: wasmLevels(folder) });
}

/**
 * The kernel that is asked for, at its best level; `auto` passes over what fails and ends at the reference.
 * @throws kernel/threads, kernel/unavailable for a kind that was named
 */
export function openKernel(folder: Path, spec: KernelSpec): Kernel {
  return openFrom(listKernels(folder), spec, ({ kind, level }, threads) => {
    if (kind === 'native') return nativeKernel(folder, level as (typeof NATIVE)[number], threads);
    if (kind === 'wasm') return wasmKernel(folder, level as (typeof WASM)[number], threads);
    return referenceKernel;
  });
}

export function kernelList({ native, wasm }: Loadable): KernelInfo[] {
  const best = native.levels.length > 0 ? 'native' : wasm.length > 0 ? 'wasm' : 'reference';
  const info = (
    kind: KernelInfo['kind'],
    level: string | null,
    levels: readonly string[],
    reason: string,
  ): KernelInfo => {
    const available = level === null || levels.includes(level);
    return {
      kind,
      level,
      available,
      reason: available ? null : reason,
      auto: kind === best && level === (levels[0] ?? null),
    };
  };
  const natives: KernelInfo[] =
    native.levels.length > 0
      ? NATIVE.map((level) => info('native', level, native.levels, 'processor'))
      : [{ kind: 'native', level: null, available: false, reason: native.reason ?? 'not-built', auto: false }];
  const wasms = WASM.map((level) => info('wasm', level, wasm, wasm.length > 0 ? 'runtime' : 'not-there'));
  return [...natives, ...wasms, info('reference', null, [], '')];
}

/** As `openKernel`, of a list and of what opens its entries. */
export function openFrom(
  list: readonly KernelInfo[],
  spec: KernelSpec,
  open: (info: KernelInfo, threads: number) => Kernel,
): Kernel {
  checkKernel(spec);
  const { kind, threads } = spec;
  const wanted = threads ?? Math.min(LIMITS.threads.max, defaultThreads(countCores().physical));
  const candidates = list.filter((info) => info.available && (kind === 'auto' || info.kind === kind));
  let reason = list.find((info) => info.kind === kind)?.reason ?? 'unknown-kind';
  for (const info of candidates) {
    try {
      return open(info, wanted);
    } catch (thrown) {
      reason = thrown instanceof Error ? thrown.message : String(thrown);
    }
  }
  throw new WorkbenchError('kernel/unavailable', { kind, reason });
}
