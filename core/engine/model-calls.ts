/** The requests about models: what they are, their weights, their parity and their export. */

import { isAblated } from '../contract/ablation';
import type { EngineApi } from '../contract/api';
import { WorkbenchError } from '../contract/errors';
import { analysisView } from './analysis-view';
import type { Holdings } from './holdings';
import { compareModels } from './model-comparison';
import { exportModel } from './model-export';
import { parityOf } from './parity';
import { workloadOf } from './runs';
import { weightAt, weightsView } from './weights-view';

export type ModelCalls = Pick<
  EngineApi,
  'describeModel' | 'weights' | 'weightAt' | 'analyseModel' | 'compareModels' | 'parity' | 'exportModel'
>;

export function modelCalls(held: Holdings): ModelCalls {
  const { host, tasks, models } = held;
  return {
    async describeModel(spec, handle) {
      return held.describe(spec, held.loadOf(handle));
    },
    analyseModel: (call, spec, handle, layer, direction) =>
      tasks.run(call, (task) =>
        analysisView(models, spec, held.loadOf(handle), held.speed(), { layer, direction }, task),
      ),
    compareModels: (call, a, b, handle) =>
      tasks.run(call, (task) => compareModels(host, models, [a, b], held.loadOf(handle), held.speed(), task)),
    weights: (call, spec, handle, query) =>
      tasks.run(call, async (task) => task.driveUncounted(weightsView(await held.shown(task, spec, handle), query))),
    weightAt: (call, spec, handle, place) =>
      tasks.run(call, async (task) => weightAt(await held.shown(task, spec, handle), place)),
    parity: (call, spec) =>
      tasks.run(call, async (task) => parityOf(host, task, held.chosen.kernel, await models.open(spec.model), spec)),
    exportModel: (call, spec, on, features, file) =>
      tasks.run(call, async (task) => {
        const path = host.resolve(file, 'write');
        if (isAblated(spec.ablation)) throw new WorkbenchError('model/ablated', { file: host.baseName(path) });
        const source = spec.kind === 'file' ? host.resolve(spec.file, 'read') : null;
        const load = typeof on === 'string' ? workloadOf(held.dataset(on)) : { ...on, lengths: new Int32Array(0) };
        const model = spec.kind === 'file' ? await models.open(spec) : await models.weights(spec, load, task);
        return exportModel(host, task, model, source, path, features);
      }),
  };
}
