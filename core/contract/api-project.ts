/** What the window asks of the engine about the project: experiments, and the file that keeps them. */

import type { CallId } from './calls';
import type { EvaluationHandle } from './evaluation';
import type {
  Experiment,
  ExperimentChange,
  ExperimentId,
  ExperimentsPage,
  ExperimentsQuery,
  ProjectState,
  ProjectView,
} from './project';
import type { FeaturesSpec, FileRef } from './specs';
import type { RunHandle } from './views';

export interface ProjectApi {
  project(): Promise<ProjectView>;
  /**
   * Opens a project's file in the place of the one that is open. Its specs name files by references of their own: they are
   * opened only where their contents are those that the project was made with.
   * @throws project/*
   */
  openProject(call: CallId, file: FileRef): Promise<ProjectView>;
  /** Writes the project to a file and goes on with it: each change is on disk when its call has ended. */
  saveProject(file: FileRef): Promise<ProjectView>;
  /** Begins an empty project in memory. */
  closeProject(): Promise<ProjectView>;
  /** Where the user is, for when the project is opened again. */
  keepState(state: ProjectState): Promise<void>;
  /** Keeps what a run came to; `at` is the time of day, ISO 8601 in UTC. @throws project/full */
  keepRun(run: RunHandle, features: FeaturesSpec, at: string): Promise<Experiment>;
  /** Keeps what a model's evaluation came to. */
  keepEvaluation(evaluation: EvaluationHandle, at: string): Promise<Experiment>;
  experiments(query: ExperimentsQuery): Promise<ExperimentsPage>;
  changeExperiment(id: ExperimentId, change: ExperimentChange): Promise<Experiment>;
  removeExperiments(ids: ExperimentId[]): Promise<void>;
  /** Puts back what was removed. */
  restoreExperiments(experiments: Experiment[]): Promise<void>;
}
