/** Words for every error code; a code without texts, or a placeholder that its code does not carry, fails to compile. */

import type { ErrorGroup, ErrorTexts, Fitting } from './error-text';
import { evaluationErrors } from './errors-evaluation';
import { fileErrors } from './errors-files';
import { formatErrors } from './errors-formats';
import { kerasErrors, kerasReasons } from './errors-keras';
import { modelErrors } from './errors-models';
import { onnxErrors, onnxReasons } from './errors-onnx';
import { holdRefusals, refusals } from './errors-settings';
import { parityErrors } from './errors-parity';
import { partErrors } from './errors-parts';
import { projectErrors } from './errors-project';
import { workErrors } from './errors-work';
import { lacks } from './kernel';
import type { Pair, Texts } from './pairs';

const codes = {
  ...evaluationErrors,
  ...fileErrors,
  ...formatErrors,
  ...kerasErrors,
  ...modelErrors,
  ...onnxErrors,
  ...parityErrors,
  ...partErrors,
  ...projectErrors,
  ...workErrors,
} as const satisfies ErrorTexts;

const titles = {
  file: ['The file could not be read', '无法读取文件'],
  folder: ['The folder needs attention', '文件夹需要处理'],
  archive: ['The file could not be unpacked', '无法解压文件'],
  table: ['The table could not be read', '无法读取表格'],
  ts: ['The .ts file could not be read', '无法读取 .ts 文件'],
  tsf: ['The .tsf file could not be read', '无法读取 .tsf 文件'],
  arff: ['The ARFF file could not be read', '无法读取 ARFF 文件'],
  json: ['The JSON file could not be read', '无法读取 JSON 文件'],
  xlsx: ['The workbook could not be read', '无法读取工作簿'],
  parquet: ['The Parquet file could not be read', '无法读取 Parquet 文件'],
  npy: ['The NPY file could not be read', '无法读取 NPY 文件'],
  data: ['The data need attention', '数据需要处理'],
  model: ['The model does not fit', '模型设置不适用'],
  safetensors: ['The weights could not be read', '无法读取权重'],
  onnx: ['The ONNX file could not be read', '无法读取 ONNX 文件'],
  hdf5: ['The HDF5 file could not be read', '无法读取 HDF5 文件'],
  keras: ['The Keras model could not be read', '无法读取 Keras 模型'],
  pytorch: ['The PyTorch file could not be read', '无法读取 PyTorch 文件'],
  weights: ['The weights could not be used', '无法使用这些权重'],
  parity: ['The values could not be compared', '无法比较数值'],
  run: ['The run could not be done', '无法完成运行'],
  kernel: ['This kernel cannot be used', '无法使用该计算内核'],
  features: ['There are no features', '没有特征'],
  filter: ['The condition could not be used', '无法使用该条件'],
  export: ['The export was not written', '导出文件未写入'],
  job: ['The job could not be read', '无法读取作业'],
  project: ['The project needs attention', '项目需要处理'],
  evaluation: ['The features could not be judged', '无法评估特征'],
  usage: ['The command was not understood', '无法理解该命令'],
  engine: ['The engine could not do this', '引擎无法完成此操作'],
} as const satisfies Record<ErrorGroup, Pair>;

/** A place in a file. */
const places = {
  line: ['{file}, line {line}', '{file} 第 {line} 行'],
  column: ['{file}, line {line}, column {column}', '{file} 第 {line} 行第 {column} 列'],
  more: ['and {count} more', '另有 {count} 项'],
} as const satisfies Texts;

