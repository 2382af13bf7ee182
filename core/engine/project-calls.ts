/** The requests about the project. */

import type { ProjectApi } from '../contract/api-project';
import { DEFAULT_FEATURES } from '../contract/specs';
import { identityOf } from './datasets';
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
    async keepEvaluation(handle, at) {
      const { view } = held.evaluation(handle);
      const { entrant, spec, durationMs } = view;
      const dataset = held.dataset(view.dataset);
      const { model } = entrant;
      const features = entrant.kind === 'model' ? entrant.features : DEFAULT_FEATURES;
      const kernel = held.chosen.view;
      const identity = [
        identityOf(dataset),
        await held.models.identity(model),
        entrant,
        spec,
        kernel.kind,
        kernel.level,
      ];
      const figures = Object.entries(view.spreads).map(([name, { mean, deviation }]) => ({ name, mean, deviation }));
      return project.record(
        {
          specs: { dataset: dataset.view.spec, model, features, evaluation: spec },
          dataName: dataset.view.name,
          modelName: (await held.describe(model, held.loadOf(view.dataset))).fileName,
          specHash: host.sha256(JSON.stringify(identity)),
          kernel: describeKernel(held.chosen.kernel),
          durationMs,
          figures,
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
