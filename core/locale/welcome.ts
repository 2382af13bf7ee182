/** Texts of the area `welcome`. */

import type { Texts } from './pairs';

export const welcome = {} as const satisfies Texts;
