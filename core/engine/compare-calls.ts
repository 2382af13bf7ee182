/** The request that compares evaluations. */

import type { InsightApi } from '../contract/api-insight';
import { compareEvaluations } from './compare';
import type { Holdings } from './holdings';

export function compareCalls(held: Holdings): Pick<InsightApi, 'compareEvaluations'> {
  return {
    compareEvaluations: async (handles) => compareEvaluations(handles.map((handle) => held.evaluation(handle))),
  };
}
