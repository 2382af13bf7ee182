/** Every array of a stack with a name and a shape: one list for writing tensors and for reading them back. */

import { headInputSize } from '../lstm/head';
import { blockRows, directionsOf, layerOutput, mappedSize, type StackWeights } from '../lstm/stack';
import type { StepMap } from '../lstm/step-map';
import type { MapOutline, StackOutline } from './stack-outline';

export interface Slot {
  name: string;
  shape: number[];
  get(): Float32Array;
  set(values: Float32Array): void;
}

/** Where a layer's parameters are found by PyTorch's names: `lstm.weight_ih_l1` is in the module `lstm`, layer 1. */
export interface ModulePlace {
  module: string;
  layer: number;
}

/**
 * Places layers in modules as PyTorch's LSTM, GRU and RNN hold them: layers of one size and direction on one another.
 * `lstm` where there is one such module, `lstm1`, `lstm2` and so on where there are several.
 */
export function placesOf({ config, before }: StackWeights): ModulePlace[] {
  const groups: number[][] = [];
  for (const [at, layer] of config.layers.entries()) {
    const below = config.layers[at - 1];
    const same = at > 0 && before[at].length === 0 && !layer.residual && !below.residual && !changes(below, layer);
    if (same) groups.at(-1)!.push(at);
    else groups.push([at]);
  }
  return groups.flatMap((group, number) => {
    const kind = config.layers[group[0]].cell.kind;
    const module = groups.length === 1 ? kind : `${kind}${number + 1}`;
    return group.map((_, layer) => ({ module, layer }));
  });
}

function changes(below: object, layer: object): boolean {
  return JSON.stringify(below) !== JSON.stringify(layer);
}

/** The arrays in the order of the stack: maps before a layer, its directions, at last the head's. */
export function slotsOf(weights: StackWeights): Slot[] {
  const { config, before, head } = weights;
  const slots: Slot[] = [];
  const places = placesOf(weights);
  const directions = directionsOf(config, before);
  let size = config.input;
  for (const [at, layer] of config.layers.entries()) {
    slots.push(...mapSlots(`before${at + 1}`, before[at], size));
    size = layerOutput(layer);
    for (const { index, reverse, input, output } of directions.filter((one) => one.layer === at)) {
      const of = weights.directions[index];
      const H = layer.hidden;
      const rows = blockRows(layer);
      const end = `_l${places[at].layer}${reverse ? '_reverse' : ''}`;
      const name = (parameter: string) => `${places[at].module}.${parameter}${end}`;
      slots.push(slot(name('weight_ih'), [rows, input], of, 'wIh'));
      slots.push(slot(name('weight_hh'), [rows, output], of, 'wHh'));
      if (layer.bias) {
        slots.push(slot(name('bias_ih'), [rows], of, 'bIh'));
        slots.push(slot(name('bias_hh'), [rows], of, 'bHh'));
      }
      if (of.wHr !== null) slots.push(slot(name('weight_hr'), [output, H], of as { wHr: Float32Array }, 'wHr'));
      if (of.peepholes !== null)
        slots.push(slot(name('peephole'), [3 * H], of as { peepholes: Float32Array }, 'peepholes'));
      if (of.gateRecurrence !== null) {
        const filled = of as { gateRecurrence: Float32Array };
        slots.push(slot(name('gate_recurrence'), [3 * H, 3 * H], filled, 'gateRecurrence'));
      }
      if (of.norm !== null) {
        slots.push(slot(name('norm_ih_gain'), [rows], of.norm, 'gainIh'));
        slots.push(slot(name('norm_ih_shift'), [rows], of.norm, 'shiftIh'));
        slots.push(slot(name('norm_hh_gain'), [rows], of.norm, 'gainHh'));
        slots.push(slot(name('norm_hh_shift'), [rows], of.norm, 'shiftHh'));
        slots.push(slot(name('norm_c_gain'), [H], of.norm, 'gainC'));
        slots.push(slot(name('norm_c_shift'), [H], of.norm, 'shiftC'));
      }
      if (of.initial !== null) {
        slots.push(slot(name('initial_h'), [output], of.initial, 'h'));
        slots.push(slot(name('initial_c'), [layer.cell.kind === 'lstm' ? H : 0], of.initial, 'c'));
      }
    }
  }
  if (head !== null) slots.push(...mapSlots('head', head.maps, headInputSize(config)));
  return slots;
}

function slot<Key extends string>(name: string, shape: number[], holder: Record<Key, Float32Array>, key: Key): Slot {
  return { name, shape, get: () => holder[key], set: (values) => (holder[key] = values) };
}

/** The arrays of maps in a row, the first of which is given `from` values: `head.0.weight`. */
function mapSlots(module: string, maps: readonly StepMap[], from: number): Slot[] {
  const slots: Slot[] = [];
  let size = from;
  for (const [number, map] of maps.entries()) {
    const name = (parameter: string) => `${module}.${number}.${parameter}`;
    if (map.kind === 'dense') {
      slots.push(slot(name('weight'), [map.output, map.input], map, 'weights'));
      if (map.bias !== null) slots.push(slot(name('bias'), [map.output], map as { bias: Float32Array }, 'bias'));
    } else if (map.kind === 'embedding') {
      slots.push(slot(name('weight'), [map.size, map.output], map, 'table'));
    } else if (map.kind === 'layer-norm') {
      slots.push(slot(name('weight'), [size], map, 'gain'), slot(name('bias'), [size], map, 'shift'));
    } else if (map.kind === 'affine') {
      slots.push(slot(name('scale'), [size], map, 'scale'), slot(name('shift'), [size], map, 'shift'));
    }
    size = mappedSize([map], size);
  }
  return slots;
}

/** Whether the sizes of neighbours agree: what a file claims before its tensors are read. */
export function sizesAgree({ config, before, head }: StackOutline): boolean {
  if (config.layers.length === 0 || before.length !== config.layers.length) return false;
  let size = config.input;
  for (const [at, layer] of config.layers.entries()) {
    if (!mapsAgree(before[at], size)) return false;
    const input = before[at].reduce((now, map) => ('output' in map ? map.output : now), size);
    size = layerOutput(layer);
    if (layer.residual && size !== input) return false;
    if (layer.projection !== null && layer.cell.kind !== 'lstm') return false;
  }
  return head === null || mapsAgree(head.maps, headInputSize(config));
}

function mapsAgree(maps: readonly MapOutline[], from: number): boolean {
  let size = from;
  for (const map of maps) {
    if (map.kind === 'dense' && map.input !== size) return false;
    if (map.kind === 'embedding' && size !== 1) return false;
    if (map.kind === 'dense' || map.kind === 'embedding') size = map.output;
  }
  return true;
}
