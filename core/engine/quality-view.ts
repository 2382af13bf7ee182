/** The check of an open dataset's quality, made once when it is first asked for. */

import type { QualityView } from '../contract/views-quality';
import { checkQuality } from '../dataset/quality/check';
import type { Dataset } from './datasets';
import { PARTS } from './runs';
import type { Task } from './task';

/** Checks the values as they were read. @throws engine/cancelled */
export async function qualityView(dataset: Dataset, task: Task): Promise<QualityView> {
  if (dataset.quality !== null) return dataset.quality;
  const parts = PARTS.flatMap((name) => {
    const read = dataset.read[name];
    const loaded = dataset.parts[name];
    return read === null || loaded === null ? [] : [{ name, read, cured: loaded.series }];
  });
  const total = parts.reduce((sum, { read }) => sum + read.lengths.length, 0);
  task.begin('checking', total, 'series');
  const { spec, understood, clip } = dataset.view;
  const facts = { hasClasses: understood.labelAs !== 'number', clipped: clip?.kind === 'fences' };
  const checking = checkQuality(parts, spec.missing, facts);
  dataset.quality = await task.drive(checking, (share) => task.reach(share * total, share));
  return dataset.quality;
}
