/** Texts of the area `features`: poolings, the table of features and their scatter. */

import type { Pooling } from '../contract/specs';
import { correlation, projection, ranking, tabs } from './features-insight';
import type { Pair, Texts } from './pairs';

const pooling = {
  last: ['last state', '最后状态'],
  mean: ['mean', '均值'],
  max: ['maximum', '最大值'],
  min: ['minimum', '最小值'],
  std: ['standard deviation', '标准差'],
  cell: ['last cell state', '最后细胞状态'],
} as const satisfies Record<Pooling, Pair>;

const poolingHelp = {
  last: [
    'hidden state after the last step: what a classifier on an LSTM usually sees',
    '最后一步之后的隐藏状态：LSTM 分类器通常使用的就是它',
  ],
  mean: [
    'average of the hidden state over all steps: how the series is on the whole',
    '隐藏状态在全部时间步上的平均：序列的总体水平',
  ],
  max: ['largest hidden state: whether something happened at all', '隐藏状态的最大值：是否曾发生过某事'],
  min: ['smallest hidden state: the opposite peak', '隐藏状态的最小值：反方向的峰'],
  std: ['spread of the hidden state over time: how lively the series is', '隐藏状态随时间的离散程度：序列有多活跃'],
  cell: [
    'memory after the last step, before the output gate; not bounded by 1',
    '最后一步之后的记忆，未经输出门；不受 1 的限制',
  ],
} as const satisfies Record<Pooling, Pair>;

const choice = {
  title: ['What makes a feature', '特征的构成'],
  poolings: ['Pooling over time', '时间池化'],
  layers: ['Layers', '层'],
  layer: ['layer {layer}', '第 {layer} 层'],
  count: ['{count} {count:feature,features} for each series', '每条序列 {count} 个特征'],
  formula: [
    '{units} {units:unit,units} × {directions} {directions:direction,directions} × {layers} {layers:layer,layers} × {poolings} {poolings:pooling,poolings}',
    '{units} 个单元 × {directions} 个方向 × {layers} 层 × {poolings} 种池化',
  ],
  change: ['choice of features', '特征的选择'],
} as const satisfies Texts;

const table = {
  title: ['Features', '特征'],
  size: ['{rows} series × {columns} {columns:feature,features}', '{rows} 条序列 × {columns} 个特征'],
  label: ['Features of all series', '全部序列的特征'],
  sequence: ['sequence', '序列'],
  classLabel: ['label', '标签'],
  part: ['part', '部分'],
  min: ['min', '最小'],
  max: ['max', '最大'],
  mean: ['mean', '均值'],
  std: ['std', '标准差'],
  help: [
    'Arrow keys move between rows and scroll the columns; Enter opens the series and its gates.',
    '方向键在行间移动并滚动各列；Enter 打开该序列及其各门。',
  ],
  openHint: ['Enter or double click opens the gates', '按 Enter 或双击打开各门'],
} as const satisfies Texts;

const scatter = {
  title: ['Principal components', '主成分'],
  subtitle: ['standardised features, fitted on the training part', '标准化特征，在训练集上拟合'],
  label: ['Series by their first two principal components', '各序列的前两个主成分'],
  axis: ['component {component} · {share} % of variance', '第 {component} 主成分 · 方差占比 {share} %'],
  legend: ['Labels shown', '显示的标签'],
  noLabel: ['no label', '无标签'],
  filled: ['filled: training', '实心：训练'],
  hollow: ['outline: test', '空心：测试'],
  flat: ['The chosen features do not differ enough for a picture.', '所选特征的差异不足以作图。'],
  few: ['A picture of components needs at least two series.', '主成分图至少需要两条序列。'],
  open: ['Click a point to see its gates', '单击一点查看其各门'],
} as const satisfies Texts;

const exporting = {
  button: ['Export features…', '导出特征…'],
  writes: ['Writes {files}', '将写入 {files}'],
  oneFile: [
    'name.csv and name.provenance.json; or NPY, NPZ, ARFF, JSON lines by the name’s extension',
    'name.csv 和 name.provenance.json；按扩展名也可写为 NPY、NPZ、ARFF 或 JSON 行',
  ],
  twoFiles: [
    'name.csv (training part), name.test.csv (test part) and the provenance of each; or NPY, NPZ, ARFF, JSON lines by the name’s extension',
    'name.csv（训练集）、name.test.csv（测试集）以及各自的来源记录；按扩展名也可写为 NPY、NPZ、ARFF 或 JSON 行',
  ],
  provenance: [
    'The provenance holds the settings, seed, scaler, data hash and versions that make these numbers again.',
    '来源记录保存了设置、种子、缩放参数、数据哈希和版本，可据此重现这些数值。',
  ],
} as const satisfies Texts;

const untrained = {
  title: ['Untrained weights.', '未训练的权重。'],
  text: [
    'These weights are random, so the features are those of a random reservoir: nothing was learned from your data. With the usual initialisation the last state has forgotten the start of the series; pooling over time and an initialisation by octaves mend that.',
    '这些权重是随机的，因此得到的是随机储备池的特征，没有从您的数据中学到任何东西。采用常规初始化时，最后状态已忘记序列的开头；时间池化和 “各尺度的记忆与增益”初始化可以弥补。',
  ],
  lastOnly: [
    'Only the last state is chosen, and with this initialisation it has forgotten the start of the series. Add poolings over time, or choose an initialisation by octaves in the Model view.',
    '目前只选择了最后状态，而在这种初始化下它已忘记序列的开头。请添加时间池化，或在“模型”视图中选择 “各尺度的记忆与增益”初始化。',
  ],
} as const satisfies Texts;

const empty = {
  title: ['No features yet', '还没有特征'],
  text: [
    'Run the LSTM: its states over time are pooled into one vector for each series.',
    '运行 LSTM 后，其随时间变化的状态会池化为每条序列一个向量。',
  ],
  noData: ['Open a dataset or a sample first.', '请先打开一个数据集或示例。'],
  run: ['Run the LSTM', '运行 LSTM'],
  toWelcome: ['Open data', '打开数据'],
} as const satisfies Texts;

export const features = {
  title: ['Features', '特征'],
  pooling,
  poolingHelp,
  choice,
  table,
  scatter,
  tabs,
  ranking,
  correlation,
  projection,
  exporting,
  untrained,
  empty,
} as const satisfies Texts;
