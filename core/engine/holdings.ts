/** What an engine holds: datasets and runs by handle, the kernel that computes, and the models that were drawn or read. */

import type { EngineEvents } from '../contract/api';
import { fromPayload, WorkbenchError } from '../contract/errors';
import type { DatasetSpec, FileRef, ModelSpec } from '../contract/specs';
import type { ModelView, SeriesRef } from '../contract/views';
import type { Kernel } from '../lstm/kernel';
import type { StackWeights } from '../lstm/stack';
import { ablated } from './ablate-model';
import { ChosenKernel } from './chosen-kernel';
import { identityOf, openDataset, type Dataset } from './datasets';
import type { Evaluation } from './evaluation-results';
import type { EngineHost } from './host';
import { Models, type Speed, type Workload } from './models';
import { Project } from './project';
import { computeGates, runModel, workloadOf, type Prepared, type Run, type SeriesGates } from './runs';
import { SeriesFinder } from './series-finder';
import { type Task, Tasks } from './task';

/** A run goes on with the kernel that it was made with, whatever is chosen later. */
export interface Made extends Run {
  kernel: Kernel;
  /** The dataset as it was opened: that of the run is what an ablated model sees of it. */
  of: Dataset;
}

/** Computes with `auto` until another kernel is chosen. */
export class Holdings {
  readonly host: EngineHost;
  readonly project: Project;
  readonly tasks: Tasks;
  readonly models: Models;
  readonly chosen: ChosenKernel;
  readonly finder: SeriesFinder;
  /** What the files and folders that were opened held: `PartView.sha256` and `ModelFileView.sha256`. */
  readonly hashes = new Map<FileRef, string>();
  readonly evaluations = new Map<string, Evaluation>();
  private readonly datasets = new Map<string, Dataset>();
  private readonly runs = new Map<string, Made>();
  private handles = 0;
  private gatesKept: { run: Run; gates: SeriesGates } | null = null;

  constructor(machine: EngineHost, events: EngineEvents) {
    this.project = new Project(machine);
    const { host } = this.project;
    this.host = host;
    this.tasks = new Tasks(host, events);
    this.models = new Models(host);
    this.chosen = new ChosenKernel(host);
    this.finder = new SeriesFinder(host);
  }

  newHandle(kind: string): string {
    this.handles += 1;
    return `${kind}-${this.handles}`;
  }

  /** @throws engine/unknown-handle */
  dataset(handle: string): Dataset {
    return found(this.datasets, handle);
  }

  /** @throws engine/unknown-handle */
  runOf(handle: string): Made {
    return found(this.runs, handle);
  }

  /** @throws engine/unknown-handle */
  evaluation(handle: string): Evaluation {
    return found(this.evaluations, handle);
  }

  speed(): Speed {
    return { kernel: this.chosen.kernel, rate: (kernel) => this.chosen.rate(kernel) };
  }

  /** What a run would go over; null where no dataset is named or none could be made. */
  loadOf(handle: string | null): Workload | null {
    const dataset = handle === null ? null : this.dataset(handle);
    return dataset?.parts.train == null ? null : workloadOf(dataset);
  }

  async open(task: Task, spec: DatasetSpec): Promise<Dataset> {
    const dataset = await openDataset(spec, this.newHandle('dataset'), this.host, task);
    try {
      for (const [file, sha256] of hashesOf(dataset)) this.know(file, sha256);
    } catch (thrown) {
      await dataset.close();
      throw thrown;
    }
    this.datasets.set(dataset.view.handle, dataset);
    return dataset;
  }

  /** Closing what is not open does nothing. */
  async closeDataset(handle: string): Promise<void> {
    const closed = this.datasets.get(handle);
    this.datasets.delete(handle);
    if (closed === undefined) return;
    await this.finder.forget(closed);
    await this.release(closed);
  }

  async closeRun(handle: string): Promise<void> {
    const closed = this.runs.get(handle);
    this.runs.delete(handle);
    if (this.gatesKept?.run === closed) this.gatesKept = null;
    if (closed !== undefined) await this.release(closed.of);
  }

