/** Texts of a model's file: the stacks and parts found in it, and what was assumed of what it does not say. */

import type { AssumptionKey, ModelPart, ModelRemark } from '../contract/model-file';
import type { HeadView, ModelFileView } from '../contract/views';
import type { Pair, Texts } from './pairs';

const formats = {
  safetensors: ['safetensors', 'safetensors'],
  pytorch: ['PyTorch', 'PyTorch'],
  keras: ['Keras', 'Keras'],
  onnx: ['ONNX', 'ONNX'],
} as const satisfies Record<ModelFileView['format'], Pair>;

const roles = {
  recurrent: ['recurrent', '循环层'],
  before: ['before the layers', '循环层之前'],
  head: ['head', '输出头'],
  idle: ['idle when trained', '推理时无作用'],
  'not-run': ['not run', '不运行'],
} as const satisfies Record<ModelPart['role'], Pair>;

const remarks = {
  'mask-not-applied': ['Steps that the framework would skip are run here.', '框架会跳过的时间步在这里照常计算。'],
  'state-not-kept': [
    'Every series begins with states of its own, where the framework would go on from the batch before.',
    '每条序列都从自己的初始状态开始，而框架会沿用上一批的状态。',
  ],
} as const satisfies Record<ModelRemark, Pair>;

const assumptions = {
  'head-takes': ['The head reads', '输出头的输入'],
  'head-activation': ['After the last dense layer', '最后一个全连接层之后'],
  'dense-activation': ['Between dense layers', '全连接层之间'],
  'layer-order': ['Order of the layers', '各层的顺序'],
  'gate-order': ['Order of the gates', '各门的顺序'],
  activation: ['Activation', '激活函数'],
  'gate-activation': ['Activation of the gates', '门的激活函数'],
  epsilon: ['Added to variances (epsilon)', '方差的附加项（epsilon）'],
} as const satisfies Record<AssumptionKey, Pair>;

const takes = {
  states: ['the last state of each direction', '各方向的最后状态'],
  step: ['the output at the last step', '最后一步的输出'],
  mean: ['the mean over time', '沿时间的均值'],
  max: ['the maximum over time', '沿时间的最大值'],
  every: ['every step', '每一步'],
} as const satisfies Record<HeadView['takes'], Pair>;

export const modelFile = {
  fileName: ['File', '文件'],
  format: ['Format', '格式'],
  formats,
  stack: ['What runs', '运行的部分'],
  stackHelp: [
    'The file holds several recurrent stacks that do not feed one another, or of which it does not say so. One of them runs; the rest is listed as not run. The likeliest comes first.',
    '文件中有多个循环层堆叠，它们互不相连，或文件没有说明如何相连。只运行其中一个，其余列为“不运行”。最可能的排在最前。',
  ],
  assumed: ['What was assumed', '所做的假设'],
  assumedText: [
    'The file does not say these. Change what is otherwise; the job keeps it.',
    '文件没有说明这些内容。与实际不符时请更改，任务会记录您的选择。',
  ],
  assumedNote: ['Assumed: the file does not say it.', '假设：文件没有说明。'],
  chosenNote: ['Chosen by you.', '由您选择。'],
  assumptions,
  takes,
  none: ['nothing', '无'],
  parts: ['What the file holds', '文件的内容'],
  partsCount: ['{run} of {total} {total:part,parts} run', '共 {total} 个部分，运行 {run} 个'],
  columns: {
    name: ['Name', '名称'],
    kind: ['Kind', '类型'],
    shape: ['Shape', '形状'],
    role: ['Role', '作用'],
  },
  roles,
  remarks,
} as const satisfies Texts;
