/** Takes the values of a table as they come: in memory up to a bound, in a store beyond it. */

import { inMemory, type Values } from '../values';

/** Values that are kept in memory: 256 MB. */
export const KEPT_VALUES = 32 << 20;

/** Values on disk: see `ValueStore` of the engine's host. */
export interface Store {
  append(values: Float64Array): void;
  finish(): Values;
  close(): void;
}

export class ValueSink {
  length = 0;
  private store: Store | null = null;
  private next: ValueSink | null = null;

  /** `expected` values are made room for at once; memory that is not written to is not taken. */
  constructor(
    expected: number,
    readonly kept: number,
    private readonly openStore: () => Promise<Store>,
    private held = new Float64Array(Math.min(Math.max(1024, Math.ceil(expected)), kept)),
  ) {}

  /** @throws data/store-full, data/store-failed */
  async add(values: Float64Array): Promise<void> {
    const length = this.length + values.length;
    if (this.store === null && length > this.held.length) {
      if (length > this.kept) {
        this.store = await this.openStore();
        this.store.append(this.held.subarray(0, this.length));
        this.held = new Float64Array(0);
      } else {
        const grown = new Float64Array(Math.min(this.kept, Math.max(length, this.held.length * 2)));
        grown.set(this.held.subarray(0, this.length));
        this.held = grown;
      }
    }
    if (this.store === null) this.held.set(values, this.length);
    else this.store.append(values);
    this.length = length;
  }

  /** A new, empty sink of the same kind, to be closed with this one. */
  another(expected: number): ValueSink {
    this.next = new ValueSink(expected, this.kept, this.openStore);
    return this.next;
  }

  finish(): Values {
    return this.store === null ? inMemory(this.held.subarray(0, this.length)) : this.store.finish();
  }

  /** Gives back what this sink holds; the sink that took its place goes on. */
  release(): void {
    this.store?.close();
    this.held = new Float64Array(0);
  }

  /** Gives up all that is held, in memory and on disk. */
  close(): void {
    this.release();
    this.next?.close();
  }
}
