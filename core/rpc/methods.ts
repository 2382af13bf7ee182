/** The engine's methods by name: what a client may call, and nothing else. */

import type { EngineApi } from '../contract/api';
import type { ErrorPayload } from '../contract/errors';

const METHODS: Record<keyof EngineApi, true> = {
  openDataset: true,
  closeDataset: true,
  tablePage: true,
  rowOfLine: true,
  seriesList: true,
  seriesChart: true,
  findSeries: true,
  statistics: true,
  classMeans: true,
  checkQuality: true,
  describeModel: true,
  weights: true,
  weightAt: true,
  analyseModel: true,
  compareModels: true,
  run: true,
  parity: true,
  exportModel: true,
  closeRun: true,
  units: true,
  unitCards: true,
  memory: true,
  gates: true,
  step: true,
  features: true,
  featuresPage: true,
  exportFeatures: true,
  exportGates: true,
  exportChart: true,
  evaluate: true,
  predictions: true,
  closeEvaluation: true,
  project: true,
  openProject: true,
  saveProject: true,
  closeProject: true,
  keepState: true,
  keepRun: true,
  keepEvaluation: true,
  experiments: true,
  changeExperiment: true,
  removeExperiments: true,
  restoreExperiments: true,
  jobText: true,
  lesson: true,
  engineInfo: true,
  kernels: true,
  useKernel: true,
  useTableMemory: true,
  cancel: true,
};

export const ENGINE_METHODS = Object.keys(METHODS) as (keyof EngineApi)[];

/** A result or a coded error: thrown errors lose their fields when they are cloned, data does not. */
export type Reply = { value: unknown } | { error: ErrorPayload };
