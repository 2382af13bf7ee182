/** Texts of the search over settings. */

import type { Texts } from './pairs';

export const search = {
  hint: [
    'Combinations are scored on folds of the training part. The test part is looked at once, at the end, for the best of them.',
    '各组合在训练部分的分折上评分。测试部分只在最后查看一次，且仅用于其中最好的组合。',
  ],
  onlyDrawn: [
    'A search draws weights: choose a drawn model in the Model view.',
    '搜索需要随机生成权重：请在“模型”视图中选择随机模型。',
  ],
  kind: ['Search', '搜索方式'],
  kinds: { random: ['Random', '随机'], grid: ['Grid', '网格'] },
  trials: ['Trials', '试验数'],
  folds: ['Folds', '折数'],
  seeds: ['Seeds', '种子数'],
  seed: ['Seed', '种子'],
  space: ['Settings that are tried', '参与搜索的设置'],
  settings: {
    hidden: ['Hidden units', '隐藏单元'],
    layers: ['Layers', '层数'],
    init: ['Initialisation', '初始化'],
    spectralRadius: ['Spectral radius', '谱半径'],
    forgetBias: ['Forget bias', '遗忘偏置'],
    poolings: ['Poolings', '汇聚方式'],
    window: ['Window length', '窗口长度'],
    scaling: ['Scaling', '缩放'],
  },
  values: ['Values, with commas between', '取值，以逗号分隔'],
  badValues: ['{text} cannot be tried here. Possible: {expected}.', '此处不能尝试 {text}。可用：{expected}。'],
  fromTo: ['{min} to {max}', '{min} 至 {max}'],
  keeps: ['as set', '保持不变'],
  combinations: ['{count} combinations, {trials} of them tried', '{count} 种组合，尝试其中 {trials} 种'],
  start: ['Start the search', '开始搜索'],
  pause: ['Pause', '暂停'],
  resume: ['Go on', '继续'],
  clear: ['Begin anew', '重新开始'],
  finish: ['Look at the test part', '查看测试部分'],
  finishHint: [
    'Scores the best combination on the test part. That is done once: a choice made by the test part would prove nothing.',
    '在测试部分为最好的组合评分。只进行一次：依据测试部分作出的选择不能说明任何问题。',
  ],
  final: [
    'On the test part the best combination came to {score}. It was looked at once.',
    '最好的组合在测试部分得到 {score}。测试部分只查看了这一次。',
  ],
  open: ['Open the best', '打开最佳组合'],
  openOne: ['Open trial {index}', '打开第 {index} 次试验'],
  done: ['{done} of {total} trials', '{total} 次试验中已完成 {done} 次'],
  remaining: ['about {time} left', '剩余约 {time}'],
  columns: { index: ['Trial', '试验'], score: ['Score', '得分'], took: ['Took', '用时'] },
  failed: ['failed', '失败'],
  chart: ['Trials as lines through their settings; brighter is better', '各试验穿过其设置的折线；越亮越好'],
  whole: ['whole', '完整'],
  usual: ['usual', '默认'],
  changes: { open: ['open a trial', '打开试验'] },
} as const satisfies Texts;
