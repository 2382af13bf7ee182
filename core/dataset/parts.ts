/** Holds a training part and a test part to each other. */

import { type ErrorPayload, WorkbenchError } from '../contract/errors';
import type { SeriesPart } from './part';

/** `X_TRAIN.ts` -> `X_TEST.ts`, in the case that the name is in; null for a name that has no twin. */
export function twinName(name: string): string | null {
  const match = /^(.*[_-])(TRAIN|train|Train)(\.[^.]+(?:\.gz)?)$/.exec(name);
  if (match === null) return null;
  const twin = { TRAIN: 'TEST', train: 'test', Train: 'Test' }[match[2]];
  return `${match[1]}${twin}${match[3]}`;
}

/**
 * Warnings about the two parts together: data/one-class where all labels of the training part are one.
 * @throws data/channels-differ
 */
export function checkParts(train: SeriesPart, test: SeriesPart | null, labelColumn = 'label'): ErrorPayload[] {
  if (test !== null && test.channels.length !== train.channels.length) {
    throw new WorkbenchError('data/channels-differ', {
      file: test.fileName,
      train: train.channels.length,
      test: test.channels.length,
    });
  }
  const labels = new Set(train.labels);
  labels.delete(null);
  if (labels.size !== 1) return [];
  const [label] = labels as Set<string>;
  return [{ code: 'data/one-class', params: { column: labelColumn, label } }];
}
