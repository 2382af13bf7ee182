/** Texts about folders of files as datasets: their settings, what was assumed of them and what is left out. */

import type { FileContents, FolderParts, FolderSettings, LabelOrigin, LeftOutReason } from '../contract/folder';
import type { AssumptionReason } from '../contract/views';
import type { Pair, Texts } from './pairs';

/** Why a folder's setting has the value it has. */
export const folderAssumed = {
  'most-frequent-extension': [
    'assumed: {count} {count:file has,files have} it, more than any other',
    '推定：{count} 个文件使用该扩展名，为最多',
  ],
  'only-extension': [
    'assumed: no other file of the folder looks like data',
    '推定：文件夹中没有其他看起来像数据的文件',
  ],
  'one-file-one-series': ['assumed: nothing in the names speaks of channels', '推定：文件名中没有通道的迹象'],
  'named-like-channels': [
    'assumed: every series has files named {channels}',
    '推定：每条序列都有名为 {channels} 的文件',
  ],
  'folder-names': ['assumed: the files lie in {count} folders', '推定：文件位于 {count} 个文件夹中'],
  'part-of-names': [
    'assumed: this part of the names has only {count} different {count:value,values}',
    '推定：文件名的该部分只有 {count} 个不同取值',
  ],
  'column-named-like-label': [
    'assumed: the column {column} of the first file looks like a label',
    '推定：首个文件的列 {column} 看起来像标签',
  ],
  'no-label-in-folder': ['neither folders nor names nor columns look like labels', '文件夹、文件名和列都不像标签'],
  'named-like-parts': ['assumed: subfolders or names say TRAIN and TEST', '推定：子文件夹或文件名标明了 TRAIN 与 TEST'],
  'no-part-names': ['no subfolders or names say TRAIN and TEST', '没有标明 TRAIN 与 TEST 的子文件夹或文件名'],
} as const satisfies Partial<Record<AssumptionReason, Pair>>;

/** The names of the settings. */
const settings = {
  extension: ['Files', '文件'],
  contents: ['What a file holds', '文件的内容'],
  labelFrom: ['Label from', '标签来源'],
  namePart: ['Part of the name', '文件名的部分'],
  parts: ['Training and test', '训练与测试'],
} as const satisfies Record<keyof FolderSettings, Pair>;

/** The names of changes, for undo. */
export const folderChanges = {
  extension: ['files of the folder', '文件夹中的文件'],
  contents: ['what a file holds', '文件的内容'],
  labelFrom: ['label from', '标签来源'],
  namePart: ['part of the name', '文件名的部分'],
  parts: ['training and test', '训练与测试'],
} as const satisfies Record<keyof FolderSettings, Pair>;

/** What each setting does and when to change it. */
const help = {
  extension: [
    'Files with this extension belong to the dataset, at any depth of the folder; all others are left out and listed here.',
    '具有该扩展名的文件属于数据集（不论位于几级子文件夹）；其余文件被略去，并在此列出。',
  ],
  contents: [
    'A file may hold a whole series, or only one channel (or some) of it. Channels of their folder: the folder is the series, each file in it a channel. Channels by their names: the last part of the name is the channel, the rest the series.',
    '一个文件可以是一条完整的序列，也可以只是其中的一个（或几个）通道。所在文件夹的通道：文件夹为序列，其中每个文件为一个通道。按文件名区分的通道：名称末尾为通道，其余为序列。',
  ],
  labelFrom: [
    'Where the class of a series is told: by the name of its folder, by a part of its file’s name, or by a column in it.',
    '序列的类别由何处给出：所在文件夹的名称、文件名的一部分，或文件中的一列。',
  ],
  namePart: [
    'Names are cut where letters and digits begin and end; this part is the label. The parts of the first file’s name are shown.',
    '文件名在字母与数字交界处切分，取该部分为标签。此处显示首个文件名的各部分。',
  ],
  parts: [
    'Subfolders TRAIN and TEST, or names that end in _TRAIN and _TEST, make two parts: the model is fitted on the first alone. Or all files are one part.',
    '子文件夹 TRAIN 与 TEST，或以 _TRAIN、_TEST 结尾的文件名，构成两个部分，只在前者上拟合；也可把全部文件作为一个部分。',
  ],
} as const satisfies Record<keyof FolderSettings, Pair>;

const contents = {
  series: ['Whole series', '完整的序列'],
  'channels-of-folder': ['Channels of their folder', '所在文件夹的通道'],
  'channels-of-name': ['Channels, by their names', '按文件名区分的通道'],
} as const satisfies Record<FileContents, Pair>;

const origins = {
  folder: ['The folder’s name', '文件夹名称'],
  name: ['A part of the file’s name', '文件名的一部分'],
  column: ['A column', '一列'],
  none: ['No label', '无标签'],
} as const satisfies Record<LabelOrigin, Pair>;

const parts = {
  named: ['As named TRAIN and TEST', '按 TRAIN 与 TEST 命名'],
  none: ['All one part', '全部为一个部分'],
} as const satisfies Record<FolderParts, Pair>;

const reasons = {
  extension: ['another extension', '扩展名不同'],
  hidden: ['hidden', '隐藏文件'],
  link: ['a link', '链接'],
  special: ['no plain file', '不是普通文件'],
  'no-part': ['outside of TRAIN and TEST', '不属于 TRAIN 或 TEST'],
} as const satisfies Record<LeftOutReason, Pair>;

export const folder = {
  title: ['The folder', '文件夹'],
  files: ['{count} {count:file,files}', '{count} 个文件'],
  leftOut: ['Left out: {count} {count:file,files}', '略去 {count} 个文件'],
  leftOutOne: ['{path}: {reason}', '{path}：{reason}'],
  more: ['and {count} more', '另有 {count} 个'],
  settings,
  help,
  contents,
  origins,
  parts,
  reasons,
} as const satisfies Texts;
