/**
 * Reads Keras models: `.keras`, `.h5` of Keras 1, 2 and 3 with the model's description, and files of weights alone. Nothing in
 * a file is run: a Lambda layer's code is not even read.
 */

import { isZip, readZipEntries, unpackEntry, type ZipEntry } from '../bytes/zip';
import { WorkbenchError, type ErrorParams } from '../contract/errors';
import type { AssumptionChoices } from '../contract/model-file';
import { isHdf5, readHdf5, type Hdf5Group } from './hdf5/hdf5';
import type { KerasContext } from './keras/context';
import { readModelConfig, type KerasCall } from './keras/model-config';
import { restored } from './keras/own';
import { findKerasStacks } from './keras/stacks';
import { groupAt, storeByLayer, storeByPath } from './keras/weight-store';
import { findLayers } from './keras/weights-only';
import type { OpenedModel } from './opened';

const CONFIG = 'config.json';
const WEIGHTS = 'model.weights.h5';
const MOST_BYTES = 1_500_000_000;
const MOST_CONFIG = 100_000_000;
/** Releases whose recurrent layers had hard sigmoids where nothing else was said: before 2.3, TensorFlow's before 2.2. */
const HARD_SIGMOID = /^(?:1|2\.[01]\.|2\.2\.\d+$)/;

export function isKeras(bytes: Uint8Array): boolean {
  if (isHdf5(bytes)) return true;
  if (!isZip(bytes)) return false;
  try {
    const names = readZipEntries({ name: '', bytes }).map(({ name }) => name);
    return names.includes(CONFIG) && names.includes(WEIGHTS);
  } catch {
    return false;
  }
}

/**
 * Every stack of the model. Only a file of weights alone leaves something to assume.
 * @throws keras/*, hdf5/*, archive/*, weights/dtype, weights/choice
 */
export function* openKeras(file: string, bytes: Uint8Array, choices: AssumptionChoices): Generator<void, OpenedModel> {
  const { root, config, release } = isZip(bytes) ? yield* unzip(file, bytes) : yield* openHdf5(file, bytes);
  const inside = groupAt(root, 'model_weights') ?? root;
  const isByLayer = listsLayers(inside);
  const store = isByLayer ? storeByLayer(inside) : storeByPath(inside);
  const context: KerasContext = {
    file,
    version: Number.parseInt(release, 10) || 2,
    hardSigmoid: HARD_SIGMOID.test(release),
    store,
  };
  const described = config === null ? null : describedCalls(file, config);
  if (described !== null) {
    const found = yield* findKerasStacks(context, described);
    const stacks = found.map((stack) => ({ ...stack, assumptions: [] }));
    const own = yield* restored(root, config!, stacks[0].weights);
    return { format: 'keras', stacks: own === null ? stacks : [{ ...stacks[0], weights: own }] };
  }
  const { calls, assumptions } = findLayers(context, inside, isByLayer, choices);
  const found = yield* findKerasStacks(context, calls);
  return { format: 'keras', stacks: found.map((stack) => ({ ...stack, assumptions })) };
}

/** null for a class of the user's own, whose description says nothing of its layers. @throws keras/config */
function describedCalls(file: string, config: string): KerasCall[] | null {
  try {
    return readModelConfig(file, config);
  } catch (thrown) {
    if (!(thrown instanceof WorkbenchError) || thrown.code !== 'keras/config') throw thrown;
    const { path, reason } = thrown.params as ErrorParams['keras/config'];
    if (path === 'config' && reason === 'keras-no-layers') return null;
    throw thrown;
  }
}

interface Contents {
  root: Hdf5Group;
  /** The description as JSON; null where there is none. */
  config: string | null;
  /** Keras' version, as `2.9.0`. */
  release: string;
}

function* openHdf5(file: string, bytes: Uint8Array): Generator<void, Contents> {
  const root = yield* readHdf5(file, bytes);
  const config = root.attributes.get('model_config');
  const told = [root, groupAt(root, 'model_weights')].map((group) => group?.attributes.get('keras_version'));
  // Keras 1 wrote no version beside weights alone; files by path are of its newest.
  const usual = listsLayers(root) ? '1' : '3';
  return {
    root,
    config: typeof config === 'string' ? config : null,
    release: String(told.find((one) => typeof one === 'string') ?? usual),
  };
}

function* unzip(file: string, bytes: Uint8Array): Generator<void, Contents> {
  const source = { name: file, bytes };
  const entries = readZipEntries(source);
  const unpack = function* (name: string, limit: number): Generator<void, Uint8Array | null> {
    const entry: ZipEntry | undefined = entries.find((one) => one.name === name);
    if (entry === undefined) return null;
    const unpacking = unpackEntry(source, entry, limit);
    let next = unpacking.next();
    for (; next.done !== true; next = unpacking.next()) yield;
    return next.value;
  };
  const config = yield* unpack(CONFIG, MOST_CONFIG);
  const weights = yield* unpack(WEIGHTS, MOST_BYTES);
  if (config === null || weights === null)
    throw new WorkbenchError('keras/not-a-model', { file, names: entries.map(({ name }) => name) });
  const metadata = yield* unpack('metadata.json', MOST_CONFIG);
  const told = metadata === null ? null : /"keras_version":\s*"([^"]*)"/.exec(textOf(metadata));
  const root = yield* readHdf5(file, weights);
  return { root, config: textOf(config), release: told?.[1] ?? '3' };
}

/** Whether weights lie in a group for each layer, with a list of their names, and not by the path of their layer. */
function listsLayers({ attributes }: Hdf5Group): boolean {
  return attributes.has('layer_names') || attributes.has('layer_names0');
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
