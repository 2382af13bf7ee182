/** What the workbench's own ONNX files say of values that operators alone do not tell. */

import type { HeadInput } from '../../lstm/step-map';

export const PRODUCER = 'LSTM Workbench';

/**
 * What is said of a value: which steps of padded series it takes of which other; that a recurrent operator computes a layer
 * whose recurrent weights and projection have these names, and that a value is what that operator gives, projected; null:
 * nothing that is read back.
 */
export type Mark = { takes: HeadInput; of: string } | LayerMark | { projected: string } | null;

export interface LayerMark {
  recurrent: string;
  projection: string;
}

export function isLayer(mark: Mark): mark is LayerMark {
  return mark !== null && 'recurrent' in mark;
}

/** The metadata's key: JSON of marks by the names of values. */
export const MARKS_KEY = 'lstm_workbench_values';

export type Marks = ReadonlyMap<string, Mark>;

/** Empty for files of other programs, and where the JSON is not what was written. */
export function marksOf(producer: string, metadata: ReadonlyMap<string, string>): Marks {
  const marks = new Map<string, Mark>();
  const text = metadata.get(MARKS_KEY);
  if (producer !== PRODUCER || text === undefined) return marks;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return marks;
  }
  for (const [name, mark] of Object.entries(json ?? {})) {
    const { takes, of, recurrent, projection, projected } = (mark ?? {}) as Record<string, unknown>;
    if (mark === null) marks.set(name, null);
    else if ((takes === 'step' || takes === 'mean' || takes === 'max') && typeof of === 'string')
      marks.set(name, { takes, of });
    else if (typeof recurrent === 'string' && typeof projection === 'string')
      marks.set(name, { recurrent, projection });
    else if (typeof projected === 'string') marks.set(name, { projected });
  }
  return marks;
}
