/** Texts of the sections that compare a model with its framework and that write it for others. */

import type { Texts } from './pairs';

export const modelParity = {
  parity: {
    title: ['The same numbers as its framework’s?', '与其框架的数值相同吗？'],
    text: [
      'Save an input and what your framework made of it as NPY files, and choose both: the model runs on the reference and on the chosen kernel, and the largest differences are shown with their places.',
      '请将一个输入及框架由此得到的结果保存为 NPY 文件并选择它们：模型会在参考内核和所选内核上运行，并显示最大差异及其位置。',
    ],
    needsFile: ['Open a model first', '请先打开模型'],
    needsFileText: [
      'Weights that are drawn at random have no framework to be compared with.',
      '随机抽取的权重没有可比较的框架。',
    ],
    checksum: ['SHA-256 of the weights', '权重的 SHA-256'],
    checksumHint: ['The same for the same weights in any format.', '同样的权重在任何格式中都相同。'],
    fileHash: ['SHA-256 of the file', '文件的 SHA-256'],
    input: ['Choose the input…', '选择输入…'],
    expected: ['Choose the expected values…', '选择期望值…'],
    test: ['Use {name} of the file', '使用文件中的 {name}'],
    running: ['Comparing…', '正在比较…'],
    within: ['The same numbers to {tolerance}', '数值一致，差异在 {tolerance} 以内'],
    beyond: ['The numbers differ by up to {largest}', '数值不一致，最大差异 {largest}'],
    compared: [
      '{values} {values:number,numbers} of {series} series compared.',
      '比较了 {series} 条序列的 {values} 个数值。',
    ],
    understood: ['How the arrays were understood', '对数组的理解'],
    keys: {
      expected: ['The expected values are', '期望值是'],
      order: ['Dimensions', '维度顺序'],
      lengths: ['Steps that count', '计入的步数'],
    },
    values: {
      head: ['what the head makes', '输出头的结果'],
      probabilities: ['probabilities (softmax of the head)', '概率（输出头的 softmax）'],
      output: ['the top layer at every step', '顶层各步的输出'],
      step: ['the top layer at the last step', '顶层最后一步的输出'],
      states: ['last states of the top layer’s directions', '顶层各方向的最后状态'],
      h_n: ['last h of every layer (h_n)', '各层最后的 h（h_n）'],
      c_n: ['last c of every layer (c_n)', '各层最后的 c（c_n）'],
      'batch-first': ['series, steps, channels', '序列，时间步，通道'],
      'time-first': ['steps, series, channels', '时间步，序列，通道'],
      full: ['all', '全部'],
      zeros: ['up to the zeros at the end', '到末尾的零为止'],
    },
    reasons: {
      chosen: ['Chosen.', '已选择。'],
      sizes: ['The sizes tell.', '由大小确定。'],
      values: ['Recognised from the values.', '由数值推断。'],
      name: ['Recognised from the file’s name.', '由文件名推断。'],
      usual: ['Assumed: the sizes leave it open.', '假设：大小不能确定。'],
    },
    of: ['Of', '部位'],
    kernel: ['Kernel', '内核'],
    absolute: ['Largest difference', '最大差异'],
    relative: ['Relative', '相对差异'],
    place: ['Where (from 0)', '位置（从 0 起）'],
    got: ['Got', '得到'],
    wanted: ['Expected', '应为'],
    head: ['Head', '输出头'],
    layer: ['Layer {layer}', '第 {layer} 层'],
    reference: ['reference', '参考'],
    at: ['series {series}, unit {unit}', '序列 {series}，单元 {unit}'],
    atStep: ['series {series}, step {step}, unit {unit}', '序列 {series}，第 {step} 步，单元 {unit}'],
    equal: ['no difference', '没有差异'],
  },
  export: {
    title: ['For other programs', '供其他程序使用'],
    text: [
      'safetensors with PyTorch’s names, or ONNX whose graph turns a series into the features that are chosen in the Features view.',
      'safetensors 使用 PyTorch 的参数名；ONNX 的图把序列变为“特征”视图中所选的特征。',
    ],
    button: ['Export model…', '导出模型…'],
    needsData: [
      'Open a dataset first: drawn weights take their channels from it.',
      '请先打开数据集：随机权重的通道数取自数据集。',
    ],
    snippet: ['Python that loads {file}', '加载 {file} 的 Python 代码'],
    copy: ['Copy', '复制'],
  },
} as const satisfies Texts;
