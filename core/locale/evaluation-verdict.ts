/** Texts of the honesty panel: what is compared, by which test, and what comes of it. */

import type { Baseline, ComparisonView, Significance } from '../contract/evaluation';
import type { Pair, Texts } from './pairs';

/** As they stand in a sentence. */
const entrant = {
  model: ['the other model', '另一个模型'],
  'largest-class': ['always the same answer', '始终给出同一答案'],
  'raw-series': ['the raw series', '原始序列'],
  euclid: ['the nearest series by Euclid', '欧氏距离最近的序列'],
  'dtw-10': ['the nearest series by DTW in a band of 10%', 'DTW（10% 带宽）最近的序列'],
  'dtw-full': ['the nearest series by DTW', 'DTW 最近的序列'],
  statistics: ['simple statistics of the series', '序列的简单统计量'],
  catch22: ['the 22 features of catch22', 'catch22 的 22 个特征'],
  'untrained-last': ['the last state of an untrained LSTM', '未训练 LSTM 的最后状态'],
  'untrained-all': ['all poolings of an untrained LSTM', '未训练 LSTM 的全部池化'],
} as const satisfies Record<Baseline | 'model', Pair>;

type Kind = ComparisonView['verdict']['kind'];

/** Of a model's features. */
const features = {
  better: [
    'Your features are better than {other} here: {own} against {theirs}.',
    '您的特征在此优于{other}：{own} 对 {theirs}。',
  ],
  'no-better': [
    'Your features are no better than {other} here: {own} against {theirs}.',
    '您的特征在此并不优于{other}：{own} 对 {theirs}。',
  ],
  worse: [
    'Your features are worse than {other} here: {own} against {theirs}.',
    '您的特征在此不如{other}：{own} 对 {theirs}。',
  ],
  alone: ['There is nothing to compare your features with yet: {own}.', '您的特征尚无可比较的对象：{own}。'],
} as const satisfies Record<Kind, Pair>;

/** Of a baseline that is compared with others. */
const baseline = {
  better: [
    '{first}: better than {other} here, {own} against {theirs}.',
    '{first}：在此优于{other}，{own} 对 {theirs}。',
  ],
  'no-better': [
    '{first}: no better than {other} here, {own} against {theirs}.',
    '{first}：在此并不优于{other}，{own} 对 {theirs}。',
  ],
  worse: ['{first}: worse than {other} here, {own} against {theirs}.', '{first}：在此不如{other}，{own} 对 {theirs}。'],
  alone: ['{first}: {own}, with nothing to compare it with yet.', '{first}：{own}，尚无可比较的对象。'],
} as const satisfies Record<Kind, Pair>;

const test = {
  'corrected-resampled-t': ["Nadeau and Bengio's corrected resampled t test", 'Nadeau–Bengio 校正重采样 t 检验'],
  'mcnemar-exact': ["McNemar's exact test", 'McNemar 精确检验'],
  'wilcoxon-signed-rank': ["Wilcoxon's signed rank test", 'Wilcoxon 符号秩检验'],
} as const satisfies Record<Significance['test'], Pair>;

const over = {
  folds: ['{count} {count:fold,folds}', '{count} 折'],
  series: ['{count} held-out series', '{count} 条留出序列'],
  seeds: ['{count} {count:seed,seeds}', '{count} 个种子'],
} as const satisfies Record<Significance['over'], Pair>;

export const evaluationVerdict = {
  entrant,
  features,
  baseline,
  test,
  over,
  /** Below it every other entrant was left behind. */
  all: ['It is ahead of all that it was compared with.', '优于所有比较对象。'],
  measure: {
    accuracy: ['accuracy in percent', '准确率（%）'],
    rmse: ['root mean square error', '均方根误差'],
  } satisfies Record<ComparisonView['measure'], Pair>,
  spread: ['{mean} ± {deviation}', '{mean} ± {deviation}'],
  significance: ['p = {p}, {test} over {over}', 'p = {p}，{test}，基于 {over}'],
  smallP: ['p < {p}, {test} over {over}', 'p < {p}，{test}，基于 {over}'],
} as const satisfies Texts;
