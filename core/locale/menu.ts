/** Texts of the area `menu`. */

import type { Texts } from './pairs';

export const menu = {} as const satisfies Texts;
