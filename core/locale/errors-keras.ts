/** Words for the errors of Keras models and of the HDF5 files that hold them. */

import type { ErrorTexts } from './error-text';
import type { Pair } from './pairs';

export const kerasErrors = {
  'hdf5/broken': {
    what: [
      '{where}: the HDF5 file cannot be read ({reason}, byte {byte}).',
      '{where}：无法读取 HDF5 文件（{reason}，第 {byte} 字节）。',
    ],
    cure: [
      'The file is damaged or incomplete. Copy, download or save it again.',
      '文件已损坏或不完整。请重新复制、下载或保存该文件。',
    ],
  },
  'hdf5/unsupported': {
    what: [
      '{where}: the HDF5 file uses something that is not read here ({feature}, byte {byte}).',
      '{where}：该 HDF5 文件使用了不支持的功能（{feature}，第 {byte} 字节）。',
    ],
    cure: [
      'Save the model with Keras and h5py as they come, without a compression or file version of your own.',
      '请用 Keras 和 h5py 的默认设置保存模型，不要自行指定压缩方式或文件版本。',
    ],
  },
  'hdf5/too-large': {
    what: [
      '{where}: with the array {name} ({bytes}) the weights take more than {limit}.',
      '{where}：加上数组 {name}（{bytes}），权重超过 {limit}。',
    ],
    cure: ['Bring a smaller model, or save its recurrent layers alone.', '请使用较小的模型，或只保存其循环层。'],
  },
  'keras/not-a-model': {
    what: [
      '{where}: this is not a Keras model; neither layers nor weights of Keras are in it. It holds: {names}.',
      '{where}：这不是 Keras 模型，其中没有 Keras 的层或权重。它包含：{names}。',
    ],
    cure: [
      'Save the model with model.save("model.keras"), or its weights with model.save_weights("model.weights.h5").',
      '请用 model.save("model.keras") 保存模型，或用 model.save_weights("model.weights.h5") 保存权重。',
    ],
  },
  'keras/config': {
    what: [
      '{where}: the description of the model cannot be read ({path}: {reason}).',
      '{where}：无法读取模型的描述（{path}：{reason}）。',
    ],
    cure: [
      'The file is damaged, or was not saved by Keras. Save the model again.',
      '文件已损坏，或不是由 Keras 保存的。请重新保存模型。',
    ],
  },
  'keras/missing': {
    what: [
      '{where}: the layer {layer} needs {count} arrays of weights; the file has {found}.',
      '{where}：层 {layer} 需要 {count} 个权重数组，文件中有 {found} 个。',
    ],
    cure: [
      'Save the whole model again after it was built: model.save("model.keras").',
      '请在模型构建完成后重新保存整个模型：model.save("model.keras")。',
    ],
  },
  'keras/shape': {
    what: [
      '{where}: in the layer {layer} the array {tensor} has the shape {found}, where the model asks for {expected}.',
      '{where}：层 {layer} 中数组 {tensor} 的形状为 {found}，而模型要求 {expected}。',
    ],
    cure: [
      'The description and the weights are of two models. Save the model again as one file.',
      '描述与权重不属于同一个模型。请将模型重新保存为一个文件。',
    ],
  },
  'keras/no-recurrent': {
    what: [
      '{where}: the model has no LSTM, GRU or simple recurrent layer. Its layers are: {layers}.',
      '{where}：模型中没有 LSTM、GRU 或简单循环层。现有的层：{layers}。',
    ],
    cure: ['Bring a model with a recurrent layer.', '请使用含有循环层的模型。'],
  },
  'keras/not-run': {
    what: [
      '{where}: the recurrent layers ({names}) cannot be run: they, or layers before them, are of a kind that is not computed here: {layers}.',
      '{where}：循环层（{names}）无法运行：它们或其前面的层属于此处不支持计算的类型：{layers}。',
    ],
    cure: [
      'Bring a model whose recurrent layers follow its input directly, or after layers that map each step by itself.',
      '请使用循环层直接接在输入之后，或只隔着逐步映射的层的模型。',
    ],
  },
  'keras/cannot-hold': {
    title: ['The model cannot be written for Keras', '无法将模型写为 Keras 格式'],
    what: [
      'Keras has no layer that computes layer {layer} with what belongs to it ({reason}).',
      'Keras 没有可计算第 {layer} 层及其相关部分的层（{reason}）。',
    ],
    cure: [
      'Write the model as safetensors, which holds every cell, or choose other settings for this layer.',
      '请将模型写为 safetensors（可保存所有单元），或更改该层的设置。',
    ],
  },
} as const satisfies Partial<ErrorTexts>;

/** Reasons that the codes above give. */
export const kerasReasons = {
  'keras-not-json': ['it is not JSON', '不是 JSON'],
  'keras-no-layers': ['it lists no layers', '没有列出任何层'],
  'keras-layer': ['a layer has no kind', '某一层没有类型'],
  'keras-too-deep': ['models lie in models more than 32 deep', '模型嵌套超过 32 层'],
  'keras-too-many': ['it has more than 1,000 layers', '层数超过 1,000'],
  'keras-variant': [
    'gates, peepholes or normalised sums that its LSTM lacks',
    '其 LSTM 没有的门、窥视孔连接或归一化求和',
  ],
  'keras-projection': ['a projected state', '投影状态'],
  'keras-clip': ['sums that are cut off', '对求和结果的截断'],
  'keras-activation': [
    'an activation, or two different ones for candidate and cell state',
    '某种激活函数，或候选值与细胞状态使用了不同的激活函数',
  ],
  'keras-hard-sigmoids': [
    'hard sigmoids of Keras 2 beside those of Keras 3',
    '同时使用 Keras 2 与 Keras 3 的 hard sigmoid',
  ],
  'keras-initial': ['initial states of its own', '自带初始状态'],
  'keras-backward': [
    'it runs backward, and Keras would hand on its outputs from the end to the begin',
    '它反向运行，Keras 会按从尾到头的顺序传出其输出',
  ],
  'keras-step': [
    'the last step of outputs of two directions, or added to their input',
    '取双向输出（或与输入相加后的输出）的最后一步',
  ],
  'keras-embedding': ['an embedding that does not come first', '嵌入层不在最前面'],
} as const satisfies Record<string, Pair>;
