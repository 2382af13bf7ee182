/** The inputs that units are probed with: a step, an impulse and a sine as large as the series themselves. */

import { PROBE_DEVIATIONS, PROBE_PERIOD, PROBE_START } from '../../contract/insight';
import { sineOfTurns } from '../../dataset/recipe';

export const PROBES = ['step', 'impulse', 'sine'] as const;

/** Steps of a probe. */
export const PROBE_STEPS = 96;

/** The probes one after the other, in the order that they are read in: each channel's mean, moved in all channels at once. */
export function probes(means: Float64Array, deviations: Float64Array): Float32Array {
  const input = means.length;
  const made = new Float32Array(PROBES.length * PROBE_STEPS * input); // [3, PROBE_STEPS, input]
  for (const [index, probe] of PROBES.entries()) {
    for (let t = 0; t < PROBE_STEPS; t++) {
      const height = { step: Number(t >= PROBE_START), impulse: Number(t === PROBE_START), sine: sineAt(t) }[probe];
      for (let c = 0; c < input; c++) {
        made[(index * PROBE_STEPS + t) * input + c] = means[c] + height * PROBE_DEVIATIONS * deviations[c];
      }
    }
  }
  return made;
}

function sineAt(t: number): number {
  return t < PROBE_START ? 0 : sineOfTurns((t - PROBE_START) / PROBE_PERIOD);
}
