/** The project that is open: experiments and where the user was, in memory and, where it has a file, in that too. */

import { type ErrorPayload, toPayload, WorkbenchError } from '../contract/errors';
import {
  type Experiment,
  type ExperimentChange,
  type ExperimentId,
  type ExperimentsPage,
  type ExperimentsQuery,
  PROJECT_LIMITS,
  type ProjectState,
  type ProjectView,
} from '../contract/project';
import type { FileRef } from '../contract/specs';
import type { EngineHost, Path } from './host';
import { type KnownFile, ProjectFiles, shownData, shownModel, type StoredFile } from './project-files';
import { checkFormat, experimentFrom, fileFrom, FORMAT_ROW, stateFrom } from './project-rows';
import type { ProjectStore, StoredRow } from './project-store';
import type { Task } from './task';

const ROWS_BETWEEN_YIELDS = 64;
const LARGEST_PAGE = 500;

/** What is known of an experiment when it ends. */
export type Finished = Omit<Experiment, 'id' | 'at' | 'name' | 'note' | 'starred' | 'workbench'>;

export class Project {
  readonly files: ProjectFiles;
  /** The machine's, with the files that the project names beside those that were granted. */
  readonly host: EngineHost;
  private store: ProjectStore | null = null;
  private path: Path | null = null;
  /** With specs as they lie in the file. */
  private experiments = new Map<ExperimentId, Experiment>();
  private state: ProjectState | null = null;
  private unreadable: StoredRow[] = [];
  private problem: ErrorPayload | null = null;

  constructor(host: EngineHost) {
    const resolve: EngineHost['resolve'] = (file, use) =>
      (use === 'read' ? this.files.find(file)?.path : undefined) ?? host.resolve(file, use);
    this.host = { ...host, resolve };
    this.files = new ProjectFiles(this.host);
  }

  async view(): Promise<ProjectView> {
    const known = await Promise.all(this.files.all.map(async (file) => ({ file, there: await this.isThere(file) })));
    return {
      name: this.path === null ? null : this.host.baseName(this.path),
      readOnly: this.store?.readOnly ?? false,
      experiments: this.experiments.size,
      state: this.state === null ? null : shownState(this.state),
      lost: known
        .filter(({ there }) => !there)
        .map(({ file: { path, isFolder } }) => ({ name: this.host.baseName(path), isFolder })),
      unreadable: this.unreadable.length,
      problem: this.problem,
    };
  }

  /**
   * Opens a project's file in the place of what was open, whose changes are all on disk.
   * @throws project/*, file/not-found, table/engine-unavailable
   */
  async open(path: Path, task: Task): Promise<void> {
    const file = this.host.baseName(path);
    if (path === this.path) await this.close();
    const store = await this.host.openProject(path);
    try {
      const rows = await store.rows();
      checkFormat(file, rows);
      const read = await task.driveUncounted(readRows(file, rows));
      await this.close();
      this.store = store;
      this.path = path;
      Object.assign(this, { experiments: read.experiments, state: read.state, unreadable: read.unreadable });
      for (const { id, stored } of read.files) this.files.put(this.knownFile(path, id, stored));
    } catch (thrown) {
      await store.close();
      throw thrown;
    }
  }

  /** Writes all of it to a file and goes on with that. @throws project/not-saved, project/in-use, export/* */
  async saveAs(path: Path): Promise<void> {
    await this.host.checkTarget(path);
    if (path === this.path) await this.store?.close();
    const store = await this.host.createProject(path, this.rowsFor(path));
    if (path !== this.path) await this.store?.close();
    this.store = store;
    this.path = path;
    this.problem = null;
  }

  /** Begins an empty one, in memory. */
  async close(): Promise<void> {
    await this.store?.close();
    this.store = null;
    this.path = null;
    this.experiments = new Map();
    this.state = null;
    this.unreadable = [];
    this.problem = null;
    this.files.clear();
  }

