/** What the window and the command line ask of the engine about reports. */

import type { CallId, Language } from './calls';
import type { EvaluationHandle } from './evaluation';
import type { FeaturesSpec, FileRef, ModelSpec } from './specs';
import type { DatasetHandle, ExportReport } from './views';

export interface ReportApi {
  /**
   * Writes one HTML file. Of evaluations those of the dataset are taken that are named, and none is made: one of the model
   * first, if there is one, then what it stands beside. @throws evaluation/other-division where they cannot be compared
   */
  writeReport(
    call: CallId,
    dataset: DatasetHandle,
    model: ModelSpec,
    features: FeaturesSpec,
    evaluations: EvaluationHandle[],
    file: FileRef,
    language: Language,
  ): Promise<ExportReport>;
}
