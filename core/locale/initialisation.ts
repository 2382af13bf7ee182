/** Texts of the initialisations: what each draws, and the reason to choose it. */

import type { Texts } from './pairs';

export const initialisation = {
  label: ['Initialisation', '初始化'],
  octaves: ['Octaves of memory and gain', '各尺度的记忆与增益'],
  chrono: ['Orthogonal, chrono bias', '正交矩阵，chrono 偏置'],
  pytorch: ["PyTorch's", 'PyTorch 的'],
  keras: ["Keras's", 'Keras 的'],
  orthogonal: ['Orthogonal', '正交'],
  identity: ['Identity', '单位矩阵'],
  sparse: ['Sparse', '稀疏'],
  spectral: ['Spectral radius', '谱半径'],
  article: ["The article's, uniform [0, 1)", '文章的，[0, 1) 均匀分布'],
  help: [
    'The distribution the weights are drawn from. Octaves and chrono are made for untrained features: their forget biases spread the memory of the units from a few steps to the whole series. Take PyTorch’s or Keras’s to compare with code in these libraries, the article’s to see gates saturate. The section Analysis shows what the choice does.',
    '权重从何种分布中抽取。“各尺度的记忆与增益”和 chrono 专为未训练特征而设：其遗忘门偏置使各单元的记忆从几步到整个序列不等。与相应代码对比时选 PyTorch 或 Keras；想观察门的饱和时选文章的。“分析”一栏显示这一选择的效果。',
  ],
  about: {
    octaves: [
      'W uniform on ±3/√I times 10 to the power of −u, u from 0 to 1 for each unit; R orthogonal times 0.9; forget bias uniform from 0 to ln of the longest series, input bias its negative.',
      'W 在 ±3/√I 上均匀分布，再乘以 10 的 −u 次方（每个单元的 u 取 0 到 1）；R 为正交矩阵乘以 0.9；遗忘门偏置在 0 到 ln（最长序列的长度）之间均匀分布，输入门偏置为其相反数。',
    ],
    chrono: [
      'W uniform on ±3/√I, R orthogonal times 0.9, forget bias ln u with u up to the longest series, input bias −ln u.',
      'W 在 ±3/√I 上均匀分布，R 为正交矩阵乘以 0.9，遗忘门偏置为 ln u（u 最大为最长序列的长度），输入门偏置为 −ln u。',
    ],
    pytorch: ['Everything, biases too, uniform on ±1/√H.', '所有参数（含偏置）在 ±1/√H 上均匀分布。'],
    keras: [
      'W Glorot uniform, R orthogonal, biases 0 but 1 for the forget gate.',
      'W 为 Glorot 均匀分布，R 正交，偏置为 0，遗忘门为 1。',
    ],
    orthogonal: [
      'W Glorot uniform, every gate’s block of R orthogonal, biases 0.',
      'W 为 Glorot 均匀分布，R 中每个门的块都正交，偏置为 0。',
    ],
    identity: [
      'W Glorot uniform, the candidate’s block of R the identity, times (1 − f)/(i·o) of the gates at rest in an LSTM and 1/r in a GRU; other blocks and biases 0.',
      'W 为 Glorot 均匀分布，R 中候选状态的块为单位矩阵，在 LSTM 中乘以静止时各门的 (1 − f)/(i·o)，在 GRU 中乘以 1/r；其他块与偏置为 0。',
    ],
    sparse: [
      'In every row of W and R 15 weights (or all, if fewer), normal with variance 1/15, the others 0; biases 0.',
      'W 和 R 的每一行有 15 个权重（不足则全部）服从方差为 1/15 的正态分布，其余为 0；偏置为 0。',
    ],
    spectral: [
      'W Glorot uniform, every gate’s block of R uniform and scaled to the spectral radius, biases 0.',
      'W 为 Glorot 均匀分布，R 中每个门的块先均匀抽取，再缩放到给定谱半径，偏置为 0。',
    ],
    article: [
      'All weights uniform on [0, 1), biases 0. All positive, so gates saturate.',
      '所有权重在 [0, 1) 上均匀分布，偏置为 0。全为正，因此门会饱和。',
    ],
  },
  /** Why one would choose it, with its source. */
  why: {
    octaves: [
      'Why: as many units for every octave of memory and of gain, so that no scale of the data has to be known beforehand.',
      '理由：每一倍程的记忆长度和增益都有同样多的单元，无需事先知道数据的尺度。',
    ],
    chrono: [
      'Why: units that remember from one step to the whole series, without training (Tallec & Ollivier 2018).',
      '理由：无需训练，各单元的记忆从一步到整条序列不等（Tallec 与 Ollivier，2018）。',
    ],
    pytorch: [
      'Why: what torch.nn.LSTM begins with, to compare with code; half a step’s state is forgotten at every step.',
      '理由：torch.nn.LSTM 的初始状态，便于与代码对比；每一步都会忘掉约一半的状态。',
    ],
    keras: [
      'Why: what keras.layers.LSTM begins with; signals keep their variance, and a forget bias of 1 remembers 3 steps (Glorot & Bengio 2010, Jozefowicz et al. 2015).',
      '理由：keras.layers.LSTM 的初始状态；信号的方差得以保持，遗忘门偏置为 1 约能记住 3 步（Glorot 与 Bengio，2010；Jozefowicz 等，2015）。',
    ],
    orthogonal: [
      'Why: an orthogonal matrix keeps every length, so that nothing fades or grows by R alone (Saxe et al. 2014).',
      '理由：正交矩阵保持所有长度，仅凭 R 不会使任何方向衰减或增长（Saxe 等，2014）。',
    ],
    identity: [
      'Why: a unit that is left alone keeps its state, the plainest long memory (Le, Jaitly & Hinton 2015, for plain RNNs; scaled here so that it holds with gates).',
      '理由：单元在无外界作用时保持其状态，是最朴素的长记忆（Le、Jaitly 与 Hinton，2015，针对普通 RNN；此处经缩放，使其在有门时同样成立）。',
    ],
    sparse: [
      'Why: sums of few terms neither saturate nor resemble one another, whatever the size of the layer (Martens 2010).',
      '理由：项数不多的求和既不饱和，也不彼此雷同，与层的大小无关（Martens，2010）。',
    ],
    spectral: [
      'Why: the radius says how long R alone carries a state on, as in echo state networks (Jaeger 2001).',
      '理由：谱半径决定仅凭 R 能把状态传递多久，与回声状态网络相同（Jaeger，2001）。',
    ],
    article: [
      'Why: to repeat the article’s example; the lesson shows what is wrong with it.',
      '理由：重现文章的示例；课程中说明了它的问题。',
    ],
  },
  radius: {
    label: ['Spectral radius', '谱半径'],
    help: [
      'The largest modulus of the eigenvalues of every recurrent block. A state that is fed back through R alone shrinks by it at each step. Below 1 it fades, in −1/ln ρ steps to 1/e; above 1 it grows until tanh stops it, and small differences grow too.',
      '每个循环块特征值的最大模。仅凭 R 反馈的状态每一步按它缩小：小于 1 时经 −1/ln ρ 步衰减到 1/e；大于 1 时增长，直到被 tanh 限制，微小的差异也随之放大。',
    ],
    fades: ['R alone carries a state on for about {steps} {steps:step,steps}', '仅凭 R，状态约能传递 {steps} 步'],
    keeps: ['R alone carries a state on without end', '仅凭 R，状态可无限传递'],
    grows: ['R alone makes a state grow until tanh stops it', '仅凭 R，状态会增长，直到被 tanh 限制'],
  },
} as const satisfies Texts;
