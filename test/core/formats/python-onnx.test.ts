/** The Python that runs an exported model in ONNX Runtime asks for the outputs that the file has. */

import { describe, expect, it } from 'vitest';
import type { Pooling } from '../../../core/contract/specs';
import { openOnnx } from '../../../core/formats/onnx';
import { exportOnnx } from '../../../core/formats/onnx-export';
import { decodeModel } from '../../../core/formats/onnx/messages';
import { onnxSnippet } from '../../../core/formats/python-onnx';
import { TANH } from '../../../core/lstm/activation';
import { layerOf } from '../../../core/lstm/stack';
import { finish } from '../../helpers/onnx';
import { randomStack } from '../../helpers/stack-arbitrary';

const rnn = layerOf(2, { cell: { kind: 'rnn', activation: TANH, clip: null } });

describe('onnxSnippet', () => {
  it.each<[string, Pooling[], 'all' | number[], boolean, string[]]>([
    ['features of every layer', ['last', 'cell'], 'all', false, ['features', 'outputs']],
    ['no poolings', [], 'all', true, ['head', 'outputs']],
    ['last cell states of a layer without any', ['cell'], [1], true, ['head', 'outputs']],
    ['no layers', ['last'], [], false, ['outputs']],
  ])('asks for what the file gives: %s', (_, poolings, layers, headed, names) => {
    const weights = randomStack({ input: 1, layers: [layerOf(2), rnn] }, { headed });
    const bytes = finish(exportOnnx(weights, { poolings, layers, version: '1.0.0', metadata: {} }));
    expect(decodeModel('m.onnx', bytes).graph.outputs.map(({ name }) => name)).toEqual(names);
    expect(onnxSnippet(weights, 'm.onnx', { poolings, layers })).toContain(
      `names = [${names.map((name) => `"${name}"`).join(', ')}]\n`,
    );
    expect(finish(openOnnx('m.onnx', bytes)).stacks).toHaveLength(1);
  });
});
