/** Texts of the area `insight`: what units do and remember, and what becomes of the model without them. */

import type { Texts } from './pairs';

const units = {
  computing: ['Looking at every unit over all series', '正在考察每个单元在全部序列上的表现'],
  stopped: ['Not computed', '尚未计算'],
  stoppedText: [
    'One pass over all series finds what each unit does: what it follows, how long it remembers, what drives it.',
    '只需遍历一次全部序列，即可得知每个单元跟随什么、能记多久、由什么驱动。',
  ],
  failed: ['The units could not be computed', '无法计算各单元'],
  compute: ['Compute', '开始计算'],
  list: ['Units', '单元'],
  listHint: [
    'Sorted by a click on a column’s name. Arrow keys choose another unit.',
    '单击列名可排序，方向键可选择其他单元。',
  ],
  search: ['Unit, 3-7 or flag', '单元号、3-7 或标记'],
  grouped: ['Group by behaviour', '按行为分组'],
  groupedHelp: [
    'Units are clustered by their horizon, their correlations and the mean and deviation of each gate and state (Ward’s method, standardised). Each group stays together; inside a group the chosen column sorts.',
    '各单元按记忆时长、相关系数以及各门与状态的均值和标准差（标准化后）按 Ward 法聚类。每组单元排在一起，组内按所选列排序。',
  ],
  count: ['{shown} of {total} units', '{shown} / {total} 个单元'],
  none: ['No unit is found by this.', '没有符合条件的单元。'],
  all: ['Show all', '显示全部'],
  over: [
    'Over {series} series, {steps} steps. Correlations over {correlated} of the series, with {channels} of {total} {total:channel,channels}; windows of {window} steps.',
    '基于 {series} 条序列、{steps} 步。相关系数基于其中 {correlated} 条序列、{total} 个通道中的 {channels} 个；窗口为 {window} 步。',
  ],
  columns: {
    unit: ['Unit', '单元'],
    flags: ['Flags', '标记'],
    cluster: ['Group', '分组'],
    horizon: ['Horizon', '记忆时长'],
    range: ['Range of {activity}', '{activity} 的范围'],
    value: ['r value', 'r 当前值'],
    slope: ['r slope', 'r 斜率'],
    past: ['r past', 'r 过去值'],
    label: ['Label', '标签'],
    mean: ['{quantity} mean', '{quantity} 均值'],
    deviation: ['{quantity} dev.', '{quantity} 标准差'],
    shut: ['{quantity} < 0.1', '{quantity} < 0.1'],
    open: ['{quantity} > 0.9', '{quantity} > 0.9'],
  },
  columnsHelp: [
    'Horizon: median of -1/ln f in steps. Range: largest minus smallest output. r: the largest correlation in size over channels, with the value, its slope, or a past value. Label: eta squared of classes, or the correlation with a number. Then mean, deviation and shares of steps of each gate and state.',
    '记忆时长：-1/ln f 的中位数（步）。范围：输出最大值减最小值。r：各通道中与当前值、斜率或过去值绝对值最大的相关系数。标签：类别的 η²，或与数值标签的相关系数。其后为各门与状态的均值、标准差和步数占比。',
  ],
  aboutColumns: ['what the columns mean', '各列的含义'],
  aboutGroups: ['how units are grouped', '分组方法'],
  aboutHorizon: ['the memory horizon', '记忆时长'],
  flag: {
    dead: ['dead', '失活'],
    saturated: ['saturated', '饱和'],
    latch: ['latch', '锁存'],
  },
  card: {
    title: ['Unit {unit}', '单元 {unit}'],
    group: ['group {cluster} of {clusters}', '第 {cluster} 组，共 {clusters} 组'],
    waiting: ['Fetching the unit…', '正在获取单元…'],
    dead: [
      'Dead: its output stays within {range} over the whole dataset.',
      '失活：在整个数据集上，其输出的变化不超过 {range}。',
    ],
    shut: [
      'Saturated: the {gate} is shut (below 0.1) at {share} % of the steps.',
      '饱和：{gate}在 {share}% 的时间步上关闭（低于 0.1）。',
    ],
    open: [
      'Saturated: the {gate} is open (above 0.9) at {share} % of the steps.',
      '饱和：{gate}在 {share}% 的时间步上开启（高于 0.9）。',
    ],
    latch: [
      'Latch: half of the time it keeps its state for longer than the longest series, and its input gate both opens and shuts.',
      '锁存：有一半时间，它保持状态的时长超过最长序列，且输入门有开有关。',
    ],
    ordinary: ['Nothing out of the ordinary: neither dead nor saturated.', '没有异常：既未失活，也未饱和。'],
  },
  horizon: {
    title: ['Memory horizon', '记忆时长'],
    text: [
      'Half of the steps between {low} and {high}, median {median} steps',
      '一半的时间步介于 {low} 与 {high} 步之间，中位数为 {median} 步',
    ],
    chart: [
      'Horizon in steps: 5 % of the steps below {a}, 25 % below {b}, median {c}, 75 % below {d}, 95 % below {e}',
      '记忆时长（步）：5% 的时间步低于 {a}，25% 低于 {b}，中位数 {c}，75% 低于 {d}，95% 低于 {e}',
    ],
    longest: ['longest series, {steps} steps', '最长序列，{steps} 步'],
    help: [
      '-1/ln f of each step: after so many steps at this forget gate, 1/e of the cell state is left (Tallec & Ollivier 2018). The bar spans 25 to 75 % of the steps, the line 5 to 95 %, the mark is the median; the axis is logarithmic.',
      '每一步的 -1/ln f：在该遗忘门取值下，经过这么多步后细胞状态剩余 1/e（Tallec 与 Ollivier，2018）。条形为 25% 至 75% 的时间步，细线为 5% 至 95%，标记为中位数；坐标为对数刻度。',
    ],
    none: ['This cell has no gate that keeps its state.', '这种单元没有保持状态的门。'],
    beyond: ['beyond {steps}', '超过 {steps}'],
  },
  gates: {
    title: ['Gates and states over all steps', '所有时间步上的门与状态'],
    quantity: ['Quantity', '量'],
    mean: ['mean', '均值'],
    deviation: ['deviation', '标准差'],
    range: ['least to largest', '最小至最大'],
    shut: ['shut, < 0.1', '关闭 < 0.1'],
    open: ['open, > 0.9', '开启 > 0.9'],
  },
  follows: {
    title: ['What it goes along with', '与什么相关'],
    channel: ['Channel', '通道'],
    value: ['value', '当前值'],
    slope: ['slope', '斜率'],
    lag: ['{lag} before', '{lag} 步前'],
    none: ['none', '无'],
    caption: [
      'Pearson’s correlation of {activity} with the channel’s value, its slope and its value some steps before, in the order in which the unit reads.',
      '{activity} 与通道当前值、斜率及若干步之前的值的皮尔逊相关系数，按单元读取的顺序计算。',
    ],
    classes: [
      'Label: η² = {value}, the share of the variance of its mean output that lies between classes (training part).',
      '标签：η² = {value}，即其平均输出的方差中类间所占的比例（训练部分）。',
    ],
    number: [
      'Label: correlation {value} of its mean output with the number (training part).',
      '标签：其平均输出与数值标签的相关系数为 {value}（训练部分）。',
    ],
    noLabel: ['No label to compare with, or too few.', '没有可比较的标签，或数量太少。'],
  },
  responses: {
    title: ['How it responds', '响应'],
    step: ['Step', '阶跃'],
    impulse: ['Impulse', '脉冲'],
    sine: ['Sine', '正弦'],
    caption: [
      'All channels together move by {deviations} deviations from their means: from step {start} on, at step {start} alone, or in turns of {period} steps. One scale for all three: {low} to {high}.',
      '所有通道同时偏离均值 {deviations} 个标准差：从第 {start} 步起、仅在第 {start} 步，或以 {period} 步为周期。三图共用纵轴：{low} 至 {high}。',
    ],
    chart: ['{activity} while it reads a {probe}: {low} to {high}', '读取{probe}时的 {activity}：{low} 至 {high}'],
    none: ['The model takes no such input.', '该模型不接受此类输入。'],
  },
  drives: {
    highest: ['Where it is highest', '输出最高之处'],
    lowest: ['Where it is lowest', '输出最低之处'],
    caption: [
      'The first channel in the window, as the model reads it; the line marks the step. A click opens it in Run.',
      '窗口内的第一个通道（模型所读的值），竖线标出该时间步。单击可在“运行”中打开。',
    ],
    open: [
      'Open series {id} at step {step} in Run: {activity} is {value}',
      '在“运行”中打开序列 {id} 的第 {step} 步：{activity} 为 {value}',
    ],
    place: ['steps {from} to {to}, at {at}', '第 {from} 至 {to} 步，位于第 {at} 步'],
    none: ['None', '无'],
  },
} as const satisfies Texts;

export const insight = {
  title: ['Insight', '洞察'],
  sections: {
    label: ['What is looked into', '剖析内容'],
    units: ['Units', '单元'],
  },
  units,
} as const satisfies Texts;
