/** Texts of the Data view: what was understood, what was assumed and why, and the settings that change it. */

import type { Encoding, Format, Layout, MissingCure, Scaling } from '../contract/specs';
import type { AssumptionReason, ColumnView } from '../contract/views';
import { chart } from './data-chart';
import { folder, folderAssumed, folderChanges } from './folder';
import type { Pair, Texts } from './pairs';
import { preparation, preparationAssumed, preparationChanges, preparationSettings } from './preparation';
import { truths } from './synthetic';
import { timeAssumed, timeChanges, timeChoices, timeFacts, timeForms, timeSettings } from './time';
import { writing, writingAssumed, writingChanges, writingSettings } from './writing';

/** Why a setting has the value it has; the parameters are those of `Assumption.params`. */
const assumed = {
  extension: ['assumed from the file name', '根据文件扩展名推定'],
  content: ['assumed from the content', '根据文件内容推定'],
  gzip: ['unpacked from gzip', '已从 gzip 解压'],
  'byte-order-mark': ['the file begins with a byte order mark', '文件开头有字节顺序标记'],
  'valid-utf8': ['assumed: all bytes are valid UTF-8', '推定：所有字节均为有效的 UTF-8'],
  'most-consistent-delimiter': [
    'assumed: it gives {columns} columns in most rows',
    '推定：以此分隔，多数行均为 {columns} 列',
  ],
  'decimal-comma-cells': [
    'assumed: {count} {count:cell has,cells have} a comma between digits',
    '推定：{count} 个单元格在数字间使用逗号',
  ],
  'one-series-per-row': ['assumed: numeric columns side by side look like steps', '推定：并列的数字列应为时间步'],
  'lists-in-cells': [
    'assumed: the cells of {count} {count:column are,columns are} lists of numbers',
    '推定：有 {count} 列的单元格为数字列表',
  ],
  'repeated-ids': ['assumed: ids repeat in the column {column}', '推定：列 {column} 中的标识重复出现'],
  'one-recording': [
    'assumed: {rows} {rows:row without ids is,rows without ids are} one recording',
    '推定：{rows} 行无标识，为一段连续记录',
  ],
  'numeric-columns': ['assumed: every numeric column that has no other role', '推定：其余所有数字列'],
  'numeric-columns-but-row-number': [
    'assumed: every numeric column that has no other role, but for {column}, which counts the rows',
    '推定：其余所有数字列，但不含仅为行号的 {column}',
  ],
  'named-like-label': ['assumed: the column {column} is named like a label', '推定：列 {column} 的名称像标签'],
  'few-distinct-values': [
    'assumed: the column {column} has only {count} distinct {count:value,values}',
    '推定：列 {column} 只有 {count} 个不同取值',
  ],
  'no-label-found': ['no column looks like a label', '没有列看起来像标签'],
  'named-like-id': ['assumed: the column {column} is named like an id', '推定：列 {column} 的名称像标识'],
  'no-id-found': ['no column looks like an id', '没有列看起来像标识'],
  'named-like-time': ['assumed: the column {column} holds time stamps', '推定：列 {column} 为时间戳'],
  'no-time-found': ['no column looks like time stamps', '没有列看起来像时间戳'],
  'long-recording': [
    'assumed: one recording of {steps} steps is cut into windows',
    '推定：{steps} 步的长记录被切分为窗口',
  ],
  'short-enough': ['assumed: the series are short enough to stay whole', '推定：序列足够短，保持完整'],
  'declared-in-file': ['the file says so', '文件中已声明'],
  'twin-found': ['found {file} beside the file', '在同一文件夹中找到 {file}'],
  'trailing-missing-is-end': [
    'assumed: missing values at the end of {count} series mark their end',
    '推定：{count} 条序列末尾的缺失值表示序列结束',
  ],
  ...folderAssumed,
  ...preparationAssumed,
  ...truths,
  ...timeAssumed,
  ...writingAssumed,
  'declared-frequency': ['the file says that its steps are {frequency}', '文件声明的时间步为 {frequency}'],
  'one-column-array': [
    'assumed: a single column of {rows} values is one recording',
    '推定：单列 {rows} 个值为一段连续记录',
  ],
  'rows-of-array': [
    'assumed: {rows} {rows:row,rows} of {columns} values are as many series',
    '推定：{rows} 行、每行 {columns} 个值，每行为一条序列',
  ],
  'named-like-data': ['assumed: {name} is named like it', '推定：{name} 的名称与之相符'],
  'only-one-fits': ['assumed: no other of the {count} fits', '推定：{count} 个之中只有它合适'],
  'first-of-several': ['assumed: the first of {count} that fit', '推定：{count} 个合适的之中的第一个'],
} as const satisfies Record<AssumptionReason, Pair>;

