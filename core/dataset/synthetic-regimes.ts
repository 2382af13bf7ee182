/** Makes series whose dynamics change once, or never. */

import type { RegimeSwitchSource } from '../contract/specs';
import { anyBelow, anyLength, type Recipe } from './recipe';

/** The coefficient of either regime, but for its sign. */
const COEFFICIENT = 0.8;
/** sqrt(1 - COEFFICIENT^2): with innovations of this deviation the series has variance 1 in both regimes. */
const INNOVATION = 0.6;

/**
 * A regime switch: x_t = a_t x_{t-1} + 0.6 e_t with e_t and x_0 of mean 0 and deviation 1, and a_t either 0.8 or -0.8, plus
 * noise. It is an autoregression with two regimes (Hamilton, Econometrica 57(2), 1989) that change at one unknown step
 * (Quandt, Journal of the American Statistical Association 53, 1958). The sign at the start is drawn, and mean and variance
 * are those of 0 and 1 throughout, so that only the order of the values tells the class.
 * `whether`: in `switch` the sign changes at a step of the middle half, in `steady` never. `when`: it changes in each, at a
 * step of the second and third (`early`), fourth and fifth (`middle`), or sixth and seventh eighth (`late`) of the series.
 * Drawn for each series: the sign, the step of the change (also where there is none), then e and the noise of each step.
 */
export const regimeSwitch: Recipe<RegimeSwitchSource> = {
  channels: ['x'],
  labels: ({ question }) => (question === 'whether' ? ['steady', 'switch'] : ['early', 'middle', 'late']),
  truth: ({ question }) => ({
    reason: question === 'whether' ? 'whether-switched' : 'when-switched',
    params: { coefficient: COEFFICIENT },
  }),
  steps: anyLength,
  draw({ question, noise }, which, random, x) {
    const { length } = x;
    const before = anyBelow(2, random) === 0 ? COEFFICIENT : -COEFFICIENT;
    const share = random.uniform();
    const change =
      question === 'when'
        ? Math.floor((length * (1 + 2 * (which + share))) / 8)
        : which === 1
          ? Math.floor((length * (1 + 2 * share)) / 4)
          : length;
    let state = 0;
    for (let t = 0; t < length; t++) {
      const drawn = random.gaussian();
      state = t === 0 ? drawn : (t < change ? before : -before) * state + INNOVATION * drawn;
      x[t] = state + noise * random.gaussian();
    }
  },
};
