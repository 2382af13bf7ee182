/** The requests about single features and about projections of all. */

import type { EngineEvents } from '../contract/api';
import type { RankingApi } from '../contract/api-ranking';
import type { Holdings } from './holdings';
import { projectionView } from './projection-view';
import { correlationsView, featureSpreads, featureValues, rankingView } from './ranking-view';

export function rankingCalls(held: Holdings, events: EngineEvents): RankingApi {
  const { host, tasks } = held;
  return {
    rankFeatures: (call, run, spec) => tasks.run(call, (task) => rankingView(held.runOf(run), spec, task)),
    correlateFeatures: (call, run, features, threshold) =>
      tasks.run(call, (task) => correlationsView(held.runOf(run), features, threshold, task)),
    featureSpreads: async (run, features, column) => featureSpreads(held.runOf(run), features, column),
    featureValues: async (run, features, column) => featureValues(held.runOf(run), features, column),
    projectFeatures: (call, run, query) =>
      tasks.run(call, (task) =>
        projectionView(
          held.runOf(run),
          query,
          () => host.now(),
          (frame) => events.frame?.(call, frame),
          task,
        ),
      ),
  };
}
