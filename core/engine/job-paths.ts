/** Paths in the place of grants. */

import { withDataFiles, withModelFile } from '../contract/spec-files';
import type { FileRef, Job } from '../contract/specs';
import type { EngineHost } from './host';

/** A job file names paths; the window's specs name grants. Outputs are names to be written beside the job. */
export function withPaths(job: Job, host: EngineHost): Job {
  const path = (file: FileRef): FileRef => host.resolve(file, 'read');
  return { ...job, dataset: withDataFiles(job.dataset, path), model: withModelFile(job.model, path) };
}
