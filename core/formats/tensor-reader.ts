/** Reads tensors of known shapes, each once however often it is asked for, within a bound on memory. */

import { WorkbenchError } from '../contract/errors';
import type { Tensor } from './tensor';

/** Most bytes of float32 that the weights of one file may take. */
export const WEIGHTS_LIMIT = 1_500_000_000;

export class TensorReader {
  private readonly values = new Map<Tensor, Float32Array>();
  private bytes = 0;

  constructor(private readonly file: string) {}

  /** @throws weights/shape, weights/dtype, weights/too-large */
  read(tensor: Tensor, expected: readonly number[]): Float32Array {
    this.expect(tensor, expected);
    let values = this.values.get(tensor);
    if (values === undefined) {
      this.bytes += 4 * expected.reduce((product, length) => product * length, 1);
      if (this.bytes > WEIGHTS_LIMIT)
        throw new WorkbenchError('weights/too-large', { file: this.file, limit: WEIGHTS_LIMIT });
      values = tensor.read();
      this.values.set(tensor, values);
    }
    return values;
  }

  /** @throws weights/shape */
  expect(tensor: Tensor, expected: readonly number[]): void {
    const { name, shape } = tensor;
    const same = shape.length === expected.length && expected.every((length, at) => length === shape[at]);
    if (!same)
      throw new WorkbenchError('weights/shape', {
        file: this.file,
        tensor: name,
        expected: [...expected],
        found: shape,
      });
  }
}
