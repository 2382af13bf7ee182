/** Texts of time stamps: how they are written, what was measured of them, and what is done about them. */

import type { TimeDuplicates, TimeForm, TimeGaps, TimeOrder } from '../contract/specs';
import type { TIME_REASONS, TimeUnit } from '../contract/views-time';
import type { Pair, Texts } from './pairs';

export const timeAssumed = {
  'series-start': [
    'the file says it: each series begins at its {column}, {first}, and its steps are {frequency}',
    '文件中已声明：每条序列从其 {column}（{first}）开始，时间步为 {frequency}',
  ],
  'series-starts': [
    'the file says it: each series begins at its own {column}, from {first} to {last}, and its steps are {frequency}',
    '文件中已声明：每条序列从各自的 {column}（{first} 至 {last}）开始，时间步为 {frequency}',
  ],
  'starts-unknown': [
    '{count} series {count:has,have} no start that can be read, so that no times are told of {count:it,them}',
    '有 {count} 条序列没有可读的开始时间，不显示其时间',
  ],
  'counted-in-months': [
    'months, quarters and years are not equally long: steps are counted in months of the calendar, from the month of the start',
    '月、季、年的长短不一：自开始所在月起，按日历月计步',
  ],
  'stamps-look-so': ['assumed: they are written like {text}', '推定：写法如 {text}'],
  'stamps-are-months': [
    'assumed: like {text}, each is a month, by its name or its first or last day',
    '推定：如 {text}，每个时间戳表示一个月（年月、月初或月末）',
  ],
  'day-is-over-12': ['assumed: in {text} only the day can be over 12', '推定：{text} 中大于 12 的只能是日'],
  'day-or-month-undecided': [
    'assumed the day first, as in {text}: no number over 12 tells day and month apart; choose if it is the month',
    '推定：如 {text}，日在前；没有大于 12 的数可区分日与月，若为月在前请更改',
  ],
  'undecided-with-halves': [
    'assumed the month first, as in {text}, since stamps with AM and PM mostly have it so: no number over 12 tells day and month apart; choose if it is the day',
    '推定：如 {text}，月在前（带 AM、PM 的写法多为月在前）；没有大于 12 的数可区分日与月，若为日在前请更改',
  ],
  'numbers-since-1970': [
    'assumed from their size: so they lie from {first} to {last}',
    '根据数值大小推定：对应 {first} 至 {last}',
  ],
  'numbers-of-days': ['assumed from the name of the column and the size of the numbers', '根据列名与数值大小推定'],
  'plain-numbers': ['assumed: the numbers are too small for seconds since 1970', '推定：数值不像自 1970 年起的时间'],
  'times-beside-dates': ['assumed: {column} holds the times of day of the dates', '推定：{column} 为各日期的时刻'],
  'hours-beside-dates': ['assumed: {column} holds the hours of the dates', '推定：{column} 为各日期的小时'],
  'days-are-counted': [
    'assumed: there is no date, as in {text}; a time more than 12 hours before the one above it is of the next day',
    '推定：如 {text}，没有日期；比上一步早 12 小时以上的时刻属于下一天',
  ],
  'no-zone-is-utc': [
    'assumed: {count} {count:stamp has no zone and is,stamps have no zone and are} taken as UTC',
    '推定：{count} 个时间戳没有时区，按 UTC 处理',
  ],
  'measured-step': ['measured: the median distance in time', '测得：时间间隔的中位数'],
  'resampling-sorts': ['resampling puts steps in order of time', '重采样按时间排序'],
  'resampling-averages': ['resampling averages steps of one time', '重采样对时间相同的步取均值'],
} as const satisfies Record<(typeof TIME_REASONS)[number], Pair>;

export const timeForms = {
  iso: ['Year first: 2024-12-31 10:00', '年在前：2024-12-31 10:00'],
  month: ['Months: 1949-01', '月份：1949-01'],
  'year-month-day': ['Year first: 2024/12/31', '年在前：2024/12/31'],
  'day-month-year': ['Day first: 31/12/2024', '日在前：31/12/2024'],
  'month-day-year': ['Month first: 12/31/2024', '月在前：12/31/2024'],
  'month-name': ['Month by its name: 31 Dec 2024', '月份为单词：31 Dec 2024'],
  'epoch-s': ['Seconds since 1970', '自 1970 年起的秒数'],
  'epoch-ms': ['Milliseconds since 1970', '自 1970 年起的毫秒数'],
  'epoch-us': ['Microseconds since 1970', '自 1970 年起的微秒数'],
  'epoch-ns': ['Nanoseconds since 1970', '自 1970 年起的纳秒数'],
  excel: ['Days as Excel counts them', 'Excel 日期序号'],
  'time-of-day': ['Time of day: 18:00', '时刻：18:00'],
  number: ['Plain numbers', '普通数字'],
} as const satisfies Record<TimeForm, Pair>;

