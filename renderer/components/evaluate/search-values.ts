/** Values of searched settings as texts, and back. */

import { SEARCHED, type SearchSpace, type Searched } from '../../../core/contract/search';
import { INITS, LIMITS, POOLINGS, type Pooling, SCALINGS } from '../../../core/contract/specs';
import type { Translator } from '../../i18n';

type Value = NonNullable<SearchSpace[Searched]>[number];

const NUMBERS: Partial<Record<Searched, { min: number; max: number; integer: boolean }>> = {
  hidden: { ...LIMITS.hidden, integer: true },
  layers: { ...LIMITS.layers, integer: true },
  spectralRadius: { ...LIMITS.spectralRadius, integer: false },
  forgetBias: { ...LIMITS.forgetBias, integer: false },
  inputScale: { ...LIMITS.inputScale, integer: false },
  recurrentScale: { ...LIMITS.recurrentScale, integer: false },
  window: { min: 1, max: 1_000_000, integer: true },
};
/** What a value of none is called in the field. */
const NOTHING: Partial<Record<Searched, string>> = { forgetBias: 'usual', window: 'whole' };

export function valueText(value: Value): string {
  if (Array.isArray(value)) return value.join('+');
  return value === null ? 'usual' : String(value);
}

/** As they stand in a field: `64, 128` or `last+mean, std`. */
export function valuesText(setting: Searched, values: readonly Value[] | undefined): string {
  return (values ?? []).map((value) => (value === null ? NOTHING[setting]! : valueText(value))).join(', ');
}

/** The values of a field, or the part of its text that is none with what could stand there. */
export function readValues(
  setting: Searched,
  text: string,
  { t }: Pick<Translator, 't'>,
): { values: Value[] } | { wrong: string; expected: string } {
  const values: Value[] = [];
  for (const part of text.split(/[,，;]/).map((one) => one.trim())) {
    if (part === '') continue;
    const value = readValue(setting, part);
    if (value === undefined) return { wrong: part, expected: expectedOf(setting, t) };
    if (!values.some((one) => valueText(one) === valueText(value))) values.push(value);
  }
  return { values };
}

/** The same space with other values of one setting; without any the setting stays as it is. */
export function withValues(space: SearchSpace, setting: Searched, values: Value[]): SearchSpace {
  const entries = SEARCHED.map((one) => [one, one === setting ? values : space[one]] as const);
  return Object.fromEntries(entries.filter(([, listed]) => listed !== undefined && listed.length > 0));
}

function readValue(setting: Searched, text: string): Value | undefined {
  const range = NUMBERS[setting];
  if (range !== undefined) {
    if (text === NOTHING[setting]) return null;
    const value = Number(text);
    const fits = value >= range.min && value <= range.max && (!range.integer || Number.isInteger(value));
    return fits ? value : undefined;
  }
  if (setting === 'init') return INITS.find((init) => init === text);
  if (setting === 'scaling') return SCALINGS.find((scaling) => scaling === text);
  const poolings = text.split('+').map((one) => POOLINGS.find((pooling) => pooling === one.trim()));
  return poolings.every((one): one is Pooling => one !== undefined) ? poolings : undefined;
}

function expectedOf(setting: Searched, t: Translator['t']): string {
  const range = NUMBERS[setting];
  const nothing = NOTHING[setting];
  if (range !== undefined) {
    const numbers = t('search.fromTo', { min: range.min, max: range.max });
    return nothing === undefined ? numbers : `${numbers}, ${nothing}`;
  }
  if (setting === 'init') return INITS.join(', ');
  return setting === 'scaling' ? SCALINGS.join(', ') : POOLINGS.join('+');
}
