/** Checks a choice of kernel that comes from outside: over a port, from the page or from a settings file. */

import { WorkbenchError } from './errors';
import { KERNEL_KINDS, LIMITS, type KernelSpec } from './specs';

/** @throws kernel/unavailable for a kind that there is not, kernel/threads */
export function checkKernel(spec: KernelSpec): void {
  if (!KERNEL_KINDS.includes(spec.kind))
    throw new WorkbenchError('kernel/unavailable', { kind: String(spec.kind), reason: 'unknown-kind' });
  const { min, max } = LIMITS.threads;
  if (!areThreads(spec.threads))
    throw new WorkbenchError('kernel/threads', { threads: Number(spec.threads), min, max });
}

/** Whether a value from outside is a `KernelSpec` and nothing more. */
export function isKernelSpec(value: unknown): value is KernelSpec {
  if (typeof value !== 'object' || value === null || Object.keys(value).length !== 2) return false;
  const { kind, threads } = value as Partial<Record<keyof KernelSpec, unknown>>;
  return KERNEL_KINDS.some((known) => known === kind) && areThreads(threads);
}

function areThreads(value: unknown): value is number | null {
  const { min, max } = LIMITS.threads;
  return value === null || (Number.isInteger(value) && (value as number) >= min && (value as number) <= max);
}
