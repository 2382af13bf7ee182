/** The tensors of a file of weights, by what its bytes say it is. */

import { isLegacyPytorch, isZippedPytorch, readPytorch } from './pytorch';
import { readSafetensors } from './safetensors';
import type { Tensor } from './tensor';

/** @throws safetensors/*, pytorch/*, archive/* */
export function* readTensors(file: string, bytes: Uint8Array): Generator<void, Tensor[]> {
  if (isLegacyPytorch(bytes) || isZippedPytorch(file, bytes)) return yield* readPytorch(file, bytes);
  return readSafetensors(file, bytes);
}
