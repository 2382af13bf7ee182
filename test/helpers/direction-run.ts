/** Runs one direction of one layer over a batch, with every buffer that a call may have. */

import { packBatch } from '../../core/lstm/batch';
import { quantitiesOf, type Quantity } from '../../core/lstm/cell';
import type { DirectionCall, Kernel } from '../../core/lstm/kernel';
import { runDirection } from '../../core/lstm/slices';
import type { LayerCase } from './cell-arbitrary';

/** A call without its range of steps, all buffers at zero or at the case's states. */
export type WholeCall = Omit<DirectionCall, 'from' | 'to'>;

export function wholeCall({ layer, weights, reverse, sequences, h, c }: LayerCase): WholeCall {
  const batch = packBatch(sequences, weights.input);
  const { hidden: H, output: P } = weights;
  const values = (size: number) => new Float32Array(batch.size * size);
  const sums = () => new Float64Array(batch.size * P);
  const sizeOf = (quantity: Quantity) => batch.steps * (quantity === 'h' ? P : H);
  return {
    layer,
    weights,
    reverse,
    batch: batch.size,
    steps: batch.steps,
    lengths: batch.lengths,
    input: batch.values,
    output: values(batch.steps * P),
    outputStride: P,
    outputOffset: 0,
    h: h.slice(),
    c: c.slice(),
    carried: layer.cell.kind === 'lstm' && layer.cell.gateRecurrence ? values(3 * H) : null,
    gates: Object.fromEntries(quantitiesOf(layer.cell).map((quantity) => [quantity, values(sizeOf(quantity))])),
    pools: { first: values(P), min: values(P), max: values(P), sum: sums(), squares: sums() },
  };
}

/** The call's buffers after all steps at once. */
export function runWhole(kernel: Kernel, of: LayerCase): WholeCall {
  const call = wholeCall(of);
  kernel.forward({ ...call, from: 0, to: call.steps });
  return call;
}

/** The call's buffers after slices of about `work` steps of single sequences, each so many times as large as told. */
export function runInSlices(kernel: Kernel, of: LayerCase, work: number, growth: () => number): WholeCall {
  const call = wholeCall(of);
  const run = runDirection(kernel, 1, { work }, call);
  for (let slice = run.next(); slice.done !== true; slice = run.next(growth()));
  return call;
}
