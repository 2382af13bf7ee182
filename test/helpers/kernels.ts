/** The kernels that one suite of tests holds to the same numbers. */

import type { Kernel } from '../../core/lstm/kernel';
import { referenceKernel } from '../../core/lstm/reference';

export function allKernels(): Kernel[] {
  return [referenceKernel];
}
