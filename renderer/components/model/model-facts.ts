/** Numbers that the model view derives from a model: parameters by layer, feature count, memory horizon. */

import { LIMITS } from '../../../core/contract/specs';
import type { FeaturesSpec, RandomModel } from '../../../core/contract/specs';
import type { LayerShape, ModelView } from '../../../core/contract/views';

/** One layer's share: `count = directions * 4 * hidden * (input + hidden + biases)`. */
export interface LayerParameters {
  layer: number;
  directions: number;
  hidden: number;
  input: number;
  /** Bias vectors a direction: PyTorch keeps two, or none. */
  biases: 0 | 2;
  count: number;
}

/** Splits a model's parameters by layer, counted as PyTorch does (`torch.nn.LSTM`: W, R, b_ih, b_hh a direction). */
export function parametersByLayer(shapes: readonly LayerShape[], bias: boolean): LayerParameters[] {
  const biases = bias ? 2 : 0;
  const layers: LayerParameters[] = [];
  for (const { layer, input, hidden } of shapes) {
    layers[layer] ??= { layer, directions: 0, hidden, input, biases, count: 0 };
    layers[layer].directions += 1;
    layers[layer].count += 4 * hidden * (input + hidden + biases);
  }
  return layers;
}

/** The layers that are pooled, counted from 0; those that the model does not have are left out. */
export function pooledLayers(layers: number, spec: Pick<FeaturesSpec, 'layers'>): number[] {
  const all = Array.from({ length: layers }, (_, layer) => layer);
  const { layers: chosen } = spec;
  return chosen === 'all' ? all : all.filter((layer) => chosen.includes(layer));
}

/** Features of each series: pooled layers * directions * hidden units * poolings. */
export function featureCount(view: Pick<ModelView, 'hidden' | 'layers' | 'bidirectional'>, spec: FeaturesSpec): number {
  return pooledLayers(view.layers, spec).length * (view.bidirectional ? 2 : 1) * view.hidden * spec.poolings.length;
}

/**
 * Steps until a memory has faded to 1/e under a forget gate that stays at sigmoid(bias): `-1 / ln(sigmoid(bias))`.
 * Written with log1p, as `1 / ln(1 + e^-bias)`, which stays exact for large biases.
 */
export function memoryHorizon(bias: number): number {
  return 1 / Math.log1p(Math.exp(-bias));
}

/** A whole number with its thousands set apart, as both languages write it: `134,144`. */
export function grouped(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 0 });
}

/** The horizon as shown: one decimal below ten steps, whole steps above. */
export function horizonText(bias: number): string {
  const steps = memoryHorizon(bias);
  return steps < 10 ? steps.toFixed(1) : grouped(Math.round(steps));
}

/**
 * The horizon's text for a model at rest (inputs and states zero), or why there is no single one: `chrono` spreads it
 * over the units, and without a bias every forget gate is sigmoid(0).
 */
export function restingHorizon(model: RandomModel): { kind: 'steps' | 'none'; steps: string } | { kind: 'chrono' } {
  if (!model.bias) return { kind: 'none', steps: horizonText(0) };
  if (model.forgetBias !== null) return { kind: 'steps', steps: horizonText(model.forgetBias) };
  if (model.init === 'chrono') return { kind: 'chrono' };
  return { kind: 'steps', steps: horizonText(model.init === 'keras' ? 1 : 0) };
}

type LimitedSetting = 'hidden' | 'layers' | 'forgetBias' | 'seed';

/** Whether a setting is inside its limits; all but the forget bias are whole numbers. */
export function isAllowed(setting: LimitedSetting, value: number): boolean {
  const { min, max } = LIMITS[setting];
  return value >= min && value <= max && (setting === 'forgetBias' || Number.isInteger(value));
}