/** Settings that an error names by their field. */
const names = {
  hidden: ['Hidden units', '隐藏单元数'],
  layers: ['Layers', '层数'],
  forgetBias: ['Forget bias', '遗忘门偏置'],
  spectralRadius: ['Spectral radius', '谱半径'],
  inputScale: ['Input scale', '输入倍数'],
  recurrentScale: ['Recurrent scale', '循环倍数'],
  seed: ['Seed', '随机种子'],
  series: ['Number of series', '序列条数'],
  steps: ['Steps of a series', '每条序列的时间步数'],
  shortest: ['Shortest series', '最短序列'],
  longest: ['Longest series', '最长序列'],
  classes: ['Number of classes', '类别数'],
  noise: ['Noise', '噪声'],
  layer: ['Layer', '层'],
  direction: ['Direction', '方向'],
  step: ['Step', '时间步'],
  unit: ['Unit', '单元'],
  shuffle: ['Seed of the shuffle', '打乱的随机种子'],
  first: ['First steps', '开头的时间步数'],
  holds: ['Number of holds', '固定项的数量'],
  seeds: ['Number of seeds', '种子数'],
  folds: ['Folds', '折数'],
  neighbours: ['Neighbours', '近邻数'],
  c: ['C (inverse penalty)', 'C（惩罚的倒数）'],
  trees: ['Trees', '树的数量'],
} as const satisfies Texts;

