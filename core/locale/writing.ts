/** Texts about how a table is written: sheets, headers, quotation marks, comments, groups of digits, missing marks, bad rows. */

import type { BadRows } from '../contract/specs';
import type { AssumptionReason } from '../contract/views';
import type { Pair, Texts } from './pairs';

/** Why a setting has the value it has. */
export const writingAssumed = {
  'first-row-is-text': ['assumed: the first row is text', '推定：首行为文本'],
  'first-row-is-numeric': ['assumed: the first row is numeric', '推定：首行为数字'],
  'first-row-like-others': ['assumed: the first row is like those below it', '推定：首行与其下各行相似'],
  'first-name-lacking': [
    'assumed: the first row is text, and the first column, which holds the names of the rows, has no name',
    '推定：首行为文本，首列为行名，没有列名',
  ],
  'units-below-header': ['assumed: the row below the header holds units ({text})', '推定：表头下一行为单位（{text}）'],
  'logger-header': [
    'assumed: a file of a data logger (TOA5), with units ({text}) below its header and how values were made below them',
    '推定：数据记录仪文件（TOA5），表头下一行为单位（{text}），再下一行为取值方式',
  ],
  'names-in-rows': [
    'assumed: the first {count} rows are names, one below the other',
    '推定：前 {count} 行均为列名，上下合并',
  ],
  'first-sheet-with-data': [
    'assumed: the first of {count} {count:sheet,sheets} with data',
    '推定：{count} 个工作表中第一个有数据的',
  ],
  'first-sheet-with-numbers': [
    'assumed: the first of {count} {count:sheet,sheets} with columns of numbers',
    '推定：{count} 个工作表中第一个含有数字列的',
  ],
  'decimal-comma-or-thousands': [
    'assumed: {count} {count:cell reads,cells read} like {text}, taken as decimal fractions; they may be thousands instead',
    '推定：{count} 个单元格形如 {text}，按小数读取；也可能是千位分隔',
  ],
  'grouped-digits': [
    'assumed: {count} {count:cell has,cells have} marks between groups of three digits, such as {text}',
    '推定：{count} 个单元格每三位数字有分隔符，例如 {text}',
  ],
  'numbers-with-marks': [
    'assumed: cells like {text} are numbers; what stands beside them ({marks}) changes none, so that 12% is 12',
    '推定：形如 {text} 的单元格为数字；旁边的符号（{marks}）不改变数值，例如 12% 即 12',
  ],
  'quoted-cells': ['assumed: {count} {count:cell is,cells are} enclosed in it', '推定：{count} 个单元格以其括起'],
  'first-lines-marked': [
    'assumed: {count} {count:line begins,lines begin} with {mark} and {count:is,are} no {count:row,rows}',
    '推定：{count} 行以 {mark} 开头，不是数据行',
  ],
  'lines-before-header': [
    'assumed: {count} {count:line stands,lines stand} before the table',
    '推定：表格之前有 {count} 行',
  ],
  'names-in-comment': ['assumed: the last comment line has the names', '推定：最后一行注释为列名'],
  'common-han': [
    'assumed: no valid UTF-8, and {percent}% of the double bytes are common Chinese characters',
    '推定：不是有效的 UTF-8，且 {percent}% 的双字节为常用汉字',
  ],
  'western-letters': [
    'assumed: no valid UTF-8, and {count} {count:byte,bytes} beyond ASCII {count:stands,stand} alone as accented letters do',
    '推定：不是有效的 UTF-8，且有 {count} 个非 ASCII 字节单独出现，与带重音的字母相符',
  ],
} as const satisfies Partial<Record<AssumptionReason, Pair>>;

export const writingSettings = {
  quote: ['Quotation mark', '引号'],
  comment: ['Comment lines', '注释行'],
  skipLines: ['Lines before the table', '表格之前的行'],
  headerRows: ['Rows of the header', '表头行数'],
  unitsRow: ['Row below the header', '表头下一行'],
  thousands: ['Groups of digits', '千位分隔'],
  numberMarks: ['Marks beside numbers', '数字旁的符号'],
  missingText: ['Also missing', '其他缺失标记'],
  badRows: ['Rows that do not fit', '不合格的行'],
} as const satisfies Texts;

/** Names of changes, for undo. */
export const writingChanges = {
  quote: ['quotation mark', '引号'],
  comment: ['comment lines', '注释行'],
  skipLines: ['lines before the table', '表格之前的行'],
  headerRows: ['rows of the header', '表头行数'],
  unitsRow: ['row of units', '单位行'],
  thousands: ['groups of digits', '千位分隔'],
  numberMarks: ['marks beside numbers', '数字旁的符号'],
  missingText: ['missing marks', '缺失标记'],
  badRows: ['rows that do not fit', '不合格的行'],
} as const satisfies Texts;

