/** What each generator of synthetic sets takes: its parameters in their order, with limits and defaults. */

import { type GeneratorName, LIMITS, OSCILLATOR_CLASSES, REGIME_QUESTIONS, type SyntheticSource } from './specs';

interface NumberParameter {
  min: number;
  max: number;
  /** Whole numbers only. */
  whole: boolean;
}

interface ChoiceParameter<T> {
  options: readonly T[];
}

type Parameter = NumberParameter | ChoiceParameter<string | number>;

export type SourceOf<G extends GeneratorName> = Extract<SyntheticSource, { generator: G }>;

/** A parameter of any number is a range, one of a few values a choice. */
type ParametersOf<S> = {
  readonly [K in Exclude<keyof S, 'kind' | 'generator'>]: number extends S[K] ? NumberParameter : ChoiceParameter<S[K]>;
};

export type ParameterName = {
  [G in GeneratorName]: Exclude<keyof SourceOf<G>, 'kind' | 'generator'>;
}[GeneratorName];

/** Values of one part at most: series times steps of the longest times channels. */
export const MOST_SYNTHETIC_VALUES = 2_000_000;

const LONGEST = 10_000;

const series: NumberParameter = { min: 2, max: 10_000, whole: true };
const noise: NumberParameter = { min: 0, max: 10, whole: false };
const seed: NumberParameter = { ...LIMITS.seed, whole: true };

/** Both ends of the lengths, of which none may be less than `min` steps. */
function lengths(min: number): { shortest: NumberParameter; longest: NumberParameter } {
  const length = { min, max: LONGEST, whole: true };
  return { shortest: length, longest: length };
}

export const SYNTHETIC_PARAMETERS: { readonly [G in GeneratorName]: ParametersOf<SourceOf<G>> } = {
  'sine-square': { series, steps: { min: 4, max: LONGEST, whole: true }, noise, seed },
  adding: { series, ...lengths(4), seed },
  'temporal-order': { series, symbols: { options: [2, 3] }, ...lengths(10), seed },
  oscillators: {
    series,
    classBy: { options: OSCILLATOR_CLASSES },
    classes: { min: 2, max: 5, whole: true },
    ...lengths(8),
    noise,
    seed,
  },
  'regime-switch': { series, question: { options: REGIME_QUESTIONS }, ...lengths(16), noise, seed },
};

/** The parameters of a generator by name, in their order. */
export function parametersOf(generator: GeneratorName): [ParameterName, Parameter][] {
  return Object.entries(SYNTHETIC_PARAMETERS[generator]) as [ParameterName, Parameter][];
}

/** The lengths of the adding and the temporal order problem are those of the article that posed them. */
export const SYNTHETIC_DEFAULTS: { readonly [G in GeneratorName]: SourceOf<G> } = {
  'sine-square': { kind: 'synthetic', generator: 'sine-square', series: 60, steps: 120, noise: 0.3, seed: 1 },
  adding: { kind: 'synthetic', generator: 'adding', series: 200, shortest: 100, longest: 110, seed: 1 },
  'temporal-order': {
    kind: 'synthetic',
    generator: 'temporal-order',
    series: 200,
    symbols: 2,
    shortest: 100,
    longest: 110,
    seed: 1,
  },
  oscillators: {
    kind: 'synthetic',
    generator: 'oscillators',
    series: 90,
    classBy: 'damping',
    classes: 3,
    shortest: 60,
    longest: 180,
    noise: 0.05,
    seed: 1,
  },
  'regime-switch': {
    kind: 'synthetic',
    generator: 'regime-switch',
    series: 120,
    question: 'whether',
    shortest: 120,
    longest: 240,
    noise: 0.1,
    seed: 1,
  },
};
