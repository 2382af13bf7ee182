/** What is wrong with a folder of files and what to do about it. */

import type { ErrorTexts } from './error-text';

export const folderErrors = {
  'folder/not-a-folder': {
    what: ['{where}: this is not a folder.', '{where}：这不是文件夹。'],
    cure: ['Open it as a file, or choose the folder that it lies in.', '请把它作为文件打开，或选择其所在的文件夹。'],
  },
  'folder/empty': {
    what: ['{where}: the folder is empty.', '{where}：文件夹是空的。'],
    cure: ['Put the data files into it, or choose another folder.', '请把数据文件放入其中，或选择其他文件夹。'],
  },
  'folder/no-files': {
    what: [
      '{where}: the folder holds no file that can be read as data. Left out: {count}, among them {names}.',
      '{where}：文件夹中没有可作为数据读取的文件。略去 {count} 个，其中有：{names}。',
    ],
    cure: [
      'Choose another folder, or the extension of its files. Links and hidden files are not read: copy what they lead to into the folder.',
      '请选择其他文件夹，或指定其中文件的扩展名。链接与隐藏文件不会被读取：请把链接所指的文件复制到该文件夹中。',
    ],
  },
  'folder/no-training-files': {
    what: ['{where}: no file belongs to the training part.', '{where}：没有属于训练集的文件。'],
    cure: [
      'Put the training files into a subfolder TRAIN, or take all files as one part.',
      '请把训练文件放入子文件夹 TRAIN，或把全部文件作为一个部分。',
    ],
  },
  'folder/too-many': {
    what: [
      '{where}: the folder holds more than {limit} files and folders, more than are read.',
      '{where}：文件夹中的文件和子文件夹超过 {limit} 个，超出可读取的数量。',
    ],
    cure: [
      'Choose a subfolder, or join the files into one table with a column that names the series.',
      '请选择其中一个子文件夹，或把文件合并为一个带序列标识列的表格。',
    ],
  },
  'folder/outside': {
    what: ['{where}: this leads out of the folder that was opened.', '{where}：它指向所打开文件夹之外。'],
    cure: [
      'Copy the file itself into the folder in the place of the link.',
      '请把文件本身复制到该文件夹中，取代链接。',
    ],
  },
  'folder/same-name': {
    what: [
      '{where}: without its extension it is called as {other} is, and both would be one series.',
      '{where}：去掉扩展名后与 {other} 同名，两者会成为同一条序列。',
    ],
    cure: ['Rename one of the two files, or move it out of the folder.', '请重命名其中一个文件，或将其移出文件夹。'],
  },
  'folder/columns-differ': {
    what: [
      '{where}: its columns are not those of {other}. It lacks: {missing}. It has besides: {extra}.',
      '{where}：其列与 {other} 的列不同。缺少：{missing}。多出：{extra}。',
    ],
    cure: [
      'Correct the file or move it out of the folder, or choose as channels only columns that every file has.',
      '请更正该文件或将其移出文件夹，或只选择每个文件都有的列作为通道。',
    ],
  },
  'folder/channels-differ': {
    what: [
      '{where}: the series {series} has the channels {found}; {other} has {expected}.',
      '{where}：序列 {series} 的通道为 {found}，而 {other} 的通道为 {expected}。',
    ],
    cure: [
      'Add the missing file or move the one too many away, or take each file for a series of its own.',
      '请补上缺少的文件或移走多余的文件，或把每个文件视为一条单独的序列。',
    ],
  },
  'folder/lengths-differ': {
    what: [
      '{where}: it does not fit the channels in {other}: {found} steps or series in the place of {expected}.',
      '{where}：与 {other} 中的通道不符：步数或序列数为 {found}，应为 {expected}。',
    ],
    cure: [
      'Channels of one series have one length: correct the file, or take each file for a series of its own.',
      '同一序列的各通道长度必须相同：请更正该文件，或把每个文件视为一条单独的序列。',
    ],
  },
  'folder/labels-differ': {
    what: [
      '{where}: it gives its series the label {found}, and {other} gives it {expected}.',
      '{where}：它给出的序列标签为 {found}，而 {other} 给出的是 {expected}。',
    ],
    cure: [
      'Correct one of the files, or take the label from the folder or the name.',
      '请更正其中一个文件，或改为从文件夹或文件名取标签。',
    ],
  },
  'folder/no-label': {
    what: [
      '{where}: this file gives no label, nor do others: {count} series have none.',
      '{where}：该文件没有给出标签；共有 {count} 条序列没有标签。',
    ],
    cure: [
      'Choose another place for the label, or move or rename the files.',
      '请选择其他标签来源，或移动、重命名文件。',
    ],
  },
  'folder/left-out': {
    what: [
      '{where}: {count} {count:file of the folder is,files of the folder are} left out: {names}.',
      '{where}：文件夹中有 {count} 个文件被略去：{names}。',
    ],
    cure: [
      'To read such files too, choose their extension, or open them by themselves.',
      '若它们也是数据，请选择其扩展名，或单独打开。',
    ],
  },
  'folder/more-remarks': {
    what: [
      '{where}: there {count:is,are} {count} more {count:remark,remarks} of this kind about other files.',
      '{where}：其他文件还有 {count} 条类似提示。',
    ],
    cure: ['Open such a file by itself to see what it is about.', '单独打开相应文件可查看详情。'],
  },
  'export/inside-source': {
    what: [
      '{where}: this lies in the folder {folder} that is read, and would be taken for data of it the next time.',
      '{where}：它位于被读取的文件夹 {folder} 中，下次会被当作其中的数据。',
    ],
    cure: ['Write to another folder.', '请写入其他文件夹。'],
  },
} as const satisfies Partial<ErrorTexts>;
