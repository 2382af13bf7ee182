/** In which order layers can feed one another, told by their sizes, where only the order within a class is known. */

import { baseOf, type InferredLayer } from './inferred-layer';

/** Most orders that are offered, and most steps of the search for them. */
const ORDERS_LIMIT = 8;
const STEPS_LIMIT = 2000;

/** What comes first where several fit: at the model's input, and after a layer. */
const AT_INPUT = ['first', 'recurrent', 'norm', 'dense'];
const LATER = ['norm', 'recurrent', 'dense', 'first'];

/** The orders that use all layers, the likeliest first; if there is none, the one that uses most. */
export function ordersOf(layers: readonly InferredLayer[]): InferredLayer[][] {
  const known = layers.filter(({ role }) => LATER.includes(role));
  const classes = new Set(known.map(({ layer }) => baseOf(layer.name)));
  const queues = [...classes].map((base) => known.filter(({ layer }) => baseOf(layer.name) === base));
  const taken = queues.map(() => 0);
  const chain: InferredLayer[] = [];
  const whole: InferredLayer[][] = [];
  let longest: InferredLayer[] = [];
  let steps = 0;

  const extend = (size: number | null): void => {
    if (chain.length > longest.length) longest = [...chain];
    if (chain.length === known.length) whole.push([...chain]);
    if (++steps > STEPS_LIMIT || whole.length >= ORDERS_LIMIT) return;
    const ranks = chain.length === 0 ? AT_INPUT : LATER;
    const next = queues
      .map((queue, at) => ({ at, layer: queue[taken[at]] as InferredLayer | undefined }))
      .filter(({ layer }) => layer !== undefined && fits(layer, size, chain.length === 0))
      .toSorted((one, other) => ranks.indexOf(one.layer!.role) - ranks.indexOf(other.layer!.role));
    for (const { at, layer } of next) {
      taken[at]++;
      chain.push(layer!);
      extend(layer!.output);
      chain.pop();
      taken[at]--;
    }
  };
  if (known.length > 0) extend(null);
  return whole.length > 0 ? whole : [longest];
}

function fits({ input, role }: InferredLayer, size: number | null, isFirst: boolean): boolean {
  if (role === 'first') return isFirst;
  return size === null || input === null || input === size;
}
