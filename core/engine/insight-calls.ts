/** The requests about what units do and remember. */

import type { UnitsApi } from '../contract/api-units';
import type { Holdings } from './holdings';
import { memoryView } from './memory-view';
import { unitCards, unitsView } from './units-view';

export function insightCalls(held: Holdings): UnitsApi {
  const { tasks } = held;
  return {
    units: (call, run, query) => tasks.run(call, (task) => unitsView(held.runOf(run), query, task)),
    unitCards: (call, run, query, units) => tasks.run(call, (task) => unitCards(held.runOf(run), query, units, task)),
    memory: (call, run, query) =>
      tasks.run(call, async (task) => {
        const of = held.runOf(run);
        return memoryView(of, await held.gatesOf(task, of, query.series), query, task);
      }),
  };
}
