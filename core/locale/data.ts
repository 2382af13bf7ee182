/** Texts of the area `data`. */

import type { Texts } from './pairs';

export const data = {} as const satisfies Texts;
