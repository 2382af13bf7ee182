/** What every reader of model files gives: the recurrent stacks that were found, with what stands around them. */

import type { ModelAssumption, ModelPart } from '../contract/model-file';
import type { StackWeights } from '../lstm/stack';

export const MODEL_FORMATS = ['safetensors', 'pytorch', 'keras', 'onnx'] as const;
export type ModelFormat = (typeof MODEL_FORMATS)[number];

/** An input with the output that the framework computed from it. */
export interface ModelTest {
  name: string;
  input: { shape: number[]; values: Float32Array }; // [B, T, I]
  output: { shape: number[]; values: Float32Array };
}

export interface FoundStack {
  /** Tells the stacks of a file apart: the names of its recurrent layers with ` > ` between. */
  name: string;
  weights: StackWeights;
  /** Everything that the file holds, in its order. */
  parts: ModelPart[];
  assumptions: ModelAssumption[];
  /** Test data that lies in the file; empty mostly. */
  tests: ModelTest[];
}

export interface OpenedModel {
  format: ModelFormat;
  /** At least one, the likeliest first. */
  stacks: FoundStack[];
}
