/** Texts of the area `model`. */

import type { Texts } from './pairs';

export const model = {} as const satisfies Texts;
