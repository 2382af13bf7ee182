/** Layer normalisation written out operator by operator, as exporters did before ONNX had an operator for it. */

import { axisIndex, type Call, shortest } from './call';
import { axisOf, type NormPart, sameTerm, type Signal, type Term, termOf, unit } from './signal';

type Norm = Term & { kind: 'norm' };

/**
 * A step on the way from x to (x - mean) / sqrt(variance + epsilon), which is what the last of them gives. Null for operators
 * that are none.
 */
export function normalisation(call: Call): Signal | null {
  const [a, b] = call.inputs.map((value) => (value?.kind === 'signal' && value.pile === null ? value : null));
  if (a == null && b == null) return null;
  const [x, y] = [a?.term ?? null, b?.term ?? null];
  switch (call.node.type) {
    case 'ReduceMean':
      return a == null ? null : featureMean(call, a);
    case 'Sub':
      return a != null && x !== null && isPart(y, 'mean') && sameTerm(y.of, x) ? step(a, 'centred', x) : null;
    case 'Pow':
      return a != null && isPart(x, 'centred') && call.constant(1)?.values[0] === 2 ? step(a, 'square', x.of) : null;
    case 'Mul':
      return a != null && isPart(x, 'centred') && x === y ? step(a, 'square', x.of) : null;
    case 'Add': {
      const [from, epsilon] = [a ?? b, call.constant(1) ?? call.constant(0)];
      if (from == null || !isPart(from.term, 'variance') || epsilon?.size !== 1) return null;
      return step(from, 'steadied', from.term.of, shortest(epsilon.values[0]));
    }
    case 'Sqrt':
      return a != null && isPart(x, 'steadied') ? step(a, 'deviation', x.of, x.epsilon) : null;
    case 'Div': {
      if (a == null || !isPart(x, 'centred') || !isPart(y, 'deviation') || !sameTerm(x.of, y.of)) return null;
      // The mean was taken over the last axis.
      const feature = a.axes.at(-1)!;
      const size = x.of.size ?? feature.size;
      if (size === null) return null;
      const [gain, shift] = [new Float32Array(size).fill(1), new Float32Array(size)];
      return {
        ...a,
        feature,
        term: termOf({ kind: 'map', map: { kind: 'layer-norm', gain, shift, epsilon: y.epsilon }, of: x.of }),
      };
    }
    default:
      return null;
  }
}

function isPart(term: Term | null, part: NormPart): term is Norm {
  return term?.kind === 'norm' && term.part === part;
}

function step(from: Signal, part: NormPart, of: Term, epsilon = 0): Signal {
  return { ...from, term: termOf({ kind: 'norm', part, epsilon, of }) };
}

/** The mean over the last axis where that is not time. */
function featureMean(call: Call, from: Signal): Signal | null {
  const axes = call.numbers('axes', 1);
  const last = from.axes.length - 1;
  const axis = from.axes[last];
  if (axes?.length !== 1 || axisIndex(axes[0], from.axes.length) !== last || call.int('keepdims', 1) !== 1) return null;
  if (axis === from.time || (from.feature !== null && axis !== from.feature)) return null;
  const { term } = from;
  const kept = { ...from, axes: from.axes.with(last, unit()), feature: axis.size === null ? axisOf(null) : axis };
  return isPart(term, 'square') ? step(kept, 'variance', term.of) : step(kept, 'mean', term);
}
