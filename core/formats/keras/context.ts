/** What every step of reading a Keras model needs to know. */

import { WorkbenchError } from '../../contract/errors';
import type { KerasLayer } from './model-config';
import type { KerasTensor } from './arrays';
import type { WeightStore, WeightUnit } from './weight-store';

export interface KerasContext {
  file: string;
  /** Keras' main version: 1, 2 or 3. */
  version: number;
  /** Whether gates were hard sigmoids in the release that wrote the file, unless told otherwise. */
  hardSigmoid: boolean;
  store: WeightStore;
}

/** The arrays of each unit of a layer, all of them there. @throws keras/missing */
export function weightsOf(context: KerasContext, layer: KerasLayer, units: readonly WeightUnit[]): KerasTensor[][] {
  const taken = context.store.take(layer, units);
  const count = units.reduce((sum, unit) => sum + unit.count, 0);
  const found = taken.reduce((sum, tensors) => sum + tensors.length, 0);
  if (found < count)
    throw new WorkbenchError('keras/missing', { file: context.file, layer: layer.label, count, found });
  return taken;
}

/** The values of an array of a known shape. @throws keras/shape, weights/dtype, hdf5/* */
export function* readShape(
  { file }: KerasContext,
  layer: KerasLayer,
  tensor: KerasTensor,
  expected: number[],
): Generator<void, Float32Array> {
  const { shape: found } = tensor;
  if (found.length !== expected.length || !expected.every((length, axis) => length === found[axis]))
    throw new WorkbenchError('keras/shape', { file, layer: layer.label, tensor: tensor.name, expected, found });
  return yield* tensor.read();
}
