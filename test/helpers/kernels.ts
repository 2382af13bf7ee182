/** Every kernel that can run here: the reference, each level of the addon where it was built, each level of WebAssembly. */

import type { Kernel } from '../../core/lstm/kernel';
import { referenceKernel } from '../../core/lstm/reference';
import { nativeKernel, nativeLevels } from '../../core/node/native-kernel';
import { wasmKernel, wasmLevels } from '../../core/node/wasm-kernel';
import { repositoryFile } from './shared';

export const NATIVE_FOLDER = repositoryFile('core/kernel/build/Release');
export const WASM_FOLDER = repositoryFile('core/kernel/wasm');

/** The kernels of the one source that `core/kernel` holds. */
export function fastKernels(): Kernel[] {
  return [
    ...nativeLevels(NATIVE_FOLDER).levels.map((level) => nativeKernel(NATIVE_FOLDER, level, 1)),
    ...wasmLevels(WASM_FOLDER).map((level) => wasmKernel(WASM_FOLDER, level, 1)),
  ];
}

export function allKernels(): Kernel[] {
  return [referenceKernel, ...fastKernels()];
}
