/** What the engine answers about kernels: which computes, and which the machine could use. */

import type { KernelKind } from './specs';
import type { MemoryView } from './table-memory';

/** A kernel at work. */
export interface KernelView {
  kind: Exclude<KernelKind, 'auto'>;
  /** `avx512`, `avx2` or `baseline`; `relaxed simd`, `simd` or `plain`; null for the reference. */
  level: string | null;
  threads: number;
  /** Of a run: the layers that this kernel does not compute and the reference did; absent where there are none. */
  referenceLayers?: number[];
}

/** A kernel that the machine has or lacks. */
export interface KernelInfo {
  kind: KernelView['kind'];
  /** Null also where none of a kind's levels can be known. */
  level: string | null;
  available: boolean;
  /** Why it is not available: a code of `core/locale/kernel.ts`, or the system's own words. */
  reason: string | null;
  /** What `auto` takes. */
  auto: boolean;
}

/** The processor's cores. */
export interface Cores {
  physical: number;
  logical: number;
  /** The system does not tell the physical ones. */
  assumed: boolean;
}

/** What a machine can compute with. */
export interface Machine {
  /** The fastest first. */
  kernels: KernelInfo[];
  cores: Cores;
  memory: MemoryView;
}
