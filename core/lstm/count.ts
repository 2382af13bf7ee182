/** What a stack costs: parameters, multiply-adds and bytes. */

import { hasCellState, type LstmCell, quantitiesOf } from './cell';
import { headInputSize, headNeedsSteps, headSize } from './head';
import {
  blockRows,
  type Direction,
  directionCount,
  directionsOf,
  layerOutput,
  mappedSize,
  type StackShape,
  stateSize,
} from './stack';
import type { StepMap } from './step-map';

/** What of a pass is kept, by which its memory is counted. */
export interface Keeping {
  /** Which directions of layers keep the quantities of their cells: none (default), all, or these. */
  gates?: 'none' | 'all' | readonly number[];
  /** Which layers' `outputs` the result holds: all (default), the top one's, or none. */
  keep?: 'all' | 'top' | 'none';
  /** Whether the hidden states of every direction of every layer are pooled over time. */
  pool?: boolean;
  /** Whether the head of the stack, if it has one, is given what it takes. */
  head?: boolean;
}

/**
 * Trainable numbers, counted as PyTorch does: two bias vectors for each direction of each layer, gain and shift of
 * normalisations, and those of dense layers and tables before the layers and in the head.
 */
export function parameterCount({ config, before, head }: StackShape): number {
  const layers = directionsOf(config, before).reduce((sum, direction) => sum + directionParameters(direction), 0);
  return [...before.flat(), ...(head?.maps ?? [])].reduce((sum, map) => sum + mapParameters(map), layers);
}

function mapParameters(map: StepMap): number {
  switch (map.kind) {
    case 'dense':
      return map.output * (map.input + (map.bias === null ? 0 : 1));
    case 'affine':
      return 2 * map.scale.length;
    case 'layer-norm':
      return 2 * map.gain.length;
    case 'embedding':
      return map.size * map.output;
    case 'activation':
      return 0;
  }
}

/** Trainable numbers of one direction. */
export function directionParameters({ config, input, output }: Direction): number {
  const { cell, hidden: H, projection, bias } = config;
  const matrices = blockRows(config) * (input + output + (bias ? 2 : 0)) + (projection === null ? 0 : projection * H);
  return cell.kind === 'lstm' ? matrices + lstmParameters(cell, H, blockRows(config)) : matrices;
}

function lstmParameters(cell: LstmCell, H: number, rows: number): number {
  const learned = [cell.inputGate, cell.forgetGate, cell.outputGate].filter((gate) => gate === 'learned').length;
  const peepholes = cell.peepholes ? learned * H : 0;
  const recurrence = cell.gateRecurrence ? learned * H * 3 * H : 0;
  return peepholes + recurrence + (cell.layerNorm ? 4 * rows + 2 * H : 0);
}

/** Multiply-adds of one step of a direction: K H (I + P), and what projection and gate recurrence add. */
export function stepWork({ config, input, output }: Direction): number {
  const { cell, hidden: H, projection } = config;
  const recurrence = cell.kind === 'lstm' && cell.gateRecurrence ? 9 * H * H : 0;
  return blockRows(config) * (input + output) + (projection === null ? 0 : projection * H) + recurrence;
}

/** Multiply-adds of `forward` over sequences of these lengths, in the recurrent layers; its yields add up to exactly this. */
export function forwardWork({ config, before }: StackShape, lengths: ArrayLike<number>): number {
  const perStep = directionsOf(config, before).reduce((sum, direction) => sum + stepWork(direction), 0);
  let steps = 0;
  for (let b = 0; b < lengths.length; b++) steps += lengths[b];
  return steps * perStep;
}

/** Bytes for each sequence of a batch, and for each of its steps up to the end of the longest. */
export interface ForwardCost {
  perSequence: number;
  perStep: number;
}

/**
 * What `forward` takes beyond weights and batch, with options as there: layer outputs, scratch, states, pools, gates, and
 * what maps and the head make.
 */
export function forwardCost(
  stack: StackShape,
  { keep = 'all', gates = 'none', pool = false, head = false }: Keeping = {},
): ForwardCost {
  const { config, before } = stack;
  const directions = directionsOf(config, before);
  const made = head && stack.head !== null ? stack.head : null;
  const scratch = [0, 0]; // the outputs of layers by turns
  let kept = 0;
  let merging = 0;
  let mapped = 0;
  let below = config.input;
  for (const [layer, own] of config.layers.entries()) {
    const isTop = layer === config.layers.length - 1;
    const output = layerOutput(own);
    const isKept = keep === 'all' || (keep === 'top' && isTop);
    const isNeeded = isKept || !isTop || (made !== null && headNeedsSteps(made));
    if (isKept) kept += output;
    else if (isNeeded) scratch[layer % 2] = Math.max(scratch[layer % 2], output);
    if (isNeeded && own.merge !== 'concat' && directionCount(own) === 2) merging = Math.max(merging, 2 * output);
    const maps = before[layer] ?? [];
    if (maps.length > 0) mapped = Math.max(mapped, mappedSize(maps, below) + widest(maps, below));
    below = output;
  }
  const wanted = directions.filter(({ index }) => gates === 'all' || (gates !== 'none' && gates.includes(index)));
  const gateSize = wanted.reduce((sum, direction) => sum + gateSizeOf(direction.config), 0);
  const states = directions.reduce((sum, direction) => sum + stateSizeOf(direction.config), 0);
  const pools = pool ? directions.reduce((sum, { output }) => sum + output * (3 + 2 * 2), 0) : 0; // three float32, two float64
  const given = headInputSize(config);
  const ofHead = made === null ? 0 : given + widest(made.maps, given) + headSize(stack);
  const everyStep = made?.takes === 'every';
  return {
    perSequence: 4 * (states + pools + (everyStep ? 0 : ofHead)),
    perStep: 4 * (kept + scratch[0] + scratch[1] + merging + mapped + gateSize + (everyStep ? ofHead : 0)),
  };
}

/** `forwardCost` of a batch of `size` sequences padded to `steps`. */
export function forwardBytes(stack: StackShape, size: number, steps: number, keeping?: Keeping): number {
  const { perSequence, perStep } = forwardCost(stack, keeping);
  return size * (perSequence + steps * perStep);
}

/** Most values of a row that two maps in turn hold at once. */
function widest(maps: readonly StepMap[], size: number): number {
  let most = 0;
  let now = size;
  for (const map of maps) {
    const next = mappedSize([map], now);
    most = Math.max(most, now + next);
    now = next;
  }
  return most;
}

function gateSizeOf(layer: Direction['config']): number {
  return quantitiesOf(layer.cell).reduce(
    (sum, quantity) => sum + (quantity === 'h' ? stateSize(layer) : layer.hidden),
    0,
  );
}

/** Values carried from step to step. */
function stateSizeOf(layer: Direction['config']): number {
  const { cell, hidden } = layer;
  const carried = cell.kind === 'lstm' && cell.gateRecurrence ? 3 * hidden : 0;
  return stateSize(layer) + (hasCellState(cell) ? hidden : 0) + carried;
}
