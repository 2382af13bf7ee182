/** Cuts what the Run view draws out of one series' gates: heatmaps, traces and the numbers of one step. */

import type {
  CellStepView,
  GatesQuery,
  GatesView,
  Heatmap,
  LstmStepView,
  Quantity,
  SeriesChart,
  StepQuery,
  StepView,
} from '../contract/views';
import { WorkbenchError } from '../contract/errors';
import { type Cell, quantitiesOf } from '../lstm/cell';
import { applyMaps } from '../lstm/run-maps';
import { type Direction, directionsOf, type DirectionWeights, isVanilla, mappedSize } from '../lstm/stack';
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
  const direction = directionAt(run, query);
  const buffers = gates.gates[direction.index];
  const { cell } = direction.config;
  const quantities = quantitiesOf(cell);
  const unitsOf = (quantity: Quantity) => buffers[quantity]!.length / gates.length;
  const outputs = outputsOf(run, query.series);
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
    signal: seenSignal(run, gates, query, { from, to, stepsPerColumn }),
    heatmaps: quantities.map((quantity) =>
      heatmapOf(cell, quantity, buffers[quantity]!, unitsOf(quantity), from, to, stepsPerColumn),
    ),
    traces: [...new Set(query.units)].flatMap((unit) =>
      quantities
        .filter((quantity) => isIndex(unit, unitsOf(quantity)))
        .map((quantity) => ({
          unit,
          quantity,
          envelope: envelopeOf(buffers[quantity]!, {
            offset: unit,
            stride: unitsOf(quantity),
            from,
            to,
            stepsPerColumn,
          }),
        })),
    ),
    ...(outputs.length === 0 ? {} : { outputs: [...outputs] }),
  };
}

/** The series as the model saw it: what an ablation put in another order is no longer in the dataset. */
function seenSignal(
  run: Run,
  gates: SeriesGates,
  { series, width }: GatesQuery,
  range: { from: number; to: number; stepsPerColumn: number },
): SeriesChart {
  const part = partOf(run.dataset, series.part);
  const chart = scaledChart(run.dataset, series, range.from, range.to, width);
  if (part.shuffle === undefined) return chart;
  const stride = run.model.weights.config.input;
  const lines = chart.lines.map((line) => ({
    ...line,
    envelope: envelopeOf(gates.input, { ...range, offset: line.channel, stride }),
  }));
  return { ...chart, lines };
}

/** What the head made of a series; empty without a head. */
function outputsOf(run: Run, { part, index }: GatesQuery['series']): Float32Array {
  const all = run.outputs[part];
  const size = all.length / run.view.seriesCount[part];
  return all.subarray(index * size, (index + 1) * size);
}

/** What a quantity can be from the activation that makes it: from 0 to 1, from -1 to 1, or anything. */
function boundsOf(cell: Cell, quantity: Quantity): 'unit' | 'signed' | 'open' {
  if (cell.kind === 'rnn' || quantity === 'c' || quantity === 'h') return 'open';
  const { gate, candidate } = cell.activations;
  const { name } = quantity === 'g' || quantity === 'n' ? candidate : gate;
  if (name === 'sigmoid' || name === 'hard-sigmoid') return 'unit';
  return name === 'tanh' || name === 'softsign' ? 'signed' : 'open';
}

