/** The formats that results are written in, and how a file's name chooses one of them. */

/** What series are written in. */
export const SERIES_TARGETS = ['csv', 'parquet', 'npy', 'npz', 'arff', 'ts', 'jsonl'] as const;
export type SeriesTarget = (typeof SERIES_TARGETS)[number];

/** What features are written in: `.ts` has no place for their names. */
export const FEATURE_TARGETS = ['csv', 'parquet', 'npy', 'npz', 'arff', 'jsonl'] as const;
export type FeatureTarget = (typeof FEATURE_TARGETS)[number];

/** The format that a file's extension names, in upper or lower case; null where it names none. */
export function targetOf(fileName: string): SeriesTarget | null {
  const dot = fileName.lastIndexOf('.');
  const extension = dot < 0 ? '' : fileName.slice(dot + 1).toLowerCase();
  return extension === 'ndjson' ? 'jsonl' : (SERIES_TARGETS.find((format) => format === extension) ?? null);
}

/** What models are written in. */
export const MODEL_TARGETS = ['safetensors', 'onnx', 'h5'] as const;
export type ModelTarget = (typeof MODEL_TARGETS)[number];

/** The format that a model file's extension names; null where it names none. */
export function modelTargetOf(fileName: string): ModelTarget | null {
  const name = fileName.toLowerCase();
  return MODEL_TARGETS.find((format) => name.endsWith(`.${format}`)) ?? null;
}
