/** Words for what goes wrong when a model is held to expected values. */

import type { ErrorTexts } from './error-text';

export const parityErrors = {
  'parity/input': {
    what: [
      '{where}: an array of the shape {shape} is no input of this model, which takes {channels} channels.',
      '{where}：形状为 {shape} 的数组不是该模型的输入，该模型需要 {channels} 个通道。',
    ],
    cure: [
      'Save the input as (series, steps, {channels}) or (steps, series, {channels}).',
      '请将输入保存为（序列，时间步，{channels}）或（时间步，序列，{channels}）。',
    ],
  },
  'parity/expected': {
    what: [
      '{where}: an array of the shape {shape} is nothing that this model gives for this input.',
      '{where}：形状为 {shape} 的数组不是该模型对此输入给出的任何结果。',
    ],
    cure: [
      'Give one of these shapes: {wanted}. They are those of the head, of the top layer at every step, of its last step, or of the last states.',
      '请提供以下形状之一：{wanted}。它们分别是输出头、顶层各步输出、最后一步或最后状态的形状。',
    ],
  },
  'parity/choice': {
    what: [
      '“{value}” cannot be chosen for {key}: the sizes of the arrays do not allow it.',
      '{key} 不能选择“{value}”：数组的大小不允许。',
    ],
    cure: ['Choose one of: {choices}.', '请选择其中之一：{choices}。'],
  },
  'parity/lengths': {
    what: [
      '{count} lengths were given for {series} series of {steps} steps.',
      '为 {series} 条各 {steps} 步的序列给出了 {count} 个长度。',
    ],
    cure: [
      'Give one length for each series, a whole number from 1 to {steps}.',
      '请为每条序列给出一个长度，为 1 到 {steps} 的整数。',
    ],
  },
  'parity/no-test': {
    what: ['{where}: the file brings no test data named “{name}”.', '{where}：文件中没有名为“{name}”的测试数据。'],
    cure: ['Choose two NPY files, or one of: {names}.', '请选择两个 NPY 文件，或其中之一：{names}。'],
  },
  'parity/not-a-row': {
    what: [
      '{where}: series {series} holds {value} at step {step}; the model begins with an embedding of {rows} rows.',
      '{where}：序列 {series} 在第 {step} 步的值为 {value}；该模型以 {rows} 行的嵌入层开头。',
    ],
    cure: [
      'Give it the numbers of rows, whole and from 0, that it was trained on.',
      '请提供训练时所用的行号（从 0 开始的整数）。',
    ],
  },
} as const satisfies Partial<ErrorTexts>;
