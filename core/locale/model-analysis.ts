/** Texts of the section that shows what a model's weights do. */

import type { Texts } from './pairs';

export const modelAnalysis = {
  layer: ['Layer', '层'],
  direction: ['Direction', '方向'],
  running: ['Analysing the weights…', '正在分析权重…'],
  stopped: ['Not analysed', '尚未分析'],
  stoppedText: ['The analysis was stopped or could not be done.', '分析已停止或无法完成。'],
  again: ['Analyse', '分析'],
  problem: ['These settings have no weights: see above.', '这些设置没有对应的权重：见上方说明。'],
  assumed: [
    'No dataset is open: weights are drawn for {channels} {channels:channel,channels} and series of {longest} steps.',
    '尚未打开数据集：按 {channels} 个通道、长度为 {longest} 步的序列抽取权重。',
  ],
  gates: ['Gates', '门'],
  horizons: {
    title: ['Memory at rest', '静止时的记忆'],
    subtitle: ['−1/ln f of every unit, f from the bias alone', '每个单元的 −1/ln f，f 仅由偏置决定'],
    units: ['units, in the order of memory', '单元（按记忆长短排列）'],
    steps: ['steps to 1/e', '衰减到 1/e 的步数'],
    longest: ['longest series: {steps}', '最长序列：{steps}'],
    label: [
      'Memory horizons of {units} units, {median} steps in the middle',
      '{units} 个单元的记忆时长，中位数为 {median} 步',
    ],
    half: ['Half of the units forget within {median} {median:step,steps}.', '一半的单元在 {median} 步内就会遗忘。'],
    compare: [
      'Half of the units forget within {median} {median:step,steps}; the longest series has {longest}, and {whole} of {units} units remember all of it.',
      '一半的单元在 {median} 步内就会遗忘；最长的序列有 {longest} 步，{units} 个单元中有 {whole} 个能记住全部。',
    ],
    endless: [
      'Half of the units or more forget nothing at rest: what they write stays until something else is added.',
      '至少一半的单元在静止时不会遗忘：写入的内容一直保留，直到加入新的内容。',
    ],
    none: [
      'A plain RNN has no gate that forgets: what stays is what R hands on, and its spectrum tells how long.',
      '普通 RNN 没有遗忘的门：保留多少全看 R 传递多少，其谱说明能持续多久。',
    ],
  },
  spectrum: {
    title: ['Spectrum of R', 'R 的谱'],
    subtitle: ['Eigenvalues of each gate’s block, and the unit circle', '每个门的块的特征值与单位圆'],
    real: ['real part', '实部'],
    imaginary: ['imaginary part', '虚部'],
    radius: ['Spectral radius', '谱半径'],
    label: ['Eigenvalues of the recurrent blocks; spectral radii {radii}', '循环块的特征值；谱半径 {radii}'],
    fades: [
      'Every radius is below 1: a state that is fed back through R alone fades, in {steps} {steps:step,steps} at most to 1/e.',
      '所有谱半径都小于 1：仅凭 R 反馈的状态会衰减，至多 {steps} 步降到 1/e。',
    ],
    keeps: [
      'The largest radius is 1: R alone neither fades nor grows a state.',
      '最大谱半径为 1：仅凭 R，状态既不衰减也不增长。',
    ],
    grows: [
      'The largest radius is {radius}, above 1: R alone makes a state grow until the activations stop it, so gates may saturate and small differences grow.',
      '最大谱半径为 {radius}，大于 1：仅凭 R 状态会增长，直到被激活函数限制，因此门可能饱和，微小的差异会放大。',
    ],
    tooLarge: [
      'Not computed: the blocks have more than {limit} rows, and the time grows with their cube.',
      '未计算：块的行数超过 {limit}，所需时间随其立方增长。',
    ],
    notFinite: ['Not computed for some gates: weights are not finite.', '部分门未计算：权重含有非有限值。'],
  },
  histograms: {
    title: ['Weights', '权重'],
    subtitle: ['Share of each gate’s weights, of W, R and b', '各门权重在 W、R、b 中的分布比例'],
    label: ['Histograms of {matrices}, a line for each gate', '{matrices} 的直方图，每个门一条线'],
    notFinite: [
      '{count} {count:weight is,weights are} not finite and left out.',
      '有 {count} 个权重不是有限值，未计入。',
    ],
  },
} as const satisfies Texts;
