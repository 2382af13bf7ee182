/** A few lines of Python that run an exported model in ONNX Runtime. */

import type { StackWeights } from '../lstm/stack';
import { poolingsOf } from './onnx/draft-features';
import type { OnnxExport } from './onnx-export';
import { lines, quoted } from './python-text';

/** Code for ONNX Runtime that runs the workbench's ONNX file of this stack under the name `file`; its outputs bear their names. */
export function onnxSnippet(
  { config, head }: StackWeights,
  file: string,
  { poolings, layers }: Pick<OnnxExport, 'poolings' | 'layers'>,
): string {
  const pooled = config.layers.filter((_, at) => layers === 'all' || layers.includes(at));
  const outputs = [
    ...(pooled.some((layer) => poolingsOf(layer, poolings).length > 0) ? ['features'] : []),
    ...(head === null ? [] : ['head']),
    'outputs',
  ];
  return lines(
    'import numpy as np',
    'import onnxruntime',
    '',
    `session = onnxruntime.InferenceSession(${quoted(file)})`,
    `series = np.zeros((2, 100, ${config.input}), np.float32)  # [batch, time, ${config.input}], padded at the end`,
    'lengths = np.array([100, 80], np.int32)  # steps of each series; of no values: all have the length of the batch',
    `names = [${outputs.map(quoted).join(', ')}]`,
    'for name, values in zip(names, session.run(names, {"series": series, "lengths": lengths})):',
    '    print(name, values.shape)',
  );
}
