/** What a file of weights turned out to hold, and what of it was assumed. */

/** What a file does not say. Every value is one of a few words, so that a job file and an option can hold it. */
export const MODEL_ASSUMPTIONS = [
  /** What the layers above the top recurrent layer are given: a `HeadInput`. */
  'head-takes',
  /** `none`, `softmax`, `log-softmax` or `sigmoid` after the last dense layer. */
  'head-activation',
  /** What stands between dense layers of a bare state dictionary, where activations have no tensors: `relu`, `none` … */
  'dense-activation',
  /** Which recurrent layers feed which, bottom first, their names with ` > ` between. */
  'layer-order',
  /** Order of the blocks of rows: `ifgo` (PyTorch, Keras) or `iofg` (ONNX) … */
  'gate-order',
  /** Activation of candidate and cell: `tanh`, `relu` … */
  'activation',
  /** Activation of the gates: `sigmoid` or `hard-sigmoid`. */
  'gate-activation',
  /** What normalisations add to a variance: `1e-5` … */
  'epsilon',
] as const;
export type AssumptionKey = (typeof MODEL_ASSUMPTIONS)[number];

/** Choices made in place of assumptions. */
export type AssumptionChoices = Partial<Record<AssumptionKey, string>>;

export interface ModelAssumption {
  key: AssumptionKey;
  /** What the model runs with. */
  value: string;
  /** What it could run with, `value` among them. */
  choices: string[];
  /** Whether `value` was chosen rather than assumed. */
  chosen: boolean;
}

/** One layer, operator or tensor group of the file, and what becomes of it. */
export interface ModelPart {
  /** Its name in the file: `lstm`, `fc.0`, `batch_normalization_1`. */
  name: string;
  /** Its kind in the words of its framework: `LSTM`, `Dense`, `BatchNorm1d`, `Gather`. */
  kind: string;
  /** Shape of its largest tensor; empty where it has none. */
  shape: number[];
  /** `idle`: nothing is to be done when a trained model runs (dropout). */
  role: 'recurrent' | 'before' | 'head' | 'idle' | 'not-run';
  /** How it runs otherwise than in its framework; absent where it does not. */
  remark?: ModelRemark;
}

/**
 * `mask-not-applied`: steps that the framework would skip are run; `state-not-kept`: every series begins with the states of
 * its own, where the framework would go on from the batch before.
 */
export type ModelRemark = 'mask-not-applied' | 'state-not-kept';
