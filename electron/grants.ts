/** Gives each file or folder that the user chose an id; the page knows the id and the name, the engine the path. */

import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import type { Grant, GrantUse } from '../core/contract/api';
import type { FileRef } from '../core/contract/specs';

export class Grants {
  private readonly ids = new Map<string, FileRef>();
  private readonly paths = new Map<FileRef, string>();
  private readonly granted = new Set<FileRef>();

  /** @param tell passes a grant on to the engine; called once for each id and use, of a project once more each time that it is chosen */
  constructor(private readonly tell: (file: FileRef, path: string, use: GrantUse) => void) {}

  /** Names a path without giving the engine access to it; the same path keeps its id. */
  name(path: string): Grant {
    const file = this.ids.get(path) ?? randomUUID();
    this.ids.set(path, file);
    this.paths.set(file, path);
    return { file, name: basename(path) };
  }

  /** Lets the engine read the file, or what lies in the folder. */
  grant(path: string): Grant {
    const named = this.name(path);
    if (!this.granted.has(named.file)) {
      this.granted.add(named.file);
      this.tell(named.file, path, 'read');
    }
    return named;
  }

  /** Lets the engine write the file: by an id of its own, which reads nothing. */
  grantTarget(path: string): Grant {
    const file = randomUUID();
    this.tell(file, path, 'write');
    return { file, name: basename(path) };
  }

  /** Lets the engine read and write a project's file, by one id. */
  grantProject(path: string): Grant {
    const granted = this.grant(path);
    this.tell(granted.file, path, 'write');
    return granted;
  }

  /** The path behind an id that `name` or `grant` gave out. */
  pathOf(file: FileRef): string | undefined {
    return this.paths.get(file);
  }

  isGranted(file: FileRef): boolean {
    return this.granted.has(file);
  }
}