  /** Keeps what ended; what cannot be written is kept in memory, and the project's view says why. @throws project/full */
  async record(finished: Finished, at: string, hashes: ReadonlyMap<FileRef, string>): Promise<Experiment> {
    const limit = PROJECT_LIMITS.experiments;
    if (this.experiments.size >= limit) throw new WorkbenchError('project/full', { limit });
    const before = this.files.all.length;
    const specs = this.files.stored(finished.specs, hashes);
    const id = this.nextId();
    const untold = { id, at, name: '', note: '', starred: false, workbench: this.host.version };
    const experiment: Experiment = { ...finished, ...untold, specs };
    this.experiments.set(id, experiment);
    await this.write([...this.fileRows(before), experimentRow(experiment)]);
    return this.shown(experiment);
  }

  /** @throws project/unknown-experiment */
  experiment(id: ExperimentId): Experiment {
    return this.shown(this.kept(id));
  }

  /** @throws project/unknown-experiment */
  async change(id: ExperimentId, { name, note, starred }: ExperimentChange): Promise<Experiment> {
    const before = this.kept(id);
    const changed = {
      ...before,
      name: (name ?? before.name).slice(0, PROJECT_LIMITS.name),
      note: (note ?? before.note).slice(0, PROJECT_LIMITS.note),
      starred: starred ?? before.starred,
    };
    this.experiments.set(id, changed);
    await this.write([experimentRow(changed)]);
    return this.shown(changed);
  }

  /** Removes experiments; those that are not there are none. */
  async remove(ids: readonly ExperimentId[]): Promise<void> {
    const gone = ids.filter((id) => this.experiments.delete(id));
    const removed = gone.map((id) => ({ kind: 'experiment', id }));
    await this.write([], removed);
  }

  /** Puts experiments back that were removed, as they were. */
  async restore(experiments: readonly Experiment[]): Promise<void> {
    const put = experiments.map((one) => ({ ...one, specs: this.files.stored(one.specs, new Map()) }));
    for (const one of put) this.experiments.set(one.id, one);
    await this.write(put.map(experimentRow));
  }

  async keepState(state: ProjectState, hashes: ReadonlyMap<FileRef, string>): Promise<void> {
    const before = this.files.all.length;
    const models = state.models.map((model) => ({ ...model, spec: this.files.storedModel(model.spec, hashes) }));
    const dataset = state.dataset === null ? null : this.files.storedData(state.dataset, hashes);
    const { search } = state;
    const kept = search === null ? null : { ...search, base: this.files.stored(search.base, hashes) };
    this.state = { ...state, models, dataset, search: kept };
    await this.write([...this.fileRows(before), stateRow(this.state)]);
  }

  page({ search, starredOnly, orderBy, descending, first, count }: ExperimentsQuery): ExperimentsPage {
    const words = search.toLowerCase().split(/\s+/).filter(Boolean);
    const found = [...this.experiments.values()].filter((one) => {
      if (starredOnly && !one.starred) return false;
      const text = `${one.name}\n${one.note}\n${one.dataName}\n${one.modelName ?? ''}`.toLowerCase();
      return words.every((word) => text.includes(word));
    });
    const key = (one: Experiment): string | number =>
      orderBy === 'figure' ? (one.figures[0]?.mean ?? Number.NEGATIVE_INFINITY) : one[orderBy];
    const sign = descending ? -1 : 1;
    found.sort((a, b) => sign * (compare(key(a), key(b)) || a.id - b.id));
    const rows = found.slice(first, first + Math.min(count, LARGEST_PAGE));
    return { first, total: found.length, rows: rows.map((one) => this.shown(one)) };
  }

  /** Larger than any there was, rows that could not be understood among them. */
  private nextId(): ExperimentId {
    let last = 0;
    for (const id of this.experiments.keys()) last = Math.max(last, id);
    for (const { kind, id } of this.unreadable) if (kind === 'experiment') last = Math.max(last, id);
    return last + 1;
  }

