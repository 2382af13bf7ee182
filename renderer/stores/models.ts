/** The list of models that the user keeps, one of which is current: pure functions from one list to the next. */

import type { Language } from '../../core/contract/api';
import type { ModelSpec } from '../../core/contract/specs';
import { translate } from '../../core/locale/texts';

export interface KeptModel {
  readonly id: number;
  /** What the user or the file calls it; null goes by the usual name of its id. */
  readonly name: string | null;
  readonly spec: ModelSpec;
}

export interface ModelList {
  /** At least one and at most `MOST_MODELS`; no two have one name. */
  readonly models: readonly KeptModel[];
  /** Id of the model that runs. */
  readonly current: number;
}

export const MOST_MODELS = 20;
/** Characters of a name. */
export const MOST_NAME = 60;

const LANGUAGES: readonly Language[] = ['en', 'zh-CN'];

function usualName(id: number, language: Language): string {
  return translate(language, 'model.list.usual', { id });
}

/** What a model is called on screen. */
export function nameOf({ id, name }: KeptModel, language: Language): string {
  return name ?? usualName(id, language);
}

/** Every name by which the models go, in whichever language. */
function namesOf(models: readonly KeptModel[]): Set<string> {
  return new Set(models.flatMap((model) => LANGUAGES.map((language) => nameOf(model, language))));
}

export function currentOf({ models, current }: ModelList): KeptModel {
  return models.find(({ id }) => id === current) ?? models[0];
}

/** An id after `last` whose usual name is free. */
export function nextId({ models }: ModelList, last: number): number {
  const taken = namesOf(models);
  let id = last + 1;
  while (LANGUAGES.some((language) => taken.has(usualName(id, language)))) id += 1;
  return id;
}

/** The wanted name, cut to its limit, with a number after it where it is taken: `net.pt`, `net.pt 2` … */
export function freeName({ models }: ModelList, wanted: string): string {
  const taken = namesOf(models);
  const whole = cut(wanted.trim(), MOST_NAME);
  if (!taken.has(whole)) return whole;
  const stem = whole.replace(/ \d{1,3}$/, '');
  let number = 2;
  const numbered = (): string => cut(stem, MOST_NAME - 4) + ` ${number}`;
  while (taken.has(numbered())) number += 1;
  return numbered();
}

/** No half of a character of two code units stays at the end. */
function cut(name: string, most: number): string {
  return name.length <= most ? name : name.slice(0, most).replace(/[\uD800-\uDBFF]$/, '');
}

/** Why a model cannot have a name; null where it can. */
export function nameFault({ models }: ModelList, id: number, name: string): 'empty' | 'long' | 'taken' | null {
  const wanted = name.trim();
  if (wanted === '') return 'empty';
  if (wanted.length > MOST_NAME) return 'long';
  return namesOf(models.filter((model) => model.id !== id)).has(wanted) ? 'taken' : null;
}

/** The list with a model after the current one, which it follows as current. */
export function withModel<L extends ModelList>(list: L, model: KeptModel): L {
  const at = list.models.findIndex(({ id }) => id === list.current) + 1;
  return { ...list, models: list.models.toSpliced(at, 0, model), current: model.id };
}

/** The list with one model changed. */
export function withChanged<L extends ModelList>(list: L, id: number, change: Partial<Omit<KeptModel, 'id'>>): L {
  return { ...list, models: list.models.map((model) => (model.id === id ? { ...model, ...change } : model)) };
}

/** The list without a model; where it was current, the one after it is, or the last. The only model stays. */
export function withoutModel<L extends ModelList>(list: L, id: number): L {
  const at = list.models.findIndex((model) => model.id === id);
  if (at < 0 || list.models.length === 1) return list;
  const models = list.models.toSpliced(at, 1);
  const current = list.current === id ? models[Math.min(at, models.length - 1)].id : list.current;
  return { ...list, models, current };
}
