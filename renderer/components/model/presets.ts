/** The models that the settings can start from, and which of them the present settings are. */

import { ARTICLE_MODEL, DEFAULT_MODEL } from '../../../core/contract/specs';
import type { ModelSpec, RandomModel } from '../../../core/contract/specs';

export const PRESETS = ['default', 'pytorch', 'article'] as const;
export type Preset = (typeof PRESETS)[number];

const models = {
  default: DEFAULT_MODEL,
  /** As `torch.nn.LSTM(I, 128)` comes. */
  pytorch: { ...DEFAULT_MODEL, bidirectional: false, init: 'pytorch' },
  article: ARTICLE_MODEL,
} as const satisfies Record<Preset, RandomModel>;

/** A preset's model; the seed stays what it was, so that presets can be compared on one seed. */
export function presetModel(preset: Preset, seed: number): RandomModel {
  return { ...models[preset], seed };
}

/** Whether two specs are the same model. */
export function sameModel(a: ModelSpec, b: RandomModel): boolean {
  if (a.kind !== 'random') return false;
  const keys = Object.keys({ ...a, ...b }) as (keyof RandomModel)[];
  return keys.every((key) => JSON.stringify(a[key]) === JSON.stringify(b[key]));
}

/** The preset that `model` is, whatever its seed; null when it is none. */
export function presetOf(model: RandomModel): Preset | null {
  return PRESETS.find((preset) => sameModel(model, presetModel(preset, model.seed))) ?? null;
}