  private kept(id: ExperimentId): Experiment {
    const experiment = this.experiments.get(id);
    if (experiment === undefined) throw new WorkbenchError('project/unknown-experiment', { id });
    return experiment;
  }

  private shown(experiment: Experiment): Experiment {
    return { ...experiment, specs: this.files.shown(experiment.specs) };
  }

  private async write(puts: readonly StoredRow[], removed: readonly Pick<StoredRow, 'kind' | 'id'>[] = []) {
    if (this.store === null || this.store.readOnly) return;
    try {
      // What a change before left in memory alone goes with this one.
      await this.store.change(this.problem === null || this.path === null ? puts : this.rowsFor(this.path), removed);
      this.problem = null;
    } catch (thrown) {
      this.problem = toPayload(thrown);
    }
  }

  /** Every row of the file, which may lie elsewhere than before: paths go from its folder. */
  private rowsFor(path: Path): StoredRow[] {
    const experiments = [...this.experiments.values()].map(experimentRow);
    const state = this.state === null ? [] : [stateRow(this.state)];
    return [FORMAT_ROW, ...this.unreadable, ...this.fileRows(0, path), ...experiments, ...state];
  }

  /** Rows of the files from the `from`th on. */
  private fileRows(from: number, project = this.path): StoredRow[] {
    if (project === null) return [];
    return this.files.all.slice(from).map(({ id, path, isFolder, sha256 }) => {
      const body: StoredFile = { path: this.host.wayTo(project, path), isFolder, sha256 };
      return { kind: 'file', id, body: JSON.stringify(body) };
    });
  }

  private knownFile(project: Path, id: number, { path, isFolder, sha256 }: StoredFile): KnownFile {
    return { id, path: this.host.wayFrom(project, path), isFolder, sha256 };
  }

  private async isThere({ path, isFolder }: KnownFile): Promise<boolean> {
    return isFolder ? this.host.isFolder(path) : this.host.exists(path);
  }
}

interface ReadRows {
  experiments: Map<ExperimentId, Experiment>;
  state: ProjectState | null;
  files: { id: number; stored: StoredFile }[];
  unreadable: StoredRow[];
}

/** Sorts rows by what they are. One that cannot be understood is kept as it is. */
function* readRows(file: string, rows: readonly StoredRow[]): Generator<void, ReadRows> {
  const read: ReadRows = { experiments: new Map(), state: null, files: [], unreadable: [] };
  for (const [index, row] of rows.entries()) {
    if (index % ROWS_BETWEEN_YIELDS === 0) yield;
    try {
      if (row.kind === 'experiment') read.experiments.set(row.id, experimentFrom(file, row));
      else if (row.kind === 'state') read.state = stateFrom(file, row);
      else if (row.kind === 'file') read.files.push({ id: row.id, stored: fileFrom(file, row) });
      else if (row.kind !== FORMAT_ROW.kind) read.unreadable.push(row);
    } catch {
      read.unreadable.push(row);
    }
  }
  return read;
}

function experimentRow({ id, ...rest }: Experiment): StoredRow {
  return { kind: 'experiment', id, body: JSON.stringify(rest) };
}

function stateRow(state: ProjectState): StoredRow {
  return { kind: 'state', id: 0, body: JSON.stringify(state) };
}

function shownState(state: ProjectState): ProjectState {
  return {
    ...state,
    dataset: state.dataset === null ? null : shownData(state.dataset),
    models: state.models.map((model) => ({ ...model, spec: shownModel(model.spec) })),
    search:
      state.search === null
        ? null
        : { ...state.search, base: { ...state.search.base, dataset: shownData(state.search.base.dataset) } },
  };
}

/** Numbers by size, texts by their letters' codes, the same on every machine. */
function compare(a: string | number, b: string | number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
