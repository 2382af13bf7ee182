/** Paths in the place of grants. */

import type { Job, ModelSpec } from '../contract/specs';
import type { EngineHost } from './host';

/** A job file names paths; the window's specs name grants. Outputs are names to be written beside the job. */
export function withPaths(job: Job, host: EngineHost): Job {
  const { source } = job.dataset;
  const model: ModelSpec =
    job.model.kind === 'file' ? { ...job.model, file: host.resolve(job.model.file, 'read') } : job.model;
  if (source.kind === 'folder') {
    const folder = host.resolve(source.folder, 'read');
    const test = source.test === undefined ? {} : { test: host.resolve(source.test, 'read') };
    return { ...job, model, dataset: { ...job.dataset, source: { ...source, folder, ...test } } };
  }
  if (source.kind !== 'file') return { ...job, model };
  const test = typeof source.test === 'object' ? { file: host.resolve(source.test.file, 'read') } : source.test;
  return {
    ...job,
    model,
    dataset: { ...job.dataset, source: { kind: 'file', file: host.resolve(source.file, 'read'), test } },
  };
}
