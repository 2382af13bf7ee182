/** What a kernel is called: in pieces for the screen, in one string for provenance. */

import type { KernelView } from '../contract/views';
import type { Kernel } from '../lstm/kernel';

/** A kernel's name is its kind and, where it has one, its level: `native avx512`, `wasm relaxed simd`, `reference`. */
export function kernelView({ name, threads }: Kernel): KernelView {
  const [kind, ...level] = name.split(' ');
  return { kind: kind as KernelView['kind'], level: level.length === 0 ? null : level.join(' '), threads };
}

/** `native avx512, 1 thread`; the reference, which never has more, goes without them. */
export function describeKernel({ name, threads }: Kernel): string {
  if (name === 'reference') return name;
  return `${name}, ${threads} ${threads === 1 ? 'thread' : 'threads'}`;
}
