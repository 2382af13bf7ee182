/** Logistic regression with an L2 penalty: of two classes one plane, of more the multinomial one. */

import type { Fit, Table } from './classifier';
import { bothSides, classesOf, decisions, fitPlanes, type Loss, planesFor } from './linear';

/**
 * min C * sum of -ln p(class of the row) + |W|^2 / 2, offsets not penalised, as scikit-learn's LogisticRegression.
 * @throws evaluation/classes-only for numbers
 */
export function logistic(c: number): Fit {
  return function* (train, target) {
    const { classes, count } = classesOf('logistic', target);
    const loss = count === 2 ? binary : multinomial;
    const planes = yield* fitPlanes(train, classes, planesFor(count), loss, { c, offsets: false });
    const scores = function* (test: Table): Generator<void, Float64Array> {
      const made = yield* decisions(planes, test);
      return count === 2 ? bothSides(made) : made;
    };
    const probabilities = function* (test: Table): Generator<void, Float64Array> {
      const made = yield* decisions(planes, test);
      if (count === 2) return bothSides(made).map((z) => 1 / (1 + Math.exp(-z)));
      for (let at = 0; at < made.length; at += count) softmax(made.subarray(at, at + count));
      return made;
    };
    return { scores, probabilities, notConverged: !planes.converged };
  };
}

const binary: Loss = (z, wanted) => {
  const margin = wanted === 1 ? z[0] : -z[0];
  // ln(1 + e^-m), without e^-m becoming infinite.
  const loss = Math.log1p(Math.exp(-Math.abs(margin))) + Math.max(0, -margin);
  z[0] = (wanted === 1 ? -1 : 1) / (1 + Math.exp(margin));
  return loss;
};

const multinomial: Loss = (z, wanted) => {
  const own = z[wanted];
  const logSum = softmax(z);
  z[wanted] -= 1;
  return logSum - own;
};

/** Makes probabilities of `z`; returns ln sum e^z. */
function softmax(z: Float64Array): number {
  let most = -Infinity;
  for (const value of z) most = Math.max(most, value);
  let sum = 0;
  for (let k = 0; k < z.length; k++) {
    z[k] = Math.exp(z[k] - most);
    sum += z[k];
  }
  for (let k = 0; k < z.length; k++) z[k] /= sum;
  return most + Math.log(sum);
}
