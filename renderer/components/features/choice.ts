/** What a choice of poolings and layers comes to. */

import type { FeaturesSpec, Init, Pooling } from '../../../core/contract/specs';
import { POOLINGS } from '../../../core/contract/specs';
import type { ModelView } from '../../../core/contract/views';
import { featureCount } from '../model/model-facts';

export interface FeatureCount {
  total: number;
  /** The factors that make it where all layers are alike, else null. */
  product: { units: number; directions: number; layers: number; poolings: number } | null;
}

/** How many features the chosen poolings make of each series. */
export function countFeatures(spec: FeaturesSpec, model: ModelView): FeatureCount {
  const directions = model.bidirectional ? 2 : 1;
  const layers = chosenLayers(spec, model.layers).length;
  const poolings = spec.poolings.length;
  const total = featureCount(model, spec);
  const alike = total === model.hidden * directions * layers * poolings;
  return { total, product: alike ? { units: model.hidden, directions, layers, poolings } : null };
}

/** The layers chosen, counted from 0, of those that the model has. */
export function chosenLayers(spec: FeaturesSpec, layers: number): number[] {
  const all = Array.from({ length: layers }, (_, layer) => layer);
  return spec.layers === 'all' ? all : all.filter((layer) => (spec.layers as number[]).includes(layer));
}

/** Adds or takes away a pooling, in the order in which columns come. */
export function withPooling(spec: FeaturesSpec, pooling: Pooling, wanted: boolean): FeaturesSpec {
  return { ...spec, poolings: POOLINGS.filter((one) => (one === pooling ? wanted : spec.poolings.includes(one))) };
}

/** Adds or takes away a layer; all of them are written as `all`, so that the choice fits any depth. */
export function withLayer(spec: FeaturesSpec, layers: number, layer: number, wanted: boolean): FeaturesSpec {
  const chosen = chosenLayers({ ...spec }, layers).filter((one) => one !== layer);
  if (wanted) chosen.push(layer);
  return { ...spec, layers: chosen.length === layers ? 'all' : chosen.sort((a, b) => a - b) };
}

/** Their forget gates rest near one half, or where a bias of 1 has them. */
const FORGETFUL: readonly Init[] = ['pytorch', 'keras', 'orthogonal', 'sparse', 'spectral'];

/** Whether the features are only the last states of weights whose units forget within a few steps. */
export function forgetsStart(spec: FeaturesSpec, model: ModelView): boolean {
  return (
    !model.trained &&
    model.init !== null &&
    FORGETFUL.includes(model.init) &&
    spec.poolings.every((pooling) => pooling === 'last' || pooling === 'cell')
  );
}
