/** The GRU's equations, in both forms. */

import { activationOf } from '../activate';
import type { GruCell } from '../cell';
import type { DirectionCall } from '../kernel';
import { activate, addProduct, load, store } from '../arithmetic';

/**
 * The step of a GRU for this call: given a sequence b and b * T + t, it takes the sequence from t-1 to t. After Cho et al.,
 * "Learning Phrase Representations using RNN Encoder-Decoder", arXiv:1406.1078, z being what is kept (as PyTorch, Keras and
 * ONNX have it; the paper's later readers turn it round):
 *
 *     r = gate(W_r x_t + b_r + R_r h_{t-1} + d_r)             reset gate
 *     z = gate(W_z x_t + b_z + R_z h_{t-1} + d_z)             update gate
 *     n = candidate(W_n x_t + b_n + R_n (r * h_{t-1}) + d_n)  `before`: the paper's, Keras 1's and ONNX's own
 *     n = candidate(W_n x_t + b_n + r * (R_n h_{t-1} + d_n))  `after`: PyTorch's, Keras' and cuDNN's
 *     h_t = (1 - z) * n + z * h_{t-1}
 *
 * b is `bIh`, d is `bHh`. Where there is a clip, the three complete sums are cut off before their activations, the reset
 * gate's product included, as ONNX Runtime does.
 */
export function gruStep(call: DirectionCall): (b: number, at: number) => void {
  const { weights, input, output, gates } = call;
  const cell = call.layer.cell as GruCell;
  const { input: I, hidden: H, wIh: W, wHh: R, bIh, bHh } = weights;
  const gate = activationOf(cell.activations.gate);
  const candidate = activationOf(cell.activations.candidate);
  const after = cell.reset === 'after';

  const x = new Float64Array(I);
  const h = new Float64Array(H); // h_{t-1}, then h_t
  const sums = new Float64Array(3 * H); // W x + b, then complete
  const ofState = new Float64Array(3 * H); // R h + d; its last block R_n (r * h) + d_n where reset comes before
  const r = new Float64Array(H);
  const z = new Float64Array(H);
  const n = new Float64Array(H);
  const kept = new Float64Array(H); // r * h_{t-1}

  return (b, at) => {
    load(input, at * I, x);
    load(call.h, b * H, h);
    sums.set(bIh);
    addProduct(sums, 0, W, 0, 3 * H, I, x);
    ofState.set(bHh);
    addProduct(ofState, 0, R, 0, after ? 3 * H : 2 * H, H, h);

    for (let row = 0; row < 2 * H; row++) sums[row] += ofState[row];
    activate(gate, cell.clip, sums, 0, r);
    activate(gate, cell.clip, sums, H, z);

    if (!after) {
      for (let u = 0; u < H; u++) kept[u] = r[u] * h[u];
      addProduct(ofState, 2 * H, R, 2 * H, H, H, kept);
    }
    for (let u = 0; u < H; u++) sums[2 * H + u] += after ? r[u] * ofState[2 * H + u] : ofState[2 * H + u];
    activate(candidate, cell.clip, sums, 2 * H, n);

    for (let u = 0; u < H; u++) h[u] = (1 - z[u]) * n[u] + z[u] * h[u];

    store(h, call.h, b * H);
    if (output !== null) store(h, output, at * call.outputStride + call.outputOffset);
    if (gates === null) return;
    store(r, gates.r!, at * H);
    store(z, gates.z!, at * H);
    store(n, gates.n!, at * H);
    store(h, gates.h!, at * H);
  };
}
