/** Texts of the area `features`. */

import type { Texts } from './pairs';

export const features = {} as const satisfies Texts;
