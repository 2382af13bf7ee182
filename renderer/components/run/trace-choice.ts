/** The choice of lines under the heatmaps, as one value of a select box. */

import type { Quantity } from '../../../core/contract/views';
import type { TraceChoice } from '../../charts/stage-parts';

/** No lines, all quantities of the first chosen unit, or one quantity of all chosen units. */
export type TraceSetting = 'none' | 'unit' | Quantity;

export function traceChoice(setting: TraceSetting, units: readonly number[]): TraceChoice | null {
  if (setting === 'none' || units.length === 0) return null;
  return setting === 'unit' ? { kind: 'unit', unit: units[0] } : { kind: 'quantity', quantity: setting, units };
}
