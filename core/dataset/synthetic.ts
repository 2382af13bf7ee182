/** Makes the synthetic sets: checks what is asked for, and has a recipe draw both parts series by series. */

import { WorkbenchError } from '../contract/errors';
import { GENERATORS, type GeneratorName, type SyntheticSource } from '../contract/specs';
import { MOST_SYNTHETIC_VALUES, parametersOf, type SourceOf, SYNTHETIC_PARAMETERS } from '../contract/synthetic';
import type { Part } from '../contract/views';
import { madePart, madeResult } from './made-result';
import type { ReadResult, SeriesPart } from './part';
import type { RandomSource, Recipe } from './recipe';
import { adding, temporalOrder } from './synthetic-memory';
import { regimeSwitch } from './synthetic-regimes';
import { oscillators, sineSquare } from './synthetic-waves';

const RECIPES: { readonly [G in GeneratorName]: Recipe<SourceOf<G>> } = {
  'sine-square': sineSquare,
  adding,
  'temporal-order': temporalOrder,
  oscillators,
  'regime-switch': regimeSwitch,
};

const VALUES_BETWEEN_YIELDS = 1 << 16;

/**
 * Both parts, each with `series` series whose labels take turns. The numbers from the seed are drawn in a fixed order: train before
 * test, in each part first all lengths where they differ, then series by series as the recipe says. Yields between stretches of work.
 * @throws data/synthetic; usage/bad-value for what is none of a few choices
 */
export function* syntheticParts(
  source: SyntheticSource,
  randomFrom: (seed: number) => RandomSource,
): Generator<void, { train: ReadResult; test: ReadResult }> {
  checkSynthetic(source);
  const recipe = RECIPES[source.generator] as Recipe<SyntheticSource>;
  checkSize(source, recipe.channels.length);
  const random = randomFrom(source.seed);
  const { reason, params } = recipe.truth(source);
  const result = (part: SeriesPart): ReadResult => ({
    ...madeResult(part),
    assumptions: [{ setting: 'label', reason, params }],
  });
  const train = result(yield* drawPart(source, recipe, random, 'train'));
  const test = result(yield* drawPart(source, recipe, random, 'test'));
  return { train, test };
}

function* drawPart(
  source: SyntheticSource,
  recipe: Recipe<SyntheticSource>,
  random: RandomSource,
  part: Part,
): Generator<void, SeriesPart> {
  const classes = recipe.labels(source);
  const width = recipe.channels.length;
  const lengths = Int32Array.from({ length: source.series }, () => recipe.steps(source, random));
  const values = new Float64Array(width * lengths.reduce((total, length) => total + length, 0));
  let sinceYield = 0;
  let at = 0;
  for (const [number, length] of lengths.entries()) {
    const end = at + length * width;
    recipe.draw(source, number % classes.length, random, values.subarray(at, end));
    sinceYield += end - at;
    at = end;
    if (sinceYield < VALUES_BETWEEN_YIELDS) continue;
    sinceYield = 0;
    yield;
  }
  const labels = Array.from(lengths, (_, number) => classes[number % classes.length]);
  return madePart(`${source.generator}-${part}`, recipe.channels, labels, lengths, values);
}

/** The parameters of a source must be those of its generator, and within their limits. */
function checkSynthetic(source: SyntheticSource): void {
  if (!GENERATORS.includes(source.generator)) refuseChoice('generator', source.generator, GENERATORS);
  const given = source as unknown as Record<string, unknown>;
  for (const [name, parameter] of parametersOf(source.generator)) {
    const value = given[name];
    if ('options' in parameter) {
      if (!parameter.options.some((option) => option === value)) refuseChoice(name, value, parameter.options);
      continue;
    }
    const { min, max, whole } = parameter;
    const number = Number(value);
    if (typeof value !== 'number' || !(number >= min && number <= max) || (whole && !Number.isInteger(number)))
      throw new WorkbenchError('data/synthetic', { name, value: number, min, max });
  }
  if ('shortest' in source && source.longest < source.shortest) {
    const { max } = SYNTHETIC_PARAMETERS[source.generator].longest;
    throw new WorkbenchError('data/synthetic', { name: 'longest', value: source.longest, min: source.shortest, max });
  }
}

/** As many series as fit, were all of them as long as the longest. */
function checkSize(source: SyntheticSource, channels: number): void {
  const longest = 'steps' in source ? source.steps : source.longest;
  const max = Math.floor(MOST_SYNTHETIC_VALUES / (longest * channels));
  const { min } = SYNTHETIC_PARAMETERS[source.generator].series;
  if (source.series > max)
    throw new WorkbenchError('data/synthetic', { name: 'series', value: source.series, min, max });
}

function refuseChoice(name: string, value: unknown, allowed: readonly (string | number)[]): never {
  throw new WorkbenchError('usage/bad-value', { option: name, value: String(value), expected: allowed.join(' | ') });
}
