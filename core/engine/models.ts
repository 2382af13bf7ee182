/** From a model spec to weights: drawn from a seed or read from a file, with their cost on a dataset. */

import { VANILLA_CELL } from '../contract/cells';
import { checkModel } from '../contract/check-model';
import { fromPayload, toPayload, WorkbenchError } from '../contract/errors';
import { DEFAULT_RADIUS, type FileModel, LIMITS, type ModelSpec, type RandomModel } from '../contract/specs';
import type { ModelFileView, ModelView } from '../contract/views';
import { columnsPerSeries } from '../features/pooling';
import type { ModelTest } from '../formats/opened';
import { openModel } from '../formats/weights-file';
import { refusal } from '../lstm/compose';
import { parameterCount, stepWork } from '../lstm/count';
import { headSize } from '../lstm/head';
import { initialise } from '../lstm/initialise';
import type { Kernel } from '../lstm/kernel';
import {
  bareStack,
  directionsOf,
  layerOf,
  layerOutput,
  type StackConfig,
  type StackShape,
  type StackWeights,
} from '../lstm/stack';
import { kernelFor } from '../lstm/with-reference';
import { bareSpec, checkAblation, tidied } from './ablation-spec';
import { batchBytes, batchesOf } from './batches';
import { hashInPieces } from './hash-pieces';
import type { EngineHost } from './host';
import { KeptModels } from './kept-models';
import { weightsChecksum } from './model-checksum';
import { fileView, shapesOf, stackView } from './model-view';
import type { Task } from './task';

/** Most memory that a run may take, near the largest single buffer of a utility process; beyond it a run does not start. */
export const RUN_BYTES_LIMIT = 1.8e9;

export interface Model {
  spec: ModelSpec;
  weights: StackWeights;
  fileName: string | null;
  /** SHA-256 of the file for opened weights; null for drawn ones. */
  fileHash: string | null;
  /** What else the file tells; null for drawn weights. */
  file: ModelFileView | null;
  /** Test data that lies in the file. */
  tests: ModelTest[];
}

/** The lengths of all series that a run would go over. */
export interface Workload {
  channels: number;
  lengths: Int32Array;
  /** Longest series of the training part, which the chrono initialisation looks at. */
  longest: number;
}

/** The kernel that is chosen, and how many multiply-adds per millisecond it and others do. */
export interface Speed {
  kernel: Kernel;
  rate(kernel: Kernel): number;
}

/** Most bytes of models of files that are kept at once. */
const MOST_KEPT = 1e9;

/** Weights read from files, kept so that a file that vanishes later does not stop the work; one written anew is read anew. */
export class Models {
  /** The weights drawn last: looking at them and running them are one and the same. */
  private drawn: { key: string; model: Model } | null = null;
  private readonly files = new KeptModels<Model>(MOST_KEPT);

  constructor(private readonly host: EngineHost) {}

  /** @throws model/*, weights/*, safetensors/*, pytorch/*, keras/*, hdf5/*, onnx/*, file/* */
  async weights(spec: ModelSpec, load: Workload, task: Task): Promise<Model> {
    if (spec.kind === 'file') {
      const model = await this.open(spec);
      checkChannels(model.weights.config, load);
      checkLayers(model.weights);
      return { ...model, spec: tidied(spec) };
    }
    const key = JSON.stringify([bareSpec(spec), load.channels, load.longest]);
    if (this.drawn?.key === key) return { ...this.drawn.model, spec: tidied(spec) };
    const config = configOf(spec, load.channels);
    const work = initialise(config, {
      init: spec.init,
      forgetBias: spec.forgetBias,
      seed: spec.seed,
      longest: load.longest,
      spectralRadius: spec.spectralRadius ?? DEFAULT_RADIUS,
      inputScale: spec.inputScale,
      recurrentScale: spec.recurrentScale,
    });
    task.begin('weights', directionsOf(config).length, 'layers');
    const weights = await task.drive(work, (done) => task.reach(done));
    const model = { spec: tidied(spec), weights, fileName: null, fileHash: null, file: null, tests: [] };
    this.drawn = { key, model };
    return model;
  }

  /** Weights to look at: those of a file also where they do not fit the data. @throws run/no-data for drawn ones without any */
  async shown(spec: ModelSpec, load: Workload | null, speed: Speed, task: Task): Promise<StackWeights> {
    if (spec.kind === 'file') return (await this.open(spec)).weights;
    const { problem } = await this.describe(spec, load, speed);
    if (problem !== null) throw fromPayload(problem);
    if (load === null) throw new WorkbenchError('run/no-data', {});
    return (await this.weights(spec, load, task)).weights;
  }

  /** What tells these weights from all others: the spec, or the hash of the file's bytes with what was chosen of it. */
  async identity(spec: ModelSpec): Promise<unknown> {
    if (spec.kind === 'random') return tidied(spec);
    const { fileHash } = await this.open(spec);
    const whole = choiceOf(spec) === PLAIN ? fileHash : [fileHash, choiceOf(spec)];
    const { ablation } = tidied(spec);
    return ablation === undefined ? whole : [whole, { ablation }];
  }

