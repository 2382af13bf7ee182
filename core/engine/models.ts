/** From a model spec to weights: drawn from a seed or read from a file, with their cost on a dataset. */

import { checkModel } from '../contract/check-model';
import { toPayload, WorkbenchError } from '../contract/errors';
import type { FileModel, ModelSpec, RandomModel } from '../contract/specs';
import type { LayerShape, ModelView } from '../contract/views';
import { lstmFromTensors } from '../formats/lstm-tensors';
import { readSafetensors } from '../formats/safetensors';
import { directionCount, layerInput, type LstmConfig, type LstmWeights } from '../lstm/config';
import { forwardBytes, forwardWork, parameterCount } from '../lstm/count';
import { initialise } from '../lstm/initialise';
import { columnsPerSeries } from '../features/pooling';
import type { EngineHost } from './host';
import { batchesOf } from './batches';
import type { Task } from './task';

/** Most memory that a run may take, near the largest single buffer of a utility process; beyond it a run does not start. */
export const RUN_BYTES_LIMIT = 1.8e9;

export interface Model {
  spec: ModelSpec;
  weights: LstmWeights;
  fileName: string | null;
  /** SHA-256 of the file for opened weights; null for drawn ones. */
  fileHash: string | null;
}

/** The lengths of all series that a run would go over. */
export interface Workload {
  channels: number;
  lengths: Int32Array;
  /** Longest series of the training part, which the chrono initialisation looks at. */
  longest: number;
}

/** Weights read from files, kept so that a file that vanishes later does not stop the work; one written anew is read anew. */
export class Models {
  private readonly files = new Map<string, { model: Model; stamp: string | null }>();

  constructor(private readonly host: EngineHost) {}

  /** @throws model/*, safetensors/*, file/* */
  async weights(spec: ModelSpec, load: Workload, task: Task): Promise<Model> {
    if (spec.kind === 'file') {
      const model = await this.open(spec);
      const { input } = model.weights.config;
      if (input !== load.channels) throw new WorkbenchError('model/channels', { model: input, data: load.channels });
      return model;
    }
    const config = configOf(spec, load.channels);
    const work = initialise(config, {
      init: spec.init,
      forgetBias: spec.forgetBias,
      seed: spec.seed,
      longest: load.longest,
    });
    const total = spec.layers * directionCount(config);
    task.begin('weights', total, 'layers');
    const weights = await task.drive(work, (done) => task.reach(done));
    return { spec, weights, fileName: null, fileHash: null };
  }

  /** What tells these weights from all others: the spec, or the hash of the file's bytes. */
  async identity(spec: ModelSpec): Promise<unknown> {
    return spec.kind === 'random' ? spec : (await this.open(spec)).fileHash;
  }

  /** Sizes, parameters and estimates; `problem` says why the settings cannot run on this workload. */
  async describe(spec: ModelSpec, load: Workload | null, rate: () => number): Promise<ModelView> {
    const model = spec.kind === 'file' ? await this.open(spec) : null;
    const config = model?.weights.config ?? configOf(spec as RandomModel, load?.channels ?? 1);
    const view: ModelView = {
      input: model === null ? (load?.channels ?? null) : config.input,
      hidden: config.hidden,
      layers: config.layers,
      bidirectional: config.bidirectional,
      bias: config.bias,
      init: spec.kind === 'random' ? spec.init : null,
      fileName: model?.fileName ?? null,
      trained: spec.kind === 'file',
      shapes: shapesOf(config),
      parameters: parameterCount(config),
      memoryBytes: runBytes(config, load?.lengths ?? new Int32Array(0)),
      timeMs: null,
      problem: null,
    };
    try {
      if (spec.kind === 'random') checkModel(spec);
      else if (load !== null && load.channels !== config.input) {
        throw new WorkbenchError('model/channels', { model: config.input, data: load.channels });
      }
      checkMemory(view.memoryBytes);
      return { ...view, timeMs: load === null ? null : forwardWork(config, load.lengths) / rate() };
    } catch (thrown) {
      return { ...view, problem: toPayload(thrown) };
    }
  }

  private async open(spec: FileModel): Promise<Model> {
    const path = this.host.resolve(spec.file, 'read');
    const stamp = await this.host.stamp(path);
    const known = this.files.get(spec.file);
    if (known !== undefined && (stamp === null || stamp === known.stamp)) return known.model;
    const fileName = this.host.baseName(path);
    const bytes = await this.host.read(path, () => {});
    const { weights } = lstmFromTensors(fileName, readSafetensors(fileName, bytes));
    const model = { spec, weights, fileName, fileHash: this.host.sha256(bytes) };
    this.files.set(spec.file, { model, stamp });
    return model;
  }
}

export function configOf(spec: RandomModel, channels: number): LstmConfig {
  const { hidden, layers, bidirectional, bias } = spec;
  return { input: channels, hidden, layers, bidirectional, bias };
}

/** Bytes of weights, pooled features and the largest batch in work. */
export function runBytes(config: LstmConfig, lengths: Int32Array): number {
  let largest = 0;
  for (const batch of batchesOf(lengths, config)) {
    const steps = batch.reduce((longest, index) => Math.max(longest, lengths[index]), 0);
    const packed = 4 * batch.length * steps * config.input;
    largest = Math.max(largest, packed + forwardBytes(config, batch.length, steps, { keep: 'top' }));
  }
  return 4 * parameterCount(config) + 4 * lengths.length * columnsPerSeries(config) + largest;
}

/** @throws run/too-large */
export function checkMemory(bytes: number): void {
  if (bytes > RUN_BYTES_LIMIT) throw new WorkbenchError('run/too-large', { bytes, limit: RUN_BYTES_LIMIT });
}

function shapesOf(config: LstmConfig): LayerShape[] {
  const shapes: LayerShape[] = [];
  for (let layer = 0; layer < config.layers; layer++) {
    for (const direction of config.bidirectional ? (['fwd', 'bwd'] as const) : (['fwd'] as const)) {
      shapes.push({ layer, direction, input: layerInput(config, layer), hidden: config.hidden });
    }
  }
  return shapes;
}
