/** Which kernel computes a layer: the one that was chosen, or the reference where that one cannot. */

import type { Kernel } from './kernel';
import { referenceKernel } from './reference';
import type { LayerConfig } from './stack';

export function kernelFor(kernel: Kernel, layer: LayerConfig): Kernel {
  return kernel.supports(layer) ? kernel : referenceKernel;
}
