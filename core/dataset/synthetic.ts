/** Makes the sine-square set: noisy sines against noisy square waves of random phase and period. */

import { WorkbenchError } from '../contract/errors';
import { LIMITS, type SyntheticSource } from '../contract/specs';
import type { Part } from '../contract/views';
import { madeResult, wholePart } from './made-result';
import type { ReadResult, SeriesPart } from './part';

const FEWEST_STEPS_A_PERIOD = 4;

/** The values that a generator needs to stay within their limits. @throws data/synthetic */
function check(source: SyntheticSource): void {
  const limits = { series: LIMITS.syntheticSeries, steps: LIMITS.syntheticSteps, noise: LIMITS.syntheticNoise };
  for (const name of ['series', 'steps', 'noise'] as const) {
    const value = source[name];
    const { min, max } = limits[name];
    const whole = name === 'noise' || Number.isInteger(value);
    if (!(value >= min && value <= max) || !whole)
      throw new WorkbenchError('data/synthetic', { name, value, min, max });
  }
  const most = Math.floor(LIMITS.syntheticValues.max / source.steps);
  if (source.series > most) {
    throw new WorkbenchError('data/synthetic', {
      name: 'series',
      value: source.series,
      min: limits.series.min,
      max: most,
    });
  }
}

/** Where the randomness comes from: numbers on [0, 1), and numbers of mean 0 and standard deviation 1. */
export interface RandomSource {
  uniform(): number;
  gaussian(): number;
}

/**
 * Both parts, each with `series` series of `steps` steps, labels `sine` and `square` in turn. `random` is drawn from in
 * a fixed order: train before test, series by series: the period (uniform between an eighth and a half of the series, at
 * least 4 steps), the phase, then the noise of each step, also where its deviation is 0.
 * @throws data/synthetic
 */
export function syntheticParts(source: SyntheticSource, random: RandomSource): { train: ReadResult; test: ReadResult } {
  check(source);
  return { train: madeResult(makePart(source, random, 'train')), test: madeResult(makePart(source, random, 'test')) };
}

function makePart(source: SyntheticSource, random: RandomSource, part: Part): SeriesPart {
  const { series, steps, noise } = source;
  const values = new Float64Array(series * steps);
  const labels: string[] = [];
  for (let number = 0; number < series; number++) {
    const square = number % 2 === 1;
    labels.push(square ? 'square' : 'sine');
    const shortest = Math.max(FEWEST_STEPS_A_PERIOD, steps / 8);
    const longest = Math.max(FEWEST_STEPS_A_PERIOD, steps / 2);
    const period = shortest + (longest - shortest) * random.uniform();
    const phase = random.uniform();
    for (let step = 0; step < steps; step++) {
      const turn = step / period + phase;
      const wave = square ? (turn % 1 < 0.5 ? 1 : -1) : Math.sin(2 * Math.PI * turn);
      values[number * steps + step] = wave + noise * random.gaussian();
    }
  }
  return wholePart(`sine-square-${part}`, labels, values, steps);
}
