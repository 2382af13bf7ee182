/** Texts of the Data view's statistics: the table of channels and classes, class balance and class means. */

import type { StatisticsRows } from '../contract/views-statistics';
import type { Pair, Texts } from './pairs';

const columns = {
  count: ['Values', '有效值数'],
  missing: ['Missing', '缺失'],
  infinite: ['Infinite', '无穷'],
  mean: ['Mean', '均值'],
  sd: ['SD', '标准差'],
  min: ['Minimum', '最小值'],
  q1: ['Quartile 1', '下四分位数'],
  median: ['Median', '中位数'],
  q3: ['Quartile 3', '上四分位数'],
  max: ['Maximum', '最大值'],
} as const satisfies Record<keyof StatisticsRows, Pair>;

const table = {
  tab: ['Statistics', '统计'],
  label: ['Statistics of the {part} part', '{part}集的统计'],
  part: ['Part', '数据部分'],
  rows: ['Rows', '行'],
  channels: ['Channels', '通道'],
  classes: ['With classes', '含类别'],
  channel: ['Channel', '通道'],
  classLabel: ['Class', '类别'],
  series: ['Series', '序列数'],
  all: ['all', '全部'],
  noLabel: ['no label', '无标签'],
  running: ['Statistics are counted', '正在统计'],
  notDone: ['No statistics', '尚无统计'],
  notDoneText: ['They were not counted to the end.', '统计没有完成。'],
  nothing: ['There are no series to count.', '没有可统计的序列。'],
  again: ['Count', '重新统计'],
  note: [
    'SD is that of these values themselves (divided by their count). A step that windows share counts once in each row.',
    '标准差按这些值本身计算（除以个数）。多个窗口共有的时间步在每行中只计一次。',
  ],
  about: ['Quartiles are of an even choice of the values.', '四分位数由均匀抽取的部分值得出。'],
  filled: ['Missing values are counted as they were filled.', '缺失值按填补后的值统计。'],
  first: ['The first {count} of {of} classes are told apart.', '仅区分 {of} 个类别中的前 {count} 个。'],
  tooMany: ['{of} classes are too many to be told apart here.', '共 {of} 个类别，数量过多，此处不加区分。'],
} as const satisfies Texts;

const balance = {
  title: ['Class balance', '类别分布'],
  subtitle: ['series of each class', '每个类别的序列数'],
  label: ['Class balance: {classes}', '类别分布：{classes}'],
  one: ['{label} {train}', '{label} {train}'],
  both: ['{label} {train} and {test}', '{label} {train} 和 {test}'],
  value: ['{count} ({share} %)', '{count}（{share} %）'],
  more: ['{count} more', '另有 {count} 个'],
  filled: ['filled: training', '实心：训练'],
  hollow: ['outline: test', '空心：测试'],
  none: ['The series have no labels.', '序列没有标签。'],
  numbers: ['The labels are numbers to predict, no classes.', '标签是待预测的数值，不是类别。'],
} as const satisfies Texts;

const means = {
  title: ['Class means', '类别均值'],
  titleAll: ['Mean of the series', '序列均值'],
  subtitle: ['mean ± SD at each step, over the series that reach it', '每个时间步上仍未结束的序列的均值 ± 标准差'],
  label: [
    'Mean and spread of {channel} for {classes} over {length} steps',
    '{channel} 在 {length} 步上的均值与离散程度：{classes}',
  ],
  area: ['Class means; arrow keys move the step', '类别均值，方向键移动时间步'],
  channel: ['Channel', '通道'],
  step: ['step {step}', '第 {step} 步'],
  steps: ['steps {from} to {to}', '第 {from} 至 {to} 步'],
  value: ['{label}: {mean} ± {sd} ({series} series)', '{label}：{mean} ± {sd}（{series} 条序列）'],
  short: ['{mean} ± {sd} ({series} series)', '{mean} ± {sd}（{series} 条）'],
  none: ['{label}: no series', '{label}：无序列'],
  between: ['{fewest} to {most}', '{fewest} 至 {most}'],
  all: ['all series', '全部序列'],
  legend: ['Classes shown', '显示的类别'],
  running: ['Class means are computed', '正在计算类别均值'],
  thinned: ['mean of each {steps} steps', '每 {steps} 步取均值'],
  every: ['one in {every} series of each class', '每个类别中每 {every} 条序列取一条'],
  hint: ['Point at the chart, or move the step with the arrow keys.', '将指针移到图上，或用方向键移动时间步。'],
} as const satisfies Texts;

export const statistics = {
  classesTab: ['Classes', '类别'],
  columns,
  table,
  balance,
  means,
} as const satisfies Texts;