/** Gates run from 0 to 1; the candidate, cell and hidden state diverge around 0, what has no bounds as far as it goes here. */
export function heatmapOf(
  cell: Cell,
  quantity: Quantity,
  values: Float32Array, // [T, units]
  units: number,
  from: number,
  to: number,
  stepsPerColumn: number,
): Heatmap {
  const bounds = boundsOf(cell, quantity);
  const reach = bounds === 'open' ? largest(values) : 1;
  const low = bounds === 'unit' ? 0 : -reach;
  const columns = Math.ceil((to - from) / stepsPerColumn);
  const cells = binnedMean(values, { units, from, to, stepsPerColumn, low, high: reach });
  return { quantity, scale: bounds === 'unit' ? 'sequential' : 'diverging', low, high: reach, units, columns, cells };
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

/** Every number of one unit's equations at one step; of cells other than the vanilla one its quantities. */
export function stepView(run: Run, gates: SeriesGates, query: StepQuery): StepView {
  const { index: at, config, output: P } = directionAt(run, query);
  const { hidden: H, cell } = config;
  const { step, unit } = query;
  if (!isIndex(step, gates.length)) throw outOfRange('step', step, gates.length - 1);
  if (!isIndex(unit, H)) throw outOfRange('unit', unit, H - 1);
  const buffers = gates.gates[at];
  const weights = run.model.weights.directions[at];
  const before = query.direction === 'bwd' ? step + 1 : step - 1;
  const first = before < 0 || before >= gates.length;
  const hBefore = first
    ? (weights.initial?.h ?? new Float32Array(P))
    : buffers.h!.subarray(before * P, (before + 1) * P);
  const x = layerInputAt(run, gates, query.layer, step);
  const of = { step, unit, x: [...x], hPrevious: hBefore[unit] ?? 0 };
  const cPrevious = first ? (weights.initial?.c[unit] ?? 0) : (buffers.c?.[before * H + unit] ?? null);
  const values: CellStepView['values'] = {};
  for (const quantity of quantitiesOf(cell)) {
    const size = quantity === 'h' ? P : H;
    if (unit < size) values[quantity] = buffers[quantity]![step * size + unit];
  }
  if (!isVanilla(config)) return { ...of, cPrevious: cell.kind === 'lstm' ? cPrevious : null, values };
  const { i, f, g, o, c, h } = values as Pick<LstmStepView, 'i' | 'f' | 'g' | 'o' | 'c' | 'h'>;
  const [sumI, sumF, sumG, sumO] = [0, 1, 2, 3].map((gate) => sum(weights, gate, unit, x, hBefore));
  return { ...of, cPrevious: cPrevious ?? 0, i, f, g, o, c, h, sums: { i: sumI, f: sumF, g: sumG, o: sumO } };
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

/** x_t of a layer: the scaled channels, or the output of the layer below, after the maps before it. */
function layerInputAt(run: Run, gates: SeriesGates, layer: number, step: number): Float32Array {
  const { config, before } = run.model.weights;
  const maps = before[layer] ?? [];
  const given =
    layer === 0
      ? gates.input.subarray(step * config.input, (step + 1) * config.input)
      : layerOutputAt(run, gates, layer - 1, step);
  const mapping = applyMaps(maps, given, 1, given.length);
  let next = mapping.next();
  while (next.done !== true) next = mapping.next();
  return next.value.subarray(0, mappedSize(maps, given.length));
}

/** The hidden states of a layer's directions made one, with its input added where it is residual. */
function layerOutputAt(run: Run, gates: SeriesGates, layer: number, step: number): Float32Array {
  const { config, before } = run.model.weights;
  const { merge, residual } = config.layers[layer];
  const states = directionsOf(config, before)
    .filter((direction) => direction.layer === layer)
    .map(({ index, output }) => gates.gates[index].h!.subarray(step * output, (step + 1) * output));
  let made: Float32Array;
  if (merge === 'concat' || states.length === 1) {
    made = new Float32Array(states.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const state of states) {
      made.set(state, at);
      at += state.length;
    }
  } else {
    const [first, second] = states;
    const merged = { sum: 1, average: 0.5, product: null }[merge];
    made = first.map((value, j) => (merged === null ? value * second[j] : merged * (value + second[j])));
  }
  if (!residual) return made;
  const input = layerInputAt(run, gates, layer, step);
  return made.map((value, j) => value + input[j]);
}

/** @throws model/out-of-range */
export function directionAt(run: Run, query: { layer: number; direction: 'fwd' | 'bwd' }): Direction {
  const { config, before } = run.model.weights;
  if (!isIndex(query.layer, config.layers.length)) throw outOfRange('layer', query.layer, config.layers.length - 1);
  const reverse = query.direction === 'bwd';
  const mine = directionsOf(config, before).filter(({ layer }) => layer === query.layer);
  const found = mine.find((direction) => direction.reverse === reverse);
  if (found === undefined) throw outOfRange('direction', reverse ? 1 : 0, mine.length - 1);
  return found;
}

function outOfRange(name: string, value: number, max: number): WorkbenchError {
  return new WorkbenchError('model/out-of-range', { name, value, min: 0, max });
}
