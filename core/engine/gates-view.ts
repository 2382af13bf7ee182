/** Cuts what the Run view draws out of one series' gates: heatmaps, traces and the numbers of one step. */

import {
  QUANTITIES,
  type GatesQuery,
  type GatesView,
  type Heatmap,
  type Quantity,
  type StepQuery,
  type StepView,
} from '../contract/views';
import { WorkbenchError } from '../contract/errors';
import { directionCount, type DirectionWeights } from '../lstm/config';
import { binnedMean, envelopeOf } from '../dataset/envelope';
import type { Run, SeriesGates } from './runs';
import { partOf } from './runs';
import { isIndex, scaledChart, stepsInColumn } from './series-views';

/** The view of a range of steps, at most `width` columns wide; several steps share a column where they do not fit. */
export function gatesView(run: Run, gates: SeriesGates, query: GatesQuery): GatesView {
  const { index } = query.series;
  const { series } = partOf(run.dataset, query.series.part);
  const from = Math.min(Math.max(0, Math.floor(query.from)), gates.length - 1);
  const to = Math.min(Math.max(from + 1, Math.ceil(query.to)), gates.length);
  const stepsPerColumn = stepsInColumn(from, to, query.width);
  const buffers = gates.gates[directionIndex(run, query)];
  const hidden = run.model.weights.config.hidden;
  return {
    series: query.series,
    id: series.ids[index],
    label: series.labels[index],
    layer: query.layer,
    direction: query.direction,
    length: gates.length,
    from,
    to,
    stepsPerColumn,
    signal: scaledChart(run.dataset, query.series, from, to, query.width),
    heatmaps: QUANTITIES.map((quantity) => heatmap(quantity, buffers[quantity]!, hidden, from, to, stepsPerColumn)),
    traces: [...new Set(query.units)]
      .filter((unit) => isIndex(unit, hidden))
      .flatMap((unit) =>
        QUANTITIES.map((quantity) => ({
          unit,
          quantity,
          envelope: envelopeOf(buffers[quantity]!, { offset: unit, stride: hidden, from, to, stepsPerColumn }),
        })),
      ),
  };
}

/** Gates run from 0 to 1; the candidate, cell and hidden state diverge around 0, the cell as far as it goes here. */
function heatmap(
  quantity: Quantity,
  values: Float32Array, // [T, H]
  units: number,
  from: number,
  to: number,
  stepsPerColumn: number,
): Heatmap {
  const gate = quantity === 'i' || quantity === 'f' || quantity === 'o';
  const reach = gate || quantity === 'g' ? 1 : largest(values);
  const low = gate ? 0 : -reach;
  const columns = Math.ceil((to - from) / stepsPerColumn);
  const cells = binnedMean(values, { units, from, to, stepsPerColumn, low, high: reach });
  return { quantity, scale: gate ? 'sequential' : 'diverging', low, high: reach, units, columns, cells };
}

/** The scale looks at the whole series, so that it stays as it is while one pans and zooms. */
function largest(values: Float32Array): number {
  let reach = 0;
  for (let at = 0; at < values.length; at++) {
    const size = Math.abs(values[at]);
    if (size > reach) reach = size;
  }
  return reach === 0 ? 1 : reach;
}

/** Every number of one unit's equations at one step. */
export function stepView(run: Run, gates: SeriesGates, query: StepQuery): StepView {
  const { config } = run.model.weights;
  const H = config.hidden;
  const { step, unit } = query;
  if (!isIndex(step, gates.length)) throw outOfRange('step', step, gates.length - 1);
  if (!isIndex(unit, H)) throw outOfRange('unit', unit, H - 1);
  const at = directionIndex(run, query);
  const buffers = gates.gates[at];
  const weights = run.model.weights.directions[at];
  const before = query.direction === 'bwd' ? step + 1 : step - 1;
  const first = before < 0 || before >= gates.length;
  const hBefore = first ? new Float32Array(H) : buffers.h!.subarray(before * H, (before + 1) * H);
  const x = layerInputAt(run, gates, query.layer, step);
  const cell = step * H + unit;
  const sums = {
    i: sum(weights, 0, unit, x, hBefore),
    f: sum(weights, 1, unit, x, hBefore),
    g: sum(weights, 2, unit, x, hBefore),
    o: sum(weights, 3, unit, x, hBefore),
  };
  return {
    step,
    unit,
    x: [...x],
    cPrevious: first ? 0 : buffers.c![before * H + unit],
    hPrevious: hBefore[unit],
    i: buffers.i![cell],
    f: buffers.f![cell],
    g: buffers.g![cell],
    o: buffers.o![cell],
    c: buffers.c![cell],
    h: buffers.h![cell],
    sums,
  };
}

function sum(
  { input: I, hidden: H, wIh, wHh, bIh, bHh }: DirectionWeights,
  gate: number,
  unit: number,
  x: Float32Array,
  h: Float32Array,
) {
  const row = gate * H + unit;
  let input = 0;
  let recurrent = 0;
  for (let j = 0; j < I; j++) input += wIh[row * I + j] * x[j];
  for (let j = 0; j < H; j++) recurrent += wHh[row * H + j] * h[j];
  return { input, recurrent, bias: bIh[row] + bHh[row] };
}

/** x_t of a layer: the scaled channels, or the hidden states of the layer below, forward units first. */
function layerInputAt(run: Run, gates: SeriesGates, layer: number, step: number): Float32Array {
  const { config } = run.model.weights;
  if (layer === 0) return gates.input.subarray(step * config.input, (step + 1) * config.input);
  const D = directionCount(config);
  const H = config.hidden;
  const x = new Float32Array(D * H);
  for (let d = 0; d < D; d++) x.set(gates.gates[(layer - 1) * D + d].h!.subarray(step * H, (step + 1) * H), d * H);
  return x;
}

function directionIndex(run: Run, query: { layer: number; direction: 'fwd' | 'bwd' }): number {
  const { config } = run.model.weights;
  const D = directionCount(config);
  const d = query.direction === 'bwd' ? 1 : 0;
  if (!isIndex(query.layer, config.layers)) throw outOfRange('layer', query.layer, config.layers - 1);
  if (d >= D) throw outOfRange('direction', d, D - 1);
  return query.layer * D + d;
}

function outOfRange(name: string, value: number, max: number): WorkbenchError {
  return new WorkbenchError('model/out-of-range', { name, value, min: 0, max });
}
