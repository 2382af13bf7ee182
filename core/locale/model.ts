/** Texts of the model view: settings with their help, the drawings and the facts. */

import { cellSources, modelCells } from './model-cells';
import { modelFile } from './model-file';
import { initialisation } from './initialisation';
import { modelAnalysis } from './model-analysis';
import { modelList } from './model-list';
import { modelWeights } from './model-weights';
import { modelParity } from './model-parity';
import type { Texts } from './pairs';

export const model = {
  title: ['Model', '模型'],
  settings: ['Settings', '设置'],
  source: ['Weights', '权重'],
  reading: ['Reading the model…', '正在读取模型…'],
  reset: ['Reset to defaults', '恢复默认设置'],

  /** What is shown of a model. */
  sections: {
    label: ['Sections', '分区'],
    overview: ['Overview', '概览'],
    weights: ['Weights', '权重'],
    analysis: ['Analysis', '分析'],
    compare: ['Compare', '比较'],
    parity: ['Parity', '一致性'],
    export: ['Export', '导出'],
  },

  list: modelList.list,
  compare: modelList.compare,
  parity: modelParity.parity,
  export: modelParity.export,

  presets: {
    label: ['Start from', '预设'],
    default: ['Extractor', '特征提取'],
    pytorch: ['PyTorch', 'PyTorch'],
    article: ['Article', '文章'],
    defaultHint: [
      '128 units in each direction, of every memory and gain: the default for untrained features.',
      '每个方向 128 个单元，记忆与增益各不相同：未训练特征提取的默认设置。',
    ],
    pytorchHint: [
      'What torch.nn.LSTM(I, 128) gives you: forward only, uniform weights.',
      '即 torch.nn.LSTM(I, 128) 的默认结果：仅正向，均匀分布权重。',
    ],
    articleHint: [
      "The article's model: ten units, forward only, weights uniform on [0, 1).",
      '文章中的模型：10 个单元，仅正向，权重在 [0, 1) 上均匀分布。',
    ],
  },

  hidden: {
    label: ['Hidden units', '隐藏单元数'],
    help: [
      'H, the length of the hidden state in each layer and direction. More units give more features and usually better ones, up to a point; time grows with H². Start with 128. Use fewer when there are fewer series than features.',
      'H，即每层每个方向隐藏状态的长度。单元越多，特征越多，通常也越好，但收益会递减；耗时随 H² 增长。建议从 128 开始；序列数少于特征数时应减小。',
    ],
  },
  layers: {
    label: ['Layers', '层数'],
    help: [
      'LSTMs stacked on one another: each layer reads the hidden states of the one below. Untrained, one layer is nearly always best, because every random layer blurs the signal. Take more to match a trained network.',
      '逐层堆叠的 LSTM：每一层读取下一层的隐藏状态。未训练时一层几乎总是最好，因为每多一层随机变换都会使信号更模糊。需要与训练好的网络一致时再增加。',
    ],
  },
  direction: {
    label: ['Direction', '方向'],
    forward: ['Forward', '正向'],
    backward: ['Backward', '反向'],
    bidirectional: ['Bidirectional', '双向'],
    help: [
      'Bidirectional adds a second LSTM that reads each series from its end, and doubles the features. Use it when whole series are at hand. Choose forward when a feature may know only the past, as in forecasting or live signals.',
      '双向会增加一个从序列末尾向前读取的 LSTM，特征数翻倍。手头有完整序列时使用。若特征只能依赖过去（如预测或实时信号），请选正向。',
    ],
  },
  scales: {
    inputScale: ['Input scale', '输入倍数'],
    inputScaleHelp: [
      'Multiplies the drawn weights of the series’ channels: larger values drive the gates further from one half, so that units differ more and saturate sooner.',
      '将随机生成的输入通道权重乘以该值：越大，门离 0.5 越远，各单元差异越大，也越早饱和。',
    ],
    recurrentScale: ['Recurrent scale', '循环倍数'],
    recurrentScaleHelp: [
      'Multiplies every drawn recurrent matrix R: smaller values let states follow the series more than each other.',
      '将随机生成的循环矩阵 R 乘以该值：越小，状态越跟随序列而非彼此。',
    ],
  },
  bias: {
    label: ['Bias', '偏置'],
    help: [
      'A constant added to every gate’s sum. Leave it on: without it all gates sit at one half when the signal is zero, and no forget bias can lengthen the memory. Turn it off only to match a network that has none.',
      '加在每个门的求和上的常数。请保持开启：关闭后，信号为零时所有门都停在 0.5，也无法用遗忘偏置延长记忆。仅在需要与无偏置的网络一致时关闭。',
    ],
  },
  forgetBias: {
    label: ['Forget bias', '遗忘门偏置'],
    prescribed: ['By initialisation', '由初始化决定'],
    number: ['Number', '指定数值'],
    value: ['Forget bias value', '遗忘门偏置的值'],
    needsBias: ['Needs the bias.', '需要启用偏置。'],
    help: [
      'How long the cell remembers. With bias b and no other input the forget gate is σ(b), and a memory fades to 1/e in −1/ln σ(b) steps. Raise it when what matters lies far from the end of a series; 0 forgets in a step or two.',
      '决定细胞记忆的长短。偏置为 b 且没有其他输入时，遗忘门为 σ(b)，记忆经过 −1/ln σ(b) 步衰减到 1/e。若关键信息离序列末尾较远，请增大；取 0 时一两步就会遗忘。',
    ],
    horizon: ['Remembers about {steps} {steps:step,steps}', '大约记住 {steps} 步'],
    horizonChrono: [
      'From a few steps up to the length of the series, unit by unit',
      '各单元不同：从几步到整个序列的长度',
    ],
    horizonNone: ['No bias: about {steps} {steps:step,steps}', '无偏置：约 {steps} 步'],
  },
  init: initialisation,
  analysis: modelAnalysis,
  seed: {
    label: ['Seed', '随机种子'],
    new: ['New seed', '换一个种子'],
    help: [
      'The number from which all weights are drawn: the same seed gives the same bytes on every machine. Try several to see how much a result owes to luck, and report the spread.',
      '所有权重由它生成：同一种子在任何机器上得到完全相同的结果。不妨多试几个，看看结果有多少靠运气，并报告其波动范围。',
    ],
  },
  /** The names of changes for undo and redo. */
  changes: {
    add: ['New model', '新建模型'],
    duplicate: ['Duplicate model', '复制模型'],
    rename: ['Rename model', '重命名模型'],
    remove: ['Delete model', '删除模型'],
    choose: ['Choice of the model', '选择模型'],
    preset: ['Preset', '预设'],
    hidden: ['Hidden units', '隐藏单元数'],
    layers: ['Layers', '层数'],
    bidirectional: ['Direction', '方向'],
    bias: ['Bias', '偏置'],
    forgetBias: ['Forget bias', '遗忘门偏置'],
    init: ['Initialisation', '初始化'],
    spectralRadius: ['Spectral radius', '谱半径'],
    inputScale: ['Input scale', '输入倍数'],
    recurrentScale: ['Recurrent scale', '循环倍数'],
    seed: ['Seed', '随机种子'],
    cell: ['Cell', '单元类型'],
    projection: ['Projection', '投影'],
    backward: ['Direction', '方向'],
    residual: ['Residual connections', '残差连接'],
    stack: ['What of the file runs', '文件中运行的部分'],
    assumption: ['What was assumed', '所做的假设'],
    reset: ['Model defaults', '模型默认设置'],
  },
  range: ['Allowed: {min} to {max}', '允许范围：{min} 到 {max}'],
  rangeWhole: ['Allowed: whole numbers from {min} to {max}', '允许范围：{min} 到 {max} 的整数'],

  weights: {
    open: ['Open weights…', '打开权重文件…'],
    other: ['Open another file…', '打开其他文件…'],
    hint: [
      'A model trained in PyTorch (.pt, .pth, .safetensors), Keras (.keras, .h5) or any program that writes ONNX (.onnx).',
      '由 PyTorch（.pt、.pth、.safetensors）、Keras（.keras、.h5）或任何能写出 ONNX（.onnx）的程序训练的模型。',
    ],
    structure: ['Structure', '结构'],
    structureText: [
      '{input} → {hidden} {hidden:unit,units}, {layers} {layers:layer,layers}, {direction}',
      '{input} → {hidden} 个单元，{layers} 层，{direction}',
    ],
    trainedTitle: ['Trained weights', '训练好的权重'],
    trained: [
      'The network knows its inputs only on the scale that it was trained with. Set the scaling in the data view to what training used, and keep the channels in the same order.',
      '网络只认识训练时所用尺度下的输入。请在数据视图中把缩放设为与训练时一致，并保持通道顺序不变。',
    ],
  },

  cells: modelCells,
  file: modelFile,
  weightsView: modelWeights,

  untrained: {
    title: ['These weights are drawn at random, not trained', '这些权重是随机抽取的，未经训练'],
    text: [
      'The network is a random reservoir: it mixes each series with its own past in many fixed ways. Pooled over time and with memories of many lengths, that often serves a simple classifier well. Single features mean nothing, and figures vary with the seed.',
      '网络在此是一个随机储备池：以许多固定的方式把序列与其过去混合。配合沿时间的池化和长短不一的记忆，往往足以支持简单的分类器。单个特征没有含义，数值会随种子变化。',
    ],
  },

  cell: {
    title: ['The cell', '细胞'],
    subtitle: ['One step of one layer and direction', '一层、一个方向的一个时间步'],
    layer: ['Layer of the drawing', '所示的层'],
    hint: ['Point at a part to find its equation', '指向任一部分即可找到对应的方程'],
    i: ['Input gate', '输入门'],
    f: ['Forget gate', '遗忘门'],
    g: ['Cell candidate', '候选状态'],
    o: ['Output gate', '输出门'],
    c: ['Cell state', '细胞状态'],
    h: ['Hidden state', '隐藏状态'],
    r: ['Reset gate', '重置门'],
    z: ['Update gate', '更新门'],
    n: ['Candidate', '候选状态'],
    role: {
      i: ['how much of the candidate is written', '候选状态写入多少'],
      f: ['how much of the old cell state stays', '旧的细胞状态保留多少'],
      g: ['what could be written', '可以写入的内容'],
      o: ['how much of the cell state shows', '细胞状态输出多少'],
      c: ['the memory that is carried on', '向后传递的记忆'],
      h: ['what the cell puts out: the feature', '细胞的输出：即特征'],
      r: ['how much of the old state the candidate sees', '候选状态能看到多少旧状态'],
      z: ['how much of the old state stays', '旧状态保留多少'],
      n: ['what could take its place', '可以取而代之的内容'],
    },
  },
  equations: {
    title: ['Equations', '方程'],
    sources: cellSources,
    shapes: ['Shapes, blocks stacked', '形状（各块堆叠）'],
    elementwise: ['⊙ multiplies element by element', '⊙ 表示逐元素相乘'],
    unknownInput: ['I is known once a dataset is open', '打开数据集后即可确定 I'],
  },

  stack: {
    title: ['The network', '网络'],
    subtitle: ['T steps, I channels, H units', 'T 步，I 个通道，H 个单元'],
    description: [
      'Drawing of the network: series of {input} {input:channel,channels} pass through {layers} {layers:layer,layers} with {directions} {directions:direction,directions} of {hidden} {hidden:unit,units}; pooling over time makes {features} {features:feature,features}.',
      '网络示意图：{input} 个通道的序列经过 {layers} 层，每层 {directions} 个方向、{hidden} 个单元；沿时间池化后得到 {features} 个特征。',
    ],
    sequence: ['Sequence', '序列'],
    layer: ['Layer {layer}', '第 {layer} 层'],
    fwd: ['forward', '正向'],
    bwd: ['backward', '反向'],
    joins: {
      concat: ['concatenated', '拼接'],
      sum: ['added up', '相加'],
      average: ['averaged', '取平均'],
      product: ['multiplied', '相乘'],
    },
    pooling: ['Pooling over time', '沿时间池化'],
    poolings: {
      last: ['last state', '最后状态'],
      mean: ['mean', '均值'],
      max: ['maximum', '最大值'],
      min: ['minimum', '最小值'],
      std: ['std. deviation', '标准差'],
      cell: ['last cell state', '最后细胞状态'],
    },
    features: ['Features', '特征'],
  },

  facts: {
    title: ['What it costs', '开销'],
    parameters: ['Parameters', '参数量'],
    parametersLayer: ['Layer {layer}', '第 {layer} 层'],
    formula: ['directions · 4H · (I + H + 2)', '方向数 · 4H · (I + H + 2)'],
    formulaNoBias: ['directions · 4H · (I + H)', '方向数 · 4H · (I + H)'],
    twoBiases: ['Two bias vectors, counted as PyTorch does', '两个偏置向量，与 PyTorch 的计数一致'],
    memory: ['Memory of the run', '运行所需内存'],
    time: ['Time of the run', '运行所需时间'],
    estimated: ['estimated', '估计'],
    timeUnknown: ['known once a dataset is open', '打开数据集后可知'],
    underSecond: ['under 1 s', '不到 1 秒'],
    featureCount: ['Features per series', '每条序列的特征数'],
    featureFormula: ['layers · directions · H · poolings', '层数 · 方向数 · H · 池化数'],
  },

  problem: ['This model cannot run on this dataset', '此模型无法在该数据集上运行'],
} as const satisfies Texts;
