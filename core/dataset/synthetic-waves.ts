/** Makes synthetic waves: sines against square waves, and damped oscillators. */

import type { OscillatorsSource, SineSquareSource } from '../contract/specs';
import { anyLength, decayOf, type Recipe, sineOfTurns } from './recipe';

const FEWEST_STEPS_A_PERIOD = 4;

/**
 * Noisy sines against noisy square waves. Drawn for each series: the period (uniform between an eighth and a half of the
 * series, at least 4 steps), the phase, then the noise of each step, also where its deviation is 0.
 */
export const sineSquare: Recipe<SineSquareSource> = {
  channels: ['x'],
  labels: () => ['sine', 'square'],
  truth: () => ({ reason: 'sine-or-square', params: {} }),
  steps: ({ steps }) => steps,
  draw({ noise }, which, random, x) {
    const shortest = Math.max(FEWEST_STEPS_A_PERIOD, x.length / 8);
    const longest = Math.max(FEWEST_STEPS_A_PERIOD, x.length / 2);
    const period = shortest + (longest - shortest) * random.uniform();
    const phase = random.uniform();
    for (let t = 0; t < x.length; t++) {
      const turns = t / period + phase;
      const wave = which === 0 ? sineOfTurns(turns) : turns % 1 < 0.5 ? 1 : -1;
      x[t] = wave + noise * random.gaussian();
    }
  },
};

/** Steps until the amplitude has fallen to 1/e, a class each. */
const TIME_CONSTANTS = [10, 20, 40, 80, 160];
/** Steps of a period, a class each. */
const PERIODS = [6, 9, 14, 21, 32];
/** Where the quantity that does not make the class comes from, uniform. */
const ANY_TIME_CONSTANT = { from: 20, to: 80 };
const ANY_PERIOD = { from: 8, to: 16 };

/**
 * Damped oscillators, x_t = A exp(-t / tau) sin(2 pi (t / P + phi)) plus noise: the free motion of x" + 2 x' / tau + w0^2 x = 0
 * below critical damping, with 2 pi / P = sqrt(w0^2 - 1 / tau^2) (Landau & Lifshitz, "Mechanics", section 25). Classes differ in
 * tau or in P; the other one is drawn, so that it tells nothing. Drawn for each series: A on [0.5, 1.5), phi on [0, 1), the
 * other quantity, then the noise of each step, also where its deviation is 0.
 */
export const oscillators: Recipe<OscillatorsSource> = {
  channels: ['x'],
  labels: ({ classBy, classes }) =>
    classBy === 'damping'
      ? TIME_CONSTANTS.slice(0, classes).map((steps) => `tau${steps}`)
      : PERIODS.slice(0, classes).map((steps) => `period${steps}`),
  truth: ({ classBy }) =>
    classBy === 'damping'
      ? { reason: 'time-constant', params: ANY_PERIOD }
      : { reason: 'oscillation-period', params: ANY_TIME_CONSTANT },
  steps: anyLength,
  draw({ classBy, noise }, which, random, x) {
    const byDamping = classBy === 'damping';
    const { from, to } = byDamping ? ANY_PERIOD : ANY_TIME_CONSTANT;
    let amplitude = 0.5 + random.uniform();
    const phase = random.uniform();
    const other = from + (to - from) * random.uniform();
    const period = byDamping ? other : PERIODS[which];
    const decay = decayOf(1 / (byDamping ? TIME_CONSTANTS[which] : other));
    for (let t = 0; t < x.length; t++) {
      x[t] = amplitude * sineOfTurns(t / period + phase) + noise * random.gaussian();
      amplitude *= decay;
    }
  },
};
