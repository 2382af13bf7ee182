/** The requests about the project. */

import type { ProjectApi } from '../contract/api-project';
import type { Holdings, Made } from './holdings';
import { describeKernel } from './kernel-view';

export function projectCalls(held: Holdings): ProjectApi {
  const { host, project, tasks } = held;
  return {
    project: () => project.view(),
    openProject: (call, file) =>
      tasks.run(call, async (task) => {
        await project.open(host.resolve(file, 'read'), task);
        return project.view();
      }),
    async saveProject(file) {
      await project.saveAs(host.resolve(file, 'write'));
      return project.view();
    },
    async closeProject() {
      await project.close();
      return project.view();
    },
    keepState: (state) => project.keepState(state, held.hashes),
    async keepRun(handle, features, at) {
      const run = held.runOf(handle);
      return project.record(
        {
          specs: { dataset: run.dataset.view.spec, model: run.model.spec, features, evaluation: null },
          ...namesOf(run),
          specHash: run.view.specHash,
          kernel: describeKernel(run.kernel, run.model.weights.config.layers),
          durationMs: run.view.durationMs,
          figures: [],
        },
        at,
        held.hashes,
      );
    },
    experiments: async (query) => project.page(query),
    changeExperiment: (id, change) => project.change(id, change),
    removeExperiments: (ids) => project.remove(ids),
    restoreExperiments: (experiments) => project.restore(experiments),
  };
}

function namesOf({ dataset, settings }: Made): { dataName: string; modelName: string | null } {
  return { dataName: dataset.view.name, modelName: settings.fileName };
}
