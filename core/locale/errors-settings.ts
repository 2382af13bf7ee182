/** Words for settings of a model that cannot be, or do not fit the data. */

import type { Refusal } from '../contract/cells';
import type { ErrorTexts } from './error-text';
import type { Pair } from './pairs';

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
  'model/refused': {
    what: [
      'Layer {layer}, from {input} to {output} values, cannot be computed: {reason}.',
      '无法计算第 {layer} 层（{input} 个值到 {output} 个值）：{reason}。',
    ],
    cure: ['Change one of these settings.', '请更改其中一项设置。'],
  },
  'model/too-large': {
    what: [
      'The weights would take {bytes} of memory; the limit is {limit}.',
      '权重将占用 {bytes} 内存，上限为 {limit}。',
    ],
    cure: ['Choose fewer hidden units or layers.', '请减少隐藏单元数或层数。'],
  },
} as const satisfies Partial<ErrorTexts>;

export const refusals = {
  'projection-without-cell-state': ['only an LSTM can be projected', '只有 LSTM 可以投影'],
  'coupled-without-input-gate': [
    'a forget gate of 1 - i needs an input gate, or nothing would be remembered',
    '遗忘门为 1 - i 时必须有输入门，否则不会记住任何内容',
  ],
  'peepholes-without-gates': ['peepholes lead to gates, and it has none', '窥视孔连接到门，而该层没有门'],
  'gate-recurrence-without-gates': [
    'gates that see those of the step before must all three be learned',
    '门若要看到上一步的门，则三个门都必须可学习',
  ],
  'layer-norm-of-one-unit': ['of one unit layer normalisation leaves nothing', '只有一个单元时，层归一化的结果恒为零'],
  'residual-of-other-size': [
    'its input can be added to an output of the same size only',
    '输入只能加到同样大小的输出上',
  ],
  'clip-not-positive': ['sums can be cut off at a number above 0 only', '求和的截断值必须大于 0'],
} as const satisfies Record<Refusal, Pair>;
