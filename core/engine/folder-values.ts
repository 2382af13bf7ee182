/** Takes the values of a part's files one after the other: in memory up to a bound, in a store beyond it. */

import type { FileGroup } from '../dataset/folder-groups';
import type { KeptSeries } from '../dataset/folder-whole';
import { ValueSink } from '../dataset/large/value-sink';
import { SLICE_VALUES, type Values } from '../dataset/values';
import type { WholeSeries } from '../dataset/whole';
import type { EngineHost } from './host';

export class FolderValues {
  private readonly sink: ValueSink;
  private readonly wholes = new Map<FileGroup, KeptSeries>();

  constructor(
    host: EngineHost,
    /** Lets messages in. @throws engine/cancelled */
    private readonly pause: () => Promise<void>,
    kept: number,
  ) {
    this.sink = new ValueSink(0, kept, () => host.openStore());
  }

  /** Adds the series of the next group. @throws data/store-full, data/store-failed, engine/cancelled */
  async add(group: FileGroup, { values, ...whole }: WholeSeries): Promise<void> {
    const width = whole.channels.length;
    // Slices are of whole steps.
    const most = Math.max(1, Math.floor(SLICE_VALUES / width)) * width;
    for (let from = 0; from < values.length; from += most) {
      await this.sink.add(values.slice(from, Math.min(from + most, values.length)));
      await this.pause();
    }
    // What tells the lines of steps holds the file's text.
    this.wholes.set(group, { ...whole, lineOf: () => 0, steps: values.length / width });
  }

  of(group: FileGroup): KeptSeries | null {
    return this.wholes.get(group) ?? null;
  }

  /** All that was added. */
  finish(): Values {
    return this.sink.finish();
  }

  async close(): Promise<void> {
    this.sink.close();
  }
}