const orders = {
  keep: ['As in the file', '按文件中的顺序'],
  sort: ['Sort by time', '按时间排序'],
} as const satisfies Record<TimeOrder, Pair>;

const duplicates = {
  keep: ['Keep all', '全部保留'],
  first: ['Keep the first', '保留第一个'],
  average: ['Average them', '取均值'],
} as const satisfies Record<TimeDuplicates, Pair>;

const gaps = {
  keep: ['As they are', '保持不变'],
  resample: ['Resample', '重采样'],
  channel: ['Time gap as a channel', '时间间隔作为通道'],
} as const satisfies Record<TimeGaps, Pair>;

/** After a number. */
const stepUnits = {
  seconds: ['s', '秒'],
  months: ['months', '个月'],
  own: ['units', '单位'],
} as const satisfies Record<TimeUnit, Pair>;

export const timeChoices = {
  timeOrders: orders,
  timeDuplicates: duplicates,
  timeGaps: gaps,
  stepUnits,
} as const satisfies Texts;

export const timeSettings = {
  timeOfDay: ['Time of day column', '时刻列'],
  timeForm: ['Form of the time stamps', '时间戳写法'],
  timeOrder: ['Order of steps', '时间步顺序'],
  timeDuplicates: ['Steps at one time', '时间相同的步'],
  timeGaps: ['Unequal distances in time', '不等的时间间隔'],
  timeStep: ['Resampled step', '重采样步长'],
  moreTime: ['Order and distances in time', '时间的顺序与间隔'],
} as const satisfies Texts;

export const timeChanges = {
  timeOfDay: ['time of day column', '时刻列'],
  timeForm: ['form of the time stamps', '时间戳写法'],
  timeOrder: ['order of steps', '时间步顺序'],
  timeDuplicates: ['steps at one time', '时间相同的步'],
  timeGaps: ['unequal distances in time', '不等的时间间隔'],
  timeStep: ['resampled step', '重采样步长'],
} as const satisfies Texts;

export const timeFacts = {
  sampling: ['Sampling step', '采样步长'],
} as const satisfies Texts;

/** A measured step; `{rate}` is its inverse. */
export const steps = {
  seconds: {
    rate: ['{step} s ({rate} Hz)', '{step} 秒（{rate} Hz）'],
    seconds: ['{step} s', '{step} 秒'],
    minutes: ['{step} min', '{step} 分钟'],
    hours: ['{step} h', '{step} 小时'],
    days: ['{step} {step:day,days}', '{step} 天'],
  },
  months: ['{step} {step:month,months}', '{step} 个月'],
  own: ['{step} in the time column', '时间列中的 {step}'],
  range: ['{median}, from {shortest} to {longest}', '{median}（{shortest} 至 {longest}）'],
} as const satisfies Record<Exclude<TimeUnit, 'seconds'>, Pair> & Texts;

export const timeHelp = {
  timeOfDay: [
    'The column with the times of day where the time column holds dates alone: 18:00:00, 6 PM, 18.00.00, hours from 0 to 24, or four or six digits. Both together are the time of a step.',
    '时间列只有日期时，时刻所在的列：18:00:00、18.00.00、0 至 24 的小时，或四位、六位数字。两者合起来为该步的时间。',
  ],
  timeForm: [
    'How the time stamps are written. Change it when day and month are taken for each other, or when numbers are days or seconds that were not recognised as such. Stamps without a zone are taken as UTC.',
    '时间戳的写法。日与月被混淆，或数字其实是天数、秒数而未被识别时更改。没有时区的时间戳按 UTC 处理。',
  ],
  timeOrder: [
    'What happens to steps that are earlier than a step above them. Sorting puts each series in order of time; steps of one time keep their order.',
    '早于其上方时间步的步如何处理。排序会把每条序列按时间排列；时间相同的步保持原有先后。',
  ],
  timeDuplicates: [
    'What happens to steps of one series that have the same time: all stay, the first in the file stays, or their mean does, with the label of the first.',
    '同一序列中时间相同的步如何处理：全部保留，只留文件中的第一个，或取均值（标签取第一个的）。',
  ],
  timeGaps: [
    'What happens where steps are not equally far apart in time, which an LSTM cannot see. Resampling draws straight lines between the steps and reads them at equal distances; it also puts steps in order and averages those of one time, unless their first is kept. The time since the step before can be a channel of its own instead.',
    '时间间隔不等时如何处理（LSTM 看不到时间间隔）。重采样在相邻步之间连线并按等间隔取值，同时按时间排序，并对时间相同的步取均值（除非选择保留第一个）。也可以把距上一步的时间作为一个通道。',
  ],
  timeStep: [
    'The time between resampled steps: seconds, months where the stamps are months, or the unit of plain numbers. Without it the measured step is taken.',
    '重采样后相邻步的时间间隔：秒；时间戳为月份时为月；普通数字则为其自身单位。不填时采用测得的步长。',
  ],
} as const satisfies Texts;
