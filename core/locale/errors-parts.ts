/** What is wrong with labels and with the division into parts, what was left out or clipped, and what to do about it. */

export const partErrors = {
  'data/label-not-a-number': {
    what: [
      '{where}: the label “{text}” in the column “{name}” is no number.',
      '{where}：列“{name}”中的标签“{text}”不是数字。',
    ],
    cure: [
      'Take the labels as classes, choose another label column, or correct the cell.',
      '请把标签作为类别读取，选择其他标签列，或更正该单元格。',
    ],
  },
  'data/one-group': {
    what: [
      '{where}: all windows come from the one series {series}, and windows of one series must stay in one part: there is nothing to divide by series.',
      '{where}：所有窗口都来自同一条序列 {series}，而同一序列的窗口必须留在同一部分，因此无法按序列划分。',
    ],
    cure: [
      'Split by time: the last stretch of the series becomes the test part. Or say which column holds the ids of the series.',
      '请按时间划分：序列的最后一段作为测试集。或指明哪一列是序列标识。',
    ],
  },
  'data/only-lone-classes': {
    what: [
      '{where}: each of the {count} classes has one series only, which stays in the training part; nothing is left for a test part.',
      '{where}：{count} 个类别各只有一条序列，它们都留在训练集中，没有序列可用作测试集。',
    ],
    cure: [
      'Split without stratifying, split by time, or choose another label column.',
      '请取消分层划分、按时间划分，或选择其他标签列。',
    ],
  },
  'data/lone-classes': {
    what: [
      '{where}: classes with one series only: {count} ({labels}). Their series stay in the training part.',
      '{where}：有 {count} 个类别只有一条序列（{labels}），这些序列留在训练集中。',
    ],
    cure: ['Such classes cannot be tested.', '这样的类别无法测试。'],
  },
  'data/too-short-to-split': {
    what: [
      '{where}: the series {series} has the length {length}; divided by time with the gap {gap}, the lengths are {train} for training and {test} for test, and each must be at least {least}.',
      '{where}：序列 {series} 的长度为 {length}；按时间划分、间隔 {gap} 时，训练部分长 {train}，测试部分长 {test}，而两者都应不小于 {least}。',
    ],
    cure: [
      'Choose shorter windows, a smaller gap or another share, or split by series.',
      '请缩短窗口、减小间隔、更改比例，或按序列划分。',
    ],
  },
  'data/left-out-missing': {
    what: [
      '{where}: {count} of {of} {of:series,series} of the {part} part {count:was,were} left out: {count:it has,they have} missing or infinite values.',
      '{where}：{part}集的 {of} 条序列中有 {count} 条含有缺失值或无穷值，已去掉。',
    ],
    cure: ['As you chose; the file itself is unchanged.', '已按您的选择处理；文件本身未作改动。'],
  },
  'data/left-out-unlabelled': {
    what: [
      '{where}: {count} of {of} {of:series,series} of the {part} part {count:was,were} left out: {count:it has,they have} no label.',
      '{where}：{part}集的 {of} 条序列中有 {count} 条没有标签，已去掉。',
    ],
    cure: ['As you chose; the file itself is unchanged.', '已按您的选择处理；文件本身未作改动。'],
  },
  'data/left-out-copies': {
    what: [
      '{where}: {count} of {of} {of:series,series} of the {part} part {count:was,were} left out: {count:it equals,they equal} an earlier one or one of the training part in every value.',
      '{where}：{part}集的 {of} 条序列中有 {count} 条与之前的或训练集中的序列完全相同，已去掉。',
    ],
    cure: ['As you chose; the file itself is unchanged.', '已按您的选择处理；文件本身未作改动。'],
  },
  'data/nothing-left': {
    what: [
      '{where}: all {count} series of the {part} part would be left out.',
      '{where}：{part}集的 {count} 条序列将全部被去掉。',
    ],
    cure: [
      'Fill missing values instead of leaving their series out, leave out the channels that have them, or keep copies.',
      '请改为填补缺失值，去掉含有缺失值的通道，或保留重复的序列。',
    ],
  },
  'data/clipped': {
    what: [
      '{where}: {count} {count:value,values} of the {part} part {count:was,were} clipped; channels: {channels}.',
      '{where}：{part}集有 {count} 个值被截到界限内，涉及通道：{channels}。',
    ],
    cure: [
      'The bounds come from the training part alone; the file itself is unchanged.',
      '界限只取自训练集；文件本身未作改动。',
    ],
  },
} as const;
