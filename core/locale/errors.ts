/** Texts of the area `errors`. */

import type { Texts } from './pairs';

export const errors = {} as const satisfies Texts;
