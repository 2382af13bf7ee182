/** Texts of the data's quality: what each finding means, where it is and what can be done about it. */

import type { FindingCode, Severity } from '../contract/views-quality';
import type { Pair, Texts } from './pairs';
import { timeCures, timeFindings } from './time-findings';

const severities = {
  problem: ['Problem', '问题'],
  warning: ['Warning', '警告'],
  note: ['Note', '提示'],
} as const satisfies Record<Severity, Pair>;

/** What is found, in one sentence with its counts; where there is a rule, the rule; and what to do. */
interface FindingText extends Texts {
  title: Pair;
  what: Pair;
  cure: Pair;
}

const findings = {
  missing: {
    title: ['Missing values', '缺失值'],
    what: [
      '{count} of {of} values of the {part} part {count:is,are} missing.',
      '{part}集的 {of} 个值中有 {count} 个缺失。',
    ],
    cure: [
      'Fill them, or leave out the series or the channels that have them; the file is never changed.',
      '填补缺失值，或去掉含有缺失值的序列或通道；文件不会被修改。',
    ],
  },
  infinite: {
    title: ['Infinite values', '无穷值'],
    what: [
      '{count} of {of} values of the {part} part {count:is,are} infinite.',
      '{part}集的 {of} 个值中有 {count} 个为无穷大。',
    ],
    cure: [
      'Fill them as missing values are filled, or leave out the series or the channels that have them.',
      '按缺失值的方式填补，或去掉含有无穷值的序列或通道。',
    ],
  },
  constant: {
    title: ['Constant channels', '恒定通道'],
    what: [
      '{count} of {of} {of:channel,channels} {count:has,have} one and the same value everywhere in the {part} part.',
      '{of} 个通道中有 {count} 个在整个{part}集中只有一个取值。',
    ],
    cure: ['Leave them out: they tell the model nothing.', '建议去掉：它们不向模型提供任何信息。'],
  },
  still: {
    title: ['Channels that stand still', '序列内静止的通道'],
    what: [
      'In {count} of {of} series of the {part} part a channel does not move that moves elsewhere.',
      '{part}集的 {of} 条序列中有 {count} 条含有静止不变的通道，而该通道在别处有变化。',
    ],
    cure: [
      'Look at these series: the channel may have dropped out there. If it is of no use, leave it out.',
      '请查看这些序列：该通道可能在那里中断。若无用处，可去掉该通道。',
    ],
  },
  outliers: {
    title: ['Outliers', '离群值'],
    what: [
      '{count} of {of} values of the {part} part {count:lies,lie} beyond the median ± 10 × 1.4826 × MAD of their channel, MAD being the median distance from the median.',
      '{part}集的 {of} 个值中有 {count} 个超出所在通道的中位数 ± 10 × 1.4826 × MAD（MAD 为与中位数距离的中位数）。',
    ],
    cure: [
      'Look at them: faults of measurement stretch the scaling for all other values. A number that stands for a missing value, as {value} may, is named under “Also missing” (command line: --missing-text {value}). Otherwise clip them, correct the file, or leave the channel out.',
      '请查看这些值：测量错误会影响所有其他值的缩放。若其中的数字（例如 {value}）表示缺失值，请把它加入“其他缺失标记”（命令行：--missing-text {value}）；否则可截断这些值、更正文件，或去掉该通道。',
    ],
  },
  duplicates: {
    title: ['Duplicate series', '重复的序列'],
    what: [
      '{count} of {of} series of the {part} part {count:repeats,repeat} an earlier one byte for byte.',
      '{part}集的 {of} 条序列中有 {count} 条与之前的序列逐字节相同。',
    ],
    cure: [
      'Leave the copies out, unless they are meant to count more than once.',
      '若非有意重复计入，请去掉重复的序列。',
    ],
  },
  'duplicates-across': {
    title: ['Training series in the test part', '测试集中含有训练序列'],
    what: [
      '{count} of {of} series of the {part} part {count:is,are} in the training part as well, byte for byte: a leak.',
      '{part}集的 {of} 条序列中有 {count} 条也出现在训练集中，逐字节相同：数据泄漏。',
    ],
    cure: [
      'Leave them out of the test part; until then it flatters the model.',
      '请将其从测试集中去掉；在此之前，测试结果会偏于乐观。',
    ],
  },
  'one-member': {
    title: ['Classes with one series', '只有一条序列的类别'],
    what: [
      '{count} of {of} {of:class,classes} of the {part} part {count:has,have} one series only: {labels}.',
      '{part}集的 {of} 个类别中有 {count} 个只有一条序列：{labels}。',
    ],
    cure: [
      'Such a class can be learned or tested, never both. If every series has a class of its own, another column is the label.',
      '这样的类别只能用于训练或测试，不能兼顾。若每条序列自成一类，则标签应为另一列。',
    ],
  },
  'unseen-class': {
    title: ['Classes that training never saw', '训练集中没有的类别'],
    what: [
      '{count} of {of} {of:class,classes} of the {part} part {count:is,are} not in the training part: {labels}.',
      '{part}集的 {of} 个类别中有 {count} 个未出现在训练集中：{labels}。',
    ],
    cure: [
      'Nothing fitted on the training part can name them. Look for different spellings, or split the data anew.',
      '在训练集上拟合的任何模型都无法识别它们。请检查拼写是否一致，或重新划分数据。',
    ],
  },
  unlabelled: {
    title: ['Series without a label', '没有标签的序列'],
    what: [
      '{count} of {of} series of the {part} part {count:has,have} no label, while others have one.',
      '{part}集的 {of} 条序列中有 {count} 条没有标签，而其他序列有标签。',
    ],
    cure: [
      'They get features as all others do, and nothing can be learned or tested with them. Write their labels into the file, or leave them out (command line: --leave-out unlabelled).',
      '它们与其他序列一样得到特征，但无法用于训练或测试。请在文件中补上标签，或去掉它们（命令行：--leave-out unlabelled）。',
    ],
  },
  lengths: {
    title: ['Unequal lengths', '长度不等'],
    what: [
      'The series of the {part} part have {min} to {max} steps, {median} in the median; {count} of {of} {count:is,are} shorter than the longest.',
      '{part}集的序列为 {min} 至 {max} 步，中位数 {median} 步；{of} 条中有 {count} 条短于最长的序列。',
    ],
    cure: ['Nothing has to be done: each series is run to its own end.', '无需处理：每条序列都只运行到自身的末尾。'],
  },
  'one-series': {
    title: ['One series alone', '只有一条序列'],
    what: [
      'There is one series, of {steps} steps: it gets one row of features, and nothing can be compared or held back.',
      '只有一条 {steps} 步的序列：只得到一行特征，无从比较，也无法划分测试集。',
    ],
    cure: [
      'Cut it into windows, each of which is a series (command line: --window), unless features of the whole are wanted.',
      '请切分为窗口，每个窗口为一条序列（命令行：--window）；若只要整条序列的特征，则无需处理。',
    ],
  },
  'out-of-range': {
    title: ['Test values out of range', '超出范围的测试值'],
    what: [
      '{count} of {of} values of the {part} part {count:lies,lie} outside the range of the training part, on which the scaling is fitted.',
      '{part}集的 {of} 个值中有 {count} 个超出训练集的范围，而缩放正是在训练集上拟合的。',
    ],
    cure: [
      'The model meets inputs there that training never had. Look whether both parts were measured alike, or clip them.',
      '模型会在此遇到训练中从未出现的输入。请检查两部分的测量方式是否一致，或截断这些值。',
    ],
  },
  'tells-label': {
    title: ['Channels that tell the label', '泄露标签的通道'],
    what: [
      '{count} of {of} {of:channel,channels} {count:tells,tell} the label of every training series by a value, the mean or the last value alone: a leak, it seems.',
      '{of} 个通道中有 {count} 个仅凭取值、均值或最后一个值即可得出每条训练序列的标签：疑似数据泄漏。',
    ],
    cure: [
      'Leave them out, unless the label can be known when the model is used.',
      '除非使用模型时标签本就已知，否则请去掉这些通道。',
    ],
  },
  ...timeFindings,
} as const satisfies Record<FindingCode, FindingText>;

