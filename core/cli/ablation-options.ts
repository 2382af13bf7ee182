/** The options that take a part of a model, or of its input, away. */

import { ABLATION_LIMITS, type Ablation, type Hold, silenced } from '../contract/ablation';
import { ALL_QUANTITIES, type Quantity } from '../contract/cells';
import { LIMITS } from '../contract/specs';
import { bad, integerOf, numberOf, type Values } from './option-values';

export const ABLATION_OPTIONS = {
  hold: { type: 'string', multiple: true },
  silence: { type: 'string', multiple: true },
  shuffle: { type: 'string' },
  first: { type: 'string' },
} as const;

/** Gates by their words, beside the letters of `ALL_QUANTITIES`. */
const WORDS: Readonly<Record<string, Quantity>> = {
  input: 'i',
  forget: 'f',
  candidate: 'g',
  output: 'o',
  reset: 'r',
  update: 'z',
  new: 'n',
};

const FORM = '[lN.][fwd. or bwd.]forget=0..1[:UNITS]';

/** Undefined where nothing is taken away. */
export function ablationFrom(values: Values): Ablation | undefined {
  const holds = [
    ...listed(values, 'hold').map(holdFrom),
    ...listed(values, 'silence').map((text) => silenced(unitsFrom('silence', text))),
  ];
  const shuffle = integerOf(values, 'shuffle', LIMITS.seed);
  const first = integerOf(values, 'first', ABLATION_LIMITS.first);
  if (holds.length === 0 && shuffle === undefined && first === undefined) return undefined;
  return {
    ...(holds.length === 0 ? {} : { holds }),
    ...(shuffle === undefined ? {} : { shuffle }),
    ...(first === undefined ? {} : { first }),
  };
}

function listed(values: Values, option: string): string[] {
  const given = values[option];
  return Array.isArray(given) ? given : [];
}

/** `forget=1`, `output=0:3,5-8`, `l1.bwd.i=mean`. */
function holdFrom(text: string): Hold {
  const [, layer, direction, name, value, units] =
    /^(?:l(\d+)\.)?(?:(fwd|bwd)\.)?([a-z]+)=([^:]+)(?::(.+))?$/.exec(text) ?? [];
  const quantity = Object.hasOwn(WORDS, name ?? '') ? WORDS[name] : ALL_QUANTITIES.find((one) => one === name);
  if (quantity === undefined) throw bad('hold', text, FORM);
  return {
    quantity,
    ...(layer === undefined ? {} : { layer: Number(layer) }),
    ...(direction === undefined ? {} : { direction: direction as 'fwd' | 'bwd' }),
    ...(units === undefined ? {} : { units: unitsFrom('hold', units) }),
    value: value === 'mean' ? 'mean' : numberOf({ hold: value }, 'hold', ABLATION_LIMITS.value)!,
  };
}

/** `3,7` or `0-15`. */
function unitsFrom(option: string, text: string): number[] {
  const units = text.split(',').flatMap((part) => {
    const [, first, last = first] = /^(\d+)(?:-(\d+))?$/.exec(part.trim()) ?? [];
    const [from, to] = [Number(first), Number(last)];
    if (!(from <= to && to <= ABLATION_LIMITS.unit.max)) throw bad(option, text, '3,7 | 0-15');
    return Array.from({ length: to - from + 1 }, (_, at) => from + at);
  });
  return [...new Set(units)];
}
