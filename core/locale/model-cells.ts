/** Texts of the cells that a layer can be made of, and of what connects layers. */

import type { CellName } from '../contract/cells';
import { modelMaps } from './model-maps';
import type { Pair, Texts } from './pairs';

const names = {
  lstm: ['LSTM', 'LSTM'],
  peepholes: ['LSTM with peepholes', '带窥视孔的 LSTM'],
  coupled: ['LSTM, coupled gates', '输入门与遗忘门耦合的 LSTM'],
  'lstm-1997': ['LSTM of 1997, no forget gate', '1997 年的 LSTM（无遗忘门）'],
  'no-input-gate': ['LSTM without input gate', '无输入门的 LSTM'],
  'no-output-gate': ['LSTM without output gate', '无输出门的 LSTM'],
  'gate-recurrence': ['LSTM, full gate recurrence', '门之间全循环的 LSTM'],
  'layer-norm': ['LSTM, layer-normalised', '层归一化的 LSTM'],
  gru: ['GRU', 'GRU'],
  'gru-reset-before': ['GRU, reset before the product', 'GRU（先重置再相乘）'],
  rnn: ['Plain RNN', '普通 RNN'],
} as const satisfies Record<CellName, Pair>;

/** Where the equations are from. */
export const cellSources = {
  lstm: ['Gers, Schmidhuber & Cummins, 2000', 'Gers、Schmidhuber 与 Cummins，2000'],
  peepholes: ['Gers & Schmidhuber, 2000', 'Gers 与 Schmidhuber，2000'],
  coupled: ['Greff et al., 2015', 'Greff 等，2015'],
  'lstm-1997': ['Hochreiter & Schmidhuber, 1997', 'Hochreiter 与 Schmidhuber，1997'],
  'no-input-gate': ['Greff et al., 2015', 'Greff 等，2015'],
  'no-output-gate': ['Greff et al., 2015', 'Greff 等，2015'],
  'gate-recurrence': ['Greff et al., 2015', 'Greff 等，2015'],
  'layer-norm': ['Ba, Kiros & Hinton, 2016', 'Ba、Kiros 与 Hinton，2016'],
  gru: ['Cho et al., 2014, as in PyTorch', 'Cho 等，2014（PyTorch 的形式）'],
  'gru-reset-before': ['Cho et al., 2014', 'Cho 等，2014'],
  rnn: ['Elman, 1990', 'Elman，1990'],
} as const satisfies Record<CellName, Pair>;

export const modelCells = {
  label: ['Cell', '单元类型'],
  help: [
    'What every unit computes at each step. The LSTM keeps a memory behind three gates; its variants leave out or add one part each, the GRU has two gates and no separate memory, the plain RNN none. Take another one to see what a part is good for, or to match a trained network.',
    '每个单元在每一步所做的计算。LSTM 用三个门保护其记忆；各变体去掉或添加一个部件；GRU 有两个门且没有单独的记忆；普通 RNN 没有门。想了解某个部件的作用，或需与训练好的网络一致时，请选择其他类型。',
  ],
  names,
  other: ['Another combination', '其他组合'],
  more: ['Gates, activations, clip, projection', '门、激活、截断与投影'],
  maps: modelMaps,
  mapsParameters: ['Before layers, head', '层前与输出头'],
  inputGate: ['Input gate', '输入门'],
  forgetGate: ['Forget gate', '遗忘门'],
  outputGate: ['Output gate', '输出门'],
  gates: {
    learned: ['learned', '可学习'],
    one: ['none, always 1', '无，恒为 1'],
    coupled: ['coupled, 1 − i', '耦合，1 − i'],
  },
  peepholes: ['Peepholes', '窥视孔'],
  gateRecurrence: ['Gate recurrence', '门间循环'],
  layerNorm: ['Layer normalisation', '层归一化'],
  reset: ['Reset', '重置'],
  resets: {
    before: ['before the product', '相乘之前'],
    after: ['after the product', '相乘之后'],
  },
  gateActivation: ['Gates', '门'],
  candidateActivation: ['Candidate', '候选'],
  cellActivation: ['Cell state', '细胞状态'],
  activation: ['Activation', '激活函数'],
  alpha: ['alpha', 'alpha'],
  beta: ['beta', 'beta'],
  parameter: ['{role}: {parameter}', '{role}：{parameter}'],
  clip: ['Clip sums', '截断总和'],
  clipAt: ['Clip sums at', '总和的截断值'],
  clipHelp: [
    'Sums are cut off at plus and minus this number before the activations, as ONNX’s “clip” does. Take it to match a trained network, or to see what saturation does.',
    '在进入激活函数之前，把总和限制在正负该数值之间，与 ONNX 的 clip 相同。用于与训练好的网络一致，或观察饱和的影响。',
  ],
  projection: ['Projection', '投影'],
  projectionSize: ['Size of the projection', '投影后的大小'],
  projectionHelp: [
    'Makes h smaller than the cell state by a matrix of its own (Sak, Senior & Beaufays 2014): fewer weights and features for the same memory. LSTMs only.',
    '用一个额外的矩阵使 h 小于细胞状态（Sak、Senior 与 Beaufays，2014）：记忆不变，权重与特征更少。仅适用于 LSTM。',
  ],
  residual: ['Residual', '残差连接'],
  residualHelp: [
    'Every layer above the first adds its input to its output, so that what lower layers found is not lost. Both must be of one size.',
    '第一层以上的每一层把输入加到输出上，使较低层的信息不致丢失。两者大小必须相同。',
  ],
  onReference: {
    title: ['Layer {layers} runs on the reference', '第 {layers} 层由参考实现计算'],
    text: [
      'The fast kernel does not compute this cell. The results are the same, but the run takes longer.',
      '快速内核不支持这种单元。结果相同，但运行较慢。',
    ],
  },
} as const satisfies Texts;
