/** Texts of the area `common`. */

import type { Texts } from './pairs';

export const common = {} as const satisfies Texts;
