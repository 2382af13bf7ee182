/** The LSTM's equations, with those of every variant that `LstmCell` has. */

import { activationOf } from '../activate';
import { blocksOf, type LstmCell } from '../cell';
import type { DirectionCall, GateBuffers } from '../kernel';
import type { DirectionWeights } from '../stack';
import { activate, addProduct, load, normalise, store, sumOf } from '../arithmetic';

/**
 * The step of an LSTM for this call: given a sequence b and b * T + t, it takes the sequence from t-1 to t.
 *
 * With forget gates and without peepholes, after Gers, Schmidhuber & Cummins, "Learning to Forget: Continual Prediction
 * with LSTM", Neural Computation 12(10), 2000; PyTorch's and Keras':
 *
 *     i = gate(W_i x_t + R_i h_{t-1} + b_i)           input gate, `gate` a sigmoid
 *     f = gate(W_f x_t + R_f h_{t-1} + b_f)           forget gate
 *     g = candidate(W_g x_t + R_g h_{t-1} + b_g)      cell candidate, `candidate` a tanh
 *     o = gate(W_o x_t + R_o h_{t-1} + b_o)           output gate
 *     c_t = f * c_{t-1} + i * g                       cell state
 *     h_t = o * cell(c_t)                             hidden state, `cell` a tanh
 *
 * **Gates that are 1** (no input gate NIG, no forget gate NFG, no output gate NOG) and **no activations** (NIAF, NOAF:
 * `candidate` or `cell` the identity): Greff et al., "LSTM: A Search Space Odyssey", arXiv:1503.04069, appendix A. Without
 * a forget gate, c_t = c_{t-1} + i * g, it is the cell of Hochreiter & Schmidhuber, "Long Short-Term Memory", Neural
 * Computation 9(8), 1997, which has candidate(z) = 2 tanh(z / 2) and cell(z) = tanh(z / 2) (`scaled-tanh`).
 *
 * **Coupled gates** (CIFG): f = 1 - i, after the activation (Greff et al.; ONNX's `input_forget`).
 *
 * **Peepholes**: Gers & Schmidhuber, "Recurrent Nets that Time and Count", IJCNN 2000; p diagonal:
 *
 *     i: + p_i * c_{t-1}     f: + p_f * c_{t-1}     o: + p_o * c_t       in the sums of the gates
 *
 * **Full gate recurrence** (FGR), the earliest form of the cell as Greff et al. write it, S [H, H] for each pair of gates:
 *
 *     i: + S_ii i_{t-1} + S_if f_{t-1} + S_io o_{t-1}, and f and o likewise; the gates before the first step are 0
 *
 * **Projection**: Sak, Senior & Beaufays, "Long Short-Term Memory Recurrent Neural Network Architectures for Large Scale
 * Acoustic Modeling", Interspeech 2014, as PyTorch has it, without the second, non-recurrent part: the states of the other
 * equations are h_t = W_hr m_t with m_t = o * cell(c_t), P values.
 *
 * **Layer normalisation**: Ba, Kiros & Hinton, arXiv:1607.06450, eq. 20 to 22. LN goes over all rows of all gates at once;
 * the state that is carried is not normalised. Peepholes and gate recurrence are added after it:
 *
 *     (i, f, g, o before activation) = LN(W x_t) + LN(R h_{t-1}) + b        h_t = o * cell(LN(c_t))
 *
 * **Clip**: every sum, complete with bias and peephole, is cut off before its activation. What goes into `cell` is not:
 * so does ONNX Runtime, while the text of ONNX's operator can be read to mean that too.
 */
