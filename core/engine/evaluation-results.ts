/** What the engine keeps of an evaluation: its view, and what every fit told of the series that it did not see. */

import type { EvaluationView, Fit } from '../contract/evaluation';
import type { Dataset } from './datasets';
import type { HeldOut } from './evaluation-folds';
import type { Truth } from './evaluation-truth';

/** What one fit told of its held-out series: classes of the truth, or numbers. */
export interface FitRecord {
  fit: Fit;
  held: HeldOut;
  predicted: Int32Array | Float64Array; // as many as `held.test`
}

export interface Evaluation {
  view: EvaluationView;
  dataset: Dataset;
  truth: Truth;
  records: FitRecord[];
}
