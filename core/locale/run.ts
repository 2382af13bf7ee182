/** Texts of the area `run`. */

import type { Texts } from './pairs';

export const run = {} as const satisfies Texts;
