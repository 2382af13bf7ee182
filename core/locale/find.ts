/** Texts of finding series in the list of the Data view: words and conditions, orders, and a statistic beside each. */

import type { SeriesStatistic } from '../contract/views-statistics';
import type { Pair, Texts } from './pairs';

/** As they are called in conditions: the name stands for itself, the Chinese says what it is. */
const statistics = {
  count: ['Values', '有效值数'],
  missing: ['Missing', '缺失值数'],
  mean: ['Mean', '均值'],
  sd: ['SD', '标准差'],
  min: ['Minimum', '最小值'],
  max: ['Maximum', '最大值'],
  first: ['First', '首值'],
  last: ['Last', '末值'],
} as const satisfies Record<SeriesStatistic, Pair>;

export const find = {
  label: ['Find series', '查找序列'],
  by: ['Find by', '查找方式'],
  words: ['Words', '文字'],
  condition: ['Condition', '条件'],
  wordsHint: ['Id or label', '标识或标签'],
  conditionHint: ['length > 100 and mean({channel}) > 0', 'length > 100 and mean({channel}) > 0'],
  help: [
    "A condition as in SQL on index, id, label, part and length, and on count, missing, mean, sd, min, max, first and last of a channel: label = '2' and length > 100 and mean({channel}) > 0. Texts stand in single quotes, channel names with spaces or signs in double quotes. Of all series: length > (select median(length) from series).",
    "SQL 式条件，可用 index、id、label、part、length，以及通道的 count、missing、mean、sd、min、max、first、last：label = '2' and length > 100 and mean({channel}) > 0。文本用单引号，含空格或符号的通道名用双引号。与全部序列比较：length > (select median(length) from series)。",
  ],
  clear: ['Show all series', '显示全部序列'],
  found: ['{count} of {of}', '{count} / {of}'],
  searching: ['Searching…', '正在查找…'],
  nothing: ['No series fits', '没有符合的序列'],
  statistic: ['Statistic beside each series', '每条序列旁的统计量'],
  none: ['No statistic', '无统计量'],
  channel: ['Channel of the statistic', '统计量的通道'],
  statistics,
  goToLine: ['Go to line', '转到行'],
  rejected: ['{count} {count:row does,rows do} not fit', '{count} 行不合格'],
  rejectedAt: ['{at} of {of} that do not fit', '不合格的行：{at} / {of}'],
  nextRejected: ['Next row that does not fit', '下一个不合格的行'],
  previousRejected: ['Previous row that does not fit', '上一个不合格的行'],
} as const satisfies Texts;
