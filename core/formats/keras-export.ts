/**
 * Writes a stack as a whole Keras model in one `.h5` file, which `keras.models.load_model` of Keras 2 and 3 opens. What Keras
 * has no place for (that two biases are one sum there, how maps were divided) lies beside it and is read back by `openKeras`.
 */

import { WorkbenchError } from '../contract/errors';
import { blockRows, directionCount, type LayerConfig, type StackWeights } from '../lstm/stack';
import type { NewDataset, NewGroup } from './hdf5/write';
import { writeHdf5 } from './hdf5/write';
import { describe, draftLayers } from './keras/draft';
import { notInKeras, versionsOf } from './keras/not-in-keras';
import { OWN_KEY, twoBiases } from './keras/own';
import { outlineOf } from './stack-outline';

/** Most names in one attribute, which may take 64 KB. */
const NAMES_AT_ONCE = 1000;

/**
 * The bytes of a file, in pieces; the same stack gives the same bytes. `metadata` are texts that stand beside the outline.
 * @throws keras/cannot-hold for what Keras' own layers do not compute
 */
export function* writeKeras(weights: StackWeights, metadata: Readonly<Record<string, string>>): Generator<Uint8Array> {
  const lack = notInKeras(weights);
  if (lack !== null) throw new WorkbenchError('keras/cannot-hold', lack);
  const layers = draftLayers(weights);
  const release = releaseOf(weights);
  const members = layers.map(({ name, arrays }): [string, NewGroup] => [
    name,
    group(
      names('weight_names', arrays),
      arrays.map(({ name: own, array }) => [own, array]),
    ),
  ]);
  const versions: [string, string][] = [
    ['keras_version', release],
    ['backend', 'tensorflow'],
  ];
  yield* writeHdf5(
    group(
      [...versions, ['model_config', describe(layers)]],
      [
        ['model_weights', group([...versions, ...names('layer_names', layers)], members)],
        [OWN_KEY, group([['outline', JSON.stringify(outlineOf(weights))], ...Object.entries(metadata)], own(weights))],
      ],
    ),
  );
}

/** The release whose layers compute the same: they differ in the hard sigmoid alone. */
function releaseOf(weights: StackWeights): string {
  return versionsOf(weights).has(2) ? '2.15.0' : '3.0.0';
}

/** A list of names, cut up where it is long, as Keras does; nothing for an empty one. */
function names(key: string, named: readonly { name: string }[]): [string, string[]][] {
  const pieces: string[][] = [];
  for (let from = 0; from < named.length; from += NAMES_AT_ONCE)
    pieces.push(named.slice(from, from + NAMES_AT_ONCE).map(({ name }) => name));
  return pieces.map((piece, number) => [pieces.length === 1 ? key : `${key}${number}`, piece]);
}

/** Both biases of each layer where Keras has their sum and one alone would not be it: [directions, 2, K H]. */
function own({ config, directions }: StackWeights): [string, NewDataset][] {
  let next = 0;
  return config.layers.flatMap((layer, at): [string, NewDataset][] => {
    const mine = directions.slice(next, (next += directionCount(layer)));
    if (!twoBiases(layer) || mine.every(({ bIh, bHh }) => isOne(bIh, bHh))) return [];
    return [[`biases_${at + 1}`, biases(layer, mine)]];
  });
}

function isOne(ofInput: Float32Array, ofState: Float32Array): boolean {
  return ofState.every((value) => Object.is(value, 0)) && !ofInput.some((value) => Object.is(value, -0));
}

function biases(layer: LayerConfig, directions: StackWeights['directions']): NewDataset {
  const values = Float32Array.from(directions.flatMap(({ bIh, bHh }) => [...bIh, ...bHh]));
  const shape = [directions.length, 2, blockRows(layer)];
  return { kind: 'dataset', shape, slice: (from, to) => values.subarray(from, to) };
}

function group(
  attributes: readonly [string, string | string[]][],
  members: readonly [string, NewGroup | NewDataset][],
): NewGroup {
  return { kind: 'group', attributes: new Map(attributes), members: new Map(members) };
}
