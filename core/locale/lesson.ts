/** Texts of the area `lesson`. */

import type { Texts } from './pairs';

export const lesson = {} as const satisfies Texts;
