/** What a report is written from: all that is known of one dataset, one model and what its features are worth. */

import type { ComparisonView, EvaluationView } from './evaluation';
import type { FeaturesSpec, ModelSpec } from './specs';
import type { DatasetView, GatesView, ModelView, Scatter } from './views';
import type { QualityView } from './views-quality';
import type { ClassMeansView } from './views-statistics';

export interface ReportView {
  dataset: DatasetView;
  quality: QualityView;
  /** Of the first channel of the training part, as the model sees it. */
  means: ClassMeansView;
  model: ModelSpec;
  features: FeaturesSpec;
  settings: ModelView;
  /** SHA-256 of the weights that ran. */
  checksum: string;
  scatter: Scatter;
  /** Of the first series of the training part. */
  gates: GatesView;
  /** The evaluation of the model; null where it was not evaluated. */
  evaluation: EvaluationView | null;
  /** The model's evaluation first, then those of simpler ways; null where it was compared with nothing. */
  comparison: ComparisonView | null;
  /** Notes on each of those that were compared. */
  compared: EvaluationView[];
  /** JSON. */
  provenance: string;
}

/** Columns of the charts. */
export const REPORT_COLUMNS = 120;
