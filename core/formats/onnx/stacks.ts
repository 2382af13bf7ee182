/** The recurrent stacks of a graph that was gone through, each with what stands around it. */

import type { ModelPart } from '../../contract/model-file';
import { layerOutput, mappedSize, type LayerConfig, type StackWeights } from '../../lstm/stack';
import type { Head, StepMap } from '../../lstm/step-map';
import type { FoundStack } from '../opened';
import type { Interpreted } from './interpreting';
import { type Candidate, chainBelow, type Layer, layerOfRun, sameLayer, tailOf } from './layers';
import { partsOf } from './parts';
import type { Run } from './signal';
import { sizeBefore, stepMaps } from './step-maps';

/** At least one stack where there is at least one run; the one with the most layers first. Yields between stacks. */
export function* stacksOf(
  found: Interpreted,
  outputs: readonly string[],
  others: readonly ModelPart[],
): Generator<void, FoundStack[]> {
  const candidates: Candidate[] = [];
  for (const [value, known] of found.values) {
    if (known?.kind !== 'signal' || known.pile !== null) continue;
    const tail = tailOf(known.term);
    if (tail !== null) candidates.push({ ...tail, value });
  }
  const stacks: FoundStack[] = [];
  for (const top of topsOf(found.runs, candidates)) {
    yield;
    const own = candidates.filter(({ layer }) => sameLayer(layer, top));
    const over = own.filter(({ takes, maps }) => takes === 'every' && maps.length === 0);
    const best = bestOf(found, own, outputs);
    // Of the outputs beside it a head of states does not tell whether an input is added to them.
    const beside = best?.takes === 'states' ? bestOf(found, over, outputs)?.layer : undefined;
    const made = beside !== undefined && beside.merge === best!.layer.merge ? beside : best?.layer;
    const chain = chainBelow(made ?? top);
    const built = weightsOf(chain, best, outputs);
    const runs = chain.layers.flatMap((layer) => layer.runs);
    const name = runs.map((run) => run.name).join(' > ');
    const parts = [...partsOf(found, runs, built.weights.head === null ? null : best), ...others];
    stacks.push({ name, weights: built.weights, parts, assumptions: [], tests: [] });
  }
  const likely = ({ weights }: FoundStack) => weights.directions.length * 2 + (weights.head === null ? 0 : 1);
  return stacks.toSorted((a, b) => likely(b) - likely(a));
}

/** The layers on which no other layer stands. */
function topsOf(runs: readonly Run[], candidates: readonly Candidate[]): Layer[] {
  const layers: Layer[] = [];
  const add = (layer: Layer) => {
    if (!layers.some((one) => sameLayer(one, layer))) layers.push(layer);
  };
  // Layers of two operators come first, so that their operators are no layers of their own.
  for (const { layer } of candidates) if (layer.runs.length > 1) add(layer);
  const paired = new Set(layers.flatMap((layer) => layer.runs));
  for (const run of runs) if (!paired.has(run)) add(layerOfRun(run));
  const below = layers.flatMap((layer) => chainBelow(layer).layers.slice(0, -1));
  const used = new Set(below.flatMap((layer) => layer.runs));
  const tops = layers.filter((layer) => !layer.runs.some((run) => used.has(run)));
  return tops.length > 0 ? tops : layers.slice(0, 1);
}

/** Values that are looked at for being on the way to an output of the graph. */
const MOST_LOOKS = 50;

/** The value after the most maps by which some output of the graph is computed, and by nothing else of the layer. */
function bestOf(found: Interpreted, candidates: readonly Candidate[], outputs: readonly string[]): Candidate | null {
  const rank = ({ maps, value, layer, takes }: Candidate) =>
    maps.length * 8 + (layer.residual ? 4 : 0) + (outputs.includes(value) ? 2 : 0) + (takes === 'every' ? 0 : 1);
  const ordered = candidates.toSorted((a, b) => rank(b) - rank(a)).slice(0, MOST_LOOKS);
  return ordered.find((candidate) => outputs.some((output) => isWayTo(found, candidate, output))) ?? null;
}

/** Whether an output of the graph is computed from the layer by way of this value alone. */
function isWayTo({ nodes, producers }: Interpreted, { value, layer }: Candidate, output: string): boolean {
  const ends = new Set(layer.runs.map(({ node }) => node));
  const seen = new Set<number>();
  let met = false;
  const open = [output];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    met ||= name === value;
    const index = name === value ? undefined : producers.get(name);
    if (index === undefined || seen.has(index)) continue;
    if (ends.has(index)) return false;
    seen.add(index);
    for (const input of nodes[index].inputs) open.push(input);
  }
  return met;
}

function weightsOf(
  { layers, before }: ReturnType<typeof chainBelow>,
  tail: Candidate | null,
  outputs: readonly string[],
): { weights: StackWeights } {
  const configs = layers.map(({ runs: [run, ...others], direction, merge, residual }): LayerConfig => ({
    cell: run.cell,
    hidden: run.hidden,
    projection: run.projection,
    direction,
    merge,
    bias: run.bias || others.some(({ bias }) => bias),
    residual,
  }));
  const inputs = layers.map(({ runs }) => runs[0].weights[0].input);
  const maps = before.map((each, at): StepMap[] => {
    const size = at === 0 ? (sizeBefore(each) ?? inputs[0]) : layerOutput(configs[at - 1]);
    const made = stepMaps(each, size);
    return made !== null && mappedSize(made, size) === inputs[at] ? made : [];
  });
  const [first] = maps;
  const input = first.length > 0 ? (sizeBefore(before[0]) ?? inputs[0]) : inputs[0];
  const weights: StackWeights = {
    config: { input, layers: configs },
    directions: layers.flatMap(({ runs }) => runs.flatMap((run) => run.weights)),
    before: maps,
    head: null,
  };
  return { weights: { ...weights, head: tail === null ? null : headOf(tail, configs.at(-1)!, outputs) } };
}

/** Null where nothing is made of the outputs, and the graph gives more of them than one. */
function headOf({ takes, maps, value }: Candidate, top: LayerConfig, outputs: readonly string[]): Head | null {
  const made = stepMaps(maps, layerOutput(top));
  if (made === null) return null;
  const alone = outputs.length === 1 && outputs[0] === value && takes !== 'every';
  return made.length > 0 || alone ? { takes, maps: made } : null;
}
