/** What stands in the way of judging features and what to do about it. */

import type { ErrorTexts } from './error-text';

export const evaluationErrors = {
  'evaluation/classes-only': {
    what: [
      'The classifier {classifier} tells classes apart, and the labels here are numbers.',
      '分类器 {classifier} 用于区分类别，而此处的标签是数值。',
    ],
    cure: [
      'Choose ridge, nearest neighbours or the random forest, which predict numbers; or take the labels as classes.',
      '请选择可预测数值的 ridge（岭回归）、最近邻或随机森林；或将标签视为类别。',
    ],
  },
  'evaluation/forest-too-large': {
    what: [
      '{trees} trees over {rows} series would take more memory than {limit}; {grown} fit.',
      '在 {rows} 条序列上的 {trees} 棵树所需内存超过 {limit}；可容纳 {grown} 棵。',
    ],
    cure: ['Choose fewer trees.', '请减少树的数量。'],
  },
} as const satisfies Partial<ErrorTexts>;