export const quality = {
  tab: ['Quality', '质量'],
  title: ['What was found in the data', '数据检查结果'],
  badge: ['{count} {count:finding,findings}', '{count} 项发现'],
  severities,
  findings,
  time: timeCures,
  filled: [
    'They are filled before the model runs: {cure}. The file is not changed.',
    '运行模型前会进行填补：{cure}。文件不会被修改。',
  ],
  relabelled: [
    'Of these, {relabelled} {relabelled:has,have} another label than what {relabelled:it,they} {relabelled:repeats,repeat}.',
    '其中 {relabelled} 条的标签与原序列不同。',
  ],
  sampled: [
    'Median and MAD are taken from {steps} of {allSteps} steps.',
    '中位数与 MAD 取自 {allSteps} 个时间步中的 {steps} 个。',
  ],
  veryUnequal: [
    'The longest has more than 5 times the steps of the shortest: features may tell the length rather than the shape. Windows of one length avoid that.',
    '最长序列的步数超过最短序列的 5 倍：特征可能反映长度而非形状。切分为等长窗口可避免这一点。',
  ],
  channel: ['Channel', '通道'],
  count: ['Count', '数量'],
  range: ['Range', '范围'],
  rangeOf: ['{low} to {high}', '{low} 至 {high}'],
  moreChannels: ['and {count} more {count:channel,channels}', '另有 {count} 个通道'],
  places: ['First places', '前几处'],
  place: {
    series: ['series {id}', '序列 {id}'],
    step: ['step {step}', '第 {step} 步'],
    channel: ['channel {name}', '通道 {name}'],
    line: ['line {line}', '第 {line} 行'],
    original: ['repeats series {id} of the {part} part', '与{part}集的序列 {id} 相同'],
    inPart: ['{part} part', '{part}集'],
  },
  showRow: ['Show line {line} in the table', '在表格中查看第 {line} 行'],
  cut: ['Cut into windows of {count} steps', '切分为 {count} 步的窗口'],
  leaveOutSeries: {
    missing: ['Leave these series out', '去掉这些序列'],
    unlabelled: ['Leave these series out', '去掉这些序列'],
    duplicates: ['Leave the copies out', '去掉重复的序列'],
  },
  clip: {
    range: ["Clip to the training part's range", '截到训练集的范围'],
    fences: ['Clip to fences about the quartiles', '截到四分位界限'],
  },
  leaveOut: ['Leave out {name}', '去掉 {name}'],
  leaveOutAll: ['Leave out these {count} channels', '去掉这 {count} 个通道'],
  none: {
    title: ['Nothing found', '未发现问题'],
    text: [
      'No missing or infinite values, no outliers, no constant channels, no duplicates, no leaks, and no class that is alone or unknown.',
      '没有缺失值、无穷值、离群值、恒定通道、重复序列或数据泄漏，也没有单独或未知的类别。',
    ],
  },
  unchecked: {
    title: ['Not checked yet', '尚未检查'],
    text: ['There are no series to check: see to the message above first.', '没有可检查的序列：请先处理上方的提示。'],
    failed: ['The check was stopped.', '检查已停止。'],
    again: ['Check again', '重新检查'],
  },
  running: ['Checking the data', '正在检查数据'],
  checked: [
    'Checked in the {part} part: {series} series with {values} {values:value,values}.',
    '{part}集：已检查 {series} 条序列，共 {values} 个值。',
  ],
  compared: [
    'Compared with one another: {seriesCompared} of {series} series, evenly spread.',
    '相互比较：{series} 条序列中均匀选取的 {seriesCompared} 条。',
  ],
} as const satisfies Texts;
