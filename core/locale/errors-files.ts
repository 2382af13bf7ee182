/** What is wrong with a file and what to do about it: reading tables, weights and jobs. */

import type { ErrorTexts } from './error-text';
import { folderErrors } from './errors-folder';

export const fileErrors = {
  ...folderErrors,

  'file/not-found': {
    what: ['{where}: there is no such file.', '{where}：找不到该文件。'],
    cure: [
      'It may have been moved, renamed or deleted. Choose it again from where it is now.',
      '它可能已被移动、重命名或删除。请从现在的位置重新选择。',
    ],
  },
  'file/not-granted': {
    what: ['{where}: the engine has no permission to use this file.', '{where}：引擎没有使用该文件的权限。'],
    cure: [
      'Open it with the Open dialog or drop it on the window; only files chosen that way are read.',
      '请用“打开”对话框选择它，或把它拖到窗口上；引擎只读取这样选定的文件。',
    ],
  },
  'file/unreadable': {
    what: ['{where}: the file cannot be read ({reason}).', '{where}：无法读取该文件（{reason}）。'],
    cure: [
      'Check that you may read it, that it is not a folder and that no other program has locked it.',
      '请检查您是否有读取权限、它是否其实是文件夹，以及是否被其他程序锁定。',
    ],
  },
  'file/empty': {
    what: ['{where}: the file is empty.', '{where}：文件是空的。'],
    cure: ['Choose a file that holds data, or export it again.', '请选择含有数据的文件，或重新导出它。'],
  },
  'file/binary': {
    what: [
      '{where}: there is a byte here that no text file holds; this looks like a binary file.',
      '{where}：此处有文本文件中不会出现的字节，这看起来是二进制文件。',
    ],
    cure: [
      'Open text (CSV, TSV, .ts, .tsf, ARFF, JSON), or NPY, NPZ, XLSX or Parquet files. Save other spreadsheets as CSV first.',
      '可以打开文本文件（CSV、TSV、.ts、.tsf、ARFF、JSON），以及 NPY、NPZ、XLSX 或 Parquet 文件。其他电子表格请先另存为 CSV。',
    ],
  },
  'file/too-large': {
    what: [
      '{where}: the file has {bytes}; at most {limit} can be opened.',
      '{where}：文件大小为 {bytes}，最多只能打开 {limit} 的文件。',
    ],
    cure: [
      'Split it into smaller files, or leave out columns that you do not need.',
      '请把它拆分为较小的文件，或去掉不需要的列。',
    ],
  },
  'file/encoding': {
    what: ['{where}: the text is not valid {encoding}.', '{where}：文本不是有效的 {encoding} 编码。'],
    cure: ['Choose another encoding, or save the file as UTF-8.', '请选择其他编码，或将文件另存为 UTF-8。'],
  },
  'file/format-unknown': {
    what: ['{where}: the format is not recognised.', '{where}：无法识别文件格式。'],
    cure: [
      'Choose the format by hand; CSV, TSV, UCR/UEA .ts, .tsf, ARFF, NPY, NPZ, JSON, XLSX and Parquet can be read.',
      '请手动选择格式；可读取 CSV、TSV、UCR/UEA .ts、.tsf、ARFF、NPY、NPZ、JSON、XLSX 和 Parquet。',
    ],
  },
  'file/changed': {
    what: ['{where}: the file has changed since it was opened.', '{where}：文件在打开之后被修改过。'],
    cure: ['Open it again to work with its present contents.', '请重新打开它，以使用当前内容。'],
  },

  'table/ragged-rows': {
    what: [
      '{where}: not every row has {expected} fields. Rows that differ: {count}, the first in lines {lines} (fields in the first of them: {found}).',
      '{where}：并非每行都有 {expected} 个字段。不符的有 {count} 行，最前面的行号：{lines}（其中第一行有 {found} 个字段）。',
    ],
    cure: [
      'Correct these lines, leave them out, or choose another delimiter.',
      '请更正或舍去这些行，或选择其他分隔符。',
    ],
  },
  'table/not-a-number': {
    what: ['{where}: “{text}” in the column “{name}” is not a number.', '{where}：列“{name}”中的“{text}”不是数字。'],
    cure: [
      'Correct the cell. If it stands for a missing value, name it under “Also missing” (command line: --missing-text "{text}"). Or leave out such rows (--bad-rows leave-out), or do not use this column as a channel. If the row belongs to the header, say how many rows that has (--header-rows), or how many lines come before it (--skip-lines).',
      '请更正该单元格。若它表示缺失值，请把它加入“其他缺失标记”（命令行：--missing-text "{text}"）。也可舍去这样的行（--bad-rows leave-out），或不要把该列用作通道。若该行属于表头，请说明表头有几行（--header-rows），或其前有几行（--skip-lines）。',
    ],
  },
  'table/decimal-comma': {
    what: [
      '{where}: “{text}” in the column “{name}” looks like a number with a decimal comma.',
      '{where}：列“{name}”中的“{text}”看起来是用逗号作小数点的数字。',
    ],
    cure: ['Choose the comma as decimal mark.', '请将小数点符号设为逗号。'],
  },
  'table/no-numeric-column': {
    what: ['{where}: no column holds numbers.', '{where}：没有任何一列是数字。'],
    cure: [
      'Check the delimiter, the decimal mark and whether the first row is a header.',
      '请检查分隔符、小数点符号，以及首行是否为表头。',
    ],
  },
  'table/no-rows': {
    what: ['{where}: there is a header and no row of data below it.', '{where}：只有表头，下面没有数据行。'],
    cure: [
      'Choose a file with data; if the first row is data, say that there is no header.',
      '请选择含有数据的文件；如果首行就是数据，请设为没有表头。',
    ],
  },
  'table/unknown-column': {
    what: [
      '{where}: there is no column “{name}”. The columns are: {columns}.',
      '{where}：没有名为“{name}”的列。现有的列：{columns}。',
    ],
    cure: ['Choose one of these columns; upper and lower case differ.', '请从这些列中选择；注意区分大小写。'],
  },
  'table/unclosed-quote': {
    what: ['{where}: a quotation mark opens here and never closes.', '{where}：此处的引号有开头而没有结尾。'],
    cure: [
      'Close the quotation mark, or remove it; where quotation marks are part of the text, choose none.',
      '请补上结尾的引号，或将其删除；若引号是文本的一部分，请将引号设为无。',
    ],
  },
  'table/engine-unavailable': {
    what: ['The table engine DuckDB cannot be used here ({reason}).', '此处无法使用表格引擎 DuckDB（{reason}）。'],
    cure: [
      'Install the program anew, so that its native parts fit this system; without it, Parquet and very large files cannot be opened.',
      '请重新安装本程序，使其原生组件与系统匹配；缺少该引擎时无法打开 Parquet 和超大文件。',
    ],
  },
  'table/query': {
    what: ['The table engine could not do its work: {reason}', '表格引擎无法完成工作：{reason}'],
    cure: [
      'Where it speaks of memory or of the disk, give it more memory in the settings or free space on the disk.',
      '若提示与内存或磁盘有关，请在设置中给它更多内存，或清理磁盘空间。',
    ],
  },
  'table/memory': {
    what: ['Tables cannot have {bytes} of memory.', '表格不能使用 {bytes} 内存。'],
    cure: [
      'Choose from {min} to {max}, which is what this machine has.',
      '请选择 {min} 到 {max} 之间的大小，后者是本机的全部内存。',
    ],
  },
  'table/rows-lost': {
    what: [
      '{where}: the file has {rows} rows, but {kept} were read and {rejected} rejected; the rest would be lost without a word.',
      '{where}：文件有 {rows} 行，但读取了 {kept} 行、拒绝了 {rejected} 行，其余会被悄悄丢失。',
    ],
    cure: [
      'Nothing was read, so that no row is missing unseen. Save the file anew as plain CSV, or split it.',
      '为避免数据悄悄缺失，未读取任何内容。请将文件另存为普通 CSV，或拆分它。',
    ],
  },

  'job/syntax': {
    what: ['{where}: the job is not valid JSON ({reason}).', '{where}：作业文件不是有效的 JSON（{reason}）。'],
    cure: [
      'Correct it at this place, or copy the job again from the window with “Copy as job”.',
      '请在此处更正，或在窗口中用“复制为作业”重新复制。',
    ],
  },
  'job/field': {
    what: [
      '{where}: the field {field} of the job does not hold what it should: {reason}.',
      '{where}：作业中的字段 {field} 内容不符，应为：{reason}。',
    ],
    cure: [
      'Correct this field; “Copy as job” in the window gives a complete example.',
      '请更正该字段；窗口中的“复制为作业”可给出完整示例。',
    ],
  },
} as const satisfies Partial<ErrorTexts>;