export function lstmStep(call: DirectionCall): (b: number, at: number) => void {
  const { weights, input, output, gates, carried } = call;
  const cell = call.layer.cell as LstmCell;
  const { input: I, hidden: H, output: P, wHr, peepholes, gateRecurrence, norm } = weights;
  const { clip } = cell;
  const gate = activationOf(cell.activations.gate);
  const candidate = activationOf(cell.activations.candidate);
  const squash = activationOf(cell.activations.cell);
  const blocks = blocksOf(cell);
  const rowOf = { i: blocks.indexOf('i') * H, f: blocks.indexOf('f') * H, o: blocks.indexOf('o') * H };
  const candidateRow = blocks.indexOf('g') * H;

  const sums = inputSums(weights, blocks.length * H);
  const x = new Float64Array(I);
  const h = new Float64Array(P); // h_{t-1}, then h_t
  const c = new Float64Array(H); // c_{t-1}, then c_t
  const i = new Float64Array(H).fill(1);
  const f = new Float64Array(H).fill(1);
  const g = new Float64Array(H);
  const o = new Float64Array(H).fill(1);
  const m = projectedFrom(wHr, h, H); // o * cell(c_t)
  const seen = norm === null ? c : new Float64Array(H); // c_t as `cell` sees it
  const before = new Float64Array(3 * H); // i, f, o of t-1

  return (b, at) => {
    load(input, at * I, x);
    load(call.h, b * P, h);
    load(call.c, b * H, c);
    const z = sums(x, h);
    if (gateRecurrence !== null && carried !== null) {
      load(carried, b * 3 * H, before);
      addProduct(z, rowOf.i, gateRecurrence, 0, H, 3 * H, before);
      addProduct(z, rowOf.f, gateRecurrence, H, H, 3 * H, before);
      addProduct(z, rowOf.o, gateRecurrence, 2 * H, H, 3 * H, before);
    }

    if (cell.inputGate === 'learned') {
      if (peepholes !== null) addDiagonal(z, rowOf.i, peepholes, 0, c);
      activate(gate, clip, z, rowOf.i, i);
    }
    if (cell.forgetGate === 'learned') {
      if (peepholes !== null) addDiagonal(z, rowOf.f, peepholes, H, c);
      activate(gate, clip, z, rowOf.f, f);
    } else if (cell.forgetGate === 'coupled') for (let u = 0; u < H; u++) f[u] = 1 - i[u];
    activate(candidate, clip, z, candidateRow, g);

    for (let u = 0; u < H; u++) c[u] = f[u] * c[u] + i[u] * g[u];

    if (cell.outputGate === 'learned') {
      if (peepholes !== null) addDiagonal(z, rowOf.o, peepholes, 2 * H, c);
      activate(gate, clip, z, rowOf.o, o);
    }
    if (norm !== null) {
      seen.set(c);
      normalise(seen, norm.gainC, norm.shiftC, norm.epsilon);
    }
    for (let u = 0; u < H; u++) m[u] = o[u] * squash(seen[u]);
    if (wHr !== null) addProduct(h.fill(0), 0, wHr, 0, P, H, m);

    store(c, call.c, b * H);
    store(h, call.h, b * P);
    if (output !== null) store(h, output, at * call.outputStride + call.outputOffset);
    if (carried !== null) [i, f, o].forEach((values, k) => store(values, carried, (3 * b + k) * H));
    if (gates !== null) keep(gates, at, { i, f, g, o, c, h });
  };
}

/** W x + R h + b over the rows of all gates, normalised where the cell is; the result is written over by the next. */
function inputSums(weights: DirectionWeights, rows: number): (x: Float64Array, h: Float64Array) => Float64Array {
  const { input: I, output: P, wIh: W, wHh: R, norm } = weights;
  const bias = sumOf(weights.bIh, weights.bHh);
  const z = new Float64Array(rows);
  if (norm === null) {
    return (x, h) => {
      z.set(bias);
      addProduct(z, 0, W, 0, rows, I, x);
      addProduct(z, 0, R, 0, rows, P, h);
      return z;
    };
  }
  const ofInput = new Float64Array(rows);
  const ofState = new Float64Array(rows);
  return (x, h) => {
    addProduct(ofInput.fill(0), 0, W, 0, rows, I, x);
    addProduct(ofState.fill(0), 0, R, 0, rows, P, h);
    normalise(ofInput, norm.gainIh, norm.shiftIh, norm.epsilon);
    normalise(ofState, norm.gainHh, norm.shiftHh, norm.epsilon);
    for (let row = 0; row < rows; row++) z[row] = ofInput[row] + ofState[row] + bias[row];
    return z;
  };
}

/** Where o * cell(c) goes: to h itself, unless h is a projection of it. */
function projectedFrom(wHr: Float32Array | null, h: Float64Array, H: number): Float64Array {
  return wHr === null ? h : new Float64Array(H);
}

/** z[at + u] += p[from + u] * c[u]. */
function addDiagonal(z: Float64Array, at: number, p: Float32Array, from: number, c: Float64Array): void {
  for (let u = 0; u < c.length; u++) z[at + u] += p[from + u] * c[u];
}

function keep(gates: GateBuffers, at: number, step: Record<'i' | 'f' | 'g' | 'o' | 'c' | 'h', Float64Array>): void {
  for (const quantity of ['i', 'f', 'g', 'o', 'c', 'h'] as const)
    store(step[quantity], gates[quantity]!, at * step[quantity].length);
}
