/** From a model spec to weights: drawn from a seed or read from a file, with their cost on a dataset. */

import { checkModel } from '../contract/check-model';
import { toPayload, WorkbenchError } from '../contract/errors';
import type { FileModel, ModelSpec, RandomModel } from '../contract/specs';
import type { LayerShape, ModelView } from '../contract/views';
import { lstmFromTensors } from '../formats/lstm-tensors';
import { readTensors } from '../formats/weights-file';
import { directionCount, layerInput, type LstmConfig, type LstmWeights } from '../lstm/config';
import { forwardWork, parameterCount } from '../lstm/count';
import { initialise } from '../lstm/initialise';
import { columnsPerSeries } from '../features/pooling';
import type { EngineHost } from './host';
import { batchBytes, batchesOf } from './batches';
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

  /** @throws model/*, weights/*, safetensors/*, pytorch/*, file/* */
  async weights(spec: ModelSpec, load: Workload, task: Task): Promise<Model> {
    if (spec.kind === 'file') {
      const model = await this.open(spec);
      checkChannels(model.weights.config, load);
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

  /**
   * Sizes, parameters and estimates; `problem` says why the settings cannot run on this workload. Settings out of their
   * limits have no sizes.
   */
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
      shapes: [],
      parameters: 0,
      memoryBytes: 0,
      timeMs: null,
      problem: null,
    };
    try {
      checkModel(spec);
      view.shapes = shapesOf(config);
      view.parameters = parameterCount(config);
      view.memoryBytes = runBytes(config, load?.lengths ?? new Int32Array(0));
      if (model !== null) checkChannels(config, load);
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
    const reading = readTensors(fileName, bytes);
    let next = reading.next();
    for (; next.done !== true; next = reading.next()) await this.host.pause();
    const { weights } = lstmFromTensors(fileName, next.value);
    const model = { spec, weights, fileName, fileHash: this.host.sha256(bytes) };
    this.files.set(spec.file, { model, stamp });
    return model;
  }
}

export function configOf(spec: RandomModel, channels: number): LstmConfig {
  const { hidden, layers, bidirectional, bias } = spec;
  return { input: channels, hidden, layers, bidirectional, bias };
}

/** @throws model/channels */
function checkChannels({ input }: LstmConfig, load: Workload | null): void {
  if (load !== null && load.channels !== input) {
    throw new WorkbenchError('model/channels', { model: input, data: load.channels });
  }
}

/** Bytes of weights, pooled features and the largest batch in work. */
function runBytes(config: LstmConfig, lengths: Int32Array): number {
  let largest = 0;
  for (const { members, steps } of batchesOf(lengths, config)) {
    largest = Math.max(largest, batchBytes(config, members.length, steps));
  }
  return 4 * parameterCount(config) + 4 * lengths.length * columnsPerSeries(config) + largest;
}

/** @throws run/too-large */
function checkMemory(bytes: number): void {
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
