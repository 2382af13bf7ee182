/** Numbers that the model view derives from a model: parameters by layer, feature count, memory horizon. */

import { LIMITS } from '../../../core/contract/specs';
import type { FeaturesSpec, Pooling, RandomModel } from '../../../core/contract/specs';
import type { LayerShape, LayerView, ModelView } from '../../../core/contract/views';

/** One layer's share: `count = directions * blocks * hidden * (input + output + biases) + others`. */
export interface LayerParameters {
  layer: number;
  directions: number;
  /** Blocks of H rows of W and R: 4 of an LSTM, 3 of a GRU. */
  blocks: number;
  hidden: number;
  input: number;
  /** Size of h. */
  output: number;
  /** Bias vectors a direction: PyTorch keeps two, or none. */
  biases: 0 | 2;
  /** Of projections, peepholes and whatever else a cell has. */
  others: number;
  count: number;
}

/** Splits a model's parameters by layer, counted as PyTorch does (`torch.nn.LSTM`: W, R, b_ih, b_hh a direction). */
export function parametersByLayer(shapes: readonly LayerShape[]): LayerParameters[] {
  const layers: LayerParameters[] = [];
  for (const { layer, input, hidden, output, rows, bias, parameters } of shapes) {
    const biases = bias ? 2 : 0;
    layers[layer] ??= {
      layer,
      directions: 0,
      blocks: rows / hidden,
      hidden,
      input,
      output,
      biases,
      others: 0,
      count: 0,
    };
    layers[layer].directions += 1;
    layers[layer].others += parameters - rows * (input + output + biases);
    layers[layer].count += parameters;
  }
  return layers;
}

/** The layers that are pooled, counted from 0; those that the model does not have are left out. */
export function pooledLayers(layers: number, spec: Pick<FeaturesSpec, 'layers'>): number[] {
  const all = Array.from({ length: layers }, (_, layer) => layer);
  const { layers: chosen } = spec;
  return chosen === 'all' ? all : all.filter((layer) => chosen.includes(layer));
}

/** Features of each series: of every pooled layer its directions * units * poolings. */
export function featureCount({ stack }: Pick<ModelView, 'stack'>, spec: FeaturesSpec): number {
  return pooledLayers(stack.length, spec).reduce((sum, layer) => sum + featuresOf(stack[layer], spec.poolings), 0);
}

/** Features that poolings make of one layer: the last cell state has H of each direction, where there is one, all others P. */
function featuresOf({ cell, hidden, projection, direction }: LayerView, poolings: readonly Pooling[]): number {
  const directions = direction === 'both' ? 2 : 1;
  const units = (pooling: Pooling): number => {
    if (pooling === 'cell') return cell.kind === 'lstm' ? hidden : 0;
    return projection ?? hidden;
  };
  return directions * poolings.reduce((sum, pooling) => sum + units(pooling), 0);
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

/** The horizon as shown. */
export function horizonText(bias: number): string {
  return stepsText(memoryHorizon(bias));
}

/** One decimal below ten steps, whole steps above. */
export function stepsText(steps: number): string {
  return steps < 10 ? steps.toFixed(1) : grouped(Math.round(steps));
}

/**
 * The horizon's text for a model at rest (inputs and states zero), or why there is no single one: `octaves` and `chrono` spread it
 * over the units, and without a bias every forget gate is sigmoid(0).
 */
export function restingHorizon(model: RandomModel): { kind: 'steps' | 'none'; steps: string } | { kind: 'chrono' } {
  if (!model.bias) return { kind: 'none', steps: horizonText(0) };
  if (model.forgetBias !== null) return { kind: 'steps', steps: horizonText(model.forgetBias) };
  if (model.init === 'octaves' || model.init === 'chrono') return { kind: 'chrono' };
  return { kind: 'steps', steps: horizonText(model.init === 'keras' ? 1 : 0) };
}

const FRACTIONS = ['forgetBias', 'spectralRadius', 'inputScale', 'recurrentScale'] as const;

export type LimitedSetting = 'hidden' | 'layers' | 'seed' | (typeof FRACTIONS)[number];

export function isWhole(setting: LimitedSetting): boolean {
  return !FRACTIONS.some((fraction) => fraction === setting);
}

/** Whether a setting is inside its limits, and whole where it must be. */
export function isAllowed(setting: LimitedSetting, value: number): boolean {
  const { min, max } = LIMITS[setting];
  return value >= min && value <= max && (!isWhole(setting) || Number.isInteger(value));
}
