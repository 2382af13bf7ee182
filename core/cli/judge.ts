/** Judges one entrant after the other, as the window does. */

import type { CallId } from '../contract/api';
import type { ComparisonView, Entrant, EvaluationSpec, EvaluationView } from '../contract/evaluation';
import type { DatasetHandle } from '../contract/views';
import type { Engine } from '../engine/engine';

/** Each entrant's evaluation, the model's first, and what they mean beside each other; each is told when it is done. */
export async function judge(
  engine: Engine,
  call: CallId,
  dataset: DatasetHandle,
  entrants: readonly Entrant[],
  spec: EvaluationSpec,
  done: (view: EvaluationView) => void,
): Promise<{ views: EvaluationView[]; comparison: ComparisonView }> {
  const views: EvaluationView[] = [];
  for (const entrant of entrants) {
    const view = await engine.evaluate(call, dataset, entrant, spec);
    views.push(view);
    done(view);
  }
  return { views, comparison: await engine.compareEvaluations(views.map(({ handle }) => handle)) };
}
