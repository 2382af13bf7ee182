/** What a kernel is called: in pieces for the screen, in one string for provenance. */

import type { KernelView } from '../contract/views';
import type { Kernel } from '../lstm/kernel';
import type { LayerConfig } from '../lstm/stack';
import { kernelFor } from '../lstm/with-reference';

/**
 * A kernel's name is its kind and, where it has one, its level: `native avx512`, `wasm relaxed simd`, `reference`. With the
 * layers of a run also those of them that it left to the reference.
 */
export function kernelView(kernel: Kernel, layers: readonly LayerConfig[] = []): KernelView {
  const [kind, ...level] = kernel.name.split(' ');
  const left = leftToReference(kernel, layers);
  return {
    kind: kind as KernelView['kind'],
    level: level.length === 0 ? null : level.join(' '),
    threads: kernel.threads,
    ...(left.length === 0 ? {} : { referenceLayers: left }),
  };
}

/** `native avx512, 1 thread`, with `, layers 0, 2 on the reference` where there are such; the reference goes without its thread. */
export function describeKernel(kernel: Kernel, layers: readonly LayerConfig[] = []): string {
  const { name, threads } = kernel;
  if (name === 'reference') return name;
  const left = leftToReference(kernel, layers);
  const named = `${name}, ${threads} ${threads === 1 ? 'thread' : 'threads'}`;
  return left.length === 0
    ? named
    : `${named}, ${left.length === 1 ? 'layer' : 'layers'} ${left.join(', ')} on the reference`;
}

function leftToReference(kernel: Kernel, layers: readonly LayerConfig[]): number[] {
  return layers.flatMap((layer, at) => (kernelFor(kernel, layer) === kernel ? [] : [at]));
}
