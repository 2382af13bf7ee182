/** Compares two models: what each is, whether their weights are the same, and where those of one shape differ most. */

import { WorkbenchError } from '../contract/errors';
import type { ModelSpec } from '../contract/specs';
import type { ModelSizes, ModelView } from '../contract/views';
import type { ComparedTensor, ModelComparison, WeightDifference } from '../contract/views-comparison';
import type { StackWeights } from '../lstm/stack';
import type { EngineHost } from './host';
import { weightsChecksum } from './model-checksum';
import { type Models, RUN_BYTES_LIMIT, type Speed, type Workload } from './models';
import type { Task } from './task';
import { type NamedTensor, tensorsOf } from './weights-view';

/** Numbers compared between two yields. */
const PIECE = 1 << 18;
/** Steps of the longest series that weights are drawn for where no dataset is open. */
const ASSUMED_LONGEST = 100;

/**
 * @param load that of the open dataset; null without one
 * @throws run/too-large where both together take more memory than there is, engine/cancelled, and for files what
 *   `Models.open` throws
 */
export async function compareModels(
  host: EngineHost,
  models: Models,
  specs: readonly [a: ModelSpec, b: ModelSpec],
  load: Workload | null,
  speed: Speed,
  task: Task,
): Promise<ModelComparison> {
  task.plan({ weights: 2, checking: 1 });
  const sizes = load === null ? await assumedSizes(models, specs) : null;
  const drawnFor = load ?? (sizes === null ? null : { ...sizes, lengths: new Int32Array(0) });
  const describe = (spec: ModelSpec): Promise<ModelView> =>
    models.describe(spec, spec.kind === 'random' ? drawnFor : load, speed);
  const views = [await describe(specs[0]), await describe(specs[1])] as const;
  checkTogether(views);

  const weightsOf = async (at: 0 | 1): Promise<StackWeights | null> => {
    const isDrawn = specs[at].kind === 'random';
    return isDrawn && views[at].problem !== null ? null : await models.shown(specs[at], drawnFor, speed, task);
  };
  // The first model is the one at work: of drawn weights the engine keeps those that were drawn last.
  const b = await weightsOf(1);
  const a = await weightsOf(0);
  task.begin('checking', 3, 'layers');
  const checksum = async (weights: StackWeights | null, done: number): Promise<string | null> => {
    if (weights === null) return null;
    const sum = await task.drive(weightsChecksum(host, weights), () => task.reach(done));
    await task.reach(done + 1);
    return sum;
  };
  const checksums = [await checksum(a, 0), await checksum(b, 1)] as const;
  const compared = a === null || b === null ? [] : await task.drive(compareTensors(a, b), () => task.reach(2));
  return {
    models: [
      { view: views[0], checksum: checksums[0] },
      { view: views[1], checksum: checksums[1] },
    ],
    assumed: sizes,
    tensors: compared,
  };
}

/** Without a dataset drawn weights are for the channels of the model that they are compared with, or for one. */
async function assumedSizes(models: Models, specs: readonly ModelSpec[]): Promise<ModelSizes | null> {
  if (specs.every((spec) => spec.kind === 'file')) return null;
  const file = specs.find((spec) => spec.kind === 'file');
  const channels = file === undefined ? 1 : (await models.open(file)).weights.config.input;
  return { channels, longest: ASSUMED_LONGEST };
}

/** Both models' weights are in memory at once. @throws run/too-large */
function checkTogether(views: readonly ModelView[]): void {
  const bytes = views.reduce((sum, { parameters }) => sum + 4 * parameters, 0);
  if (bytes > RUN_BYTES_LIMIT) throw new WorkbenchError('run/too-large', { bytes, limit: RUN_BYTES_LIMIT });
}

/** Every tensor of either stack, by name. Yields after about a quarter of a million numbers. */
export function* compareTensors(a: StackWeights, b: StackWeights): Generator<void, ComparedTensor[]> {
  const ofB = new Map(tensorsOf(b).map((tensor) => [tensor.name, tensor]));
  const compared: ComparedTensor[] = [];
  for (const tensor of tensorsOf(a)) {
    const other = ofB.get(tensor.name);
    ofB.delete(tensor.name);
    const difference = other !== undefined && areAlike(tensor, other) ? yield* largestDifference(tensor, other) : null;
    compared.push({ name: tensor.name, a: tensor.shape, b: other?.shape ?? null, difference });
  }
  return [
    ...compared,
    ...Array.from(ofB.values(), ({ name, shape }) => ({ name, a: null, b: shape, difference: null })),
  ];
}

/** Of one shape, and rows of the same gates. */
function areAlike(a: NamedTensor, b: NamedTensor): boolean {
  const same = (one: readonly unknown[] = [], other: readonly unknown[] = []): boolean =>
    one.length === other.length && one.every((value, at) => value === other[at]);
  return same(a.shape, b.shape) && same(a.blocks, b.blocks);
}

function* largestDifference({ shape, values }: NamedTensor, other: NamedTensor): Generator<void, WeightDifference> {
  let absolute = 0;
  let at = -1;
  for (let from = 0; from < values.length; from += PIECE) {
    const to = Math.min(from + PIECE, values.length);
    for (let k = from; k < to; k++) {
      const difference = differenceOf(values[k], other.values[k]);
      if (difference <= absolute) continue;
      absolute = difference;
      at = k;
    }
    yield;
  }
  if (at < 0) return { absolute: 0, at: null };
  return { absolute, at: { place: placeOf(at, shape), a: values[at], b: other.values[at] } };
}

function differenceOf(a: number, b: number): number {
  if (a === b || Object.is(a, b)) return 0;
  const difference = Math.abs(a - b);
  return Number.isFinite(difference) ? difference : Infinity;
}

/** The indices of the `at`-th number of an array, rows first. */
function placeOf(at: number, shape: readonly number[]): number[] {
  let rest = at;
  return shape.map((_, dimension) => {
    const size = shape.slice(dimension + 1).reduce((product, length) => product * length, 1);
    const index = Math.floor(rest / size);
    rest %= size;
    return index;
  });
}