  /** What a model is; a file that a project names must be the one that it was made with. @throws project/file-changed */
  async describe(spec: ModelSpec, load: Workload | null): Promise<ModelView> {
    const view = await this.models.describe(spec, load, this.speed());
    if (spec.kind === 'file' && view.file !== null) this.know(spec.file, view.file.sha256);
    return view;
  }

  /** Weights that fit the dataset, and the reason why not before any is drawn. */
  async prepare(task: Task, dataset: Dataset, spec: ModelSpec): Promise<Prepared> {
    if (dataset.view.problem !== null) throw fromPayload(dataset.view.problem);
    const load = workloadOf(dataset);
    const settings = await this.describe(spec, load);
    if (settings.problem !== null) throw fromPayload(settings.problem);
    const whole = { dataset, model: await this.models.weights(spec, load, task), settings };
    return ablated(whole, this.chosen.kernel, task);
  }

  /** The weights of a spec as they are looked at. */
  shown(task: Task, spec: ModelSpec, handle: string | null): Promise<StackWeights> {
    return this.models.shown(spec, this.loadOf(handle), this.speed(), task);
  }

  /** A spec that was run before on this dataset with this kernel gives the run of then. */
  async run(task: Task, dataset: Dataset, spec: ModelSpec): Promise<Made> {
    const made = await this.runOnce(task, dataset, spec);
    this.runs.set(made.view.handle, made);
    return made;
  }

  /** The same; what was not run before is not kept. */
  async runOnce(task: Task, dataset: Dataset, spec: ModelSpec): Promise<Made> {
    const { kernel } = this.chosen;
    const identity = [identityOf(dataset), await this.models.identity(spec), kernel.name];
    const specHash = this.host.sha256(JSON.stringify(identity));
    const kept = [...this.runs.values()].find(
      (made) => made.of === dataset && made.kernel === kernel && made.view.specHash === specHash,
    );
    if (kept !== undefined) return kept;
    const prepared = await this.prepare(task, dataset, spec);
    const named = { handle: this.newHandle('run'), specHash };
    return { ...(await runModel(named, prepared, kernel, this.host, task)), kernel, of: dataset };
  }

  /** The gates of the series looked at last are kept: the next step or zoom asks for them again. */
  async gatesOf(task: Task, of: Made, series: SeriesRef): Promise<SeriesGates> {
    const kept = this.gatesKept;
    if (kept?.run === of && kept.gates.series.part === series.part && kept.gates.series.index === series.index)
      return kept.gates;
    const gates = await computeGates(of, series, of.kernel, task);
    this.gatesKept = { run: of, gates };
    return gates;
  }

  /** Remembers what a file held. @throws project/file-changed where a project was made with something else */
  private know(file: FileRef, sha256: string | undefined): void {
    const known = this.project.files.find(file);
    if (known !== null && known.sha256 !== sha256)
      throw new WorkbenchError('project/file-changed', { file: this.host.baseName(known.path) });
    if (sha256 !== undefined) this.hashes.set(file, sha256);
  }

  /** Closes a dataset that was given up, once no run needs it any more. */
  private async release(dataset: Dataset): Promise<void> {
    const open = this.datasets.get(dataset.view.handle) === dataset;
    if (open || [...this.runs.values()].some((made) => made.of === dataset)) return;
    await dataset.close();
  }
}

/** The hashes of the files and folders that a dataset's spec names; undefined where no series could be made of one. */
function hashesOf({ view: { spec, train, test } }: Dataset): [FileRef, string | undefined][] {
  const { source } = spec;
  const named: [FileRef | null, string | undefined][] =
    source.kind === 'file'
      ? [
          [source.file, train?.sha256],
          [typeof source.test === 'object' ? source.test.file : null, test?.sha256],
        ]
      : source.kind === 'folder'
        ? [
            [source.folder, train?.sha256],
            [source.test ?? null, test?.sha256],
          ]
        : [];
  return named.flatMap(([file, sha256]) => (file === null ? [] : [[file, sha256]]));
}

function found<T>(owned: Map<string, T>, handle: string): T {
  const value = owned.get(handle);
  if (value === undefined) throw new WorkbenchError('engine/unknown-handle', { handle: String(handle) });
  return value;
}
