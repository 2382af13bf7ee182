/** Texts of the area `features` about single features - their ranking and correlation - and about projections of all. */

import type { Texts } from './pairs';

export const tabs = {
  label: ['What is known of the features', '特征的各种信息'],
  table: ['Table', '表格'],
  ranking: ['Ranking', '排序'],
  correlation: ['Correlation', '相关'],
} as const satisfies Texts;

export const ranking = {
  label: ['Features by what each tells of the labels', '各特征对标签的说明力'],
  filter: ['Find a feature', '查找特征'],
  name: ['feature', '特征'],
  f: ['F', 'F'],
  p: ['p', 'p'],
  q: ['q', 'q'],
  information: ['mutual inf.', '互信息'],
  importance: ['importance', '重要性'],
  hints: {
    f: [
      'F of the analysis of variance: spread between the classes beside that within them; of numbers, F of the correlation.',
      '方差分析的 F：类间离散与类内离散之比；标签为数值时是相关的 F。',
    ],
    p: ['How likely such an F is where the feature tells nothing.', '特征毫无说明力时出现这样的 F 的概率。'],
    q: [
      'Share of false discoveries among all features with at most this p (Benjamini and Hochberg).',
      'p 不大于此值的所有特征中错误发现的比例（Benjamini 与 Hochberg）。',
    ],
    information: ['Mutual information with the class, in nats.', '与类别的互信息，单位为奈特。'],
    importance: [
      'By how much the score on the held-out part falls when the feature is permuted there, mean ± standard deviation.',
      '在留出部分打乱该特征时得分的下降，均值 ± 标准差。',
    ],
  },
  help: [
    'F, p, q and mutual information look at one feature at a time, over the training part. Importance asks a classifier (ridge) that was fitted on the training part with all features: how much worse does it score on the held-out part when one feature is permuted among the series? Of features that say the same each may seem unimportant, for the others stand in for it.',
    'F、p、q 与互信息在训练部分上逐个考察特征。重要性则询问用全部特征在训练部分上拟合的分类器（岭回归）：在留出部分的序列间打乱某个特征后，得分下降多少？含义相同的特征可能都显得不重要，因为其余特征会代替它。',
  ],
  over: ['{rows} labelled series of the training part', '训练部分的 {rows} 条带标签序列'],
  permuted: [
    'importance: {measure} {score} on {rows} held-out series; {columns} {columns:feature,features}, each permuted {repeats} times by seed {seed}',
    '重要性：{rows} 条留出序列上的{measure} {score}，{columns} 个特征，每个按种子 {seed} 打乱 {repeats} 次',
  ],
  measures: { accuracy: ['accuracy', '准确率'], r2: ['R²', 'R²'] },
  missing: {
    'not-asked': ['importance: not asked for yet', '重要性：尚未计算'],
    'no-test-part': ['no importance: there is no held-out part', '无重要性：没有留出部分'],
    'too-large': [
      'no importance: the fit would take too much memory; choose fewer features',
      '无重要性：拟合所需内存过大；请减少特征',
    ],
  },
  permute: ['By permutation', '打乱检验'],
  permuting: ['Permuting each feature', '正在逐个打乱特征'],
  running: ['Ranking the features', '正在为特征排序'],
  unlabelled: ['A ranking needs labels, and these series have none.', '排序需要标签，而这些序列没有标签。'],
  failed: ['There is no ranking.', '没有排序结果。'],
  none: ['No feature has this in its name.', '没有名称包含此内容的特征。'],
  spread: ['How {feature} is spread', '{feature} 的分布'],
  chooseRow: ['Choose a feature to see how it is spread in each class.', '选择一个特征以查看其在各类别中的分布。'],
  spreadRow: ['{label} · {part} · {rows} series, median {median}', '{label} · {part} · {rows} 条序列，中位数 {median}'],
} as const satisfies Texts;

