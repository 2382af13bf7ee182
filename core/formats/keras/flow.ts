/** What reaches a layer of a Keras model on its way from the input: which layers have run, and what their output is. */

import type { ModelPart, ModelRemark } from '../../contract/model-file';
import type { DirectionWeights, LayerConfig } from '../../lstm/stack';
import type { Head, HeadInput, StepMap } from '../../lstm/step-map';

/** A layer that was passed, with what it did. */
export interface Passed {
  layer: string;
  role: 'recurrent' | 'map' | 'idle';
  remark: ModelRemark | null;
}

export interface Flow {
  /** `plain`: an input without steps of several values, such as word numbers; `steps` [B, T, F]; `vector` [B, F]. */
  form: 'plain' | 'steps' | 'vector';
  /** F; null where nothing tells. */
  size: number | null;
  /** Channels of the series that the model is given; null until known. */
  input: number | null;
  configs: LayerConfig[];
  directions: DirectionWeights[];
  /** Maps before each recurrent layer. */
  before: StepMap[][];
  /** Maps since the last recurrent layer. */
  maps: StepMap[];
  takes: HeadInput | null;
  /** Whether the steps run from the end of the series to its begin. */
  reversed: boolean;
  passed: Passed[];
}

export const START: Flow = {
  form: 'steps',
  size: null,
  input: null,
  configs: [],
  directions: [],
  before: [],
  maps: [],
  takes: null,
  reversed: false,
  passed: [],
};

/** What is made of the top layer's output. Outputs in reversed order are no series', so that nothing is made of them. */
export function headOf({ form, maps, takes, reversed }: Flow): Head | null {
  if (form === 'vector') return { takes: takes!, maps };
  return maps.length === 0 || reversed ? null : { takes: 'every', maps };
}

/** What became of a layer in a stack. */
export function roleOf(flow: Flow, layer: string): ModelPart['role'] {
  const at = flow.passed.findIndex((passed) => passed.layer === layer);
  if (at < 0) return 'not-run';
  const { role } = flow.passed[at];
  if (role !== 'map') return role;
  if (flow.passed.slice(at).some((passed) => passed.role === 'recurrent')) return 'before';
  return headOf(flow) === null ? 'not-run' : 'head';
}