/** Reasons that come as a code, of the operating system's or our own; others are shown as they are. */
const reasons = {
  ...refusals,
  ...holdRefusals,
  ...onnxReasons,
  EISDIR: ['it is a folder', '它是一个文件夹'],
  EACCES: ['access is denied', '访问被拒绝'],
  EPERM: ['the system does not permit it', '系统不允许'],
  EBUSY: ['another program is using it', '正被其他程序使用'],
  EMFILE: ['too many files are open', '打开的文件过多'],
  ENFILE: ['too many files are open', '打开的文件过多'],
  EIO: ['the disk reports an error', '磁盘报告错误'],
  ENOENT: ['the folder does not exist', '文件夹不存在'],
  ENOTDIR: ['a part of its path is not a folder', '路径中有一部分不是文件夹'],
  ENAMETOOLONG: ['the name is too long', '名称过长'],
  EFBIG: ['it is larger than the disk allows', '超过磁盘允许的文件大小'],
  'too-short': ['the file is shorter than a header', '文件比文件头还短'],
  'header-length': ['the header is said to be longer than the file', '声明的文件头长度超过文件本身'],
  'not-utf8': ['it is not UTF-8', '不是 UTF-8 文本'],
  'not-json': ['it is not JSON', '不是 JSON'],
  'not-an-object': ['it is not a JSON object', '不是 JSON 对象'],
  'duplicate-name': ['a name occurs twice', '有重复的名称'],
  'bad-entry': ['an entry has no type, shape or place', '有条目缺少类型、形状或位置'],
  'size-mismatch': ['a shape does not match its number of bytes', '形状与字节数不一致'],
  'hdf5-cut': ['it points outside the file', '指向文件之外'],
  'hdf5-end': ['it ends before its own end', '文件提前结束'],
  'hdf5-signature': ['a part does not begin as it must', '某一部分的开头不正确'],
  'hdf5-version': ['a part has a version that does not exist', '某一部分的版本号不存在'],
  'hdf5-cycle': ['a group holds itself', '某个组包含自身'],
  'hdf5-too-many': ['it has more than 100,000 parts', '其组成部分超过 100,000 个'],
  'hdf5-too-deep': ['groups lie more than 32 deep', '组的嵌套超过 32 层'],
  'hdf5-message': ['the description of an object contradicts itself', '对象的描述自相矛盾'],
  'hdf5-size': ['a size cannot be true', '某个大小不可能成立'],
  'hdf5-heap': ['a heap of names is damaged', '名称堆已损坏'],
  'hdf5-tree': ['an index is damaged', '索引已损坏'],
  'hdf5-chunk': ['chunks of an array are missing or damaged', '数组的数据块缺失或已损坏'],
  'hdf5-no-values': ['an array has no values', '数组没有数值'],
  ...kerasReasons,
  'archive-cut': ['it ends too early', '文件提前结束'],
  'archive-damaged': ['its contents are damaged', '内容已损坏'],
  'archive-checksum': ['its checksum does not fit its contents', '校验和与内容不符'],
  'archive-method': ['it is packed in a way that is not read', '采用了不支持的压缩方法'],
  'archive-directory': ['its list of contents is damaged', '目录已损坏'],
  'archive-encrypted': ['it is protected by a password', '受密码保护'],
  'archive-zip64': ['it is of a kind for very large archives that is not read', '采用了不支持的超大压缩包格式'],
  'xlsx-no-workbook': ['there is no workbook in it', '其中没有工作簿'],
  InvalidSymbol: ['this is no JSON value', '这里不是 JSON 的值'],
  InvalidNumberFormat: ['this is no number', '这里不是数字'],
  PropertyNameExpected: ['a name in quotation marks is missing', '缺少带引号的名称'],
  ValueExpected: ['a value is missing', '缺少值'],
  ColonExpected: ['a colon is missing', '缺少冒号'],
  CommaExpected: ['a comma is missing', '缺少逗号'],
  CloseBraceExpected: ['a closing brace is missing', '缺少右花括号'],
  CloseBracketExpected: ['a closing bracket is missing', '缺少右方括号'],
  EndOfFileExpected: ['something follows after the end', '结尾之后还有内容'],
  InvalidCommentToken: ['comments are not allowed', '不允许注释'],
  UnexpectedEndOfString: ['a quotation mark is missing', '缺少引号'],
  InvalidEscapeCharacter: ['a backslash stands before a letter that it may not', '反斜杠之后的字符无效'],
  'too-deep': ['the values are nested too deep', '嵌套层次过深'],
  magic: ['it does not begin as NPY files do', '开头不是 NPY 文件的标志'],
  length: ['it is longer than the file', '其长度超过文件本身'],
  dict: ['it is not a Python dictionary', '不是 Python 字典'],
  descr: ['descr, the type, is missing or unknown', '类型 descr 缺失或无法识别'],
  fortran_order: ['fortran_order is missing or not True or False', 'fortran_order 缺失或不是 True 或 False'],
  shape: ['shape is missing or not a tuple of whole numbers', 'shape 缺失或不是整数元组'],
  ...lacks,
  'label-marks': [
    'a label there ends at white space, a comma or a colon, and cannot be empty',
    '其标签遇空白、逗号或冒号即结束，且不能为空',
  ],
  'label-missing': ['there it stands for a missing label', '在其中它表示缺失的标签'],
  'label-alike': [
    'another label differs from it only in upper or lower case, or as a number only in how it is written',
    '另有标签与它仅大小写不同，或作为数字仅写法不同',
  ],
  'repeated-id': ['several series have this id and would become one', '有多条序列使用该标识，会被合并为一条'],
  'column-name': ['a column’s name there is neither empty nor holds NUL', '其列名不能为空，也不能含有 NUL 字符'],
  'column-alike': ['another column has this name but for upper or lower case', '另有一列的名称与它仅大小写不同'],
  'many-columns': ['it is the first column beyond the 16,384 that are written', '它超出了最多可写出的 16,384 列'],
  'nul-end': ['a text there cannot end in a NUL character', '其文本不能以 NUL 字符结尾'],
  'text-padding': [
    'every text there takes as much as the longest, which would be more than 1 GB',
    '其中每个文本都占用与最长者相同的空间，总计将超过 1 GB',
  ],
  'beyond-float32': ['it is beyond the range of float32', '超出 float32 的范围'],
  'json-infinite': ['JSON has no infinite numbers', 'JSON 不能表示无穷大'],
  delimiter: [
    'tab, or one character that is no letter, digit, quotation mark, line end, control character, point or minus',
    'tab，或一个字符；不能是字母、数字、引号、换行、控制字符、小数点或减号',
  ],
  'memory-size': ['256MB or more, such as 2GB or 1.5GiB', '不小于 256MB，例如 2GB 或 1.5GiB'],
  'no --model': ['not together with --model', '不与 --model 同时使用'],
} as const satisfies Texts;

/** What a format of an export may have no place for. */
const contents = {
  ids: ['the ids of the series', '序列标识'],
  labels: ['the labels', '标签'],
  channels: ['the names of the channels', '通道名称'],
  features: ['the names of the features', '特征名称'],
} as const satisfies Texts;

/** What weights can hold that the workbench does not compute. */
const weightKinds = {
  projection: ['a projection of the hidden state', '隐藏状态投影（projection）'],
  gru: ['a GRU', 'GRU'],
  rnn: ['a plain RNN', '普通 RNN'],
} as const satisfies Texts;

export const errors = {
  titles,
  places,
  names,
  reasons,
  contents,
  weightKinds,
  ...(codes satisfies Fitting<typeof codes>),
} as const satisfies Texts;
