/** Words for the errors of files that hold models. */

import type { ErrorTexts } from './error-text';

export const modelErrors = {
  'safetensors/header': {
    what: [
      '{where}: the safetensors header cannot be read ({reason}).',
      '{where}：无法读取 safetensors 文件头（{reason}）。',
    ],
    cure: [
      'Check that the file is complete and saved with safetensors, then copy or save it again.',
      '请确认文件完整并由 safetensors 保存，然后重新复制或保存。',
    ],
  },
  'safetensors/out-of-bounds': {
    what: [
      '{where}: the tensor {tensor} claims the bytes {begin} to {end}, but there are {bytes} bytes of data.',
      '{where}：张量 {tensor} 声称占用第 {begin} 至 {end} 字节，但数据只有 {bytes} 字节。',
    ],
    cure: [
      'The file is damaged or incomplete. Copy, download or save it again.',
      '文件已损坏或不完整。请重新复制、下载或保存该文件。',
    ],
  },
  'weights/dtype': {
    what: [
      '{where}: the tensor {tensor} has the type {dtype}, which cannot be read as weights.',
      '{where}：张量 {tensor} 的类型为 {dtype}，无法作为权重读取。',
    ],
    cure: ['Convert the model with model.float() before saving it.', '请先用 model.float() 转换模型，再保存。'],
  },
  'weights/empty': {
    what: ['{where}: the file is empty.', '{where}：文件是空的。'],
    cure: ['Copy, download or save the model again.', '请重新复制、下载或保存该模型。'],
  },
  'weights/unknown': {
    what: [
      '{where}: this is no PyTorch, safetensors, Keras or ONNX file. It begins with “{begin}”.',
      '{where}：这不是 PyTorch、safetensors、Keras 或 ONNX 文件。其开头为“{begin}”。',
    ],
    cure: [
      'Check that the download holds the model, not a web page or a pointer of Git LFS. Other pickles and archives: load them in Python and save the weights with torch.save(model.state_dict(), path).',
      '请确认下载到的是模型本身，而不是网页或 Git LFS 指针。其他 pickle 或压缩文件：请在 Python 中加载，再用 torch.save(model.state_dict(), path) 保存权重。',
    ],
  },
  'weights/quantized': {
    what: [
      '{where}: the model is quantized: its weights are whole numbers with a scale, and the workbench computes with floating-point weights.',
      '{where}：该模型已量化，权重是带缩放系数的整数，而本工作台使用浮点权重计算。',
    ],
    cure: [
      'Save the model from before it was quantized: torch.save(model.state_dict(), path).',
      '请保存量化之前的模型：torch.save(model.state_dict(), path)。',
    ],
  },
  'weights/no-lstm': {
    what: [
      '{where}: there are no weights of an LSTM, GRU or RNN here. The tensors are: {tensors}.',
      '{where}：其中没有 LSTM、GRU 或 RNN 的权重。现有的张量：{tensors}。',
    ],
    cure: [
      'Save the state_dict of a PyTorch LSTM; its tensors bear names such as weight_ih_l0 and weight_hh_l0.',
      '请保存 PyTorch LSTM 的 state_dict，其张量名形如 weight_ih_l0 和 weight_hh_l0。',
    ],
  },
  'weights/shape': {
    what: [
      '{where}: the tensor {tensor} has the shape {found}; the other weights ask for {expected}.',
      '{where}：张量 {tensor} 的形状为 {found}，而按其余权重应为 {expected}。',
    ],
    cure: [
      'Save all weights of one LSTM together, unchanged, from its state_dict.',
      '请从 state_dict 中原样一并保存同一个 LSTM 的全部权重。',
    ],
  },
  'weights/missing': {
    what: ['{where}: the tensor {tensor} is missing.', '{where}：缺少张量 {tensor}。'],
    cure: [
      'Save the whole state_dict of the LSTM: every layer, every direction, all biases or none.',
      '请保存 LSTM 完整的 state_dict：包含每一层、每个方向，偏置要么齐全要么都没有。',
    ],
  },
  'weights/too-large': {
    what: ['{where}: the weights take more than {limit} bytes.', '{where}：权重占用超过 {limit} 字节。'],
    cure: [
      'Save the recurrent layers alone, without optimizer states and copies of the weights.',
      '请只保存循环层，不含优化器状态和权重副本。',
    ],
  },
  'weights/choice': {
    what: [
      '{where}: “{value}” cannot be chosen for {key} in this model.',
      '{where}：该模型的 {key} 不能选择“{value}”。',
    ],
    cure: ['Choose one of: {choices}.', '请选择其中之一：{choices}。'],
  },
  'weights/no-stack': {
    what: ['{where}: there are no recurrent layers named “{stack}” here.', '{where}：其中没有名为“{stack}”的循环层。'],
    cure: ['Choose one of: {stacks}.', '请选择其中之一：{stacks}。'],
  },
  'weights/own': {
    what: [
      '{where}: the header claims to describe a model of the workbench, but cannot be understood (at “{path}”).',
      '{where}：文件头声称描述了本工作台的模型，但无法理解（位于“{path}”）。',
    ],
    cure: [
      'Export the model again, or remove lstm_workbench from the metadata to read the tensors by their names.',
      '请重新导出模型，或从元数据中移除 lstm_workbench，以便按名称读取张量。',
    ],
  },
  'pytorch/pickle': {
    what: [
      '{where}: what torch.save wrote cannot be read ({reason}, byte {byte}).',
      '{where}：无法读取 torch.save 写入的内容（{reason}，第 {byte} 字节）。',
    ],
    cure: [
      'The file is damaged or incomplete, or no file of PyTorch’s. Copy it again, or save the state_dict with torch.save.',
      '文件已损坏、不完整，或不是 PyTorch 文件。请重新复制，或用 torch.save 保存 state_dict。',
    ],
  },
  'pytorch/forbidden': {
    what: [
      '{where}: reading this file would call {name}, which does more than describe data. Nothing was run.',
      '{where}：读取该文件需要调用 {name}，它不只是描述数据。未执行任何内容。',
    ],
    cure: [
      'Save the weights alone: torch.save(model.state_dict(), path). If you did not make the file, do not trust it.',
      '请只保存权重：torch.save(model.state_dict(), path)。若文件来源不明，请勿信任。',
    ],
  },
  'pytorch/tensor': {
    what: [
      '{where}: the values of the tensor {tensor} are not in the file ({reason}).',
      '{where}：文件中没有张量 {tensor} 的数值（{reason}）。',
    ],
    cure: [
      'The file is damaged or incomplete. Copy, download or save it again.',
      '文件已损坏或不完整。请重新复制、下载或保存该文件。',
    ],
  },
  'pytorch/big-endian': {
    what: [
      '{where}: the file was written on a machine that stores the highest byte first.',
      '{where}：该文件在高位字节在前的机器上写入。',
    ],
    cure: [
      'Load and save it again on an ordinary machine, or save it as safetensors.',
      '请在普通机器上重新加载并保存，或另存为 safetensors。',
    ],
  },
} as const satisfies Partial<ErrorTexts>;
