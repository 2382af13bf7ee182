/** Texts of a model's weights: the images of W, R and the biases, and the table of its tensors. */

import type { Texts } from './pairs';

export const modelWeights = {
  title: ['W, R and the biases', 'W、R 与偏置'],
  blocks: ['Blocks of rows', '各行块'],
  layer: ['Layer', '层'],
  direction: ['Direction', '方向'],
  matrices: {
    W: ['from the input', '来自输入'],
    R: ['from the hidden state', '来自隐藏状态'],
    b: ['biases', '偏置'],
  },
  label: [
    '{matrix}: {rows} rows, {columns} columns. Arrow keys move from number to number, Page Up and Page Down from block to block.',
    '{matrix}：{rows} 行，{columns} 列。方向键逐个移动，Page Up 与 Page Down 按块移动。',
  ],
  hint: [
    'Point at a number to read it, or use the arrow keys. Where several share a pixel, the largest is shown.',
    '指向某个数即可读出，也可用方向键。多个数共用一个像素时，显示其中绝对值最大者。',
  ],
  cell: ['{matrix}, gate {gate}, unit {unit}, {column}', '{matrix}，门 {gate}，单元 {unit}，{column}'],
  columns: {
    W: ['input {column}', '输入 {column}'],
    R: ['h {column}', 'h {column}'],
  },
  needsData: ['Weights are drawn for a dataset', '权重需根据数据集抽取'],
  needsDataText: [
    'W has a column for each channel. Open a dataset, or weights from a file.',
    'W 的每一列对应一个通道。请打开数据集，或打开权重文件。',
  ],
  reading: ['Reading the weights…', '正在读取权重…'],
  tensors: ['Parameters', '参数'],
  tensorsCount: ['{tensors} {tensors:tensor,tensors}, {count} numbers', '{tensors} 个张量，共 {count} 个数'],
  table: {
    name: ['Name', '名称'],
    shape: ['Shape', '形状'],
    count: ['Count', '个数'],
    min: ['Minimum', '最小值'],
    max: ['Maximum', '最大值'],
    mean: ['Mean', '均值'],
  },
} as const satisfies Texts;