export const writingHelp = {
  quote: [
    'The mark around fields that hold a delimiter or a line end. Change it when quotation marks show in the table, or when they are part of the text, such as inches.',
    '括住含有分隔符或换行的字段的符号。表格中出现引号，或引号本身是文本的一部分（例如英寸）时更改。',
  ],
  comment: [
    'Lines that begin with this mark are no rows. They are counted, and the line numbers stay those of the file.',
    '以此符号开头的行不是数据行。这些行会被计数，行号仍为文件中的行号。',
  ],
  skipLines: [
    'How many lines stand before the header, or before the first row: what an instrument writes about itself.',
    '表头（或首行数据）之前的行数，例如仪器写入的说明。',
  ],
  headerRows: [
    'How many rows name the columns. Of several, the names of a column are joined from top to bottom, as pandas writes names of several levels; a last row that names the first columns alone is that of an index.',
    '有多少行是列名。多于一行时，一列的名称自上而下连接（pandas 的多级列名即如此）；只给前几列命名的最后一行为索引名。',
  ],
  unitsRow: [
    'Whether the row below the header holds the units of the columns, such as s, mV or degC. It is then no row of the table.',
    '表头下一行是否为各列的单位，例如 s、mV、degC。若是，则不作为数据行。',
  ],
  thousands: [
    'The mark between groups of three digits: 1,234,567 or 1.234.567. A cell whose groups are not right is no number.',
    '每三位数字之间的符号：1,234,567 或 1.234.567。分组不正确的单元格不算数字。',
  ],
  numberMarks: [
    'What stands beside numbers and is left out, separated by commas, such as $ or %. It changes no number: 12% is 12, and $ 3 is 3.',
    '数字旁边、读取时去掉的符号，以逗号分隔，例如 $ 或 %。它们不改变数值：12% 即 12，$ 3 即 3。',
  ],
  missingText: [
    'Cells that stand for a missing value, separated by commas, such as -999. Empty cells, NA, NaN, null, ? and - always do.',
    '表示缺失值的单元格，以逗号分隔，例如 -999。空单元格、NA、NaN、null、? 和 - 始终视为缺失。',
  ],
  badRows: [
    'Rows with another number of fields, or with text where a number must be. They stop the reading, or are left out, counted and marked in the table.',
    '字段数不符，或应为数字处出现文本的行。可停止读取，或舍去这些行；舍去的行会计数并在表格中标记。',
  ],
} as const satisfies Texts;

const quotes = {
  double: ['Double: "', '双引号："'],
  single: ["Single: '", "单引号：'"],
  none: ['None', '无'],
} as const satisfies Texts;

const thousands = {
  comma: ['Comma: 1,234,567', '逗号：1,234,567'],
  point: ['Point: 1.234.567', '句点：1.234.567'],
  space: ['Space: 1 234 567', '空格：1 234 567'],
  apostrophe: ["Apostrophe: 1'234'567", "撇号：1'234'567"],
  none: ['None', '无'],
} as const satisfies Texts;

const badRows = {
  refuse: ['Stop and say where', '停止并指出位置'],
  'leave-out': ['Leave them out', '舍去'],
} as const satisfies Record<BadRows, Pair>;

/** Why a row does not fit. */
const rejected = {
  fields: [
    'line {line}: {found} {found:field,fields}, not {expected}',
    '第 {line} 行：有 {found} 个字段，应为 {expected} 个',
  ],
  'not-a-number': [
    'line {line}: “{text}” in the column “{name}” is not a number',
    '第 {line} 行：列“{name}”中的“{text}”不是数字',
  ],
  inFile: ['{file}, {row}', '{file} {row}'],
  more: ['and {count} more', '另有 {count} 行'],
  row: ['This row is left out', '此行已舍去'],
  refused: ['This row does not fit the table', '此行与表格不符'],
} as const satisfies Texts;

export const writing = {
  more: ['More about rows and cells', '行与单元格的更多设置'],
  noComments: ['No comments', '无注释'],
  comments: ['Lines that begin with {mark}', '以 {mark} 开头的行'],
  noMarks: ['none', '无'],
  quotes,
  thousands,
  badRows,
  rejected,
  units: ['Holds units', '为单位'],
  noUnits: ['Holds values', '为数据'],
  cures: {
    'leave-out': ['Leave out {count} {count:row,rows}', '舍去这 {count} 行'],
    'decimal-comma': ['Read 3,14 as a number', '按 3,14 读取小数'],
    'no-quotes': ['Take quotation marks as text', '把引号当作文本'],
  },
} as const satisfies Texts;
