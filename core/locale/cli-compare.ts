/** What the command line says of a comparison, and the part of its help about it. */

import type { Texts } from './pairs';

export const cliCompare = {
  done: ['{name}: {is}', '{name}：{is}'],
  by: ['classifier of all: {classifier}', '共用分类器：{classifier}'],
  note: ['{name}: {line}', '{name}：{line}'],
} as const satisfies Texts;

export const compareUsage = `  lstm-workbench compare TRAIN [TEST] [--against LIST] [--against-model FILE] [--json] [evaluation options] [--pool LIST] [data options] [model options] [kernel options]
      Say what the features are worth beside simpler ways: all with the same division, seeds and classifier, with a test
      of significance by its name and what it means in a sentence.`;

export const reportUsage = `  lstm-workbench report TRAIN [TEST] -o OUT.html [--language NAME] [the options of compare]
      Write one HTML file that tells of the data, the model, its figures and what stands beside them, with charts and all
      that is needed to make the same again, in English (en, the default) or Chinese (zh).`;

export const reportUsageChinese = `  lstm-workbench report TRAIN [TEST] -o OUT.html [--language NAME] [compare 的选项]
      写出一个 HTML 文件，说明数据、模型、指标及其对照，并附图表和重现所需的全部信息；语言为 en（默认）或 zh。`;

export const compareUsageChinese = `  lstm-workbench compare TRAIN [TEST] [--against LIST] [--against-model FILE] [--json] [评估选项] [--pool LIST] [数据选项] [模型选项] [内核选项]
      评估特征与更简单的方法相比的价值：划分、种子和分类器全部相同，给出显著性检验的名称，并用一句话说明结论。`;

export const compareHelp = `Comparison: beside what the features are scored
  --against LIST        baselines by name, as with --baseline, separated by commas (default: largest-class,raw-series,
                        euclid,dtw-10,catch22,untrained-last)
  --against-model FILE  the weights of another model; alone, without baselines`;

export const compareHelpChinese = `比较：特征与什么对照评分
  --against LIST        以逗号分隔的基线名称，同 --baseline（默认：largest-class,raw-series,euclid,dtw-10,catch22,
                        untrained-last）
  --against-model FILE  另一模型的权重；单独使用时不含基线`;