const formats = {
  csv: ['CSV or TSV', 'CSV 或 TSV'],
  ts: ['UCR/UEA .ts', 'UCR/UEA .ts'],
  tsf: ['Monash .tsf', 'Monash .tsf'],
  arff: ['ARFF', 'ARFF'],
  ucr: ['UCR .tsv', 'UCR .tsv'],
  npy: ['NPY array', 'NPY 数组'],
  npz: ['NPZ arrays', 'NPZ 数组'],
  json: ['JSON', 'JSON'],
  xlsx: ['XLSX workbook', 'XLSX 工作簿'],
  parquet: ['Parquet table', 'Parquet 表格'],
  ndjson: ['NDJSON, one value a line', 'NDJSON，每行一个值'],
} as const satisfies Record<Format, Pair>;

const encodings = {
  'utf-8': ['UTF-8', 'UTF-8'],
  'utf-16le': ['UTF-16 little endian', 'UTF-16（小端）'],
  'utf-16be': ['UTF-16 big endian', 'UTF-16（大端）'],
  'windows-1252': ['Western (Windows-1252)', '西欧（Windows-1252）'],
  gb18030: ['Chinese (GB 18030)', '中文（GB 18030）'],
} as const satisfies Record<Encoding, Pair>;

const layouts = {
  wide: ['One series a row', '每行一条序列'],
  long: ['One step a row, with ids', '每行一个时间步，含标识'],
  recording: ['One step a row, one recording', '每行一个时间步，单段记录'],
} as const satisfies Record<Layout, Pair>;

const scalings = {
  none: ['None', '不缩放'],
  zscore: ['z-score', 'z-score 标准化'],
  minmax: ['Min-max', '最小-最大'],
} as const satisfies Record<Scaling, Pair>;

const cures = {
  refuse: ['Refuse to run', '拒绝运行'],
  linear: ['Interpolate in time', '沿时间插值'],
  forward: ['Repeat the last value', '沿用前一个值'],
  mean: ["Put the channel's mean", '填通道均值'],
  zero: ['Put zero', '填零'],
} as const satisfies Record<MissingCure, Pair>;

const kinds = {
  number: ['number', '数字'],
  text: ['text', '文本'],
  time: ['time', '时间'],
} as const satisfies Record<ColumnView['kind'], Pair>;

const settings = {
  ...preparationSettings,
  title: ['How the file is read', '读取方式'],
  format: ['Format', '格式'],
  encoding: ['Encoding', '编码'],
  array: ['Array', '数组'],
  sheet: ['Sheet', '工作表'],
  delimiter: ['Delimiter', '分隔符'],
  header: ['Header row', '表头行'],
  headerYes: ['First row has names', '首行为列名'],
  headerNo: ['No header', '无表头'],
  decimal: ['Decimal mark', '小数点'],
  layout: ['Layout', '布局'],
  channels: ['Channels', '通道'],
  label: ['Label column', '标签列'],
  series: ['Series id column', '序列标识列'],
  time: ['Time column', '时间列'],
  ...timeSettings,
  ...writingSettings,
  window: ['Windows', '窗口'],
  cut: ['Cut into windows', '切分为窗口'],
  length: ['Window length', '窗口长度'],
  stride: ['Stride', '步幅'],
  test: ['Test part', '测试集'],
  missing: ['Missing values', '缺失值'],
  scaling: ['Scaling', '缩放'],
  none: ['None', '无'],
  steps: ['steps', '步'],
} as const satisfies Texts;

const delimiters = {
  comma: ['Comma', '逗号'],
  semicolon: ['Semicolon', '分号'],
  tab: ['Tab', '制表符'],
  space: ['Space', '空格'],
  bar: ['Vertical bar', '竖线'],
  other: ['Other…', '其他…'],
  character: ['Delimiter character', '分隔字符'],
  fault: [
    'One character, no letter, digit, quotation mark, point or minus',
    '一个字符，不能是字母、数字、引号、小数点或减号',
  ],
} as const satisfies Texts;

