/** Reads datasets in tests: whole files at once, and single series out of a part. */

import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { ReadingSpec } from '../../core/contract/specs';
import type { ReadResult, SeriesPart, SourceFile } from '../../core/dataset/part';
import { readDataset } from '../../core/dataset/read';
import type { Values } from '../../core/dataset/values';
import { sharedFile } from './shared';

/** Runs a generator to its end and returns its result. */
export function finish<T>(work: Generator<unknown, T>): T {
  let step = work.next();
  while (!step.done) step = work.next();
  return step.value;
}

export function readWhole(file: SourceFile, reading: ReadingSpec = {}): ReadResult {
  return finish(readDataset(file, reading));
}

export function readText(text: string, reading: ReadingSpec = {}, name = 'table.csv'): ReadResult {
  return readWhole({ name, bytes: new TextEncoder().encode(text) }, reading);
}

/** Reads a shared dataset, e.g. `GunPoint/GunPoint_TRAIN.ts`. */
export function readShared(path: string, reading: ReadingSpec = {}): ReadResult {
  const bytes = new Uint8Array(readFileSync(sharedFile(`datasets/${path}`)));
  return readWhole({ name: basename(path), bytes }, reading);
}

/** The series of a result that must have some. */
export function seriesOf(result: ReadResult): SeriesPart {
  if (result.series === null) throw new Error(`no series: ${JSON.stringify(result.problem)}`);
  return result.series;
}

/** The values of one series, time-major. */
export function seriesValues(part: SeriesPart, index: number): number[] {
  const width = part.channels.length;
  const from = part.offsets[index] * width;
  return [...part.values.slice(from, from + part.lengths[index] * width)];
}

/** All values of a part in one array of its own. */
export function allValues({ values }: SeriesPart): Float64Array {
  return values.slice(0, values.length).slice();
}

/** Values of which no slice outlives the next: it then holds other numbers. What is right with these is right on disk. */
export function fleeting(all: Float64Array): Values {
  let last = new Float64Array(0);
  return {
    length: all.length,
    slice(from, to) {
      last.fill(-12345.678);
      last = all.slice(from, to);
      return last;
    },
  };
}
