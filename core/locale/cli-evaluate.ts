/** What the command line says of an evaluation, and the part of its help about it. */

import type { Texts } from './pairs';

export const cliEvaluate = {
  model: ['features of the model', '模型的特征'],
  entrant: [
    '{name}: {columns} {columns:column,columns}, classifier {classifier}',
    '{name}：{columns} 列，分类器 {classifier}',
  ],
  official: [
    'fitted on {train} ({fitted} series), scored on {test} ({held} series)',
    '在 {train}（{fitted} 条序列）上拟合，在 {test}（{held} 条序列）上评分',
  ],
  folds: [
    'cross-validation over {train}: {folds} folds, {rule}, seed {seed}',
    '在 {train} 上交叉验证：{folds} 折，{rule}，种子 {seed}',
  ],
  seeds: [
    'mean and standard deviation over {seeds} seeds, {fits} fits',
    '{seeds} 个种子上的均值与标准差，共 {fits} 次拟合',
  ],
  once: ['nothing is drawn: {fits} {fits:fit,fits}', '无随机成分：{fits} 次拟合'],
  confusion: ['actual \\ predicted', '实际 \\ 预测'],
  note: ['note: {text}', '提示：{text}'],
} as const satisfies Texts;

export const evaluateUsage = `  lstm-workbench evaluate TRAIN [TEST] [--json] [evaluation options] [--pool LIST] [data options] [model options] [kernel options]
      Say what the features are worth: figures over seeds, per class, the confusion matrix. Everything fitted sees the
      series that are fitted on alone.`;

export const evaluateUsageChinese = `  lstm-workbench evaluate TRAIN [TEST] [--json] [评估选项] [--pool LIST] [数据选项] [模型选项] [内核选项]
      评估特征的价值：多个种子上的指标、各类别的指标和混淆矩阵。一切拟合只使用用于拟合的序列。`;

export const evaluateHelp = `Evaluation: what the features are worth
  --classifier NAME     ridge (default; of numbers its regression), logistic, knn, svm or forest
  --c X                 with logistic and svm: inverse strength of the penalty (default: 1)
  --neighbours N        with knn (default: 5)
  --trees N             with forest (default: 200)
  --folds N             cross-validate TRAIN in N folds (default: 5) in place of scoring on TEST
  --rule NAME           of folds: stratified (default), grouped (recordings stay whole) or blocked (in time)
  --fold-seed N         the lots of the folds (default: 1)
  --seeds N             draw the model from N seeds, counted on from --seed (default: 10)
  --baseline NAME       score this in place of the model: largest-class, raw-series, euclid, dtw-10, dtw-full, statistics,
                        catch22, untrained-last or untrained-all`;

export const evaluateHelpChinese = `评估：特征的价值
  --classifier NAME     ridge（默认；预测数值时为岭回归）、logistic、knn、svm 或 forest
  --c X                 用于 logistic 和 svm：惩罚强度的倒数（默认：1）
  --neighbours N        用于 knn（默认：5）
  --trees N             用于 forest（默认：200）
  --folds N             在 TRAIN 上做 N 折交叉验证（默认：5），而不在 TEST 上评分
  --rule NAME           分折方式：stratified（默认，按类别分层）、grouped（记录保持完整）或 blocked（按时间分块）
  --fold-seed N         分折的随机种子（默认：1）
  --seeds N             从 --seed 起依次用 N 个种子生成模型（默认：10）
  --baseline NAME       以此代替模型评分：largest-class、raw-series、euclid、dtw-10、dtw-full、statistics、
                        catch22、untrained-last 或 untrained-all`;
