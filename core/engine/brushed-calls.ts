/** The request about some series beside all others. */

import type { BrushedApi } from '../contract/api-brushed';
import { brushedView } from './brushed-view';
import type { Holdings } from './holdings';

export function brushedCalls(held: Holdings): BrushedApi {
  const { tasks } = held;
  return {
    brushed: (call, run, query) => tasks.run(call, (task) => brushedView(held.runOf(run), query, task)),
  };
}
