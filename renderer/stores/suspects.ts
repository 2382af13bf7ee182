/** Files under suspicion: one whose opening the engine did not survive is not opened again by itself. */

import type { Grant } from '../../core/contract/api';
import { WorkbenchError } from '../../core/contract/errors';
import type { DatasetSpec, FileRef } from '../../core/contract/specs';
import { desktop } from '../bridge';
import type { Lost } from './session-state';

/** The file or folder that a spec reads; null for what comes with the program. */
export function fileOf({ source }: DatasetSpec): FileRef | null {
  if (source.kind === 'file') return source.file;
  return source.kind === 'folder' ? source.folder : null;
}

export class Suspects {
  private readonly names = new Map<FileRef, string>();
  /** Specs of files that the engine is opening, the latest last. */
  private underWay: readonly DatasetSpec[] = [];
  private suspect: FileRef | null = null;

  /** The user asks for a file by this name: whatever it did before. */
  trust({ file, name }: Grant): void {
    this.names.set(file, name);
    if (this.suspect === file) this.suspect = null;
  }

  isSuspect(spec: DatasetSpec): boolean {
    return this.suspect !== null && fileOf(spec) === this.suspect;
  }

  /**
   * Opens a spec and lets the desktop know when that begins and when it has ended, well or not; what the engine does not
   * survive does not end. `isWanted` is asked again after the desktop was told.
   * @throws what `open` throws, and engine/cancelled
   */
  async watch<T>(spec: DatasetSpec, isWanted: () => boolean, open: () => Promise<T>): Promise<T> {
    const file = fileOf(spec);
    if (file === null) return await open();
    // A desktop that cannot keep the mark is no reason not to open the file.
    await desktop.beginOpening(file).catch(() => undefined);
    this.underWay = [...this.underWay, spec];
    try {
      if (!isWanted()) throw new WorkbenchError('engine/cancelled', {});
      return await open();
    } finally {
      const survived = this.underWay.includes(spec);
      this.underWay = this.underWay.filter((other) => other !== spec);
      void desktop.endOpening(file, survived).catch(() => undefined);
    }
  }

  /** The engine is gone: what it was opening, which is suspect from now on. */
  accuse(): Lost | null {
    const spec = this.underWay.at(-1);
    const file = spec === undefined ? null : fileOf(spec);
    this.underWay = [];
    if (spec === undefined || file === null) return null;
    this.suspect = file;
    return { spec, grant: { file, name: this.names.get(file) ?? file } };
  }
}
