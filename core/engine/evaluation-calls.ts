/** The requests about evaluations: making them, and what was predicted in them. */

import type { InsightApi } from '../contract/api-insight';
import { evaluate } from './evaluate';
import { predictionsPage } from './evaluation-predictions';
import type { Holdings } from './holdings';

export type EvaluationCalls = Pick<InsightApi, 'evaluate' | 'predictions' | 'closeEvaluation'>;

export function evaluationCalls(held: Holdings): EvaluationCalls {
  return {
    evaluate: (call, handle, entrant, spec) =>
      held.tasks.run(call, async (task) => {
        const dataset = held.dataset(handle);
        const made = await evaluate(held, task, held.newHandle('evaluation'), dataset, entrant, spec);
        held.evaluations.set(made.view.handle, made);
        return made.view;
      }),
    predictions: async (handle, query) => predictionsPage(held.evaluation(handle), query),
    async closeEvaluation(handle) {
      held.evaluations.delete(handle);
    },
  };
}
