/** Cuts a direction into pieces for the kernel, between which the caller may report progress or stop. */

import type { DirectionCall, GateBuffers, Kernel, PoolBuffers } from './kernel';

/** How much is handed to the kernel at once; it lives as long as a pass over a batch. */
export interface Pace {
  /** Multiply-adds of a slice at most, but at least one step of one sequence. */
  work: number;
}

type WholeCall = Omit<DirectionCall, 'from' | 'to'>;

/**
 * Runs a direction step by step for the whole batch, several steps at once where they are small and a part of the
 * sequences at once where one step is large; `perStep` multiply-adds a step of a sequence. Yields the multiply-adds
 * done. The number that `next` is given says how many times as large the slices after it may be; it follows from the
 * time that the last one took. Since a step takes no longer when sequences have ended, but each of those left may take
 * longer than in company, steps grow no faster than that number either.
 */
export function* runDirection(
  kernel: Kernel,
  perStep: number,
  pace: Pace,
  whole: WholeCall,
): Generator<number, void, number | undefined> {
  const { batch, lengths } = whole;
  const longest = longestOf(lengths);
  let reach = Infinity; // steps that the next slice may take
  for (let from = 0; from < longest;) {
    const affordable = Math.min(reach, pace.work / (countLonger(lengths, from) * perStep));
    const to = Math.min(from + Math.max(1, Math.floor(affordable)), longest);
    for (let first = 0; first < batch;) {
      const group = affordable >= 1 ? batch : Math.max(1, Math.floor(pace.work / perStep));
      const last = Math.min(first + group, batch);
      const part = sequencesOf(whole, first, last);
      first = last;
      const work = stepsWithin(part.lengths, from, to) * perStep;
      if (work === 0) continue;
      kernel.forward({ ...part, from, to });
      const growth = yield work;
      if (growth === undefined) continue;
      reach = (to - from) * growth;
      // A slice that was smaller than it might have been does not tell that it might have been larger.
      if (growth < 1 || 2 * work > pace.work) pace.work = Math.max(perStep, pace.work * growth);
    }
    from = to;
  }
}

/** The part of a call that concerns the sequences `first <= b < last`, over the same memory. */
function sequencesOf(call: WholeCall, first: number, last: number): WholeCall {
  if (first === 0 && last === call.batch) return call;
  const { steps, gates, pools, carried } = call;
  const { input: I, output: P } = call.weights;
  const cut = (array: Float32Array, perSequence: number) => array.subarray(first * perSequence, last * perSequence);
  return {
    ...call,
    batch: last - first,
    lengths: call.lengths.subarray(first, last),
    input: cut(call.input, steps * I),
    output: call.output && cut(call.output, steps * call.outputStride),
    h: cut(call.h, P),
    c: cut(call.c, call.c.length / call.batch),
    carried: carried && cut(carried, carried.length / call.batch),
    gates: gates && gatesWithin(gates, first, last, call.batch),
    pools: pools && poolsWithin(pools, first * P, last * P),
  };
}

function gatesWithin(gates: GateBuffers, first: number, last: number, batch: number): GateBuffers {
  const cut = Object.entries(gates).map(([quantity, values]) => {
    const perSequence = values.length / batch;
    return [quantity, values.subarray(first * perSequence, last * perSequence)] as const;
  });
  return Object.fromEntries(cut);
}

function poolsWithin({ first, min, max, sum, squares }: PoolBuffers, from: number, to: number): PoolBuffers {
  return {
    first: first.subarray(from, to),
    min: min.subarray(from, to),
    max: max.subarray(from, to),
    sum: sum.subarray(from, to),
    squares: squares.subarray(from, to),
  };
}

function longestOf(lengths: Int32Array): number {
  let longest = 0;
  for (let b = 0; b < lengths.length; b++) if (lengths[b] > longest) longest = lengths[b];
  return longest;
}

function countLonger(lengths: Int32Array, steps: number): number {
  let count = 0;
  for (let b = 0; b < lengths.length; b++) if (lengths[b] > steps) count++;
  return count;
}

function stepsWithin(lengths: Int32Array, from: number, to: number): number {
  let steps = 0;
  for (let b = 0; b < lengths.length; b++) steps += Math.max(0, Math.min(to, lengths[b]) - from);
  return steps;
}
