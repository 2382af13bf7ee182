/** What is fitted on the training part alone and applied to both parts: missing values cured, values clipped, the scaler. */

import { type ErrorPayload, WorkbenchError } from '../contract/errors';
import type { DatasetSpec } from '../contract/specs';
import type { ClipView, Part, ScalerView } from '../contract/views';
import { clipBounds, clipPart } from '../dataset/clip';
import { channelMeans, cureMissing } from '../dataset/missing';
import type { SeriesPart } from '../dataset/part';
import { fitScaler } from '../dataset/scaling';
import type { Task } from './task';

export interface FittedParts {
  train: SeriesPart;
  test: SeriesPart | null;
  scaler: ScalerView;
  /** Null where nothing is clipped. */
  clip: ClipView | null;
  /** What was filled and clipped. */
  warnings: ErrorPayload[];
}

/**
 * Prepares both parts by what the spec asks for; `train` and `test` are as they were read, and are left so. Means, bounds and
 * scaler are those of `train`: the one way in which a dataset, and every fold of one, is prepared.
 * @throws data/no-series, data/not-finite
 */
export async function fitParts(
  train: SeriesPart,
  test: SeriesPart | null,
  { missing, clip, scaling }: DatasetSpec,
  task: Task,
): Promise<FittedParts> {
  const warnings: ErrorPayload[] = [];
  const means = missing === 'mean' ? await task.driveUncounted(channelMeans(train)) : null;
  const cure = async (series: SeriesPart): Promise<SeriesPart> => {
    if (series.lengths.length === 0) throw new WorkbenchError('data/no-series', { file: series.fileName });
    const cured = await task.driveUncounted(cureMissing(series, missing, means));
    warnings.push(...cured.warnings);
    return cured.series;
  };
  let ready = { train: await cure(train), test: test === null ? null : await cure(test) };
  const bounds =
    clip === undefined || clip === 'none' ? null : await task.driveUncounted(clipBounds(clip, ready.train));
  if (bounds !== null) {
    const inside = async (part: Part, series: SeriesPart): Promise<SeriesPart> => {
      const { count, channels, series: clipped } = await task.driveUncounted(clipPart(series, bounds));
      const params = { file: series.fileName, part, count, channels };
      if (count > 0) warnings.push({ code: 'data/clipped', params });
      return clipped;
    };
    const { test: other } = ready;
    ready = { train: await inside('train', ready.train), test: other === null ? null : await inside('test', other) };
  }
  return { ...ready, scaler: await task.driveUncounted(fitScaler(scaling, ready.train)), clip: bounds, warnings };
}
