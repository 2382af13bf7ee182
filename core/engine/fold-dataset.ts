/** A dataset of a fold: series of the training part, prepared anew by what is fitted on those of them that are fitted on. */

import type { Part, PartView } from '../contract/views';
import { keepMarked } from '../dataset/leave-out';
import type { SeriesPart } from '../dataset/part';
import type { Dataset, LoadedPart } from './datasets';
import { fitParts } from './fitted-parts';
import type { Task } from './task';

/**
 * The dataset whose training part is the series `train` of this one's training part and whose test part is its series
 * `test`, both ascending. Values are shared as they were read; missing ones are filled within each part, and means, bounds
 * and the scaler are those of `train`. Nothing of `test` reaches what is fitted.
 */
export async function foldDataset(dataset: Dataset, train: Int32Array, test: Int32Array, task: Task): Promise<Dataset> {
  const whole = dataset.read.train!;
  const parts = {
    train: await task.driveUncounted(keepMarked(whole, marked(whole, train))),
    test: await task.driveUncounted(keepMarked(whole, marked(whole, test))),
  };
  const fitted = await fitParts(parts.train, parts.test, dataset.view.spec, task);
  const load = (part: Part): LoadedPart => {
    return { series: fitted[part]!, scaler: fitted.scaler, pyramid: null, sha256: dataset.parts.train!.sha256 };
  };
  const shown = dataset.view.train!;
  return {
    ...dataset,
    view: {
      ...dataset.view,
      train: shorten(shown, parts.train),
      test: shorten(shown, parts.test),
      scaler: fitted.scaler,
    },
    parts: { train: load('train'), test: load('test') },
    read: parts,
    quality: null,
    close: async () => {},
  };
}

function marked({ ids }: SeriesPart, members: Int32Array): Uint8Array {
  const keep = new Uint8Array(ids.length);
  for (const member of members) keep[member] = 1;
  return keep;
}

/** What is told of a part, for fewer of its series: what models are drawn by. */
function shorten(view: PartView, { lengths }: SeriesPart): PartView {
  return {
    ...view,
    seriesCount: lengths.length,
    minLength: lengths.reduce((least, length) => Math.min(least, length), Infinity),
    maxLength: lengths.reduce((most, length) => Math.max(most, length), 0),
  };
}
