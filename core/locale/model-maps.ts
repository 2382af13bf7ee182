/** Texts of what stands between layers and above them, where the network is drawn. */

import type { HeadView, MapView } from '../contract/views';
import type { Pair, Texts } from './pairs';

const kinds = {
  dense: ['dense', '全连接'],
  affine: ['scale and shift', '缩放与平移'],
  'layer-norm': ['layer norm', '层归一化'],
  embedding: ['embedding', '嵌入'],
} as const satisfies Record<Exclude<MapView['kind'], 'activation'>, Pair>;

const takes = {
  states: ['of the last states', '取最后状态'],
  step: ['of the last step', '取最后一步'],
  mean: ['of the mean over time', '取沿时间的均值'],
  max: ['of the maximum over time', '取沿时间的最大值'],
  every: ['of every step', '取每一步'],
} as const satisfies Record<HeadView['takes'], Pair>;

export const modelMaps = {
  kinds,
  takes,
  before: ['Every step', '每一步'],
  head: ['Head', '输出头'],
  outputs: ['Outputs', '输出'],
  more: ['… {count} more', '……另有 {count} 项'],
  residual: ['The layer’s input is added', '加上该层的输入'],
  description: ['The head, {takes}, gives {outputs} {outputs:value,values}.', '输出头（{takes}）给出 {outputs} 个值。'],
  inputs: ['Layers {layers} add their input to their output.', '第 {layers} 层把输入加到输出上。'],
} as const satisfies Texts;
