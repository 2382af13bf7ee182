/** Words for settings of a model that cannot be, or do not fit the data. */

import type { ErrorTexts } from './error-text';

export const settingsErrors = {
  'model/out-of-range': {
    what: ['{name} cannot be {value}.', '“{name}”不能为 {value}。'],
    cure: ['Choose a value from {min} to {max}.', '请选择 {min} 到 {max} 之间的值。'],
  },
  'model/channels': {
    what: [
      'The number of input channels is {model} in these weights and {data} in the data.',
      '这些权重需要 {model} 个输入通道，而数据有 {data} 个。',
    ],
    cure: [
      'Choose the channels that the model was trained on, in the same order, or open other weights.',
      '请按训练时的顺序选择模型所用的通道，或打开其他权重。',
    ],
  },
  'model/residual': {
    what: [
      'Layer {layer} is to add its input of {input} values to its output of {output}, which are not of one size.',
      '第 {layer} 层要把 {input} 个值的输入加到 {output} 个值的输出上，二者大小不同。',
    ],
    cure: ['Choose other sizes, or no residual connections.', '请改变大小，或关闭残差连接。'],
  },
  'model/cell-projection': {
    what: [
      'Only LSTMs can be projected; this cell is of the kind {cell}.',
      '只有 LSTM 可以投影；当前单元类型为 {cell}。',
    ],
    cure: ['Choose an LSTM, or no projection.', '请选择 LSTM，或关闭投影。'],
  },
  'model/cell-coupled': {
    what: [
      'A forget gate of 1 - i needs an input gate: with i = 1 the cell would remember nothing.',
      '遗忘门为 1 - i 时必须有输入门：若 i = 1，单元将不记住任何内容。',
    ],
    cure: ['Choose an input gate that is learned, or another forget gate.', '请选择可学习的输入门，或改用其他遗忘门。'],
  },
  'model/too-large': {
    what: [
      'The weights would take {bytes} of memory; the limit is {limit}.',
      '权重将占用 {bytes} 内存，上限为 {limit}。',
    ],
    cure: ['Choose fewer hidden units or layers.', '请减少隐藏单元数或层数。'],
  },
} as const satisfies Partial<ErrorTexts>;
