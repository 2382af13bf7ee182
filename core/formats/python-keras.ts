/** A few lines of Python that load an exported model in Keras and run it. */

import type { StackWeights } from '../lstm/stack';
import { versionsOf } from './keras/not-in-keras';
import { lines, quoted } from './python-text';

/** Code for Keras that runs the workbench's `.h5` file of this stack under the name `file`. */
export function kerasSnippet(weights: StackWeights, file: string): string {
  const { config, before, head } = weights;
  const isWords = before[0][0]?.kind === 'embedding';
  const [version] = versionsOf(weights);
  return lines(
    'import keras',
    'import numpy as np',
    '',
    ...(version === undefined
      ? []
      : [`assert keras.__version__.startswith("${version}."), "other versions have other activations"`]),
    `model = keras.models.load_model(${quoted(file)}, compile=False)`,
    'model.summary()',
    isWords
      ? 'series = np.zeros((1, 100), "int32")  # [batch, time], numbers of words'
      : `series = np.zeros((1, 100, ${config.input}), "float32")  # [batch, time, ${config.input}]`,
    '# The series of a batch are of one length: those of another go in a batch of their own.',
    `print(model.predict(series))  # ${head === null ? "the top layer's outputs at every step" : "the head's outputs"}`,
  );
}
