/** The files that specs name. */

import type { DatasetSpec, FileRef, ModelSpec } from './specs';

/** The same spec with every reference to a file or folder put through `as`. */
export function withDataFiles(spec: DatasetSpec, as: (file: FileRef) => FileRef): DatasetSpec {
  const { source } = spec;
  if (source.kind === 'folder') {
    const test = source.test === undefined ? {} : { test: as(source.test) };
    return { ...spec, source: { ...source, folder: as(source.folder), ...test } };
  }
  if (source.kind !== 'file') return spec;
  const test = typeof source.test === 'object' ? { file: as(source.test.file) } : source.test;
  return { ...spec, source: { ...source, file: as(source.file), test } };
}

/** The same for a model. */
export function withModelFile(spec: ModelSpec, as: (file: FileRef) => FileRef): ModelSpec {
  return spec.kind === 'file' ? { ...spec, file: as(spec.file) } : spec;
}
