/** The fast kernel as a native addon: which levels this machine can run, and a `Kernel` of each. */

import { createRequire } from 'node:module';
import { join } from 'node:path';
import { quantitiesOf } from '../lstm/cell';
import type { DirectionCall, Kernel, PoolBuffers } from '../lstm/kernel';
import type { DirectionWeights } from '../lstm/stack';
import { fastWeights, isFast } from './fast-cells';

export type NativeLevel = 'avx512' | 'avx2' | 'baseline';

/** Weights in the order that a level reads them; freed with the last reference to it. */
type Packed = object;

/** See core/kernel/addon.cc. */
interface Addon {
  levels(): NativeLevel[];
  pack(
    level: NativeLevel,
    kind: number,
    input: number,
    hidden: number,
    output: number,
    ...arrays: (Float32Array | null)[]
  ): Packed;
  forward(
    packed: Packed,
    threads: number,
    reverse: number,
    from: number,
    to: number,
    batch: number,
    steps: number,
    lengths: Int32Array,
    input: Float32Array,
    output: Float32Array | null,
    outputStride: number,
    outputOffset: number,
    h: Float32Array,
    c: Float32Array,
    gates: Float32Array[] | null,
    pools: (Float32Array | Float64Array)[] | null,
  ): void;
  multiplyAdds(level: NativeLevel, rounds: number): number;
}

const addons = new Map<string, Addon>();

function addonIn(folder: string): Addon {
  const kept = addons.get(folder);
  if (kept !== undefined) return kept;
  const addon = createRequire(import.meta.url)(join(folder, 'lstm.node')) as Addon;
  addons.set(folder, addon);
  return addon;
}

/** The levels that can be used here, best first; none, and why, where `lstm.node` in `folder` is missing or does not load. */
export function nativeLevels(folder: string): { levels: NativeLevel[]; reason: string | null } {
  try {
    return { levels: addonIn(folder).levels(), reason: null };
  } catch (thrown) {
    const [reason] = (thrown instanceof Error ? thrown.message : String(thrown)).split('\n');
    return { levels: [], reason };
  }
}

/**
 * The kernel at one of `nativeLevels(folder)`, each call split over `threads`. Weights are packed when they are first
 * used and must not be changed afterwards. Throws what the loader throws, and a RangeError for an unknown level.
 */
export function nativeKernel(folder: string, level: NativeLevel, threads: number): Kernel {
  const addon = addonIn(folder);
  const packed = new WeakMap<DirectionWeights, Packed>();
  const packedOf = ({ layer, weights }: DirectionCall): Packed => {
    const kept = packed.get(weights);
    if (kept !== undefined) return kept;
    const { kind, input, hidden, output, arrays } = fastWeights(layer, weights);
    const made = addon.pack(level, kind, input, hidden, output, ...arrays);
    packed.set(weights, made);
    return made;
  };
  return {
    name: `native ${level}`,
    threads,
    supports: isFast,
    forward(call: DirectionCall): void {
      const { reverse, from, to, batch, steps, lengths, input, output, outputStride, outputOffset, h, c } = call;
      addon.forward(
        packedOf(call),
        threads,
        reverse ? 1 : 0,
        from,
        to,
        batch,
        steps,
        lengths,
        input,
        output,
        outputStride,
        outputOffset,
        h,
        c,
        call.gates && gateArrays(call),
        call.pools && poolArrays(call.pools),
      );
    },
  };
}

function gateArrays({ layer, gates }: DirectionCall): Float32Array[] {
  return quantitiesOf(layer.cell).map((quantity) => gates![quantity]!);
}

function poolArrays({ first, min, max, sum, squares }: PoolBuffers): (Float32Array | Float64Array)[] {
  return [first, min, max, sum, squares];
}

/** Multiply-adds per second of one core at this level, measured for about `milliseconds` of the clock `now`: for benchmarks. */
export function nativePeak(folder: string, level: NativeLevel, milliseconds: number, now: () => number): number {
  const addon = addonIn(folder);
  const rounds = 1 << 20;
  let best = 0;
  for (const end = now() + milliseconds; now() < end;) {
    const startMs = now();
    const done = addon.multiplyAdds(level, rounds);
    best = Math.max(best, (done / (now() - startMs)) * 1000);
  }
  return best;
}
