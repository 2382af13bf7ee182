/** Why gates: what a series' steps leave in a unit, and what a plain RNN of the same size would still know of the start. */

import { WorkbenchError } from '../contract/errors';
import type { MemoryQuery, MemoryView, Sensitivity } from '../contract/insight';
import { DEFAULT_RADIUS } from '../contract/specs';
import { keptTriangle } from '../features/memory/kept';
import { TANH } from '../lstm/activation';
import type { Batch } from '../lstm/batch';
import type { Cell } from '../lstm/cell';
import { forward, StepError } from '../lstm/forward';
import { initialise, type InitialiseOptions } from '../lstm/initialise';
import type { GateBuffers, Kernel } from '../lstm/kernel';
import type { Direction, StackWeights } from '../lstm/stack';
import { upTo } from './gate-pass';
import { directionAt } from './gates-view';
import type { Made } from './holdings';
import { packSeries } from './packed';
import { partOf, type SeriesGates } from './runs';
import { isIndex, stepsInColumn } from './series-views';
import type { Task } from './task';

/** Of the range that a channel has in the series: by so much the first step is moved up and down. */
const MOVEMENT = 0.01;
/** Rows and columns of the image at most. */
const WIDEST = 600;

const RNN: Cell = { kind: 'rnn', activation: TANH, clip: null };

/** @throws model/out-of-range, engine/cancelled */
export async function memoryView(of: Made, gates: SeriesGates, query: MemoryQuery, task: Task): Promise<MemoryView> {
  const direction = directionAt(of, query);
  const { hidden: H, cell } = direction.config;
  if (query.unit !== null && !isIndex(query.unit, H))
    throw new WorkbenchError('model/out-of-range', { name: 'unit', value: query.unit, min: 0, max: H - 1 });
  const { length } = gates;
  const stepsPerColumn = stepsInColumn(0, length, Math.min(query.width, WIDEST));
  const quantity = cell.kind === 'gru' ? 'z' : 'f';
  let kept: MemoryView['kept'] = null;
  if (cell.kind !== 'rnn') {
    const values = inReadingOrder(gates.gates[direction.index][quantity]!, H, direction);
    const units = query.unit === null ? Array.from({ length: H }, (_, unit) => unit) : [query.unit];
    kept = { quantity, cells: await task.driveUncounted(keptTriangle(values, H, units, stepsPerColumn)) };
  }
  const beside = cell.kind === 'rnn' ? null : await rnnBeside(of, direction, task);
  const moved = await movedPair(of, gates, direction, task);
  const { weights } = of.model;
  const own = await sensitivity(weights, direction, moved, cell.kind === 'lstm' ? ['h', 'c'] : ['h'], of.kernel, task);
  const other = beside === null ? [] : await sensitivity(beside.weights, direction, moved, ['h'], of.kernel, task);
  const shown = (name: Sensitivity['of'], values: Float64Array): Sensitivity => ({
    of: name,
    values: Float64Array.from(
      { length: Math.ceil(length / stepsPerColumn) },
      (_, column) => values[Math.min(length, (column + 1) * stepsPerColumn) - 1],
    ),
  });
  return {
    series: query.series,
    id: partOf(of.dataset, query.series.part).series.ids[query.series.index],
    length,
    stepsPerColumn,
    columns: Math.ceil(length / stepsPerColumn),
    kept,
    sensitivity: [
      ...own.map((values, at) => shown(at === 0 ? 'h' : 'c', values)),
      ...other.map((values) => shown('rnn', values)),
    ],
    rnn: beside === null || other.length === 0 ? null : beside.drawn,
  };
}

/** Steps [T, size] as the direction reads them. */
function inReadingOrder(values: Float32Array, size: number, { reverse }: Direction): Float32Array {
  if (!reverse) return values;
  const made = new Float32Array(values.length);
  const steps = values.length / size;
  for (let t = 0; t < steps; t++) made.set(values.subarray(t * size, (t + 1) * size), (steps - 1 - t) * size);
  return made;
}

/** The series twice, the step that is read first moved up in one and down in the other, all channels at once. */
async function movedPair(of: Made, gates: SeriesGates, { reverse }: Direction, task: Task): Promise<Batch> {
  const part = partOf(of.dataset, gates.series.part);
  const { index } = gates.series;
  const batch = await task.driveUncounted(packSeries(part, Int32Array.of(index, index)));
  const { steps, input, values } = batch;
  const first = reverse ? steps - 1 : 0;
  for (let c = 0; c < input; c++) {
    let [low, high] = [Infinity, -Infinity];
    for (let t = 0; t < steps; t++) {
      low = Math.min(low, values[t * input + c]);
      high = Math.max(high, values[t * input + c]);
    }
    const movement = MOVEMENT * (high > low ? high - low : 1);
    values[first * input + c] += movement;
    values[(steps + first) * input + c] -= movement;
  }
  return batch;
}

/**
 * |d state_t / d x_0| by the central difference: the Euclidean distance of the states of both series over twice the
 * movement, in ranges of the series, for each step in reading order. It is the norm whose fading Pascanu, Mikolov & Bengio,
 * "On the difficulty of training recurrent neural networks", 2013, bound by products of Jacobians. None where the
 * model takes whole numbers alone.
 */
async function sensitivity(
  weights: StackWeights,
  direction: Direction,
  moved: Batch,
  quantities: readonly (keyof GateBuffers)[],
  kernel: Kernel,
  task: Task,
): Promise<Float64Array[]> {
  const pass = forward(kernel, upTo(weights, direction.layer), moved, { keep: 'none', gates: [direction.index] });
  try {
    const { gates } = await task.drive(pass, () => task.reach(0, 0));
    const { steps } = moved;
    return quantities.map((quantity) => {
      const values = gates[direction.index]![quantity]!;
      const size = values.length / (2 * steps);
      return Float64Array.from({ length: steps }, (_, k) => {
        const t = direction.reverse ? steps - 1 - k : k;
        let sum = 0;
        for (let u = 0; u < size; u++) sum += (values[t * size + u] - values[(steps + t) * size + u]) ** 2;
        return Math.sqrt(sum) / (2 * MOVEMENT);
      });
    });
  } catch (thrown) {
    if (thrown instanceof StepError) return [];
    throw thrown;
  }
}

/** Plain RNNs in the place of the layers, drawn as the model was; null where something stands between the layers. */
async function rnnBeside(of: Made, { layer }: Direction, task: Task) {
  const { config, before } = of.model.weights;
  const { spec } = of.model;
  if (before.some((maps) => maps.length > 0)) return null;
  const layers = config.layers.slice(0, layer + 1).map((one) => ({
    ...one,
    cell: RNN,
    projection: null,
    residual: one.residual && one.projection === null,
  }));
  const drawn = spec.kind === 'random' ? { init: spec.init, seed: spec.seed } : ({ init: 'pytorch', seed: 1 } as const);
  const options: InitialiseOptions = {
    ...drawn,
    forgetBias: null,
    longest: of.dataset.view.train?.maxLength ?? 0,
    spectralRadius: (spec.kind === 'random' ? spec.spectralRadius : undefined) ?? DEFAULT_RADIUS,
  };
  const weights = await task.drive(initialise({ ...config, layers }, options), () => task.reach(0, 0));
  return { weights, drawn: { ...drawn, hidden: layers[layer].hidden } };
}
