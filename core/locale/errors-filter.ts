/** What is wrong with a condition by which series are found: in the list of the Data view, under its field. */

import type { ErrorTexts } from './error-text';

export const filterErrors = {
  'filter/empty': {
    what: ['There is no condition.', '没有输入条件。'],
    cure: ['Write one, such as length > 100 and mean(x) > 0.', '请输入条件，例如 length > 100 and mean(x) > 0。'],
  },
  'filter/syntax': {
    what: ['Character {position}: “{near}” cannot stand here.', '第 {position} 个字符：此处不能出现“{near}”。'],
    cure: [
      "Conditions are written as in SQL: label = '2' and length > 100. Comments and several statements are not taken.",
      "条件按 SQL 书写：label = '2' and length > 100。不接受注释和多条语句。",
    ],
  },
  'filter/unclosed': {
    what: ['Character {position}: the {mark} is never closed.', '第 {position} 个字符：{mark} 没有配对的结束符号。'],
    cure: ['Close it.', '请补上结束符号。'],
  },
  'filter/ends-early': {
    what: ['Character {position}: the condition ends too early.', '第 {position} 个字符：条件不完整。'],
    cure: ['Say what follows, such as a value to compare with.', '请补全其后的内容，例如要比较的值。'],
  },
  'filter/unknown-name': {
    what: ['Character {position}: there is no column “{name}”.', '第 {position} 个字符：没有名为“{name}”的列。'],
    cure: [
      "Names are {names} and the like; texts stand in single quotes: label = 'a'.",
      "可用的名称有 {names} 等；文本须用单引号：label = 'a'。",
    ],
  },
  'filter/unknown-channel': {
    what: ['Character {position}: there is no channel “{name}”.', '第 {position} 个字符：没有名为“{name}”的通道。'],
    cure: [
      'Channels are {channels}; names with other signs than letters and digits stand in double quotes.',
      '通道有 {channels}；名称含字母和数字以外的符号时须用双引号。',
    ],
  },
  'filter/unknown-function': {
    what: ['Character {position}: there is no function “{name}”.', '第 {position} 个字符：没有名为“{name}”的函数。'],
    cure: [
      'Of a channel there are {functions}; elsewhere the functions of DuckDB.',
      '通道可用 {functions}；其他可用 DuckDB 的函数。',
    ],
  },
  'filter/types': {
    what: ['Character {position}: a text and a number are compared.', '第 {position} 个字符：比较了文本与数字。'],
    cure: [
      "Ids and labels are texts: label = '2'. As numbers they are try_cast(label as double).",
      "标识和标签是文本：label = '2'。按数字使用时写 try_cast(label as double)。",
    ],
  },
  'filter/conversion': {
    what: ['Character {position}: “{text}” is no number.', '第 {position} 个字符：“{text}”不是数字。'],
    cure: ["Texts compare with texts in single quotes: label = 'a'.", "文本须与单引号中的文本比较：label = 'a'。"],
  },
  'filter/refused': {
    what: ['Character {position}: {reason}', '第 {position} 个字符：{reason}'],
    cure: [
      "A condition is true or false for each series: label = '2' and length > 100.",
      "条件应对每条序列为真或假：label = '2' and length > 100。",
    ],
  },
  'filter/too-long': {
    what: ['The condition was not done after {seconds} seconds.', '条件在 {seconds} 秒内未能算完。'],
    cure: ['Choose a simpler one.', '请使用更简单的条件。'],
  },
} as const satisfies Partial<ErrorTexts>;
