/** How fast a kernel is on this machine, measured once, for estimates of a run's duration. */

import type { DirectionCall, Kernel } from '../lstm/kernel';
import { directionOf, layerOf } from '../lstm/stack';
import type { EngineHost } from './host';

const HIDDEN = 64;
/** As many sequences side by side as a fast kernel wants, over so few steps that a slow one takes a few milliseconds. */
const BATCH = 48;
const STEPS = 8;
/** Time spent on measuring, in milliseconds. */
const BUDGET_MS = 20;

/** Multiply-adds per millisecond of `kernel` on a layer of middling size; takes about 20 ms. */
export function measureRate(kernel: Kernel, host: EngineHost): number {
  const call = sampleCall();
  kernel.forward(call);
  const startMs = host.now();
  let calls = 0;
  let elapsedMs = 0;
  do {
    kernel.forward(call);
    calls++;
    elapsedMs = host.now() - startMs;
  } while (elapsedMs < BUDGET_MS);
  return (calls * BATCH * STEPS * 4 * HIDDEN * (1 + HIDDEN)) / elapsedMs;
}

function sampleCall(): DirectionCall {
  const filled = (length: number) => new Float32Array(length).fill(0.01);
  return {
    layer: layerOf(HIDDEN),
    weights: directionOf({
      input: 1,
      hidden: HIDDEN,
      wIh: filled(4 * HIDDEN),
      wHh: filled(4 * HIDDEN * HIDDEN),
      bIh: filled(4 * HIDDEN),
      bHh: filled(4 * HIDDEN),
    }),
    reverse: false,
    batch: BATCH,
    steps: STEPS,
    lengths: new Int32Array(BATCH).fill(STEPS),
    input: filled(BATCH * STEPS),
    output: null,
    outputStride: HIDDEN,
    outputOffset: 0,
    h: new Float32Array(BATCH * HIDDEN),
    c: new Float32Array(BATCH * HIDDEN),
    carried: null,
    gates: null,
    pools: null,
    from: 0,
    to: STEPS,
  };
}
