/** What stands in the way of judging features and what to do about it. */

import type { ErrorTexts } from './error-text';

export const evaluationErrors = {
  'evaluation/out-of-range': {
    what: ['{name} cannot be {value}.', '“{name}”不能为 {value}。'],
    cure: ['Choose a value from {min} to {max}.', '请选择 {min} 到 {max} 之间的值。'],
  },
  'evaluation/no-label': {
    what: [
      '{where}: no series of the {part} part has a label, so that there is nothing to judge by.',
      '{where}：{part}部分没有任何带标签的序列，无从评估。',
    ],
    cure: [
      'Choose the column that holds the label, or the place where it stands in a folder.',
      '请选择标签所在的列，或标签在文件夹中的位置。',
    ],
  },
  'evaluation/one-class': {
    what: [
      '{where}: every series of the training part has the label {label}.',
      '{where}：训练部分所有序列的标签都是 {label}。',
    ],
    cure: [
      'Open data of at least two classes, or choose another label column.',
      '请打开至少含两个类别的数据，或选择其他标签列。',
    ],
  },
  'evaluation/no-test-part': {
    what: ['{where} has no test part to be scored on.', '{where} 没有可用于评分的测试部分。'],
    cure: [
      'Open a test part with it, divide the data into parts, or evaluate by cross-validation.',
      '请同时打开测试部分、把数据划分为两部分，或改用交叉验证。',
    ],
  },
  'evaluation/few-rows': {
    what: [
      '{where}: {rows} labelled series cannot be divided into {folds} folds.',
      '{where}：{rows} 条带标签的序列无法分成 {folds} 折。',
    ],
    cure: ['Choose at most as many folds as there are series.', '折数请不要超过序列条数。'],
  },
  'evaluation/few-groups': {
    what: [
      '{where}: the windows were cut from {groups} recordings, too few to keep whole in {folds} folds.',
      '{where}：窗口取自 {groups} 段记录，数量不足，无法完整地分到 {folds} 折中。',
    ],
    cure: [
      'Choose at most as many folds as recordings, or blocks in time.',
      '折数请不要超过记录数，或选择按时间分块。',
    ],
  },
  'evaluation/fold-empty': {
    what: [
      '{where}: nothing is left to fit on in fold {fold} of {folds}, since all other windows overlap the held-out ones.',
      '{where}：第 {fold} 折（共 {folds} 折）没有可用于拟合的窗口，其余窗口都与留出的窗口重叠。',
    ],
    cure: [
      'Keep recordings whole, choose blocks in time, or cut windows that overlap less.',
      '请让每段记录保持完整、按时间分块，或让窗口少重叠一些。',
    ],
  },
  'evaluation/fold-one-class': {
    what: [
      '{where}: in fold {fold} of {folds} all series that are fitted on have the label {label}.',
      '{where}：第 {fold} 折（共 {folds} 折）中用于拟合的序列标签都是 {label}。',
    ],
    cure: ['Choose stratified folds, or fewer of them.', '请选择按类别分层，或减少折数。'],
  },
  'evaluation/ridge-too-large': {
    what: [
      'Ridge over {rows} series and {columns} features needs a matrix of {bytes}, more than {limit}.',
      '在 {rows} 条序列、{columns} 个特征上做岭回归需要 {bytes} 的矩阵，超过 {limit}。',
    ],
    cure: [
      'Choose fewer poolings, units or layers, or another classifier.',
      '请减少池化方式、单元或层，或选择其他分类器。',
    ],
  },
  'evaluation/classes-only': {
    what: [
      'The classifier {classifier} tells classes apart, and the labels here are numbers.',
      '分类器 {classifier} 用于区分类别，而此处的标签是数值。',
    ],
    cure: [
      'Choose ridge, nearest neighbours or the random forest, which predict numbers; or take the labels as classes.',
      '请选择可预测数值的 ridge（岭回归）、最近邻或随机森林；或将标签视为类别。',
    ],
  },
  'evaluation/other-division': {
    what: [
      'Evaluation {place} holds out other series than the first: their figures cannot be compared.',
      '第 {place} 个评估留出的序列与第一个不同，结果无法比较。',
    ],
    cure: [
      'Evaluate both on one dataset with the same division and the same seed of the folds.',
      '请在同一数据集上以相同的划分和相同的分折种子评估二者。',
    ],
  },
  'evaluation/forest-too-large': {
    what: [
      '{trees} trees over {rows} series would take more memory than {limit}; {grown} fit.',
      '在 {rows} 条序列上的 {trees} 棵树所需内存超过 {limit}；可容纳 {grown} 棵。',
    ],
    cure: ['Choose fewer trees.', '请减少树的数量。'],
  },
} as const satisfies Partial<ErrorTexts>;
