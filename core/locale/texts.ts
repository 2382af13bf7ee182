/** All texts of the workbench by area, and the functions that look them up. */

import type { Language } from '../contract/api';
import { cli } from './cli';
import { common } from './common';
import { data } from './data';
import { errors } from './errors';
import { evaluate } from './evaluate';
import { experiments } from './experiments';
import { features } from './features';
import { find } from './find';
import { help } from './help';
import { insight } from './insight';
import { kernel } from './kernel';
import { lesson } from './lesson';
import { menu } from './menu';
import { model } from './model';
import type { KeyOf, Params, Texts } from './pairs';
import { fill, pairAt } from './pairs';
import { quality } from './quality';
import { report } from './report';
import { run } from './run';
import { search } from './search';
import { shell } from './shell';
import { statistics } from './statistics';
import { welcome } from './welcome';

export const texts = {
  common,
  shell,
  welcome,
  data,
  model,
  quality,
  find,
  statistics,
  run,
  insight,
  features,
  evaluate,
  search,
  experiments,
  report,
  lesson,
  kernel,
  errors,
  menu,
  cli,
  help,
} as const satisfies Texts;

/** The key of every text, e.g. `data.rows`; an unknown key does not compile. */
export type TextKey = KeyOf<typeof texts>;

/** A text in a language with its `{name}` placeholders filled, for the menu and the command line. */
export function translate(language: Language, key: TextKey, params?: Params): string {
  return fill(language, pairAt(texts, key), params);
}
