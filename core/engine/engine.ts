/** The engine: answers every request of the window and the command line. */

import type { CallId, EngineApi, EngineEvents } from '../contract/api';
import { ARTICLE_MODEL, type Job } from '../contract/specs';
import type { DatasetView, ExportReport } from '../contract/views';
import { ARTICLE_SERIES } from '../dataset/article';
import { brushedCalls } from './brushed-calls';
import { compareCalls } from './compare-calls';
import { datasetCalls } from './dataset-calls';
import { evaluationCalls } from './evaluation-calls';
import { Holdings } from './holdings';
import type { EngineHost } from './host';
import { insightCalls } from './insight-calls';
import { jobText } from './job';
import { withPaths } from './job-paths';
import { lessonView } from './lesson';
import { modelCalls } from './model-calls';
import { projectCalls } from './project-calls';
import { rankingCalls } from './ranking-calls';
import { reportCalls } from './report-calls';
import { runCalls } from './run-calls';
import { runJob } from './run-job';

/** What the command line needs beyond `EngineApi`: a job from its dataset to its files. */
export interface Engine extends EngineApi {
  /** Called with what was understood before the run starts. */
  runJob(call: CallId, job: Job, understood?: (dataset: DatasetView) => void): Promise<ExportReport[]>;
}

/** Computes with `auto` until `useKernel` says otherwise. */
export function createEngine(host: EngineHost, events: EngineEvents): Engine {
  const held = new Holdings(host, events);
  const { tasks, models, chosen } = held;
  return {
    ...datasetCalls(held),
    ...modelCalls(held),
    ...runCalls(held),
    ...evaluationCalls(held),
    ...compareCalls(held),
    ...insightCalls(held),
    ...brushedCalls(held),
    ...projectCalls(held),
    ...rankingCalls(held, events),
    ...reportCalls(held),
    jobText: async (job) => jobText(withPaths(job, host)),
    lesson: async () => {
      const load = { channels: 1, lengths: Int32Array.of(ARTICLE_SERIES.length), longest: ARTICLE_SERIES.length };
      const drawn = await tasks.run(held.newHandle('lesson'), (task) => models.weights(ARTICLE_MODEL, load, task));
      return lessonView(chosen.kernel, drawn.weights, Float32Array.from(ARTICLE_SERIES));
    },
    engineInfo: async () => ({
      version: host.version,
      kernel: chosen.view,
      cores: host.cores(),
      memory: host.memory(),
    }),
    kernels: async () => host.listKernels(),
    useKernel: async (spec) => chosen.use(spec),
    async useTableMemory(bytes) {
      host.useTableMemory(bytes);
      return host.memory();
    },
    async cancel(call) {
      tasks.cancel(call);
    },
    runJob: (call, job, understood) => tasks.run(call, (task) => runJob(held, task, job, understood)),
  };
}
