/** What the window and the command line ask of the engine beyond data, models and runs: insight and judgement. */

import type { CallId } from './calls';
import type {
  ComparisonView,
  Entrant,
  EvaluationHandle,
  EvaluationSpec,
  EvaluationView,
  PredictionsPage,
  PredictionsQuery,
} from './evaluation';
import type { DatasetHandle } from './views';

export interface InsightApi {
  /** What an entrant's features are worth. The training part is divided, run and fitted anew for every fold. */
  evaluate(call: CallId, dataset: DatasetHandle, entrant: Entrant, spec: EvaluationSpec): Promise<EvaluationView>;
  /** Held-out series of an evaluation with what was predicted for them. */
  predictions(evaluation: EvaluationHandle, query: PredictionsQuery): Promise<PredictionsPage>;
  /** The first evaluation against each of the others. @throws evaluation/other-division where they are not of the same */
  compareEvaluations(evaluations: EvaluationHandle[]): Promise<ComparisonView>;
  closeEvaluation(evaluation: EvaluationHandle): Promise<void>;
}
