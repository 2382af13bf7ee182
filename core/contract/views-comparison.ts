/** What the engine answers about two models side by side: what they are, and where their weights differ. */

import type { ModelSizes, ModelView } from './views';

export interface ComparedModel {
  view: ModelView;
  /** SHA-256 of the weights, as `ModelFileView` has it; null where none can be drawn (`view.problem` says why). */
  checksum: string | null;
}

/** The largest |a - b| of two tensors of one shape; infinite where one of them is no finite number and the other differs. */
export interface WeightDifference {
  absolute: number;
  /** Where, counted from 0 in each dimension, with the two numbers there; null where all are equal. */
  at: { place: number[]; a: number; b: number } | null;
}

/** A tensor that one of the models or both have, by its name. */
export interface ComparedTensor {
  name: string;
  /** Null where the model has no such tensor. */
  a: number[] | null;
  b: number[] | null;
  /** Null where the shapes differ, or rows of one shape belong to other gates. */
  difference: WeightDifference | null;
}

export interface ModelComparison {
  models: [a: ComparedModel, b: ComparedModel];
  /** What weights were drawn for where no dataset is open; null where there was nothing to assume. */
  assumed: ModelSizes | null;
  /** In the order of the first model; what only the second has comes last. Empty where weights could not be drawn. */
  tensors: ComparedTensor[];
}
