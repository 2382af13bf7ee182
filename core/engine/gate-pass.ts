/** Goes over the quantities of one direction of one layer in every series, in memory that does not grow with their number. */

import type { Part } from '../contract/views';
import { forwardWork } from '../lstm/count';
import { forward } from '../lstm/forward';
import type { GateBuffers, Kernel } from '../lstm/kernel';
import { Scratch } from '../lstm/scratch';
import { type Direction, directionsOf, type StackWeights } from '../lstm/stack';
import { batchesOf } from './batches';
import { packSeries } from './packed';
import { checkGates, PARTS, type Prepared } from './runs';
import type { Task } from './task';

/** Some series with the direction's quantities at all of their steps. */
export interface GatePiece {
  part: Part;
  members: Int32Array; // [B], indices within the part
  lengths: Int32Array; // [B]
  /** Steps that each series is padded to. */
  steps: number; // T
  gates: GateBuffers; // [B, T, H], h [B, T, P]
  /** The series as the model sees them. */
  input: Float32Array; // [B, T, I]
}

/**
 * Hands every series of the parts to `use` once, the longest of a stretch first, and counts them in the phase `running`.
 * Layers above the direction's are not computed. `within` as in `Task.begin`.
 * @throws run/gates-too-large, run/not-a-row, engine/cancelled
 */
export async function passGates(
  run: Prepared,
  direction: Direction,
  kernel: Kernel,
  task: Task,
  parts: readonly Part[],
  use: (piece: GatePiece) => Generator<void>,
  within: readonly [number, number] = [0, 1],
): Promise<void> {
  const weights = upTo(run.model.weights, direction.layer);
  const keeping = { keep: 'none', gates: [direction.index] } as const;
  const present = PARTS.filter((name) => parts.includes(name) && run.dataset.parts[name] !== null);
  const lengthsOf = (name: Part) => run.dataset.parts[name]!.series.lengths;
  for (const name of present) {
    const lengths = lengthsOf(name);
    let longest = 0;
    for (const [index, length] of lengths.entries()) if (length > lengths[longest]) longest = index;
    checkGates(run, name, [longest]);
  }
  const count = present.reduce((sum, name) => sum + lengthsOf(name).length, 0);
  const total = present.reduce((sum, name) => sum + forwardWork(weights, lengthsOf(name)), 0);
  task.begin('running', count, 'series', within);
  let done = 0;
  let work = 0;
  for (const name of present) {
    const part = run.dataset.parts[name]!;
    const scratch = new Scratch();
    for (const { members } of batchesOf(part.series.lengths, weights, keeping)) {
      const batch = await task.driveUncounted(packSeries(part, members));
      const before = work;
      const pass = forward(kernel, weights, batch, { ...keeping, scratch });
      const { gates } = await task.drive(pass, (slice) => {
        work += slice;
        // Computing the quantities and looking at them take about as long.
        return task.reach(done, (before + (work - before) / 2) / total);
      });
      const piece = { part: name, members, lengths: batch.lengths, steps: batch.steps, input: batch.values };
      await task.drive(use({ ...piece, gates: gates[direction.index]! }), () =>
        task.reach(done, (before + (work - before) / 2) / total),
      );
      done += batch.size;
      await task.reach(done, work / total);
    }
  }
}

/** The mean of some quantities of each unit over all steps of the training part, by quantity. */
export async function gateMeans(
  run: Prepared,
  direction: Direction,
  kernel: Kernel,
  task: Task,
  quantities: readonly (keyof GateBuffers)[],
): Promise<Map<keyof GateBuffers, Float64Array>> {
  const H = direction.config.hidden;
  const sums = new Map(quantities.map((quantity) => [quantity, new Float64Array(H)]));
  let count = 0;
  const add = function* ({ lengths, steps, gates }: GatePiece): Generator<void> {
    for (const [b, length] of lengths.entries()) {
      for (const [quantity, sum] of sums) {
        const values = gates[quantity]!;
        for (let at = b * steps * H; at < (b * steps + length) * H;)
          for (let u = 0; u < H; u++, at++) sum[u] += values[at];
      }
      count += length;
      yield;
    }
  };
  await passGates(run, direction, kernel, task, ['train'], add, [0, 0.5]);
  for (const sum of sums.values()) for (let u = 0; u < H; u++) sum[u] /= count;
  return sums;
}

/** The layers up to and with this one. */
export function upTo({ config, directions, before }: StackWeights, layer: number): StackWeights {
  const layers = config.layers.slice(0, layer + 1);
  const cut = { ...config, layers };
  return {
    config: cut,
    directions: directions.slice(0, directionsOf(cut, before).length),
    before: before.slice(0, layer + 1),
    head: null,
  };
}
