/** What is wrong with a file of one of the formats and what to do about it: packed files, series, arrays, JSON, workbooks. */

import type { ErrorTexts } from './error-text';

export const formatErrors = {
  'archive/broken': {
    what: ['{where}: the file cannot be unpacked: {reason}.', '{where}：无法解压该文件：{reason}。'],
    cure: [
      'Copy, download or pack it again; nothing of it was read.',
      '请重新复制、下载或压缩该文件；其内容未被读取。',
    ],
  },
  'archive/too-large': {
    what: ['{where}: unpacked it holds more than {limit}.', '{where}：解压后超过 {limit}。'],
    cure: [
      'Make sure that you trust its origin, then unpack it and split it into smaller files.',
      '请先确认文件来源可信，再自行解压并拆分为较小的文件。',
    ],
  },
  'archive/no-array': {
    what: [
      '{where}: there is no array of numbers in one to three dimensions. The file holds: {names}.',
      '{where}：其中没有一至三维的数字数组。文件中有：{names}。',
    ],
    cure: [
      'Save the series with numpy.savez as an array X of shape [series, steps] or [series, steps, channels]; unpack an archive of other files.',
      '请用 numpy.savez 把序列保存为数组 X，形状为 [序列、时间步] 或 [序列、时间步、通道]；若为其他文件的压缩包，请先解压。',
    ],
  },
  'archive/unknown-part': {
    what: ['{where}: the file holds no “{name}”. It holds: {names}.', '{where}：文件中没有“{name}”。其中有：{names}。'],
    cure: ['Choose one of these; upper and lower case differ.', '请从中选择；注意区分大小写。'],
  },

  'ts/header': {
    what: [
      '{where}: “{text}” is not a header line that a .ts file can have.',
      '{where}：“{text}”不是 .ts 文件可用的文件头。',
    ],
    cure: [
      'Correct this header line; the data begin after the line that says data.',
      '请更正这一文件头；数据从 data 标记行之后开始。',
    ],
  },
  'ts/no-data': {
    what: ['{where}: no series follows the header.', '{where}：文件头之后没有任何序列。'],
    cure: [
      'Choose a complete .ts file: the series come after the line that says data.',
      '请选择完整的 .ts 文件：序列应位于 data 标记行之后。',
    ],
  },
  'ts/bad-series': {
    what: ['{where}: “{text}” is not a value of a series.', '{where}：“{text}”不是序列中的有效数值。'],
    cure: [
      'Write numbers between commas, ? for a missing value and a colon between channels.',
      '数值之间用逗号分隔，缺失值写作 ?，通道之间用冒号分隔。',
    ],
  },
  'ts/channel-count': {
    what: [
      '{where}: the number of channels is {found} here and {expected} in the series before.',
      '{where}：该序列有 {found} 个通道，而之前的序列有 {expected} 个。',
    ],
    cure: [
      'Give every series the same number of channels, with a colon between them.',
      '请让每条序列的通道数相同，通道之间用冒号分隔。',
    ],
  },
  'ts/unknown-label': {
    what: [
      '{where}: the label “{text}” is not among those of the header: {labels}.',
      '{where}：标签“{text}”不在文件头声明的标签之中：{labels}。',
    ],
    cure: ['Correct the label, or add it to the header.', '请更正该标签，或将其加入文件头。'],
  },

  'tsf/header': {
    what: [
      '{where}: “{text}” is not a header line that a .tsf file can have.',
      '{where}：“{text}”不是 .tsf 文件可用的文件头。',
    ],
    cure: [
      'Correct this header line; attributes are string, numeric or date, and the series follow the line that says data.',
      '请更正这一文件头；属性类型为 string、numeric 或 date，序列位于 data 标记行之后。',
    ],
  },
  'tsf/no-data': {
    what: ['{where}: no series follows the header.', '{where}：文件头之后没有任何序列。'],
    cure: [
      'Choose a complete .tsf file: the series come after the line that says data.',
      '请选择完整的 .tsf 文件：序列应位于 data 标记行之后。',
    ],
  },
  'tsf/bad-series': {
    what: ['{where}: “{text}” is not a value of a series.', '{where}：“{text}”不是序列中的有效数值。'],
    cure: ['Write numbers between commas, and ? for a missing value.', '数值之间用逗号分隔，缺失值写作 ?。'],
  },
  'tsf/fields': {
    what: [
      '{where}: {found} fields stand between colons here; the header asks for {expected}.',
      '{where}：此行以冒号分隔的字段有 {found} 个，而按文件头应为 {expected} 个。',
    ],
    cure: [
      'Give each series one field for every attribute, then its values; an attribute may hold no colon.',
      '每条序列应先写出每个属性的字段，再写数值；属性中不能含有冒号。',
    ],
  },

  'arff/header': {
    what: [
      '{where}: “{text}” is not a declaration that an ARFF file can have.',
      '{where}：“{text}”不是 ARFF 文件可用的声明。',
    ],
    cure: [
      'Correct the declaration; attributes are numeric, real, integer, string, date, a list of labels, or relational.',
      '请更正该声明；属性类型可为 numeric、real、integer、string、date、标签列表或 relational。',
    ],
  },
  'arff/bad-row': {
    what: ['{where}: “{text}” does not fit the declared attribute.', '{where}：“{text}”与所声明的属性不符。'],
    cure: [
      'Correct the value or the declaration; a missing value is written as ?.',
      '请更正该值或其声明；缺失值写作 ?。',
    ],
  },

  'parquet/broken': {
    what: [
      '{where}: this is no Parquet file that can be read ({reason}).',
      '{where}：不是可读取的 Parquet 文件（{reason}）。',
    ],
    cure: [
      'Write it again, or choose another format if it is none of Parquet.',
      '请重新写出该文件；若它并非 Parquet，请选择其他格式。',
    ],
  },
  'npy/header': {
    what: ['{where}: the NPY header cannot be read ({reason}).', '{where}：无法读取 NPY 文件头（{reason}）。'],
    cure: ['Save the array again with numpy.save.', '请用 numpy.save 重新保存该数组。'],
  },
  'npy/truncated': {
    what: [
      '{where}: the header promises {expected} bytes of values, the file holds {found}.',
      '{where}：文件头声明有 {expected} 字节的数据，而文件中只有 {found} 字节。',
    ],
    cure: ['The file is incomplete. Copy, download or save it again.', '文件不完整。请重新复制、下载或保存该文件。'],
  },
  'npy/shape': {
    what: [
      '{where}: an array of shape {shape} cannot be read as series.',
      '{where}：形状为 {shape} 的数组不能作为序列读取。',
    ],
    cure: [
      'Save it as [series, steps] or [series, steps, channels], with none of them 0.',
      '请保存为 [序列、时间步] 或 [序列、时间步、通道] 的形状，且各维均不为 0。',
    ],
  },
  'npy/dtype': {
    what: ['{where}: values of type {dtype} cannot be read.', '{where}：无法读取类型为 {dtype} 的数值。'],
    cure: [
      'Convert the array to float32 or float64 with astype before saving it.',
      '请先用 astype 将数组转换为 float32 或 float64，再保存。',
    ],
  },

  'json/syntax': {
    what: ['{where}: this is not valid JSON ({reason}).', '{where}：不是有效的 JSON（{reason}）。'],
    cure: [
      'Correct it at this place, or export the file again; NDJSON has one value a line.',
      '请在此处更正，或重新导出文件；NDJSON 每行一个值。',
    ],
  },
  'json/shape': {
    what: [
      '{where}, {path}: values arranged like this are no table and no series.',
      '{where}，{path}：这样排列的值不是表格，也不是序列。',
    ],
    cure: [
      'Write a list of records, an object of columns, a list of rows, or records that hold their series as a list.',
      '请写成记录的列表、由列组成的对象、行的列表，或在记录中以列表保存序列。',
    ],
  },
  'json/ragged': {
    what: [
      '{where}, {path}: {found} values stand here; the others have {expected}.',
      '{where}，{path}：此处有 {found} 个值，其余为 {expected} 个。',
    ],
    cure: ['Complete the values; a missing one may be an empty text.', '请补全数值；缺失值可写作空文本。'],
  },
  'json/no-steps': {
    what: ['{where}, {path}: the series has no steps.', '{where}，{path}：该序列没有任何时间步。'],
    cure: ['Complete the record, or leave it out.', '请补全该记录，或将其去掉。'],
  },
  'json/not-a-number': {
    what: ['{where}, {path}: “{text}” is not a number.', '{where}，{path}：“{text}”不是数字。'],
    cure: [
      'Correct the value. If it stands for a missing value, name it under “Also missing” (command line: --missing-text "{text}"). Or leave out such rows (--bad-rows leave-out), or do not use {name} as a channel.',
      '请更正该值。若它表示缺失值，请把它加入“其他缺失标记”（命令行：--missing-text "{text}"）。也可舍去这样的行（--bad-rows leave-out），或不要把 {name} 用作通道。',
    ],
  },
  'table/lists-too-large': {
    what: [
      '{where}: the table has {bytes} and holds lists in its cells; such a table has to fit into memory, and at most {limit} can be opened.',
      '{where}：该表格大小为 {bytes}，单元格中含有列表；这样的表格必须整个装入内存，最多只能打开 {limit}。',
    ],
    cure: [
      'Write it as Parquet with columns of lists, or as NDJSON, one series a line: both are read at any size.',
      '请改写为带列表列的 Parquet，或每行一条序列的 NDJSON：两者均可读取任意大小的文件。',
    ],
  },
  'json/too-large': {
    what: [
      '{where}: JSON of {bytes} that is not one list of records, rows or series has to fit into memory; at most {limit} can be opened.',
      '{where}：{bytes} 的 JSON 若不是一个由记录、行或序列组成的列表，就必须整个装入内存；最多只能打开 {limit}。',
    ],
    cure: [
      'Write it as NDJSON, one record a line, or as Parquet: both are read at any size.',
      '请改写为每行一条记录的 NDJSON，或写成 Parquet：两者均可读取任意大小的文件。',
    ],
  },
  'json/too-wide': {
    what: [
      '{where}: the records have {count} different names; at most {limit} can be columns.',
      '{where}：记录中有 {count} 个不同的名称，最多可有 {limit} 列。',
    ],
    cure: [
      'Write the values of a series as a list, not as members with names of their own.',
      '请用列表保存序列的值，而不要为每个值单独命名。',
    ],
  },

  'xlsx/not-a-number': {
    what: [
      '{where} (cell {cell} of the sheet “{sheet}”): “{text}” is not a number.',
      '{where}（工作表“{sheet}”的单元格 {cell}）：“{text}”不是数字。',
    ],
    cure: [
      'Correct the cell. If it stands for a missing value, name it under “Also missing” (command line: --missing-text "{text}"). Or leave out such rows (--bad-rows leave-out), or do not use the column “{name}” as a channel.',
      '请更正该单元格。若它表示缺失值，请把它加入“其他缺失标记”（命令行：--missing-text "{text}"）。也可舍去这样的行（--bad-rows leave-out），或不要把列“{name}”用作通道。',
    ],
  },
  'xlsx/no-data': {
    what: ['{where}: these sheets hold nothing: {names}.', '{where}：以下工作表没有内容：{names}。'],
    cure: ['Choose another sheet, or a workbook that holds data.', '请选择其他工作表，或含有数据的工作簿。'],
  },
  'xlsx/too-large': {
    what: [
      '{where}: the sheet “{sheet}” spreads over {rows} rows and {columns} columns; at most {limit} cells can be read.',
      '{where}：工作表“{sheet}”占 {rows} 行、{columns} 列，最多只能读取 {limit} 个单元格。',
    ],
    cure: [
      'Remove what stands far from the table, or save the sheet as CSV.',
      '请去掉远离表格的内容，或将该工作表另存为 CSV。',
    ],
  },
} as const satisfies Partial<ErrorTexts>;
