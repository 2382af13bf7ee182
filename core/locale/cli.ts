/** Texts of the area `cli`. */

import type { Texts } from './pairs';

export const cli = {} as const satisfies Texts;
