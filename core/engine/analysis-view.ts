/** What a model's weights do, of one direction of one layer: histograms, spectra and memory horizons, made when asked for. */

import { WorkbenchError } from '../contract/errors';
import type { ModelSpec } from '../contract/specs';
import type { Direction } from '../contract/views';
import {
  type AnalysisView,
  type GateSpectrum,
  type HorizonsView,
  MOST_EIGENVALUES,
  MOST_HORIZONS,
} from '../contract/views-analysis';
import { histogramsOf } from '../lstm/analysis/histograms';
import { horizonsOf } from '../lstm/analysis/horizons';
import { blocksOf } from '../lstm/cell';
import { radiusOf } from '../lstm/eigenvalues';
import { recurrentSpectrum } from '../lstm/spectral';
import { directionsOf, type StackWeights } from '../lstm/stack';
import type { Models, Speed, Workload } from './models';
import type { Task } from './task';

/** A direction of a layer. */
interface Place {
  layer: number;
  direction: Direction;
}

const BINS = 60;
/** What weights are drawn for where no dataset is open. */
const ASSUMED = { channels: 1, longest: 100 } as const;

/** What was found of weights stays with them: the layer looked at before is there at once. */
const keptOf = new WeakMap<StackWeights, Map<string, AnalysisView>>();

/**
 * @param load that of the open dataset; null without one
 * @throws model/*, run/too-large, engine/cancelled, and for files what `Models.shown` throws
 */
export async function analysisView(
  models: Models,
  spec: ModelSpec,
  load: Workload | null,
  speed: Speed,
  { layer, direction }: Place,
  task: Task,
): Promise<AnalysisView> {
  task.plan({ weights: 1, checking: 3 });
  const { channels, longest } = load ?? ASSUMED;
  const weights = await models.shown(spec, { channels, lengths: new Int32Array(0), longest }, speed, task);
  const kept = keptOf.get(weights) ?? new Map<string, AnalysisView>();
  keptOf.set(weights, kept);
  const key = `${layer} ${direction} ${load?.longest}`;
  const found = kept.get(key) ?? (await analyse(weights, layer, direction, load, task));
  kept.set(key, found);
  return load === null && spec.kind === 'random' ? { ...found, assumed: ASSUMED } : found;
}

/** @throws model/out-of-range, engine/cancelled */
async function analyse(
  { config, before, directions }: StackWeights,
  layer: number,
  direction: Direction,
  load: Workload | null,
  task: Task,
): Promise<AnalysisView> {
  const reverse = direction === 'bwd';
  const mine = directionsOf(config, before).filter((one) => one.layer === layer);
  if (mine.length === 0) throw outOfRange('layer', layer, config.layers.length - 1);
  const place = mine.find((one) => one.reverse === reverse);
  if (place === undefined) throw outOfRange('direction', Number(reverse), mine.length - 1);
  const { cell, bias } = place.config;
  const weights = directions[place.index];
  const gates = blocksOf(cell);
  const tooLarge = weights.output > MOST_EIGENVALUES;
  const steps = gates.length + 1;
  task.begin('checking', steps, 'layers');
  const histograms = await task.drive(histogramsOf(cell, weights, BINS, bias), () => task.reach(0));
  await task.reach(1);
  const spectra: GateSpectrum[] = [];
  for (const [block, gate] of gates.entries()) {
    if (tooLarge) break;
    const found = await task.drive(recurrentSpectrum(weights, block), () => task.reach(block + 1));
    if (found !== null) spectra.push({ gate, ...found, radius: radiusOf(found) });
  }
  const missing = tooLarge ? 'too-large' : 'not-finite';
  return {
    layer,
    direction,
    hidden: weights.hidden,
    histograms,
    spectra,
    spectraMissing: spectra.length === gates.length ? null : missing,
    horizons: horizonsView(horizonsOf(cell, weights), load?.longest ?? null),
    longest: load?.longest ?? null,
    assumed: null,
  };
}

function horizonsView(horizons: Float64Array | null, longest: number | null): HorizonsView | null {
  if (horizons === null) return null;
  const sorted = horizons.toSorted();
  const { length } = sorted;
  const shown = Math.min(length, MOST_HORIZONS);
  return {
    sorted:
      shown === length
        ? sorted
        : Float64Array.from({ length: shown }, (_, at) => sorted[Math.round((at * (length - 1)) / (shown - 1))]),
    units: length,
    // The lower of two in the middle: half of the units remember no longer.
    median: sorted[(length - 1) >> 1],
    whole: longest === null ? null : sorted.reduce((count, value) => count + Number(value >= longest), 0),
  };
}

function outOfRange(name: string, value: number, max: number): WorkbenchError {
  return new WorkbenchError('model/out-of-range', { name, value, min: 0, max });
}
