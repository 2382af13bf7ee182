/** Models that were read from files, by the file and what was chosen of it: those used last, up to a size. */

import type { ModelTest } from '../formats/opened';
import { parameterCount } from '../lstm/count';
import type { StackShape } from '../lstm/stack';

interface Sized {
  weights: StackShape;
  tests: ModelTest[];
}

interface Kept<M> {
  model: M;
  /** The file's stamp when it was read. */
  stamp: string | null;
  bytes: number;
}

export class KeptModels<M extends Sized> {
  /** In the order of their use. */
  private readonly kept = new Map<string, Kept<M>>();

  /** @param most bytes of weights and test data that all together may take; the model used last stays, whatever it takes */
  constructor(private readonly most: number) {}

  /** The model, unless its file has changed since; a file that has vanished, without a stamp, has not. */
  find(key: string, stamp: string | null): M | null {
    const found = this.kept.get(key);
    if (found === undefined || (stamp !== null && stamp !== found.stamp)) return null;
    this.kept.delete(key);
    this.kept.set(key, found);
    return found.model;
  }

  keep(key: string, stamp: string | null, model: M): void {
    this.kept.delete(key);
    this.kept.set(key, { model, stamp, bytes: bytesOf(model) });
    let taken = [...this.kept.values()].reduce((sum, { bytes }) => sum + bytes, 0);
    for (const [old, { bytes }] of this.kept) {
      if (taken <= this.most || old === key) return;
      this.kept.delete(old);
      taken -= bytes;
    }
  }
}

function bytesOf({ weights, tests }: Sized): number {
  const values = tests.reduce((sum, { input, output }) => sum + input.values.length + output.values.length, 0);
  return 4 * (parameterCount(weights) + values);
}
