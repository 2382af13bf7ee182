/** Experiments, what is kept of every run and evaluation, and the project file that keeps them. */

import type { ViewName } from './view-names';
import type { ErrorPayload } from './errors';
import type { EvaluationSpec } from './evaluation';
import type { SearchState } from './search';
import type { DatasetSpec, FeaturesSpec, ModelSpec } from './specs';

/** The extension of project files, without the dot. */
export const PROJECT_EXTENSION = 'lstmw';

/** Whether a file of this name is opened as a project. */
export function isProjectName(name: string): boolean {
  return name.toLowerCase().endsWith(`.${PROJECT_EXTENSION}`);
}

export interface Figure {
  /** Such as `accuracy` or `rmse`: the names of scores. */
  name: string;
  mean: number;
  /** Sample standard deviation; null where there is one value. */
  deviation: number | null;
}

export type ExperimentId = number;

/** What can be repeated exactly: the specs, with files as this session of the engine knows them. */
export interface ExperimentSpecs {
  dataset: DatasetSpec;
  model: ModelSpec;
  features: FeaturesSpec;
  /** Null of a run. */
  evaluation: EvaluationSpec | null;
}

export interface Experiment {
  id: ExperimentId;
  /** When it ended, ISO 8601 in UTC. */
  at: string;
  /** What the user calls it; empty at first. */
  name: string;
  note: string;
  starred: boolean;
  specs: ExperimentSpecs;
  /** Name of the dataset and of the file of a model. */
  dataName: string;
  modelName: string | null;
  /** As `RunView.specHash`: equal hashes mean equal bytes. */
  specHash: string;
  /** As `native avx512, 1 thread`. */
  kernel: string;
  workbench: string;
  durationMs: number;
  figures: Figure[];
}

/** What a user may change. */
export type ExperimentChange = Partial<Pick<Experiment, 'name' | 'note' | 'starred'>>;

export const EXPERIMENT_ORDERS = ['at', 'name', 'dataName', 'durationMs', 'figure'] as const;

export interface ExperimentsQuery {
  /** Words that names, notes, data and models are searched for, whatever the case; empty for all. */
  search: string;
  starredOnly: boolean;
  orderBy: (typeof EXPERIMENT_ORDERS)[number];
  descending: boolean;
  first: number;
  count: number;
}

export interface ExperimentsPage {
  first: number;
  total: number;
  rows: Experiment[];
}

/** Where the user was. */
export interface ProjectState {
  dataset: DatasetSpec | null;
  /** Without a name a model has the usual one. */
  models: { name: string | null; spec: ModelSpec }[];
  /** Index of the model that runs. */
  current: number;
  features: FeaturesSpec;
  view: ViewName;
  /** A search over settings, to be gone on with. */
  search: SearchState | null;
}

/** A file that specs of the project name and that is not where it was. */
export interface LostFile {
  name: string;
  isFolder: boolean;
}

export interface ProjectView {
  /** Name of the file; null while experiments are in memory alone. */
  name: string | null;
  /** It cannot be written: what is done is kept in memory alone. */
  readOnly: boolean;
  experiments: number;
  /** Null where none was kept. */
  state: ProjectState | null;
  lost: LostFile[];
  /** Rows of the file that could not be understood; they stay in it. */
  unreadable: number;
  /** Why the last change is in memory alone. */
  problem: ErrorPayload | null;
}

export const PROJECT_LIMITS = { experiments: 100_000, name: 200, note: 10_000, bytes: 256 << 20 } as const;
