/** Keras' layers that map every step by itself: dense and normalising ones, embeddings, activations. */

import type { ActivationMap, AffineMap, DenseMap, EmbeddingMap, LayerNormMap, StepMap } from '../../lstm/step-map';
import { activationOf, layerActivation } from './activations';
import { transposed, type KerasTensor } from './arrays';
import { readShape, weightsOf, type KerasContext } from './context';
import { numberIn, objectIn, textIn, valueIn } from './json';
import type { KerasLayer } from './model-config';
import type { WeightUnit } from './weight-store';

/** A number that a description tells is laid out for so many channels at most: nothing else in the file bears their count out. */
const MOST_SPREAD = 100_000;

/** What a layer is applied to. */
export interface MapInput {
  /** Values of a step; null where nothing tells. */
  size: number | null;
  /** Axes of the array with the batch: 3 of steps, 2 of vectors. */
  rank: 2 | 3;
}

/** The layer as a map; null where it is none, or has settings that are not computed here. @throws keras/*, weights/dtype, hdf5/* */
export function* mapOf(
  context: KerasContext,
  layer: KerasLayer,
  input: MapInput,
  unit: Pick<WeightUnit, 'path'> = { path: '' },
): Generator<void, StepMap | null> {
  const { kind, config } = layer;
  const take = (count: number): KerasTensor[] => weightsOf(context, layer, [{ ...unit, count }])[0];
  const read = (tensor: KerasTensor, shape: number[]) => readShape(context, layer, tensor, shape);
  switch (kind) {
    case 'TimeDistributed': {
      const inner = objectIn(config, 'layer');
      const inside = { ...layer, kind: textIn(inner, 'class_name') ?? '', config: objectIn(inner, 'config') };
      // One such layer within another says nothing more.
      const isPlain = input.rank === 3 && inside.kind !== kind;
      return isPlain ? yield* mapOf(context, inside, { ...input, rank: 2 }, { path: 'layer' }) : null;
    }
    case 'Dense':
    case 'TimeDistributedDense':
      return yield* denseOf(context, layer, take, read);
    case 'BatchNormalization':
    case 'LayerNormalization':
      if (!isLastAxis(layer, input.rank)) return null;
      return kind === 'BatchNormalization' ? yield* batchNorm(layer, take, read) : yield* layerNorm(layer, take, read);
    case 'Normalization':
      return yield* normalization(layer, input, take);
    case 'Rescaling': {
      const [scale, shift] = ['scale', 'offset'].map((name) =>
        spread(valueIn(config, name) ?? (name === 'offset' ? 0 : 1), input.size),
      );
      return scale === null || shift === null ? null : ({ kind: 'affine', scale, shift } satisfies AffineMap);
    }
    case 'Embedding': {
      const [table] = take(1);
      const [size = 0, output = 0] = table.shape;
      if (size < 1 || output < 1) return null;
      return { kind: 'embedding', size, output, table: yield* read(table, [size, output]) } satisfies EmbeddingMap;
    }
    default: {
      const activation = layerActivation(kind, config, context.version);
      return activation === null ? null : ({ kind: 'activation', activation } satisfies ActivationMap);
    }
  }
}

type Take = (count: number) => KerasTensor[];
type Read = (tensor: KerasTensor, shape: number[]) => Generator<void, Float32Array>;

function* denseOf(
  { version }: KerasContext,
  { config }: KerasLayer,
  take: Take,
  read: Read,
): Generator<void, DenseMap | null> {
  const activation = activationOf(valueIn(config, 'activation'), version);
  const hasBias = valueIn(config, 'use_bias') !== false && valueIn(config, 'bias') !== false;
  if (activation === null) return null;
  const [kernel, bias] = take(hasBias ? 2 : 1);
  const [input = 0, output = 0] = kernel.shape;
  if (input < 1 || output < 1) return null;
  const weights = yield* transposed(yield* read(kernel, [input, output]), input, output);
  return { kind: 'dense', input, output, weights, bias: hasBias ? yield* read(bias, [output]) : null, activation };
}

