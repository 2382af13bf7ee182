/** The linear support vector machine: squared hinge loss, one class against the rest. */

import type { Fit, Table } from './classifier';
import { bothSides, classesOf, decisions, fitPlanes, type Loss, planesFor } from './linear';

/**
 * min C * sum of max(0, 1 - y z)^2 + (|W|^2 + |b|^2) / 2 for every class against the rest, as liblinear's solver 1 and
 * scikit-learn's LinearSVC: its column of ones is penalised like any other. The loss has a continuous gradient, so that the
 * one solution is found in the primal.
 * @throws evaluation/classes-only for numbers
 */
export function linearSvm(c: number): Fit {
  return function* (train, target) {
    const { classes, count } = classesOf('svm', target);
    const planes = yield* fitPlanes(train, classes, planesFor(count), squaredHinge, { c, offsets: true });
    const scores = function* (test: Table): Generator<void, Float64Array> {
      const made = yield* decisions(planes, test);
      return count === 2 ? bothSides(made) : made;
    };
    return { scores, probabilities: null, notConverged: !planes.converged };
  };
}

/** Of one plane the second class is on the positive side, of several each its own. */
const squaredHinge: Loss = (z, wanted) => {
  let loss = 0;
  for (let k = 0; k < z.length; k++) {
    const y = (z.length === 1 ? wanted === 1 : wanted === k) ? 1 : -1;
    const gap = Math.max(0, 1 - y * z[k]);
    loss += gap * gap;
    z[k] = -2 * y * gap;
  }
  return loss;
};
