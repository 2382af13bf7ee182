/** The folder for what does not fit into memory: one for each process, gone with it. */

import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const NAME = /^lstm-workbench-(\d+)-[^.]+$/;

let folder: string | null = null;
let files = 0;

/**
 * A path for a new file of this process, under the system's folder for temporary files; only this user may look into it.
 * @throws what the file system throws where no folder can be made
 */
export function scratchPath(extension: string): string {
  // Systems clear away what lies there for days.
  if (folder === null || !existsSync(folder)) {
    if (folder === null && files === 0) process.once('exit', removeScratch);
    folder = mkdtempSync(join(tmpdir(), `lstm-workbench-${process.pid}-`));
  }
  return join(folder, `${files++}.${extension}`);
}

/** Removes the folder of this process with all that is in it. */
export function removeScratch(): void {
  if (folder !== null) remove(folder);
  folder = null;
}

/** Removes what processes left that ended without clearing up; what may not be removed is left alone. */
export function removeStaleScratch(): void {
  for (const name of namesIn(tmpdir())) {
    const pid = Number(NAME.exec(name)?.[1] ?? process.pid);
    if (pid !== process.pid && !isAlive(pid)) remove(join(tmpdir(), name));
  }
}

function namesIn(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    return !(thrown instanceof Error && 'code' in thrown && thrown.code === 'ESRCH');
  }
}

function remove(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch {
    // Another user's, or still open in a process that is about to end: the next start tries again.
  }
}
