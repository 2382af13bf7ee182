/** What the window asks of the engine about units and memory. */

import type { CallId } from './calls';
import type { MemoryQuery, MemoryView, UnitCard, UnitsQuery, UnitsView } from './insight';
import type { RunHandle } from './views';

export interface UnitsApi {
  /** Statistics of all units of one direction of one layer, in one pass over the dataset; made once and kept. */
  units(call: CallId, run: RunHandle, query: UnitsQuery): Promise<UnitsView>;
  /** All that is known of some of the units; `units` has to be asked first. */
  unitCards(call: CallId, run: RunHandle, query: UnitsQuery, units: number[]): Promise<UnitCard[]>;
  /** What a series' steps leave behind, and what a plain RNN of the same size knows of its start. */
  memory(call: CallId, run: RunHandle, query: MemoryQuery): Promise<MemoryView>;
}
