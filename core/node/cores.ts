/** How many cores the processor has: threads beyond the physical ones only get in each other's way. */

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { arch, availableParallelism, platform } from 'node:os';
import type { Cores } from '../contract/views';

/** What the system says of its processor. */
export interface Processor {
  platform: NodeJS.Platform;
  arch: string;
  /** Logical cores that this process may use. */
  logical: number;
  /** Linux: for each logical core, the list of those that share its physical one, such as `0,4`; null where it is not told. */
  siblings(logical: number): string | null;
  /** macOS: `hw.physicalcpu`; null where it is not told. */
  physicalCpu(): string | null;
}

/**
 * Counts the cores. Where the system does not tell the physical ones, x86 is assumed to run two threads on each core,
 * and every other processor one.
 */
export function countCores(processor: Processor = thisProcessor): Cores {
  const logical = Math.max(1, processor.logical);
  const counted = physicalCores(processor, logical);
  if (counted !== null) return { physical: Math.min(counted, logical), logical, assumed: false };
  const threadsPerCore = processor.arch === 'x64' || processor.arch === 'ia32' ? 2 : 1;
  return { physical: Math.max(1, Math.floor(logical / threadsPerCore)), logical, assumed: true };
}

function physicalCores(processor: Processor, logical: number): number | null {
  if (processor.platform === 'linux') {
    const lists = Array.from({ length: logical }, (_, core) => processor.siblings(core)?.trim() ?? '');
    return lists.includes('') ? null : new Set(lists).size;
  }
  if (processor.platform !== 'darwin') return null;
  const told = Number(processor.physicalCpu()?.trim() ?? '');
  return Number.isInteger(told) && told > 0 ? told : null;
}

const thisProcessor: Processor = {
  platform: platform(),
  arch: arch(),
  logical: availableParallelism(),
  siblings: (core) =>
    orNull(() => readFileSync(`/sys/devices/system/cpu/cpu${core}/topology/thread_siblings_list`, 'utf8')),
  physicalCpu: () => orNull(() => execFileSync('/usr/sbin/sysctl', ['-n', 'hw.physicalcpu'], { encoding: 'utf8' })),
};

function orNull<T>(ask: () => T): T | null {
  try {
    return ask();
  } catch {
    return null;
  }
}
