/** Texts of the area `run`: progress, the gate stage and the equation panel. */

import type { Init } from '../contract/specs';
import type { Pair, Texts } from './pairs';

const empty = {
  noData: ['Nothing to run on yet', '还没有可运行的数据'],
  noDataText: [
    'Open a dataset or a sample first. Its series then go through the LSTM one by one.',
    '请先打开一个数据集或示例，其中的序列会逐条送入 LSTM。',
  ],
  openData: ['Open data', '打开数据'],
  problem: ['This dataset cannot run yet', '这个数据集还不能运行'],
  problemText: ['The Data view says what is missing and how to mend it.', '“数据”视图中说明了缺少什么以及如何解决。'],
  toData: ['Go to Data', '前往“数据”'],
  ready: ['Ready to run', '可以运行了'],
  readyText: [
    '{series} series of {channels} {channels:channel,channels} {series:goes,go} through {units} hidden {units:unit,units}. Every gate of every step can be looked at afterwards.',
    '{series} 条 {channels} 通道的序列将送入 {units} 个隐藏单元。运行后可以查看每一步的每一个门。',
  ],
  run: ['Run the LSTM', '运行 LSTM'],
  toModel: ['Change the model', '更改模型'],
} as const satisfies Texts;

const progress = {
  title: ['Running the LSTM', '正在运行 LSTM'],
  counted: ['{done} of {total} series', '第 {done} / {total} 条序列'],
  speed: ['{count} series per second', '每秒 {count} 条序列'],
  preparing: ['Preparing…', '准备中…'],
  cancel: ['Cancel the run', '取消运行'],
} as const satisfies Texts;

/** What untrained weights mean, by how they were drawn. Memory horizon of a unit: -1 / ln f. */
const untrained = {
  pytorch: [
    'These weights are untrained: PyTorch’s initialisation leaves forget gates near 0.5, which remember 1.4 steps, so the last state has forgotten the start of the series. Pooling over time or an initialisation by octaves mends that.',
    '这些权重未经训练：PyTorch 初始化使遗忘门约为 0.5，只能记住 1.4 步，因此最后状态早已忘记序列的开头。对时间做池化，或改用 “各尺度的记忆与增益”初始化，可以弥补。',
  ],
  keras: [
    'These weights are untrained: Keras’s forget bias of 1 remembers about 3.2 steps, so the last state has forgotten the start of the series. Pooling over time or an initialisation by octaves mends that.',
    '这些权重未经训练：Keras 的遗忘偏置为 1，约能记住 3.2 步，因此最后状态早已忘记序列的开头。对时间做池化，或改用 “各尺度的记忆与增益”初始化，可以弥补。',
  ],
  octaves: [
    'These weights are untrained: nothing was learned from your data. The units have memories of every length up to the whole series, and take their input in weakly or strongly.',
    '这些权重未经训练，没有从您的数据中学到任何东西。各单元的记忆长短不一，最长可达整条序列，对输入的响应也有弱有强。',
  ],
  chrono: [
    'These weights are untrained: nothing was learned from your data. The chrono bias gives the units memories of many lengths, up to the whole series.',
    '这些权重未经训练，没有从您的数据中学到任何东西。chrono 偏置让各单元拥有长短不一、最长可达整条序列的记忆。',
  ],
  orthogonal: [
    'These weights are untrained: orthogonal blocks keep the length of what they pass on, but forget gates near 0.5 remember 1.4 steps. Pooling over time or an initialisation by octaves lengthens the memory.',
    '这些权重未经训练：正交块保持所传状态的长度，但遗忘门约为 0.5，只能记住 1.4 步。对时间做池化，或改用 “各尺度的记忆与增益”初始化，可以延长记忆。',
  ],
  identity: [
    'These weights are untrained: each unit hands its state on to itself, so that small states last, while the gates are steered by the input alone.',
    '这些权重未经训练：每个单元把状态传给自身，因此较小的状态得以保持，而各个门只受输入控制。',
  ],
  sparse: [
    'These weights are untrained: each unit listens to fifteen others, and forget gates near 0.5 remember 1.4 steps. Pooling over time or an initialisation by octaves lengthens the memory.',
    '这些权重未经训练：每个单元只接收十五个单元的输出，遗忘门约为 0.5，只能记住 1.4 步。对时间做池化，或改用 “各尺度的记忆与增益”初始化，可以延长记忆。',
  ],
  spectral: [
    'These weights are untrained: their recurrent blocks have the spectral radius that was chosen, while forget gates near 0.5 remember 1.4 steps. Pooling over time or an initialisation by octaves lengthens the memory.',
    '这些权重未经训练：循环块具有所选的谱半径，而遗忘门约为 0.5，只能记住 1.4 步。对时间做池化，或改用 “各尺度的记忆与增益”初始化，可以延长记忆。',
  ],
  article: [
    'These weights are untrained: all are positive, as in the article, so the gates saturate and the units do much the same. The lesson shows why.',
    '这些权重未经训练：与文章中一样全为正数，因此各个门趋于饱和，各单元的表现也大同小异。课程中说明了原因。',
  ],
} as const satisfies Record<Init, Pair>;

