/** Texts of the area `insight`: what units do and remember, and what becomes of the model without them. */

import type { Texts } from './pairs';

export const insight = {
  title: ['Insight', '洞察'],
  sections: {
    label: ['What is looked into', '剖析内容'],
    units: ['Units', '单元'],
    memory: ['Memory', '记忆'],
    ablation: ['Ablation', '消融'],
  },
} as const satisfies Texts;