  /**
   * Sizes, parameters and estimates; `problem` says why the settings cannot run on this workload. Settings out of their
   * limits have no sizes.
   */
  async describe(spec: ModelSpec, load: Workload | null, speed: Speed): Promise<ModelView> {
    if (spec.kind === 'random') {
      try {
        checkModel(spec);
      } catch (thrown) {
        const { hidden, layers, bidirectional, bias } = spec;
        const some = layers <= LIMITS.layers.max ? stackView(bareStack(configOf(spec, 1)), speed.kernel).stack : [];
        const asked = { hidden, layers, bidirectional, bias, stack: some, head: null };
        return { ...asked, ...withoutSizes(spec, null), input: load?.channels ?? null, problem: toPayload(thrown) };
      }
    }
    const model = spec.kind === 'file' ? await this.open(spec) : null;
    const stack = model?.weights ?? bareStack(configOf(spec as RandomModel, load?.channels ?? 1));
    const view: ModelView = {
      ...stackView(stack, speed.kernel),
      ...withoutSizes(spec, model),
      input: model === null ? (load?.channels ?? null) : stack.config.input,
      shapes: shapesOf(stack),
      parameters: parameterCount(stack),
      memoryBytes: runBytes(stack, load?.lengths ?? new Int32Array(0)),
    };
    try {
      if (model !== null) checkChannels(stack.config, load);
      checkLayers(stack);
      checkAblation(stack, spec.ablation);
      checkMemory(view.memoryBytes);
      return { ...view, timeMs: load === null ? null : timeOf(stack, load.lengths, speed) };
    } catch (thrown) {
      return { ...view, problem: toPayload(thrown) };
    }
  }

  /** @throws weights/*, safetensors/*, pytorch/*, keras/*, hdf5/*, onnx/*, file/* */
  async open(spec: FileModel): Promise<Model> {
    const path = this.host.resolve(spec.file, 'read');
    const stamp = await this.host.stamp(path);
    const key = `${spec.file} ${choiceOf(spec)}`;
    const known = this.files.find(key, stamp);
    if (known !== null) return known;
    const fileName = this.host.baseName(path);
    const bytes = await this.host.read(path, () => {});
    const opened = await this.inPieces(openModel(fileName, bytes, spec.choices ?? {}));
    const { stacks } = opened;
    const stack = spec.stack === undefined ? stacks[0] : stacks.find(({ name }) => name === spec.stack);
    if (stack === undefined) {
      const names = stacks.map(({ name }) => name);
      throw new WorkbenchError('weights/no-stack', { file: fileName, stack: spec.stack ?? '', stacks: names });
    }
    const { weights, tests } = stack;
    const fileHash = await this.inPieces(hashInPieces(this.host, bytes));
    const checksum = await this.inPieces(weightsChecksum(this.host, weights));
    const file = fileView(opened, stack.name, fileHash, checksum);
    const model = { spec, weights, fileName, fileHash, file, tests };
    this.files.keep(key, stamp, model);
    return model;
  }

  /** Lets messages in at every yield. */
  private async inPieces<R>(work: Generator<void, R>): Promise<R> {
    let next = work.next();
    for (; next.done !== true; next = work.next()) await this.host.pause();
    return next.value;
  }
}

function withoutSizes(spec: ModelSpec, model: Model | null) {
  return {
    init: spec.kind === 'random' ? spec.init : null,
    file: model?.file ?? null,
    fileName: model?.fileName ?? null,
    trained: spec.kind === 'file',
    shapes: [],
    parameters: 0,
    memoryBytes: 0,
    timeMs: null,
    problem: null,
  };
}

/** What of a file was chosen, as text. */
function choiceOf({ stack, choices = {} }: FileModel): string {
  const chosen = Object.entries(choices).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([stack ?? null, chosen]);
}
const PLAIN = JSON.stringify([null, []]);

export function configOf(spec: RandomModel, channels: number): StackConfig {
  const { hidden, layers, bidirectional, bias, cell = VANILLA_CELL, projection = null } = spec;
  const direction = bidirectional ? 'both' : spec.backward === true ? 'backward' : 'forward';
  const layer = (at: number) =>
    layerOf(hidden, { cell, projection, direction, bias, residual: spec.residual === true && at > 0 });
  return { input: channels, layers: Array.from({ length: layers }, (_, at) => layer(at)) };
}

/** @throws model/channels */
function checkChannels({ input }: StackConfig, load: Workload | null): void {
  if (load !== null && load.channels !== input) {
    throw new WorkbenchError('model/channels', { model: input, data: load.channels });
  }
}

/** @throws model/refused */
function checkLayers({ config, before }: StackShape): void {
  for (const { layer, input, config: own } of directionsOf(config, before)) {
    const reason = refusal(own, input);
    if (reason !== null) throw new WorkbenchError('model/refused', { layer, reason, input, output: layerOutput(own) });
  }
}

/** Bytes of weights, pooled features, the head's outputs and the largest batch in work. */
function runBytes(stack: StackShape, lengths: Int32Array): number {
  let largest = 0;
  for (const { members, steps } of batchesOf(lengths, stack)) {
    largest = Math.max(largest, batchBytes(stack, members.length, steps));
  }
  const perSeries = columnsPerSeries(stack.config) + headSize(stack);
  return 4 * parameterCount(stack) + 4 * lengths.length * perSeries + largest;
}

/** Milliseconds that the layers take, each on the kernel that computes it. */
function timeOf({ config, before }: StackShape, lengths: Int32Array, { kernel, rate }: Speed): number {
  const steps = lengths.reduce((sum, length) => sum + length, 0);
  return directionsOf(config, before).reduce(
    (sum, direction) => sum + (steps * stepWork(direction)) / rate(kernelFor(kernel, direction.config)),
    0,
  );
}

/** @throws run/too-large */
function checkMemory(bytes: number): void {
  if (bytes > RUN_BYTES_LIMIT) throw new WorkbenchError('run/too-large', { bytes, limit: RUN_BYTES_LIMIT });
}
