/** What is wrong with time stamps and what to do about it. */

export const timeErrors = {
  'table/time-of-day-alone': {
    what: [
      '{where}: {name} is to hold the times of day of the time stamps, but no column holds dates without a time of day.',
      '{where}：{name} 应为时间戳中的时刻，但没有只含日期的时间列。',
    ],
    cure: [
      'Choose the column of dates as the time column, the form in which they are written, or no column of times of day.',
      '请将日期列选为时间列并选择其写法，或不选时刻列。',
    ],
  },
  'data/no-time-column': {
    what: [
      '{where}: steps are to be put in order, made one or resampled by their time, but no column of time stamps is known.',
      '{where}：已选择按时间排序、合并或重采样，但没有时间戳列。',
    ],
    cure: [
      'Choose the column of time stamps, or keep order, duplicates and distances as they are.',
      '请选择时间戳列，或将顺序、重复与间隔保持不变。',
    ],
  },
  'data/no-times': {
    what: ['{where}: no time stamp of the series {series} can be read.', '{where}：序列 {series} 的时间戳均无法读取。'],
    cure: [
      'Choose the form in which the time stamps are written, another column, or keep the distances in time as they are.',
      '请选择时间戳的写法或其他列，或将时间间隔保持不变。',
    ],
  },
  'data/no-time-step': {
    what: [
      '{where}: no series has two different times, so there is no step to resample at.',
      '{where}：没有一条序列含有两个不同的时间，无法确定重采样步长。',
    ],
    cure: ['Give the step, or keep the distances in time as they are.', '请指定步长，或将时间间隔保持不变。'],
  },
  'data/too-many-steps': {
    what: [
      '{where}: this would make {steps} steps of the series {series}; all series together may have {limit}.',
      '{where}：序列 {series} 将有 {steps} 个时间步；所有序列合计最多 {limit} 步。',
    ],
    cure: [
      'Resample at a longer step, look whether a time stamp is far off, or keep the distances in time as they are.',
      '请增大重采样步长，检查是否有偏差很大的时间戳，或将时间间隔保持不变。',
    ],
  },
} as const;
