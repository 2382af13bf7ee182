/** Opens a file of weights by what its bytes say it is. */

import type { AssumptionChoices } from '../contract/model-file';
import type { OpenedModel } from './opened';
import { isLegacyPytorch, isZippedPytorch, readPytorch } from './pytorch';
import { readSafetensors } from './safetensors';
import type { Tensor } from './tensor';
import { findStacks } from './torch-stacks';

/**
 * Every recurrent stack of the file. Choices are made in place of what would be assumed.
 * @throws safetensors/*, pytorch/*, archive/*, weights/*
 */
export function* openModel(file: string, bytes: Uint8Array, choices: AssumptionChoices): Generator<void, OpenedModel> {
  const isPytorch = isLegacyPytorch(bytes) || isZippedPytorch(file, bytes);
  const tensors = isPytorch ? yield* readPytorch(file, bytes) : readSafetensors(file, bytes);
  const stacks = yield* findStacks(file, tensors, choices);
  return { format: isPytorch ? 'pytorch' : 'safetensors', stacks };
}

/** @throws safetensors/*, pytorch/*, archive/* */
export function* readTensors(file: string, bytes: Uint8Array): Generator<void, Tensor[]> {
  if (isLegacyPytorch(bytes) || isZippedPytorch(file, bytes)) return yield* readPytorch(file, bytes);
  return readSafetensors(file, bytes);
}