const stage = {
  label: ['Gates of series {id} over time', '序列 {id} 各门随时间的变化'],
  help: [
    'Arrow keys: left and right move the cursor a step, with Shift ten; up and down change the unit. Home and End: first and last step. Page Up and Page Down: other series. Plus, minus and 0: zoom. Escape: the cursor follows the mouse again.',
    '方向键：左右将光标移动一步，按住 Shift 移动十步；上下更换单元。Home 和 End：首步和末步。Page Up 和 Page Down：其他序列。加号、减号和 0：缩放。Esc：光标重新跟随鼠标。',
  ],
  hint: [
    'Wheel: zoom · drag: pan · click: hold the cursor and choose the unit · double click: all steps',
    '滚轮缩放 · 拖动平移 · 单击固定光标并选择单元 · 双击显示全部',
  ],
  helpAbout: ['moving in the charts', '图中的操作'],
  signal: ['signal', '信号'],
  scaled: ['scaled', '已缩放'],
  unscaled: ['as it is', '原始值'],
  traces: ['traces', '曲线'],
  step: ['step', '时间步'],
  unit: ['unit {unit}', '单元 {unit}'],
  at: ['step {step}', '第 {step} 步'],
  follow: ['The cursor follows the mouse', '光标跟随鼠标'],
  held: ['The cursor is held', '光标已固定'],
  range: ['steps {from} to {to} of {length}', '第 {from} 至 {to} 步，共 {length} 步'],
  means: ['each column is the mean of {count} steps', '每列为 {count} 步的均值'],
  computing: ['Computing the gates…', '正在计算各门…'],
  failed: ['The gates could not be computed', '无法计算各门'],
  readout: [
    'step {step}, unit {unit}: input gate {i}, forget gate {f}, cell candidate {g}, output gate {o}, cell state {c}, hidden state {h}',
    '第 {step} 步，单元 {unit}：输入门 {i}，遗忘门 {f}，候选状态 {g}，输出门 {o}，细胞状态 {c}，隐藏状态 {h}',
  ],
  readoutOf: ['step {step}, unit {unit}: {values}', '第 {step} 步，单元 {unit}：{values}'],
} as const satisfies Texts;

const toolbar = {
  shown: ['Heatmaps shown', '显示的热图'],
  focus: ['Enlarge {name}', '放大显示{name}'],
  shrink: ['Same size for all', '恢复相同大小'],
  tracesOf: ['Lines', '曲线'],
  noTraces: ['no lines', '不显示曲线'],
  allOfUnit: ['all of unit {unit}', '单元 {unit} 的全部'],
  ofUnits: ['{name} of chosen units', '所选单元的{name}'],
  zoomIn: ['Zoom in', '放大'],
  zoomOut: ['Zoom out', '缩小'],
  whole: ['All steps', '显示全部时间步'],
  exportSeries: ['Gates of this series…', '此序列的门控值…'],
  exportAll: ['Gates of all training series…', '全部训练序列的门控值…'],
  exportGates: ['Export gates', '导出门控值'],
  channels: ['Channels shown', '显示的通道'],
} as const satisfies Texts;

const picker = {
  part: ['Part', '部分'],
  series: ['Series', '序列'],
  previous: ['Previous series (Page Up)', '上一条序列（Page Up）'],
  next: ['Next series (Page Down)', '下一条序列（Page Down）'],
  search: ['Search by id or label', '按标识或标签查找'],
  none: ['No series matches', '没有匹配的序列'],
  place: ['{place} of {total}', '{place} / {total}'],
  steps: ['{count} {count:step,steps}', '{count} 步'],
  layer: ['Layer', '层'],
  layerName: ['layer {layer}', '第 {layer} 层'],
  direction: ['Direction', '方向'],
} as const satisfies Texts;

const summary = {
  head: ['Head: {value}', '输出头：{value}'],
  headLargest: ['Head: class {index}, {value}', '输出头：类别 {index}，{value}'],
  headAll: [
    'What the model’s head makes of this series, by class from 0: {values}',
    '模型的输出头对该序列给出的各类数值（从 0 开始）：{values}',
  ],
  series: ['{count} series', '{count} 条序列'],
  perSecond: ['{count}/s', '{count} 条/秒'],
  kernel: ['kernel: {kernel}', '计算内核：{kernel}'],
  trained: ['weights of {file}', '权重来自 {file}'],
  lesson: ['See the lesson', '查看课程'],
  stale: ['The settings have changed since this run.', '此次运行之后设置已更改。'],
  again: ['Run again', '重新运行'],
} as const satisfies Texts;

const equation = {
  title: ['The cell at this step', '此步的细胞'],
  gates: ['Gates', '门'],
  kept: ['kept', '保留'],
  added: ['added', '加入'],
  memory: ['Memory', '记忆'],
  memoryText: [
    'A forget gate of {f} keeps {share} % at each step: the cell state fades to 1/e in {steps} {steps:step,steps}.',
    '遗忘门为 {f} 时每步保留 {share} %：细胞状态在 {steps} 步后衰减到 1/e。',
  ],
  memoryNone: [
    'The forget gate is shut: the cell state before this step is gone.',
    '遗忘门已关闭：此步之前的细胞状态全部丢失。',
  ],
  memoryEver: ['The forget gate is fully open: the cell state is kept as it is.', '遗忘门完全打开：细胞状态原样保留。'],
  copy: ['Copy the equations with all digits', '复制方程（全部位数）'],
  hide: ['Hide the equations', '隐藏方程'],
  show: ['Show the equations', '显示方程'],
  more: ['and {count} more', '另有 {count} 个'],
  unit: ['Unit', '单元'],
  values: ['Values', '数值'],
  waiting: ['Move the cursor over the charts to see one step’s numbers.', '将光标移到图上即可查看该步的数值。'],
} as const satisfies Texts;

export const run = {
  title: ['Run', '运行'],
  empty,
  progress,
  untrained,
  stage,
  toolbar,
  picker,
  summary,
  equation,
} as const satisfies Texts;
