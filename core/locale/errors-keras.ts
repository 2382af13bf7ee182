/** Words for the errors of Keras models and of the HDF5 files that hold them. */

import type { ErrorTexts } from './error-text';

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
} as const satisfies Partial<ErrorTexts>;
