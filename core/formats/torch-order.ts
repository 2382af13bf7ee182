/**
 * The modules of a state dictionary in the order in which a model uses them. PyTorch writes them as the model's author made
 * them, mostly the same; safetensors are sorted by name, `decoder` before `encoder` and `fc` before `lstm`.
 */

import type { TorchMap } from './torch-maps';
import type { TorchModule } from './torch-modules';
import type { TorchRecurrent } from './torch-recurrent';

/** Most recurrent modules whose orders are all tried. */
const TRIED = 4;
/** Most steps of the search for a head. */
const STEPS = 10_000;

/** What is written around a model's own names. */
const WRAPPERS = /^(?:(?:module|_orig_mod|model)\.)+/;

/** Stages that a model's author named. */
const STAGES: readonly [RegExp, number][] = [
  [/enc(?:oder)?(?![a-z])/i, 0],
  [/dec(?:oder)?(?![a-z])/i, 2],
];

/**
 * One list for each model of the file. A checkpoint may hold the same model again under another name, such as averages of
 * its weights: no copy feeds the other. What is in no copy stands in the first list.
 */
export function modelsOf(modules: readonly TorchModule[]): TorchModule[][] {
  const tops = new Map<string, string[]>();
  for (const { name, kind, tensors } of modules) {
    const top = topOf(name);
    if (kind === 'optimizer' || kind === '') continue;
    const shapes = [...tensors].map(([parameter, { shape }]) => `${parameter} ${shape.join()}`);
    const inside = name.slice(top.length + 1).replace(WRAPPERS, '');
    tops.set(top, [...(tops.get(top) ?? []), `${inside}: ${shapes.join('; ')}`]);
  }
  const seen = new Set<string>();
  const copies = new Set<string>();
  for (const [top, contents] of tops) {
    // A module alone may be one of two layers that happen to be alike.
    if (contents.length < 2 || !contents.some((content) => content.includes('weight_hh'))) continue;
    const content = contents.toSorted().join('\n');
    if (seen.has(content)) copies.add(top);
    seen.add(content);
  }
  const first = modules.filter(({ name }) => !copies.has(topOf(name)));
  return [first, ...[...copies].map((copy) => modules.filter(({ name }) => topOf(name) === copy))];
}

function topOf(name: string): string {
  return name.split('.', 1)[0];
}

/** The modules with those of the head after the recurrent ones, where the file's order cannot be that of use. */
export function inOrderOfUse(
  modules: readonly TorchModule[],
  recurrent: ReadonlyMap<TorchModule, TorchRecurrent>,
  maps: ReadonlyMap<TorchModule, TorchMap>,
): TorchModule[] {
  const layers = modules.flatMap((module) => recurrent.get(module) ?? []);
  if (layers.length === 0) return [...modules];
  const isSorted = layers.every(({ module }) => isAscending([...module.tensors.keys()]));
  const place = modules.indexOf(layers.at(-1)!.module);
  if (!isSorted && modules.slice(place + 1).some((module) => maps.has(module))) return [...modules];
  const stacked = isSorted ? arranged(layers) : layers;
  const last = stacked.at(-1)!;
  const others = modules.filter((module) => !recurrent.has(module));
  const ordered = isSorted ? others.toSorted(byName) : others;
  const head = headOf(
    ordered.flatMap((module) => maps.get(module) ?? []),
    last,
  );
  const before = ordered.filter((module) => !head.includes(module));
  return [...before, ...stacked.map(({ module }) => module), ...head];
}

function isAscending(names: readonly string[]): boolean {
  return names.length > 1 && names.every((name, at) => at === 0 || names[at - 1] < name);
}

/** `layers.10` after `layers.9`, and an encoder before a decoder. */
function byName(one: TorchModule, other: TorchModule): number {
  const stage = stageOf(one.name) - stageOf(other.name);
  return stage === 0 ? compareNatural(one.name, other.name) : stage;
}

/** Numbers in names by their value, the rest by its characters. */
function compareNatural(one: string, other: string): number {
  const [left, right] = [one, other].map((name) => name.split(/(\d+)/));
  for (let at = 0; at < Math.min(left.length, right.length); at++) {
    // The pieces at odd places are the digits.
    if (at % 2 === 1 && Number(left[at]) !== Number(right[at])) return Number(left[at]) - Number(right[at]);
    if (at % 2 === 0 && left[at] !== right[at]) return left[at] < right[at] ? -1 : 1;
  }
  return left.length - right.length;
}

function stageOf(name: string): number {
  return STAGES.find(([pattern]) => pattern.test(name))?.[1] ?? 1;
}

/** By name, or in the first other order in which each takes what the one before gives. */
function arranged(layers: readonly TorchRecurrent[]): TorchRecurrent[] {
  const named = layers.toSorted((one, other) => byName(one.module, other.module));
  if (named.length > TRIED) return named;
  const extend = (order: TorchRecurrent[]): TorchRecurrent[] | null => {
    if (order.length === named.length) return order;
    for (const next of named) {
      if (order.includes(next) || (order.length > 0 && order.at(-1)!.output !== next.input)) continue;
      const whole = extend([...order, next]);
      if (whole !== null) return whole;
    }
    return null;
  };
  return extend([]) ?? named;
}

/** The longest way from the last recurrent module's output through maps that fit, the part of the model that it is in first. */
function headOf(maps: readonly TorchMap[], { module, output }: TorchRecurrent): TorchModule[] {
  const fitting = maps.filter(({ module: { kind } }) => kind !== 'Embedding');
  const dot = module.name.lastIndexOf('.');
  const near = fitting.filter((map) => map.module.name.startsWith(module.name.slice(0, dot + 1)));
  const found = longestWay(near, output);
  return (found.length > 0 ? found : longestWay(fitting, output)).map((map) => map.module);
}

/** Dense layers in their order, normalisations wherever their size stands; of ways as long as one another the last. */
function longestWay(maps: readonly TorchMap[], from: number): TorchMap[] {
  let longest: TorchMap[] = [];
  let steps = 0;
  const isDense = (map: TorchMap) => map.module.kind === 'Linear';
  const go = (way: TorchMap[], size: number, dense: number): void => {
    if (++steps > STEPS) return;
    if (way.length > 0 && way.length >= longest.length) longest = way;
    for (const [at, map] of maps.entries())
      if (isDense(map) && at > dense && map.input === size) go([...way, map], map.output, at);
    for (const map of maps)
      if (!isDense(map) && map.input === size && !way.includes(map)) go([...way, map], size, dense);
  };
  go([], from, -1);
  return longest;
}