const test = {
  twin: ['The _TEST file beside it', '同一文件夹中的 _TEST 文件'],
  noTwin: ['none found beside it', '同一文件夹中未找到'],
  none: ['No test part', '无测试集'],
  file: ['Another file…', '其他文件…'],
  chosen: ['A file of your choice', '您选择的文件'],
  sameFolder: ['As this folder has it', '按此文件夹的划分'],
  folder: ['Another folder…', '其他文件夹…'],
} as const satisfies Texts;

const channels = {
  search: ['Search channels', '搜索通道'],
  count: ['{chosen} of {count} chosen', '已选 {chosen} / {count}'],
  all: ['All', '全选'],
  none: ['None', '全不选'],
  atLeastOne: ['At least one channel must stay', '至少保留一个通道'],
  noMatch: ['No channel is named like that', '没有匹配的通道'],
} as const satisfies Texts;

const facts = {
  title: ['What was understood', '识别结果'],
  file: ['File', '文件'],
  rows: ['Rows', '行数'],
  series: ['Series', '序列数'],
  channels: ['Channels', '通道数'],
  steps: ['Steps', '时间步数'],
  missing: ['Missing', '缺失值'],
  infinite: ['Infinite', '无穷值'],
  columns: ['Columns', '列数'],
  train: ['Training', '训练'],
  test: ['Test', '测试'],
  range: ['{min} to {max}', '{min} 至 {max}'],
  classes: ['Classes', '类别'],
  target: ['Number to predict: {column}', '待预测的数值：{column}'],
  min: ['Smallest', '最小'],
  mean: ['Mean', '均值'],
  max: ['Largest', '最大'],
  made: ['Made here', '本机生成'],
  noLabels: ['no labels', '无标签'],
  moreClasses: ['and {count} more', '另有 {count} 个'],
  ...timeFacts,
} as const satisfies Texts;

const scaler = {
  title: ['Fitted on the training part', '基于训练集拟合'],
  channel: ['Channel', '通道'],
  offset: ['Offset', '偏移'],
  scale: ['Scale', '尺度'],
  formula: ['x becomes (x − offset) / scale', 'x 变为 (x − 偏移) / 尺度'],
  more: ['and {count} more {count:channel,channels}', '另有 {count} 个通道'],
} as const satisfies Texts;

const table = {
  tab: ['Table', '表格'],
  label: ['Rows of {file}', '{file} 的数据行'],
  line: ['Line', '行号'],
} as const satisfies Texts;

/** Names of changes, for undo. */
const changes = {
  ...preparationChanges,
  ...folderChanges,
  format: ['format', '格式'],
  encoding: ['encoding', '编码'],
  array: ['array', '数组'],
  sheet: ['sheet', '工作表'],
  delimiter: ['delimiter', '分隔符'],
  header: ['header row', '表头行'],
  decimal: ['decimal mark', '小数点'],
  layout: ['layout', '布局'],
  channels: ['channels', '通道'],
  label: ['label column', '标签列'],
  series: ['series id column', '序列标识列'],
  time: ['time column', '时间列'],
  ...timeChanges,
  ...writingChanges,
  window: ['windows', '窗口'],
  missing: ['missing values', '缺失值处理'],
  scaling: ['scaling', '缩放'],
  test: ['test part', '测试集'],
  weights: ['opened weights', '打开权重'],
  synthetic: ['synthetic set', '合成数据'],
} as const satisfies Texts;

export const data = {
  empty: {
    title: ['No data yet', '尚无数据'],
    text: [
      'Open a file, drop one on the window, or take a sample from the start view.',
      '打开文件、将文件拖入窗口，或在开始页选择一个示例。',
    ],
    start: ['Go to the start', '转到开始页'],
  },
  preparation: ['Before the model', '输入模型之前'],
  ...preparation,
  problem: ['These settings give no series', '当前设置无法得到序列'],
  showInTable: ['Show in the table', '在表格中查看'],
  assumed,
  formats,
  encodings,
  timeForms,
  ...timeChoices,
  writing,
  layouts,
  scalings,
  cures,
  kinds,
  settings,
  delimiters,
  test,
  channels,
  facts,
  scaler,
  chart,
  table,
  folder,
  changes,
} as const satisfies Texts;
