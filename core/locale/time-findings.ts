/** Texts of what the check of the data finds about time stamps, and of what cures it. */

import type { FindingCode } from '../contract/views-quality';
import type { Pair, Texts } from './pairs';

type TimeFinding = Extract<FindingCode, `${string}-times` | 'time-gaps'>;

export const timeFindings = {
  'unordered-times': {
    title: ['Steps out of order', '时间步次序有误'],
    what: [
      '{count} of {of} {of:step,steps} of the {part} part {count:is,are} earlier than a step above.',
      '{part}集的 {of} 个时间步中有 {count} 个早于其上方的步。',
    ],
    cure: [
      'Sort each series by its time stamps; the model sees steps in the order of their rows.',
      '请按时间戳对每条序列排序；模型按行的先后读取时间步。',
    ],
  },
  'duplicate-times': {
    title: ['Steps with the same time', '时间重复的步'],
    what: [
      '{count} of {of} {of:step,steps} of the {part} part {count:has,have} the time of another step of the series.',
      '{part}集的 {of} 个时间步中有 {count} 个与同一序列的其他步时间相同。',
    ],
    cure: [
      'Keep the first of them, or their mean. If rows of several series are mixed, say which column holds the ids.',
      '请保留第一个或取均值。若其中混有多条序列的行，请指定序列标识列。',
    ],
  },
  'irregular-times': {
    title: ['Irregular sampling', '采样不规则'],
    what: [
      '{count} of {of} distances in time of the {part} part {count:is,are} neither one step of {step} nor several: {count:it differs,they differ} by more than 1 % and by more than rounding explains.',
      '{part}集的 {of} 个时间间隔中有 {count} 个既不是一个步长 {step}，也不是其整数倍（相差超过 1 %，且非舍入所致）。',
    ],
    cure: [
      'Resample at equal distances, or give the model the time since the step before as a channel: it counts steps, not seconds.',
      '请按等间隔重采样，或把距上一步的时间作为通道提供给模型：模型计的是步数而不是时间。',
    ],
  },
  'time-gaps': {
    title: ['Gaps in time', '时间间断'],
    what: [
      '{count} of {of} distances in time of the {part} part {count:holds,hold} more than one step of {step}; {missing} {missing:step is,steps are} missing in all.',
      '{part}集的 {of} 个时间间隔中有 {count} 个大于一个步长 {step}，共缺 {missing} 步。',
    ],
    cure: [
      'Resample, which fills them in a straight line, or give the model the time since the step before as a channel.',
      '请重采样（以直线填补），或把距上一步的时间作为通道提供给模型。',
    ],
  },
  'unreadable-times': {
    title: ['Unreadable time stamps', '无法读取的时间戳'],
    what: [
      '{count} of {of} {of:step,steps} of the {part} part {count:has,have} no time stamp that can be read.',
      '{part}集的 {of} 个时间步中有 {count} 个没有可读的时间戳。',
    ],
    cure: [
      'Look at them; choose another form of the time stamps if they are written otherwise. Resampling leaves these steps out.',
      '请查看这些时间戳；若写法不同，请选择其他写法。重采样会舍去这些步。',
    ],
  },
} as const satisfies Record<TimeFinding, { title: Pair; what: Pair; cure: Pair }>;

export function isTimeFinding(code: FindingCode): code is TimeFinding {
  return code in timeFindings;
}

export type TimeCure = Exclude<keyof typeof timeCures, 'done' | 'resampleAt'>;

/** What was chosen to be done, and what one click does. */
export const timeCures = {
  sort: ['Sort by time', '按时间排序'],
  first: ['Keep the first', '保留第一个'],
  average: ['Average them', '取均值'],
  resample: ['Resample', '重采样'],
  resampleAt: ['Resample every {step}', '按 {step} 重采样'],
  channel: ['Add the time gap as a channel', '添加时间间隔通道'],
  leftOut: ['leave these steps out', '舍去这些步'],
  done: [
    'This is seen to before the model runs: {cure}. The file is not changed.',
    '运行模型前会进行处理：{cure}。文件不会被修改。',
  ],
} as const satisfies Texts;
