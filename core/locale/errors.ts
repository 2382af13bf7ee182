/** Words for every error code; a code without texts, or a placeholder that its code does not carry, fails to compile. */

import type { ErrorGroup, ErrorTexts, Fitting } from './error-text';
import { fileErrors } from './errors-files';
import { workErrors } from './errors-work';
import type { Pair, Texts } from './pairs';

const codes = { ...fileErrors, ...workErrors } as const satisfies ErrorTexts;

const titles = {
  file: ['The file could not be read', '无法读取文件'],
  table: ['The table could not be read', '无法读取表格'],
  ts: ['The .ts file could not be read', '无法读取 .ts 文件'],
  arff: ['The ARFF file could not be read', '无法读取 ARFF 文件'],
  npy: ['The NPY file could not be read', '无法读取 NPY 文件'],
  data: ['The data need attention', '数据需要处理'],
  model: ['The model does not fit', '模型设置不适用'],
  safetensors: ['The weights could not be read', '无法读取权重'],
  run: ['The run could not be done', '无法完成运行'],
  features: ['There are no features', '没有特征'],
  export: ['The export was not written', '导出文件未写入'],
  job: ['The job could not be read', '无法读取作业'],
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
  seed: ['Seed', '随机种子'],
  series: ['Number of series', '序列条数'],
  steps: ['Steps of a series', '每条序列的时间步数'],
  noise: ['Noise', '噪声'],
} as const satisfies Texts;

/** Reasons that come as a code, of the operating system's or our own; others are shown as they are. */
const reasons = {
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
} as const satisfies Texts;

export const errors = {
  titles,
  places,
  names,
  reasons,
  ...(codes satisfies Fitting<typeof codes>),
} as const satisfies Texts;
