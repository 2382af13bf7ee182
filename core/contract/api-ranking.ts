/** What the window asks of the engine about single features and about projections of all. */

import type { CallId } from './calls';
import type { ProjectionQuery, ProjectionView } from './projection';
import type { CorrelationsView, FeatureSpreadsView, RankingSpec, RankingView } from './ranking';
import type { FeaturesSpec } from './specs';
import type { RunHandle } from './views';

export interface RankingApi {
  /** What each feature tells of the labels. @throws evaluation/no-label, evaluation/one-class */
  rankFeatures(call: CallId, run: RunHandle, spec: RankingSpec): Promise<RankingView>;
  /** How features go together over the training part. */
  correlateFeatures(call: CallId, run: RunHandle, features: FeaturesSpec, threshold: number): Promise<CorrelationsView>;
  /** How one feature is spread in each class and part. */
  featureSpreads(run: RunHandle, features: FeaturesSpec, column: number): Promise<FeatureSpreadsView>;
  /** One feature of all series, training part first. */
  featureValues(run: RunHandle, features: FeaturesSpec, column: number): Promise<Float32Array>;
  /** Puts the series into the plane; frames of it come as events under way. */
  projectFeatures(call: CallId, run: RunHandle, query: ProjectionQuery): Promise<ProjectionView>;
}
