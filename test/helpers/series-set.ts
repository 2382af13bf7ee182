/** Series for what reads them by a `SeriesSet`: from plain lists, and from files as the z-score of the training part scales them. */

import type { SeriesSet } from '../../core/evaluation/series-set';
import type { SeriesPart } from '../../core/dataset/part';
import { fitScaler, scaledSteps } from '../../core/dataset/scaling';
import { finish, readShared, seriesOf } from './datasets';

/** Series [N][T * channels], time-major. */
export function seriesSet(series: readonly (readonly number[])[], channels = 1): SeriesSet {
  return {
    channels,
    lengths: Int32Array.from(series, ({ length }) => length / channels),
    read: (index) => Float32Array.from(series[index]),
  };
}

/** Both parts of a shared dataset with their labels. */
export function sharedSets(name: string): Record<'train' | 'test', SeriesSet & { labels: (string | null)[] }> {
  const [train, test] = ['TRAIN', 'TEST'].map((part) => seriesOf(readShared(`${name}/${name}_${part}.ts`)));
  const scaler = finish(fitScaler('zscore', train));
  const setOf = (part: SeriesPart) => ({
    channels: part.channels.length,
    lengths: part.lengths,
    labels: part.labels,
    read: (index: number) => scaledSteps(scaler, part, part.offsets[index], part.offsets[index] + part.lengths[index]),
  });
  return { train: setOf(train), test: setOf(test) };
}