export const correlation = {
  running: ['Correlating the features', '正在计算特征间的相关'],
  failed: ['There are no correlations.', '没有相关结果。'],
  flat: ['No feature varies over the training part.', '训练部分中没有变化的特征。'],
  label: [
    'Correlations of {count} {count:feature,features}; arrow keys move over them',
    '{count} 个特征之间的相关；用方向键移动',
  ],
  pair: ['{first} and {second}: r = {r}', '{first} 与 {second}：r = {r}'],
  point: ['Point at a cell to read its two features.', '指向一格以查看对应的两个特征。'],
  threshold: ['Same from size of r', '视为相同的 r 绝对值'],
  thresholdHelp: [
    'Features are joined into groups while the mean size of r (its sign left out) between two groups is at least this. Features of one group say the same: one of them will do.',
    '只要两组之间 r 绝对值的均值不小于此值，就合并为一组。同组的特征含义相同：保留一个即可。',
  ],
  over: [
    'Pearson’s r over {rows} series of the training part, {shown} of {varying} features that vary',
    '训练部分 {rows} 条序列上的皮尔逊 r，{varying} 个有变化的特征中的 {shown} 个',
  ],
  groups: [
    '{count} {count:group,groups} of features that say the same: one of each leaves {left} of {all}.',
    '有 {count} 组含义相同的特征：每组保留一个，{all} 个中剩 {left} 个。',
  ],
  noGroups: ['No two features say the same at this threshold.', '在此阈值下没有含义相同的特征。'],
  group: ['{count} features say the same as {first}', '{count} 个特征与 {first} 含义相同'],
} as const satisfies Texts;

export const projection = {
  title: ['Series in the plane', '平面上的序列'],
  kind: ['Projection', '投影'],
  kinds: { pca: ['PCA', 'PCA'], umap: ['UMAP', 'UMAP'], tsne: ['t-SNE', 't-SNE'] },
  axis: ['{kind} {component}', '{kind} {component}'],
  neighbours: ['Neighbours', '邻居数'],
  perplexity: ['Perplexity', '困惑度'],
  seed: ['Seed', '种子'],
  running: ['Placing the series', '正在安放序列'],
  stop: ['Stop', '停止'],
  again: ['Again', '重新计算'],
  stopped: ['stopped before its end', '未完成即停止'],
  sampled: ['{rows} of {total} series, drawn by the seed', '按种子抽取 {total} 条序列中的 {rows} 条'],
  trust: ['trustworthiness {value}', '可信度 {value}'],
  silhouette: ['silhouette {layout} here, {features} in the features', '轮廓系数：平面 {layout}，特征 {features}'],
  figures: ['How far the picture can be trusted', '此图有多可信'],
  figuresHelp: [
    'Trustworthiness: how far the {neighbours} nearest neighbours of a series in the picture are near it by all features; 1 is all of them.\n\nSilhouette, from −1 to 1: how much nearer a series is to its own class than to the next. Where it is larger here than in the features, the picture shows the classes better apart than they are.\n\nIn UMAP and t-SNE neither the size of a group nor the distance between groups means anything.',
    '可信度：图中一条序列最近的 {neighbours} 个邻居，按全部特征看在多大程度上也是近邻；1 表示全部都是。\n\n轮廓系数（−1 至 1）：序列离自己的类比离最近的另一类近多少。若平面上的值大于特征中的值，说明图中各类显得比实际更分开。\n\n在 UMAP 与 t-SNE 中，一组点的大小以及组间距离都没有意义。',
  ],
  colourBy: ['Colour by', '着色依据'],
  colours: {
    label: ['Label', '标签'],
    part: ['Part', '部分'],
    feature: ['Feature', '特征'],
    prediction: ['Prediction', '预测'],
    error: ['Error', '错误'],
  },
  feature: ['Feature that colours', '用于着色的特征'],
  find: ['Find a feature', '查找特征'],
  more: ['{count} more: type a part of the name', '还有 {count} 个：请输入名称的一部分'],
  right: ['predicted rightly', '预测正确'],
  missed: ['missed', '预测错误'],
  notHeld: ['not predicted', '未预测'],
  value: ['{name} {value}', '{name} {value}'],
} as const satisfies Texts;
