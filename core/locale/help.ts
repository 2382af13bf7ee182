/** Texts of the area `help`. */

import type { Texts } from './pairs';

export const help = {} as const satisfies Texts;
