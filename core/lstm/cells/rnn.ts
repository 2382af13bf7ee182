/** The plain recurrent network's equation. */

import { activationOf } from '../activate';
import type { RnnCell } from '../cell';
import type { DirectionCall } from '../kernel';
import { activate, addProduct, load, store, sumOf } from '../arithmetic';

/**
 * The step of a plain RNN for this call: given a sequence b and b * T + t, it takes the sequence from t-1 to t. After Elman,
 * "Finding Structure in Time", Cognitive Science 14(2), 1990; the sum is cut off at the clip where there is one:
 *
 *     h_t = activation(W x_t + R h_{t-1} + b)
 */
export function rnnStep(call: DirectionCall): (b: number, at: number) => void {
  const { weights, input, output, gates } = call;
  const cell = call.layer.cell as RnnCell;
  const { input: I, hidden: H, wIh: W, wHh: R, bIh, bHh } = weights;
  const activation = activationOf(cell.activation);
  const bias = sumOf(bIh, bHh);
  const x = new Float64Array(I);
  const h = new Float64Array(H); // h_{t-1}, then h_t
  const z = new Float64Array(H);

  return (b, at) => {
    load(input, at * I, x);
    load(call.h, b * H, h);
    z.set(bias);
    addProduct(z, 0, W, 0, H, I, x);
    addProduct(z, 0, R, 0, H, H, h);
    activate(activation, cell.clip, z, 0, h);
    store(h, call.h, b * H);
    if (output !== null) store(h, output, at * call.outputStride + call.outputOffset);
    if (gates !== null) store(h, gates.h!, at * H);
  };
}
