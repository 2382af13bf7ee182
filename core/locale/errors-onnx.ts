/** Words for the errors of ONNX files, read and written. */

import type { ErrorTexts } from './error-text';
import type { Pair } from './pairs';

export const onnxErrors = {
  'onnx/broken': {
    what: [
      '{where}: the ONNX file cannot be read ({reason}, byte {byte}).',
      '{where}：无法读取 ONNX 文件（{reason}，第 {byte} 字节）。',
    ],
    cure: [
      'The file is damaged or incomplete. Copy, download or export it again.',
      '文件已损坏或不完整。请重新复制、下载或导出。',
    ],
  },
  'onnx/limit': {
    what: [
      '{where}: the ONNX file holds more than can be read ({what}: more than {limit}).',
      '{where}：ONNX 文件的内容超出可读取的范围（{what}：超过 {limit}）。',
    ],
    cure: [
      'Export the recurrent part of the model alone, with constants folded.',
      '请只导出模型的循环部分，并启用常量折叠。',
    ],
  },
  'onnx/tensor': {
    what: ['{where}: the tensor {tensor} cannot be read ({reason}).', '{where}：无法读取张量 {tensor}（{reason}）。'],
    cure: [
      'Export the model again as it comes from its framework, with dense weights.',
      '请由原框架重新导出模型，并使用稠密权重。',
    ],
  },
  'onnx/external': {
    what: [
      '{where}: the values of the tensor {tensor} lie in another file ({location}).',
      '{where}：张量 {tensor} 的数值位于另一个文件（{location}）。',
    ],
    cure: [
      'Save the model as one file: onnx.save_model(onnx.load(path), new_path, save_as_external_data=False).',
      '请将模型保存为单个文件：onnx.save_model(onnx.load(path), new_path, save_as_external_data=False)。',
    ],
  },
  'onnx/outside': {
    what: [
      '{where}: the tensor {tensor} points to a file outside the model’s own folder ({location}). Nothing was read there.',
      '{where}：张量 {tensor} 指向模型所在文件夹之外的文件（{location}）。未读取该文件。',
    ],
    cure: [
      'If you did not make the file, do not trust it. Else save the model as one file with its weights inside.',
      '若文件来源不明，请勿信任；否则请将模型连同权重保存为单个文件。',
    ],
  },
  'onnx/shape': {
    what: [
      '{where}: the operator {node} has weights {tensor} of the shape {found}; its other weights ask for {expected}.',
      '{where}：算子 {node} 的权重 {tensor} 形状为 {found}，而按其余权重应为 {expected}。',
    ],
    cure: ['The file contradicts itself. Export the model again.', '文件内容自相矛盾。请重新导出模型。'],
  },
  'onnx/graph': {
    what: [
      '{where}: the graph cannot be computed in any order; it fails at {node} ({reason}).',
      '{where}：计算图无法按任何顺序计算，问题出在 {node}（{reason}）。',
    ],
    cure: ['The file contradicts itself. Export the model again.', '文件内容自相矛盾。请重新导出模型。'],
  },
  'onnx/no-recurrent': {
    what: [
      '{where}: there is no LSTM, GRU or RNN operator here. The operators are: {operators}.',
      '{where}：其中没有 LSTM、GRU 或 RNN 算子。现有的算子：{operators}。',
    ],
    cure: [
      'Export with an exporter that keeps recurrent layers as operators, such as torch.onnx.export or tf2onnx with opset 14.',
      '请使用保留循环层算子的导出工具，例如 torch.onnx.export 或 tf2onnx（opset 14）。',
    ],
  },
  'onnx/not-run': {
    what: [
      '{where}: the recurrent operator {node} cannot be run ({reason}).',
      '{where}：无法运行循环算子 {node}（{reason}）。',
    ],
    cure: [
      'Export the model with constant weights, one set of activations for both directions, and outside of loops.',
      '导出模型时，请使用常量权重，两个方向采用相同的激活函数，并且不要放在循环或分支中。',
    ],
  },
  'onnx/cannot-hold': {
    title: ['The model cannot be written as ONNX', '无法将模型写为 ONNX'],
    what: ['ONNX has no operator for layer {layer} ({reason}).', 'ONNX 没有可用于第 {layer} 层的算子（{reason}）。'],
    cure: [
      'Write the model as safetensors, which holds every cell, or choose another cell for this layer.',
      '请将模型写为 safetensors（可保存所有单元），或为该层选择其他单元。',
    ],
  },
} as const satisfies Partial<ErrorTexts>;

/** Reasons that the codes above give. */
export const onnxReasons = {
  'onnx-cut': ['it ends too early', '文件提前结束'],
  'onnx-wire-type': ['a field is not of its type', '某个字段的类型不符'],
  'onnx-no-graph': ['it holds no graph', '不含计算图'],
  'onnx-sparse': ['it is sparse', '它是稀疏张量'],
  'onnx-dims': ['its shape is impossible', '形状不可能成立'],
  'onnx-size': ['its shape does not match its number of values', '形状与数值个数不一致'],
  'onnx-twice': ['a value is computed twice', '某个值被计算两次'],
  'onnx-cycle': ['values wait for each other', '各个值相互等待'],
  'onnx-weights': ['its weights are computed from the series', '其权重由序列计算得出'],
  'onnx-direction': ['its direction is unknown', '方向未知'],
  'onnx-activations': [
    'its activations are unknown, or not the same in both directions',
    '激活函数未知，或两个方向的激活函数不同',
  ],
  'onnx-initial-states': ['its initial states differ from series to series', '各序列的初始状态不同'],
  'onnx-subgraph': ['it lies in a loop or a branch', '它位于循环或分支之中'],
  'onnx-projection': ['a projected state that does not begin at zero', '初始值非零的投影状态'],
  'onnx-gate-one': ['a gate that is always 1', '恒为 1 的门'],
  'onnx-gate-recurrence': ['gates that see the gates of the step before', '门接收上一步的门值'],
  'onnx-layer-norm': ['normalised sums within the cell', '单元内的归一化求和'],
  'onnx-activation': ['one of its activations', '其中一种激活函数'],
} as const satisfies Record<string, Pair>;
