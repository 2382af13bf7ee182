/** Texts of the chart of series in the Data view. */

import type { Texts } from './pairs';

export const chart = {
  tab: ['Chart', '图表'],
  label: ['Chart of {series} over {from} to {to}', '{series} 的图表，第 {from} 至 {to} 步'],
  scaled: ['Scaled', '缩放后'],
  raw: ['Raw', '原始值'],
  values: ['Values shown', '显示的值'],
  part: ['Part', '数据部分'],
  list: ['Series', '序列'],
  id: ['Id', '标识'],
  classLabel: ['Label', '标签'],
  length: ['Steps', '步数'],
  unequalTimes: [
    'Steps are counted: their times are not equally far apart, or not all known',
    '按步计数：各步的时间间隔不等，或时间不全',
  ],
  differentTimes: [
    'Steps are counted: the times of these series are not the same, or not equally far apart',
    '按步计数：这些序列的时间不同，或间隔不等',
  ],
  step: ['step {step}', '第 {step} 步'],
  zoomIn: ['Zoom in', '放大'],
  zoomOut: ['Zoom out', '缩小'],
  whole: ['Show all', '显示全部'],
  keys: [
    'Wheel or + and − to zoom, drag or arrow keys to pan, Home and End for the ends, 0 for all',
    '滚轮或 + − 缩放，拖动或方向键平移，Home、End 到两端，0 显示全部',
  ],
  area: ['Chart, zoom and pan with the keyboard', '图表，可用键盘缩放和平移'],
  shown: ['steps {from} to {to} of {length}', '第 {from} 至 {to} 步，共 {length} 步'],
  decimated: ['minimum and maximum of each {steps} steps', '每 {steps} 步取最小与最大值'],
  onlyFirst: ['The first {count} of the chosen series are drawn', '仅绘制所选序列中的前 {count} 条'],
  selected: ['{count} series chosen', '已选 {count} 条序列'],
  hint: ['Ctrl or Shift to choose several', '按住 Ctrl 或 Shift 可多选'],
  channelsShown: ['{shown} of {count} channels', '显示 {shown} / {count} 个通道'],
  allChannels: ['All channels', '全部通道'],
  channelToggle: ['Show the channel {name}', '显示通道 {name}'],
  noChannel: ['Choose at least one channel', '请至少选择一个通道'],
} as const satisfies Texts;
