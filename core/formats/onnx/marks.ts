/** What the workbench's own ONNX files say of values that operators alone do not tell: which steps of padded series they are of. */

import type { HeadInput } from '../../lstm/step-map';

export const PRODUCER = 'LSTM Workbench';

/** The metadata's key: JSON of values by name, each with what it takes of which other; null: nothing that is read back. */
export const MARKS_KEY = 'lstm_workbench_values';

export type Marks = ReadonlyMap<string, { takes: HeadInput; of: string } | null>;

/** Empty for files of other programs, and where the JSON is not what was written. */
export function marksOf(producer: string, metadata: ReadonlyMap<string, string>): Marks {
  const marks = new Map<string, { takes: HeadInput; of: string } | null>();
  const text = metadata.get(MARKS_KEY);
  if (producer !== PRODUCER || text === undefined) return marks;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return marks;
  }
  for (const [name, mark] of Object.entries(json ?? {})) {
    const { takes, of } = (mark ?? {}) as Record<string, unknown>;
    if (mark === null) marks.set(name, null);
    else if ((takes === 'step' || takes === 'mean' || takes === 'max') && typeof of === 'string')
      marks.set(name, { takes, of });
  }
  return marks;
}
