/** Texts of what is done before the model: kinds of labels, the division into parts, what is left out and clipped. */

import type { Clip, LabelKind, LeftOut, SplitSpec, WindowLabel } from '../contract/specs';
import type { Pair, Texts } from './pairs';

export const preparationAssumed = {
  'numbers-with-fractions': [
    'assumed: the label has {count} different numbers with fractions, too many for classes',
    '推定：标签有 {count} 个不同的小数，不像类别',
  ],
  'numbers-of-classes': [
    'assumed: numbers as few and whole as these name classes',
    '推定：这些数字少而为整数，应为类别',
  ],
  'last-of-numbers': [
    'assumed: where labels are numbers, the last one of a window is to be predicted',
    '推定：标签为数字时，以窗口的最后一个为预测目标',
  ],
  'most-of-steps': [
    'assumed: the labels change within {count} series; each series or window gets the most frequent one of its steps',
    '推定：{count} 条序列中的标签有变化；每条序列或窗口取其各步中最多的标签',
  ],
  'usual-label': [
    'every label counts as rare but {label}, the most frequent one of the file',
    '除文件中最多的 {label} 之外，其他标签均视为少见',
  ],
  'own-test-part': [
    'the source has a test part of its own ({file}), which is kept: it is not divided',
    '数据自带测试集（{file}），予以保留，不再划分',
  ],
  'test-begins-at': ['the test part begins at step {step}, {time}', '测试集自第 {step} 步（{time}）开始'],
  'test-begins-between': [
    'the test part of each series begins between {first} and {last}',
    '各序列的测试集开始于 {first} 至 {last} 之间',
  ],
  'nothing-to-stratify': ['not stratified: there are no classes to divide alike', '未分层：没有可按比例划分的类别'],
} as const satisfies Texts;

const labelKinds = {
  class: ['A class', '类别'],
  number: ['A number to predict', '待预测的数值'],
} as const satisfies Record<LabelKind, Pair>;

const windowLabels = {
  majority: ['Most frequent', '最多的标签'],
  last: ['Of the last step', '最后一步的标签'],
  any: ['Any rare one', '任一少见标签'],
} as const satisfies Record<WindowLabel, Pair>;

const splits = {
  none: ['Not divided', '不划分'],
  series: ['By series', '按序列'],
  time: ['By time', '按时间'],
} as const satisfies Record<SplitSpec['by'] | 'none', Pair>;

const leftOut = {
  missing: ['Series with missing values', '含缺失值的序列'],
  unlabelled: ['Series without a label', '没有标签的序列'],
  duplicates: ['Copies of other series', '重复的序列'],
} as const satisfies Record<LeftOut, Pair>;

const clips = {
  none: ['No clipping', '不截断'],
  range: ["To the training part's range", '截到训练集的范围'],
  fences: ['To fences about the quartiles', '截到四分位界限'],
} as const satisfies Record<Clip, Pair>;

const clipBounds = {
  title: ['Clipped to bounds of the training part', '按训练集的界限截断'],
  low: ['Low', '下限'],
  high: ['High', '上限'],
} as const satisfies Texts;

export const preparation = { labelKinds, windowLabels, splits, leftOut, clips, clipBounds } as const satisfies Texts;

export const preparationSettings = {
  labelAs: ['The label is', '标签含义'],
  windowLabel: ['Label of a window', '窗口的标签'],
  usualLabel: ['Usual label', '常见标签'],
  split: ['Divide', '划分'],
  testShare: ['Test share', '测试比例'],
  stratified: ['Classes alike in both parts', '两部分类别比例一致'],
  splitSeed: ['Seed', '种子'],
  gap: ['Gap', '间隔'],
  leaveOut: ['Leave out', '去掉'],
  clip: ['Clip', '截断'],
} as const satisfies Texts;

/** Names of changes, for undo. */
export const preparationChanges = {
  labelAs: ['kind of label', '标签含义'],
  windowLabel: ['label of windows', '窗口标签'],
  usualLabel: ['usual label', '常见标签'],
  split: ['division into parts', '划分'],
  leaveOut: ['what is left out', '去掉的序列'],
  clip: ['clipping', '截断'],
} as const satisfies Texts;

export const preparationHelp = {
  labelAs: [
    'What the label means: the name of a class, or a number that is to be predicted. Numbers are exported as numbers and are not counted as classes.',
    '标签的含义：类别名称，或待预测的数值。数值按数字导出，不作为类别计数。',
  ],
  windowLabel: [
    'Which label a window gets of those of its steps: the most frequent one, that of the last step, or any that is not the most frequent one of the whole file (so that one anomalous step marks the window).',
    '窗口取其各步标签中的哪一个：最多的、最后一步的，或任一不是全文件最多的标签（一步异常即标记整个窗口）。',
  ],
  usualLabel: [
    'The label that is no rare one: the most frequent one of the training file, for the test part too. Choose another where most steps are what you look for.',
    '不算少见的标签：训练文件中最多的标签，测试集也以此为准。若多数步恰是要找的，请另选。',
  ],
  split: [
    'Makes a test part of data that have none. By series: whole series are drawn, and windows of one series stay together. By time: the last stretch of each series, cut off before windows are made, so that no window of one part shares a row with one of the other.',
    '为没有测试集的数据划分出测试集。按序列：随机抽取整条序列，同一序列的窗口不会分开。按时间：取每条序列的最后一段，在切分窗口之前截开，两部分的窗口不会共用任何一行。',
  ],
  testShare: [
    'The share of the series, or of each series’ steps, that becomes the test part.',
    '作为测试集的序列比例，或每条序列中时间步的比例。',
  ],
  stratified: [
    'Divides each class by the same share. A class with one series stays in the training part.',
    '每个类别按相同比例划分。只有一条序列的类别留在训练集中。',
  ],
  splitSeed: [
    'Draws the series of the test part: the same seed draws the same ones on every machine.',
    '用于抽取测试序列：相同种子在任何机器上结果相同。',
  ],
  gap: [
    'Steps between the parts that belong to neither, so that what is close in time does not tell of the other part.',
    '两部分之间不属于任何一方的时间步，避免时间上相邻的数据互相泄露。',
  ],
  leaveOut: [
    'Leaves out series (or windows) with missing or infinite values, those without a label where others have one, or those that equal another one in every value. Of two equal ones the first stays, and of equal ones in both parts that of the training part.',
    '去掉含有缺失值或无穷值的序列（或窗口）、没有标签的序列（其他序列有标签时），或与其他序列完全相同的序列。相同者保留第一条；两部分中相同者保留训练集中的一条。',
  ],
  clip: [
    'Sets values outside bounds to the bound, after missing values are filled and before scaling. The bounds come from the training part: its smallest and largest value, or its quartiles ± 3 times their distance.',
    '在填补缺失值之后、缩放之前，把界限之外的值设为界限值。界限取自训练集：其最小值与最大值，或四分位数 ± 3 倍四分位距。',
  ],
} as const satisfies Texts;
