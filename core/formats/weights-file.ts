/** Opens a file of weights by what its bytes say it is. */

import type { AssumptionChoices } from '../contract/model-file';
import { WorkbenchError } from '../contract/errors';
import { isKeras, openKeras } from './keras';
import { isOnnx, openOnnx } from './onnx';
import type { OpenedModel } from './opened';
import { isOwn, readOwn } from './own-safetensors';
import { isLegacyPytorch, isZippedPytorch, readPytorch } from './pytorch';
import { readSafetensors, safetensorsMetadata } from './safetensors';
import { findStacks } from './torch-stacks';

/** How many characters are shown of a file that is none of these. */
const BEGIN_LENGTH = 40;

/**
 * Every recurrent stack of the file. Choices are made in place of what would be assumed.
 * @throws safetensors/*, pytorch/*, archive/*, keras/*, hdf5/*, onnx/*, weights/*
 */
export function* openModel(file: string, bytes: Uint8Array, choices: AssumptionChoices): Generator<void, OpenedModel> {
  if (bytes.length === 0) throw new WorkbenchError('weights/empty', { file });
  if (isLegacyPytorch(bytes) || isZippedPytorch(file, bytes)) {
    const { tensors, settings } = yield* readPytorch(file, bytes);
    return { format: 'pytorch', stacks: yield* findStacks(file, tensors, choices, settings) };
  }
  if (isKeras(bytes)) return yield* openKeras(file, bytes, choices);
  if (isOnnx(bytes)) return yield* openOnnx(file, bytes);
  checkSafetensors(file, bytes);
  const tensors = readSafetensors(file, bytes);
  const metadata = safetensorsMetadata(file, bytes);
  const stacks = isOwn(metadata)
    ? [yield* readOwn(file, tensors, metadata)]
    : yield* findStacks(file, tensors, choices);
  return { format: 'safetensors', stacks };
}

/** The header of safetensors is JSON; a file without may still bear their name, and is one that was damaged. */
function checkSafetensors(file: string, bytes: Uint8Array): void {
  if (/\.pth?$/i.test(file) && bytes.length < 9)
    throw new WorkbenchError('pytorch/pickle', { file, reason: 'cut', byte: bytes.length });
  if (/\.safetensors$/i.test(file) || bytes[8] === 0x7b) return;
  const begin = String.fromCharCode(...bytes.subarray(0, BEGIN_LENGTH))
    .replaceAll(/[^ -~]+/g, ' ')
    .trim();
  throw new WorkbenchError('weights/unknown', { file, begin });
}
