/** Words for settings of a model that cannot be, or do not fit the data. */

import type { HoldRefusal } from '../contract/ablation';
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
  'model/cannot-hold': {
    what: [
      '{quantity} of layer {layer} cannot be held at {value}: {reason}.',
      '无法将第 {layer} 层的 {quantity} 固定为 {value}：{reason}。',
    ],
    cure: ['Hold another quantity, or name a layer that has it.', '请固定其他量，或指定具有该量的层。'],
  },
  'model/ablated': {
    what: [
      '{where} was not written: a file of a model cannot hold an ablation.',
      '{where}未写入：模型文件无法保存消融设置。',
    ],
    cure: [
      'Export the whole model, or the features or gates of the ablated one.',
      '请导出完整模型，或导出消融后的特征或门。',
    ],
  },
  'model/too-large': {
    what: [
      'The weights would take {bytes} of memory; the limit is {limit}.',
      '权重将占用 {bytes} 内存，上限为 {limit}。',
    ],
    cure: ['Choose fewer hidden units or layers.', '请减少隐藏单元数或层数。'],
  },
} as const satisfies Partial<ErrorTexts>;

export const holdRefusals = {
  'no-such-quantity': ['its cell has no such quantity', '该层的单元没有这个量'],
  'no-gate': ['its cell goes without this gate, which is 1 at every step', '该层的单元没有这个门，它在每一步都为 1'],
  coupled: ['the forget gate is 1 - i; hold the input gate instead', '遗忘门等于 1 - i，请改为固定输入门'],
  state: [
    'a state adds up over time, so no weights keep it at a value; a gate can be held, and h at 0, which silences the unit',
    '状态随时间累积，没有权重能使其保持某个值；可以固定门，或将 h 固定为 0 以静默该单元',
  ],
  'out-of-reach': [
    'its activation, or the clip before it, does not reach this value',
    '其激活函数或之前的截断达不到该值',
  ],
  activation: ['its activation cannot be turned round', '其激活函数无法求逆'],
} as const satisfies Record<HoldRefusal, Pair>;

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
