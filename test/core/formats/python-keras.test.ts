/** The Python that loads an exported model in Keras, as somebody who knows Keras would write it. */

import { describe, expect, it } from 'vitest';
import { kerasSnippet } from '../../../core/formats/python-keras';
import { VANILLA } from '../../../core/lstm/cell';
import { layerOf } from '../../../core/lstm/stack';
import { randomStack } from '../../helpers/stack-arbitrary';
import { words } from './keras/exported';

describe('kerasSnippet', () => {
  it('loads the model and gives it series', () => {
    expect(kerasSnippet(randomStack({ input: 3, layers: [layerOf(4)] }), 'my "model".h5')).toBe(`import keras
import numpy as np

model = keras.models.load_model("my \\"model\\".h5", compile=False)
model.summary()
series = np.zeros((1, 100, 3), "float32")  # [batch, time, 3]
# The series of a batch are of one length: those of another go in a batch of their own.
print(model.predict(series))  # the top layer's outputs at every step
`);
  });

  it('gives numbers of words where there is an embedding', () => {
    const code = kerasSnippet(words(), 'words.h5');
    expect(code).toContain('series = np.zeros((1, 100), "int32")  # [batch, time], numbers of words\n');
    expect(code).toContain("# the head's outputs\n");
  });

  it.each([
    [0.2, 2],
    [1 / 6, 3],
  ])('asks for the version whose hard sigmoid has the slope %d', (alpha, version) => {
    const gate = { name: 'hard-sigmoid' as const, alpha, beta: 0.5 };
    const cell = { ...VANILLA, activations: { ...VANILLA.activations, gate } };
    const code = kerasSnippet(randomStack({ input: 1, layers: [layerOf(2, { cell })] }), 'm.h5');
    expect(code).toContain(`assert keras.__version__.startswith("${version}.")`);
  });
});
