/** Which modules of a bare state dictionary feed which: by their order, and by their sizes. */

import type { TorchMap } from './torch-maps';
import type { TorchModule } from './torch-modules';
import type { TorchRecurrent } from './torch-recurrent';

/** Recurrent modules that feed one another, and the maps around them. */
export interface Chain {
  recurrent: TorchRecurrent[];
  /** What stands before each recurrent module. */
  before: TorchMap[][];
  /** What stands after the last. */
  head: TorchMap[];
}

/** What of a model can be run, in the order of its use. */
export interface Runnable {
  modules: TorchModule[];
  recurrent: Map<TorchModule, TorchRecurrent>;
  maps: Map<TorchModule, TorchMap>;
}

/** Longest chain whose other orders are offered. */
const REORDERED = 4;

/**
 * The chains of a model: in its order each recurrent module goes on with the chain begun where the sizes fit, straight or
 * through the maps between them; else it begins another.
 */
export function chainsOf(file: Runnable): Chain[] {
  const chains: TorchRecurrent[][] = [];
  for (const next of file.modules.flatMap((module) => file.recurrent.get(module) ?? [])) {
    const last = chains.at(-1);
    if (last !== undefined && linkOf(file, last.at(-1)!, next) !== null) last.push(next);
    else chains.push([next]);
  }
  return chains.map((recurrent) => chainOf(file, recurrent)!);
}

/** The recurrent modules as one chain; null where one does not fit the other. */
export function chainOf(file: Runnable, recurrent: readonly TorchRecurrent[]): Chain | null {
  const before: TorchMap[][] = [leadOf(file, recurrent[0])];
  for (let at = 1; at < recurrent.length; at++) {
    const link = linkOf(file, recurrent[at - 1], recurrent[at]);
    if (link === null) return null;
    before.push(link);
  }
  return { recurrent: [...recurrent], before, head: headOf(file, recurrent.at(-1)!) };
}

/** Every order of the modules in which each fits the one before, the file's first. */
export function ordersOf(file: Runnable, recurrent: readonly TorchRecurrent[]): TorchRecurrent[][] {
  if (recurrent.length > REORDERED) return [[...recurrent]];
  const orders: TorchRecurrent[][] = [];
  const extend = (order: TorchRecurrent[]): void => {
    if (order.length === recurrent.length) orders.push(order);
    for (const next of recurrent) {
      const fits = order.length === 0 || linkOf(file, order.at(-1)!, next) !== null;
      if (!order.includes(next) && fits) extend([...order, next]);
    }
  };
  extend([]);
  return orders;
}

/** The maps between two recurrent modules; null where the sizes do not fit. */
function linkOf(file: Runnable, from: TorchRecurrent, to: TorchRecurrent): TorchMap[] | null {
  const { modules } = file;
  const between = modules.slice(modules.indexOf(from.module) + 1, Math.max(0, modules.indexOf(to.module)));
  const { maps, size } = backwards(file, between, to.input);
  if (size === from.output) return maps;
  return from.output === to.input ? [] : null;
}

/** The maps that lead to the first recurrent module. */
function leadOf(file: Runnable, first: TorchRecurrent): TorchMap[] {
  const place = file.modules.indexOf(first.module);
  const below = file.modules.slice(0, place);
  // What is between another recurrent module and this one is that one's.
  const begin = below.findLastIndex((module) => module.kind === 'recurrent') + 1;
  return backwards(file, below.slice(begin), first.input).maps;
}

/** The maps from the last recurrent module to the last map before another one that can be reached. */
function headOf(file: Runnable, last: TorchRecurrent): TorchMap[] {
  const after = file.modules.slice(file.modules.indexOf(last.module) + 1);
  const end = after.findIndex((module) => module.kind === 'recurrent');
  return longestPath(file, end < 0 ? after : after.slice(0, end), last.output);
}

/** The maps that lead from a size to the last of these modules that can be reached. */
function longestPath(file: Runnable, modules: readonly TorchModule[], from: number): TorchMap[] {
  for (let length = modules.length; length > 0; length--) {
    const top = file.maps.get(modules[length - 1]);
    if (top === undefined) continue;
    const { maps, size } = backwards(file, modules.slice(0, length), top.output);
    if (size === from) return maps;
  }
  return [];
}

/** Goes through modules from the last to the first, and takes those whose output is what the ones after them need. */
function backwards(
  file: Runnable,
  modules: readonly TorchModule[],
  needed: number,
): { maps: TorchMap[]; size: number } {
  const maps: TorchMap[] = [];
  let size = needed;
  for (const module of modules.toReversed()) {
    const map = file.maps.get(module);
    if (map === undefined || map.output !== size || maps[0]?.module.kind === 'Embedding') continue;
    maps.unshift(map);
    size = map.input;
  }
  return { maps, size };
}
