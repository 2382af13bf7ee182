/** Makes synthetic sets in tests, and takes their series apart. */

import { createHash } from 'node:crypto';
import type { SyntheticSource } from '../../core/contract/specs';
import type { ReadResult, SeriesPart } from '../../core/dataset/part';
import { syntheticParts } from '../../core/dataset/synthetic';
import { seededRandom } from '../../core/lstm/random';
import { allValues, finish, seriesOf, seriesValues } from './datasets';

interface MadeSet {
  train: SeriesPart;
  test: SeriesPart;
  result: ReadResult;
}

export function makeSet(source: SyntheticSource): MadeSet {
  const { train, test } = finish(syntheticParts(source, seededRandom));
  return { train: seriesOf(train), test: seriesOf(test), result: train };
}

/** Every series of both parts: its label and its channels, each an array over the steps. */
export function everySeries({ train, test }: MadeSet): { label: string; channels: number[][]; steps: number }[] {
  return [train, test].flatMap((part) =>
    part.labels.map((label, index) => {
      const values = seriesValues(part, index);
      const width = part.channels.length;
      const channels = part.channels.map((_, channel) => values.filter((_, at) => at % width === channel));
      return { label: label ?? '', channels, steps: part.lengths[index] };
    }),
  );
}

/** The SHA-256 of a part's values, as a dataset's view and provenance tell it. */
export function valuesHash(part: SeriesPart): string {
  const values = allValues(part);
  return createHash('sha256')
    .update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
    .digest('hex');
}

/** Of everything in a part that a run depends on, the beginning of its SHA-256. */
export function partHash(part: SeriesPart): string {
  const { labels, lengths, channels } = part;
  const values = allValues(part);
  const rest = JSON.stringify([labels, [...lengths], channels]);
  return createHash('sha256')
    .update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
    .update(rest)
    .digest('hex')
    .slice(0, 16);
}
