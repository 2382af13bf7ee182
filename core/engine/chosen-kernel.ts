/** The kernel that computes what is asked next, and how fast it is. */

import { checkKernel } from '../contract/check-kernel';
import { AUTO_KERNEL, type KernelSpec } from '../contract/specs';
import type { KernelView } from '../contract/views';
import type { Kernel } from '../lstm/kernel';
import type { EngineHost } from './host';
import { kernelView } from './kernel-view';
import { measureRate } from './rate';

export class ChosenKernel {
  private opened: Kernel | null = null;
  private readonly rates = new WeakMap<Kernel, number>();

  constructor(private readonly host: EngineHost) {}

  /** That of `auto` until another is used. */
  get kernel(): Kernel {
    return (this.opened ??= this.host.openKernel(AUTO_KERNEL));
  }

  get view(): KernelView {
    return kernelView(this.kernel);
  }

  /** As `measureRate` tells, measured when it is first asked for. */
  rate(kernel = this.kernel): number {
    const measured = this.rates.get(kernel) ?? measureRate(kernel, this.host);
    this.rates.set(kernel, measured);
    return measured;
  }

  /** @throws kernel/unavailable, kernel/threads */
  use(spec: KernelSpec): KernelView {
    checkKernel(spec);
    this.opened = this.host.openKernel(spec);
    return this.view;
  }
}
