/** Texts of the lesson: the article's example step by step, and its code put right. */

import type { Texts } from './pairs';

export const lesson = {
  title: ['LSTM feature extraction: working principle and core code', 'LSTM 特征提取：工作原理与核心代码'],
  subtitle: [
    "The article's example, run for real: ten numbers, ten units, one feature vector",
    '文章中的例子，真实运行：十个数、十个单元、一个特征向量',
  ],
  sections: ['Sections', '章节'],
  loading: ['Running the ten steps…', '正在运行十个时间步…'],

  stops: {
    idea: ['The idea', '思路'],
    steps: ['Ten steps', '十个时间步'],
    vector: ['The feature vector', '特征向量'],
    code: ['The code, put right', '更正代码'],
  },

  idea: {
    title: ['Why gates', '为什么需要门'],
    plain: [
      'A recurrent network reads a series one step at a time and keeps a state. The plain one rewrites the whole state at every step, so what it read early is multiplied by the same weights again and again: it fades (vanishing gradient) or swamps everything (exploding gradient).',
      '循环神经网络逐步读取序列，并保持一个状态。普通 RNN 每一步都重写整个状态，早先读到的内容被同样的权重反复相乘：要么逐渐消失（梯度消失），要么淹没一切（梯度爆炸）。',
    ],
    gated: [
      'An LSTM keeps a second state, the cell state c, which is only scaled and added to. The forget gate says how much of it stays, the input gate how much of the new candidate is written, the output gate how much of it shows as the hidden state h.',
      'LSTM 另外保持一个细胞状态 c，对它只做缩放和相加。遗忘门决定保留多少，输入门决定写入多少新的候选状态，输出门决定有多少显现为隐藏状态 h。',
    ],
    memory: [
      'So how long it remembers is one number a step: the forget gate. A gate that stays at f leaves the share fᵏ of a memory after k steps.',
      '因此记忆的长短每一步只由一个数决定：遗忘门。若门始终为 f，则 k 步之后记忆剩下 fᵏ。',
    ],
    chart: ['What is left of a memory', '记忆的剩余比例'],
    chartDescription: [
      'Three curves over fifty steps: forget bias 0 leaves almost nothing after five steps, 1 after fifteen, 5 leaves seven tenths after fifty.',
      '五十步内的三条曲线：遗忘门偏置为 0 时五步后几乎不剩，为 1 时十五步后几乎不剩，为 5 时五十步后仍剩约七成。',
    ],
    bias: ['forget bias {bias}, f = {gate}', '遗忘门偏置 {bias}，f = {gate}'],
    afterSteps: ['steps', '步'],
  },

  steps: {
    title: ['The ten steps, number by number', '十个时间步，逐个数字来看'],
    text: [
      'The article’s loop with its equations right: weights uniform on [0, 1), biases 0, both states 0 before the first step. Choose a step and a unit; the arrow keys walk both.',
      '文章中的循环，方程已更正：权重在 [0, 1) 上均匀分布，偏置为 0，第一步之前两个状态都为 0。选择时间步和单元，也可用方向键移动。',
    ],
    walker: ['Steps and units, arrow keys walk', '时间步与单元，用方向键移动'],
    previous: ['Previous step', '上一步'],
    next: ['Next step', '下一步'],
    step: ['Step {step} of {count}', '第 {step} / {count} 步'],
    toStep: ['Go to step {step}, x = {x}', '转到第 {step} 步，x = {x}'],
    unit: ['Unit {unit}', '单元 {unit}'],
    chooseUnit: ['Show unit {unit}', '显示单元 {unit}'],
    chart: ['The series, and what unit {unit} makes of it', '序列，以及单元 {unit} 的响应'],
    chartDescription: [
      'Input x, cell state c and hidden state h of unit {unit} over the ten steps; the cursor is at step {step}.',
      '输入 x、单元 {unit} 的细胞状态 c 和隐藏状态 h 在十个时间步上的变化；光标在第 {step} 步。',
    ],
    equations: ['Unit {unit} at step {step}', '单元 {unit}，第 {step} 步'],
    recurrent: ['r · h is the sum over all ten units of the step before', 'r · h 是对上一步全部十个单元求和'],
    allUnits: ['All ten units at step {step}', '第 {step} 步的全部十个单元'],
    tableHint: [
      'Cells are tinted by their value; choose a column to follow that unit.',
      '单元格颜色深浅表示数值；选择一列即可跟踪该单元。',
    ],
    quantity: ['Quantity', '量'],
  },

  vector: {
    title: ['The last hidden state is the feature vector', '最后的隐藏状态就是特征向量'],
    text: [
      'After step ten the hidden state h has seen the whole series. These ten numbers are the extracted features: one row for a classifier, whatever the length of the series.',
      '第十步之后，隐藏状态 h 已读完整个序列。这十个数就是提取的特征：无论序列多长，都成为分类器的一行输入。',
    ],
    spread: [
      'Look how alike they are: the smallest is {min}, the largest {max}. All-positive weights make every unit answer nearly the same. Fault 6 below shows the cure.',
      '注意它们多么相似：最小为 {min}，最大为 {max}。全为正的权重使每个单元的响应几乎相同。解决办法见下文第 6 处错误。',
    ],
    open: ['Open in the workbench', '在工作台中打开'],
    openHint: [
      'Opens the ten numbers as a dataset with this model: run it, see the gates, export the features as CSV.',
      '以这十个数为数据集、以此模型打开：可运行、查看各个门，并把特征导出为 CSV。',
    ],
    copy: ['Copy the ten numbers', '复制这十个数'],
    names: ['Exported as {first} to {last}', '导出名为 {first} 至 {last}'],
  },

  code: {
    title: ['What is wrong in the article’s code', '文章代码中的错误'],
    text: [
      'The idea of the article is right, its code does not run, and would compute another network if it did. Seven faults, each beside what is right.',
      '文章的思路正确，但代码无法运行；即使能运行，算出的也是另一种网络。以下七处错误，逐一对照更正。',
    ],
    article: ['The article', '文章'],
    right: ['Right', '更正'],
    fixed: ['The whole, put right', '更正后的完整代码'],
    fixedText: [
      'Needs nothing but numpy; with the same weights it computes what this workbench computes.',
      '仅需 numpy 即可运行；权重相同时，与本工作台的计算一致。',
    ],
    copy: ['Copy the code', '复制代码'],
    copied: ['Copied', '已复制'],
    firstStep: ['step 1', '第 1 步'],
    secondStep: ['step 2', '第 2 步'],
    works: ['works', '可行'],
    fails: ['fails', '出错'],
    atStep: ['At step {step}, unit {unit}, from the same states', '第 {step} 步，单元 {unit}，状态相同'],
    articleGives: ['as in the article', '按文章'],
    rightGives: ['right', '正确'],
    positive: ['uniform on [0, 1)', '[0, 1) 均匀分布'],
    centred: ['the same draws on ±1/√10', '相同的随机数，映射到 ±1/√10'],
    unitsAt: ['The ten units at step {step}', '第 {step} 步的十个单元'],
  },

  faults: {
    names: {
      title: ['Names that nobody passes', '使用了从未传入的名称'],
      wrong: [
        'The function takes W, but reads W_h and b, which are not its parameters and are defined nowhere. Python stops at the first call.',
        '函数的参数是 W，却使用了 W_h 和 b：它们既不是参数，也没有在任何地方定义。Python 在第一次调用时就会停止。',
      ],
      right: [
        'Pass all three: W for the input, R for the hidden state, b for the bias.',
        '三者都要传入：W 用于输入，R 用于隐藏状态，b 是偏置。',
      ],
    },
    forget: {
      title: ['The forget gate reads the cell', '遗忘门读取了细胞状态'],
      wrong: [
        'The loop multiplies the forget weights with the cell state instead of the hidden state. It is no peephole either: that one is diagonal, and comes in addition. The cell is not bounded by 1, so this gate closes or opens for good.',
        '循环中遗忘门的权重乘的是细胞状态，而不是隐藏状态。这也不是窥视孔连接（peephole）：后者是对角的，并且是额外附加的。细胞状态不受 1 的限制，这样的门很快就会完全打开或关闭。',
      ],
      right: ['All four gates read the previous hidden state.', '四个门都读取上一步的隐藏状态。'],
    },
    shapes: {
      title: ['One matrix for two jobs', '一个矩阵用在两处'],
      wrong: [
        'One matrix of shape (1, 10) multiplies both x and h. At the first step h has one number and it passes; from then on h has ten and the product does not exist.',
        '形状为 (1, 10) 的同一个矩阵既乘 x 又乘 h。第一步 h 只有一个数，可以通过；之后 h 有十个数，乘积不存在。',
      ],
      right: [
        'Two matrices: W of shape (10, 1) for the input, R of shape (10, 10) for the hidden state. States and biases have ten numbers from the start.',
        '需要两个矩阵：W 形状 (10, 1) 用于输入，R 形状 (10, 10) 用于隐藏状态。状态与偏置从一开始就有十个数。',
      ],
    },
    candidate: {
      title: ['The candidate forgets the past', '候选状态忽略了过去'],
      wrong: [
        'The cell candidate is computed from x alone, without a recurrent term. What is written to the memory then never depends on what was read before.',
        '候选状态只由 x 计算，缺少循环项。这样写入记忆的内容就与之前读到的内容无关。',
      ],
      right: ['Add the recurrent term, as in the three gates.', '像三个门一样加上循环项。'],
    },
    twice: {
      title: ['Gates computed twice', '重复计算门'],
      wrong: [
        'The hidden state’s update computes all gates again, from the new cell state in the place of x. That is another network than the loop’s, and ten numbers do not fit where one is expected. It is also never called.',
        '更新隐藏状态时又重新计算了所有的门，并用新的细胞状态代替 x。这与循环中的网络不同，而且应为一个数的位置放进了十个数。此函数也从未被调用。',
      ],
      right: ['Reuse this step’s output gate.', '直接使用本步已算出的输出门。'],
      takes: ['the gate expects x', '门期望的输入 x'],
      gets: ['it is given c', '实际得到的 c'],
    },
    weights: {
      title: ['All weights positive', '权重全为正'],
      wrong: [
        'np.random.rand draws from [0, 1). With a positive series every sum is positive and grows with the number of units: gates open, candidates press against 1, and all units do much the same.',
        'np.random.rand 在 [0, 1) 上抽取。对于正值序列，每个求和都为正，并随单元数增大：门完全打开，候选状态逼近 1，所有单元的行为几乎相同。',
      ],
      right: [
        'Draw from a distribution centred on zero, scaled by the number of units.',
        '从以零为中心、按单元数缩放的分布中抽取。',
      ],
    },
    untrained: {
      title: ['Nothing is trained', '没有任何训练'],
      wrong: [
        'The weights stay as they were drawn. What comes out are the features of a random reservoir: they can be useful, but the article speaks of learned ones.',
        '权重始终是抽取时的值。得到的是随机储备池的特征：可以有用，但文章说的是学习得到的特征。',
      ],
      right: [
        'Say so, and either train the network on the task, or initialise it for this use: orthogonal recurrent weights, chrono bias, several poolings over time, and a trained linear classifier on top.',
        '应当说明这一点，然后要么针对任务训练网络，要么为此用途初始化：正交的循环权重、chrono 偏置、多种沿时间的池化，再接一个训练好的线性分类器。',
      ],
      benchmark: [
        'GunPoint, linear classifier on 64 untrained units, mean of 3 seeds',
        'GunPoint 数据集，64 个未训练单元加线性分类器，3 个种子的平均',
      ],
      lastOnly: ["PyTorch's weights, last state", 'PyTorch 权重，最后状态'],
      allPoolings: ["PyTorch's weights, five poolings", 'PyTorch 权重，五种池化'],
      chronoLast: ['chrono bias, last state', 'chrono 偏置，最后状态'],
    },
  },

  comments: {
    sizes: ['steps, channels, units', '时间步数、通道数、单元数'],
    centred: ['centred on zero', '以零为中心'],
    order: ['rows: input, forget, candidate, output', '依次为：输入门、遗忘门、候选状态、输出门'],
    recurrent: ['one matrix for h, apart from that for x', 'h 使用单独的矩阵，不与 x 共用'],
    remember: ['remember about three steps', '大约记住三步'],
    sums: ['four sums of shape (4, H)', '四个求和，形状 (4, H)'],
    gates: ['between 0 and 1', '介于 0 与 1 之间'],
    candidate: ['between -1 and 1', '介于 -1 与 1 之间'],
    cell: ['keep, then write', '先保留，再写入'],
    hidden: ['show', '输出'],
    zero: ['both states start at zero', '两个状态都从零开始'],
    features: ['the last hidden state', '最后的隐藏状态'],
    untrained: ['weights are not trained', '权重未经训练'],
  },
} as const satisfies Texts;
