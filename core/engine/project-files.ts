/** The files that a project's specs name: kept as paths beside the project's own, with the hash of what they held. */

import type { ExperimentSpecs } from '../contract/project';
import { withDataFiles, withModelFile } from '../contract/spec-files';
import type { DatasetSpec, FileRef, ModelSpec } from '../contract/specs';
import type { EngineHost, Path } from './host';

/** A file as the project knows it. */
export interface KnownFile {
  /** Counted from 1; specs name it `file-1`. */
  id: number;
  path: Path;
  isFolder: boolean;
  /** As `PartView.sha256` and `ModelFileView.sha256` have it; null until that is known. */
  sha256: string | null;
}

/** What lies in the project file: the path from the project's folder, with `/` between. */
export interface StoredFile {
  path: string;
  isFolder: boolean;
  sha256: string | null;
}

const STORED = /^file-(\d+)$/;
const HERE = /^project-file-(\d+)$/;

/**
 * Knows files by numbers, the same path by the same one. Specs in the project file name `file-1`, those that the window
 * gets `project-file-1`: a reference that `resolve` turns into its path, as a grant.
 */
export class ProjectFiles {
  private readonly files = new Map<number, KnownFile>();

  constructor(private readonly host: Pick<EngineHost, 'resolve'>) {}

  get all(): readonly KnownFile[] {
    return [...this.files.values()];
  }

  /** The file of a reference that the window got of a project; null of any other reference. */
  find(file: FileRef): KnownFile | null {
    const id = HERE.exec(file)?.[1];
    return id === undefined ? null : (this.files.get(Number(id)) ?? null);
  }

  put(file: KnownFile): void {
    this.files.set(file.id, file);
  }

  clear(): void {
    this.files.clear();
  }

  /** Specs for the project file. Files that it does not know are added, with their hashes. */
  stored<S extends Pick<ExperimentSpecs, 'dataset' | 'model'>>(specs: S, hashes: ReadonlyMap<FileRef, string>): S {
    return {
      ...specs,
      dataset: this.storedData(specs.dataset, hashes),
      model: this.storedModel(specs.model, hashes),
    };
  }

  storedData(spec: DatasetSpec, hashes: ReadonlyMap<FileRef, string>): DatasetSpec {
    const isFolder = spec.source.kind === 'folder';
    return withDataFiles(spec, (file) => this.add(file, isFolder, hashes));
  }

  storedModel(spec: ModelSpec, hashes: ReadonlyMap<FileRef, string>): ModelSpec {
    return withModelFile(spec, (file) => this.add(file, false, hashes));
  }

  /** Specs of the project file for the window. */
  shown<S extends Pick<ExperimentSpecs, 'dataset' | 'model'>>(specs: S): S {
    return { ...specs, dataset: shownData(specs.dataset), model: shownModel(specs.model) };
  }

  private add(file: FileRef, isFolder: boolean, hashes: ReadonlyMap<FileRef, string>): FileRef {
    const path = this.host.resolve(file, 'read');
    const sha256 = hashes.get(file) ?? null;
    const known = this.all.find((one) => one.path === path && (one.sha256 === sha256 || sha256 === null));
    if (known !== undefined) return `file-${known.id}`;
    const id = Math.max(0, ...this.files.keys()) + 1;
    this.put({ id, path, isFolder, sha256 });
    return `file-${id}`;
  }
}

export function shownData(spec: DatasetSpec): DatasetSpec {
  return withDataFiles(spec, shownFile);
}

export function shownModel(spec: ModelSpec): ModelSpec {
  return withModelFile(spec, shownFile);
}

function shownFile(file: FileRef): FileRef {
  return STORED.test(file) ? `project-${file}` : file;
}
