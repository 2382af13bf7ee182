/** Finds the reference material (golden vectors, datasets) that lies beside the repository. */

import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

const repository = resolve(import.meta.dirname, '../..');

/** The repository's root folder. */
export function repositoryFile(path = '.'): string {
  return join(repository, path);
}

/**
 * The path of a shared file, given as e.g. `golden/one-layer/x.npy`.
 * Throws when it is not there: a test that depends on it must fail, not pass for want of data.
 */
export function sharedFile(path: string): string {
  const file = resolve(repository, '../shared', path);
  if (!existsSync(file))
    throw new Error(`The shared file ${path} is missing; expected it in the folder shared/ beside the repository.`);
  return file;
}
