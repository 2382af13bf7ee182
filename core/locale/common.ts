/** Words that every part of the workbench uses: actions, units, the LSTM's own terms, themes and languages. */

import type { Language, Theme } from '../contract/api';
import type { Direction, Part, Quantity } from '../contract/views';
import type { Pair, Texts } from './pairs';

const action = {
  open: ['Open', '打开'],
  cancel: ['Cancel', '取消'],
  close: ['Close', '关闭'],
  save: ['Save', '保存'],
  copy: ['Copy', '复制'],
  copied: ['Copied', '已复制'],
  undo: ['Undo', '撤销'],
  redo: ['Redo', '重做'],
  run: ['Run', '运行'],
  export: ['Export', '导出'],
  choose: ['Choose', '选择'],
  change: ['Change', '更改'],
  reset: ['Reset', '重置'],
  retry: ['Try again', '重试'],
  dismiss: ['Dismiss', '关闭提示'],
  back: ['Back', '返回'],
  next: ['Next', '下一步'],
  help: ['Help', '帮助'],
  all: ['All', '全部'],
  none: ['None', '无'],
} as const satisfies Texts;

const unit = {
  series: ['{count} series', '{count} 条序列'],
  steps: ['{count} steps', '{count} 个时间步'],
  channels: ['{count} channels', '{count} 个通道'],
  hidden: ['{count} hidden units', '{count} 个隐藏单元'],
  layers: ['{count} layers', '{count} 层'],
  rows: ['{count} rows', '{count} 行'],
  columns: ['{count} columns', '{count} 列'],
  features: ['{count} features', '{count} 个特征'],
  bytes: ['{count} bytes', '{count} 字节'],
  perSecond: ['{count} per second', '每秒 {count}'],
} as const satisfies Texts;

const time = {
  milliseconds: ['{count} ms', '{count} 毫秒'],
  seconds: ['{count} s', '{count} 秒'],
  minutes: ['{count} min', '{count} 分钟'],
  hours: ['{count} h', '{count} 小时'],
  remaining: ['{time} left', '剩余 {time}'],
} as const satisfies Texts;

const term = {
  series: ['series', '序列'],
  step: ['step', '时间步'],
  channel: ['channel', '通道'],
  label: ['label', '标签'],
  window: ['window', '窗口'],
  stride: ['stride', '步幅'],
  layer: ['layer', '层'],
  direction: ['direction', '方向'],
  unit: ['unit', '单元'],
  pooling: ['pooling', '池化'],
  weights: ['weights', '权重'],
  bias: ['bias', '偏置'],
  seed: ['seed', '随机种子'],
} as const satisfies Texts;

const quantity = {
  i: ['input gate', '输入门'],
  f: ['forget gate', '遗忘门'],
  g: ['cell candidate', '候选状态'],
  o: ['output gate', '输出门'],
  c: ['cell state', '细胞状态'],
  h: ['hidden state', '隐藏状态'],
  r: ['reset gate', '重置门'],
  z: ['update gate', '更新门'],
  n: ['candidate state', '候选隐藏状态'],
} as const satisfies Record<Quantity, Pair>;

const direction = {
  fwd: ['forward', '正向'],
  bwd: ['backward', '反向'],
} as const satisfies Record<Direction, Pair>;

const part = {
  train: ['training', '训练'],
  test: ['test', '测试'],
} as const satisfies Record<Part, Pair>;

const theme = {
  light: ['Light', '浅色'],
  dark: ['Dark', '深色'],
  system: ['System', '跟随系统'],
} as const satisfies Record<Theme, Pair>;

/** Each language in itself, so that whoever looks for it can read it. */
const language = {
  en: ['English', 'English'],
  'zh-CN': ['简体中文', '简体中文'],
} as const satisfies Record<Language, Pair>;

export const common = {
  product: ['LSTM Workbench', 'LSTM 工作台'],
  comma: [', ', '、'],
  yes: ['Yes', '是'],
  no: ['No', '否'],
  unknown: ['unknown', '未知'],
  action,
  unit,
  time,
  term,
  quantity,
  direction,
  part,
  theme,
  language,
  themeLabel: ['Theme', '主题'],
  languageLabel: ['Language', '语言'],
} as const satisfies Texts;
