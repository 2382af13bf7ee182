/** Which format a file is written in: that of its extension, and CSV where that names none. */

import { WorkbenchError, type ErrorPayload } from '../contract/errors';
import { FEATURE_TARGETS, type FeatureTarget, type SeriesTarget, targetOf } from '../contract/targets';

interface Chosen<F> {
  format: F;
  /** Says so where the extension named no format. */
  warnings: ErrorPayload[];
}

export function seriesFormat(file: string): Chosen<SeriesTarget> {
  const format = targetOf(file);
  return { format: format ?? 'csv', warnings: format === null ? [unknownExtension(file)] : [] };
}

/** @throws export/no-features for a format of series */
export function featureFormat(file: string): Chosen<FeatureTarget> {
  const { format, warnings } = seriesFormat(file);
  const found = FEATURE_TARGETS.find((target) => target === format);
  if (found === undefined) throw new WorkbenchError('export/no-features', { file, format });
  return { format: found, warnings };
}

/** Gates are written as CSV, whatever the file is called. */
export function gatesWarnings(file: string): ErrorPayload[] {
  return targetOf(file) === 'csv' ? [] : [unknownExtension(file)];
}

function unknownExtension(file: string): ErrorPayload {
  return { code: 'export/unknown-extension', params: { file } };
}