/** Whether a normalisation is over the values of a step, the last axis. */
function isLastAxis({ config }: KerasLayer, rank: number): boolean {
  const told = valueIn(config, 'axis') ?? -1;
  const axes: unknown[] = Array.isArray(told) ? told : [told];
  return axes.length === 1 && (axes[0] === -1 || axes[0] === rank - 1 || axes[0] === 2);
}

/** As after training: the moving mean and variance of each value. */
function* batchNorm({ config }: KerasLayer, take: Take, read: Read): Generator<void, AffineMap> {
  const hasScale = valueIn(config, 'scale') !== false;
  const hasShift = valueIn(config, 'center') !== false;
  const tensors = take(2 + Number(hasScale) + Number(hasShift));
  const size = tensors[0].shape[0] ?? 0;
  const values: Float32Array[] = [];
  for (const tensor of tensors) values.push(yield* read(tensor, [size]));
  const gamma = hasScale ? values[0] : null;
  const beta = hasShift ? values[Number(hasScale)] : null;
  const [mean, variance] = values.slice(-2);
  const epsilon = numberIn(config, 'epsilon') ?? 1e-3;
  const factor = Float64Array.from(variance, (one, at) => (gamma?.[at] ?? 1) / Math.sqrt(one + epsilon));
  // Without a mean the shift is what it is, also beside a scale that is no number.
  const shift = factor.map((scale, at) => (beta?.[at] ?? 0) - (mean[at] === 0 ? 0 : mean[at] * scale));
  return { kind: 'affine', scale: Float32Array.from(factor), shift: Float32Array.from(shift) };
}

function* layerNorm({ config }: KerasLayer, take: Take, read: Read): Generator<void, LayerNormMap | null> {
  // Without the mean it is another normalisation.
  if (valueIn(config, 'rms_scaling') === true) return null;
  const hasGain = valueIn(config, 'scale') !== false;
  const hasShift = valueIn(config, 'center') !== false;
  const tensors = take(Number(hasGain) + Number(hasShift));
  const size = tensors[0]?.shape[0] ?? 0;
  if (size < 1) return null;
  const values: Float32Array[] = [];
  for (const tensor of tensors) values.push(yield* read(tensor, [size]));
  return {
    kind: 'layer-norm',
    gain: hasGain ? values[0] : new Float32Array(size).fill(1),
    shift: hasShift ? values.at(-1)! : new Float32Array(size),
    epsilon: numberIn(config, 'epsilon') ?? 1e-3,
  };
}

/** (x - mean) / max(sqrt(variance), 1e-7), or the inverse of it; mean and variance adapted to data or told. */
function* normalization({ config }: KerasLayer, { size }: MapInput, take: Take): Generator<void, AffineMap | null> {
  let [mean, variance] = ['mean', 'variance'].map((name) => spread(valueIn(config, name), size));
  if (mean === null || variance === null) {
    const tensors = take(2);
    const values: number[][] = [];
    for (const tensor of tensors) values.push([...(yield* tensor.read())]);
    [mean, variance] = values.map((one) => spread(one, size));
  }
  if (mean === null || variance === null || mean.length !== variance.length) return null;
  const deviation = Float64Array.from(variance, (one) => Math.max(Math.sqrt(one), 1e-7));
  if (valueIn(config, 'invert') === true) return { kind: 'affine', scale: Float32Array.from(deviation), shift: mean };
  const scale = deviation.map((one) => 1 / one);
  const means = mean;
  return {
    kind: 'affine',
    scale: Float32Array.from(scale),
    shift: Float32Array.from(scale, (factor, at) => -means[at] * factor),
  };
}

/** A number for all values of a step, or one for each, possibly within lists of one; null for anything else. */
function spread(value: unknown, size: number | null, depth = 0): Float32Array | null {
  if (typeof value === 'number') return size === null || size > MOST_SPREAD ? null : new Float32Array(size).fill(value);
  if (!Array.isArray(value) || value.length === 0 || depth > 8) return null;
  if (value.length === 1) return spread(value[0], size, depth + 1);
  const numbers = value.every((one) => typeof one === 'number');
  return numbers && (size === null || value.length === size) ? Float32Array.from(value as number[]) : null;
}
