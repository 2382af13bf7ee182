/** The article's faulty lines, their corrections, and the whole example put right, as Python. */

import type { TextKey } from '../../../core/locale/texts';

export const FAULTS = ['names', 'forget', 'shapes', 'candidate', 'twice', 'weights', 'untrained'] as const;
export type Fault = (typeof FAULTS)[number];

/** Short quotations of the article, and what should stand there; nothing where no line would mend it. */
export const FAULT_CODE: Record<Fault, { article: readonly string[]; right: readonly string[] }> = {
  names: {
    article: ['def input_gate(x_t, h_t_minus_1, W):', '    return sigmoid(x_t @ W + h_t_minus_1 @ W_h + b)'],
    right: ['def input_gate(x, h, W, R, b):', '    return sigmoid(W @ x + R @ h + b)'],
  },
  forget: {
    article: ['forget = sigmoid(x[i] @ W_f + c_t_minus_1 @ W_f + b_f)'],
    right: ['f = sigmoid(W_f @ x + R_f @ h + b_f)'],
  },
  shapes: {
    article: ['W_i = np.random.rand(1, 10)', 'input = sigmoid(x[i] @ W_i + h_t_minus_1 @ W_i + b_i)'],
    right: [
      'W_i = rng.uniform(-k, k, (10, 1))',
      'R_i = rng.uniform(-k, k, (10, 10))',
      'i = sigmoid(W_i @ x + R_i @ h + b_i)',
    ],
  },
  candidate: {
    article: ['c_t = forget * c_t_minus_1 + input * tanh(x[i] @ W_c + b_c)'],
    right: ['g = np.tanh(W_g @ x + R_g @ h + b_g)', 'c = f * c + i * g'],
  },
  twice: {
    article: ['output = output_gate(c_t, h_t_minus_1, W_o)', 'h_t = output * tanh(c_t)'],
    right: ['h = o * np.tanh(c)'],
  },
  weights: {
    article: ['W_i = np.random.rand(1, 10)'],
    right: ['k = 1 / np.sqrt(10)', 'W_i = rng.uniform(-k, k, (10, 1))'],
  },
  untrained: {
    article: ['# 特征提取完成,h_t_minus_1即为提取的特征'],
    right: [],
  },
};

interface Line {
  code: string;
  comment?: TextKey;
}

const LINES: readonly Line[] = [
  { code: 'import numpy as np' },
  { code: '' },
  { code: 'T, I, H = 10, 1, 10', comment: 'lesson.comments.sizes' },
  { code: 'rng = np.random.default_rng(1)' },
  { code: '' },
  { code: 'k = 1 / np.sqrt(H)', comment: 'lesson.comments.centred' },
  { code: 'W = rng.uniform(-k, k, (4, H, I))', comment: 'lesson.comments.order' },
  { code: 'R = rng.uniform(-k, k, (4, H, H))', comment: 'lesson.comments.recurrent' },
  { code: 'b = np.zeros((4, H))' },
  { code: 'b[1] = 1.0', comment: 'lesson.comments.remember' },
  { code: '' },
  { code: '' },
  { code: 'def sigmoid(z):' },
  { code: '    return 1 / (1 + np.exp(-z))' },
  { code: '' },
  { code: '' },
  { code: 'def lstm_step(x, h, c):' },
  { code: '    z = W @ x + R @ h + b', comment: 'lesson.comments.sums' },
  { code: '    i, f, o = sigmoid(z[[0, 1, 3]])', comment: 'lesson.comments.gates' },
  { code: '    g = np.tanh(z[2])', comment: 'lesson.comments.candidate' },
  { code: '    c = f * c + i * g', comment: 'lesson.comments.cell' },
  { code: '    h = o * np.tanh(c)', comment: 'lesson.comments.hidden' },
  { code: '    return h, c' },
  { code: '' },
  { code: '' },
  { code: 'def extract(series):' },
  { code: '    h = c = np.zeros(H)', comment: 'lesson.comments.zero' },
  { code: '    for x in series:' },
  { code: '        h, c = lstm_step(x, h, c)' },
  { code: '    return h', comment: 'lesson.comments.features' },
  { code: '' },
  { code: '' },
  { code: 'x = rng.random((T, I))' },
  { code: 'features = extract(x)', comment: 'lesson.comments.untrained' },
  { code: 'print(features.shape, features)' },
];

/** The whole example put right, with its comments in the reader's language, aligned where they fit. */
export function correctedCode(t: (key: TextKey) => string): { code: string; comment: string }[] {
  return LINES.map(({ code, comment }) => ({
    code: comment === undefined ? code : `${code.padEnd(Math.max(36, code.length))}  `,
    comment: comment === undefined ? '' : `# ${t(comment)}`,
  }));
}

/** The same as one text to copy. */
export function correctedCodeText(t: (key: TextKey) => string): string {
  return `${correctedCode(t)
    .map(({ code, comment }) => code + comment)
    .join('\n')}\n`;
}
