/** Surveys the time stamps of series and does about them what is chosen, before windows are cut. */

import { WorkbenchError } from '../../contract/errors';
import type { Assumption } from '../../contract/views';
import type { UnderstoodTime } from '../../contract/views-time';
import type { WholeSeries } from '../whole';
import { arrangeSteps } from './arrange';
import { clockOf } from './clock';
import { countDays } from './day-clock';
import { resample, withTimeGaps } from './resample';
import { surveyTimes } from './survey';
import type { SurveyedTimes, TimeReading, Timing } from './timing';

export interface Tidied {
  whole: WholeSeries;
  assumptions: Assumption[];
  understood: UnderstoodTime;
}

/**
 * The series with their steps sorted, made one or resampled as `reading` says; nothing changes without being asked for.
 * Resampling needs an order and different times: it sorts, leaves out steps without a readable stamp, and averages those of
 * one time unless the first is to stay. The result carries the survey of the stamps as the file has them; its times are left
 * left as a clock where the steps are equally far apart. Yields between stretches of work.
 * @throws data/no-time-column, data/no-times, data/no-time-step, data/too-many-steps
 */
export function* tidyTimes(whole: WholeSeries, reading: TimeReading): Generator<void, Tidied> {
  const { timeOrder = 'keep', timeDuplicates = 'keep', timeGaps = 'keep' } = reading;
  const asked = timeOrder !== 'keep' || timeDuplicates !== 'keep' || timeGaps !== 'keep';
  yield* countDays(whole);
  const timing = yield* surveyTimes(whole);
  if (timing === null) {
    if (asked) throw new WorkbenchError('data/no-time-column', { file: whole.fileName });
    return { whole, assumptions: [], understood: {} };
  }
  const understood: UnderstoodTime = {
    timeForm: timing.form,
    ...(timeOrder === 'keep' ? {} : { timeOrder }),
    ...(timeDuplicates === 'keep' ? {} : { timeDuplicates }),
    ...(timeGaps === 'keep' ? {} : { timeGaps }),
  };
  const assumptions: Assumption[] = [];
  let tidied = whole;
  if (asked) {
    const resampling = timeGaps === 'resample';
    const duplicates = resampling && timeDuplicates === 'keep' ? 'average' : timeDuplicates;
    const sort = resampling || timeOrder === 'sort';
    tidied = yield* arrangeSteps(whole, { sort, duplicates, readableOnly: resampling });
    if (resampling) {
      refuseUnreadable(whole, tidied);
      if (timeOrder === 'keep' && timing.unordered.count > 0) {
        understood.timeOrder = 'sort';
        assumptions.push({ setting: 'timeOrder', reason: 'resampling-sorts', params: {} });
      }
      if (timeDuplicates === 'keep' && timing.duplicates.count > 0) {
        understood.timeDuplicates = 'average';
        assumptions.push({ setting: 'timeDuplicates', reason: 'resampling-averages', params: {} });
      }
      const step = reading.timeStep ?? timing.sampling?.step;
      if (step === undefined) throw new WorkbenchError('data/no-time-step', { file: whole.fileName });
      if (reading.timeStep === undefined) {
        assumptions.push({ setting: 'timeStep', reason: 'measured-step', params: {} });
      }
      understood.timeStep = step;
      tidied = yield* resample(tidied, step);
    } else if (timeGaps === 'channel') tidied = yield* withTimeGaps(tidied);
  }
  const moved = tidied.lineOf !== whole.lineOf;
  const survey: SurveyedTimes = { ...timing, cures: { timeOrder, timeDuplicates, timeGaps }, moved };
  const { times, ...rest } = tidied;
  const unequal = timeGaps !== 'resample' && isUnequal(timing);
  const clock = unequal ? null : clockOf(tidied);
  const kept = { ...(unequal ? { times } : {}), ...(clock === null ? {} : { clock }) };
  return { whole: { ...rest, ...kept, survey }, assumptions, understood };
}

/** Whether any distance differs from the others. */
function isUnequal({ unordered, duplicates, irregular, gaps, unreadable }: Timing): boolean {
  return unordered.count + duplicates.count + irregular.count + gaps.count + unreadable.count > 0;
}

/** A series of which no stamp can be read would vanish. @throws data/no-times */
function refuseUnreadable(whole: WholeSeries, readable: WholeSeries): void {
  const lost = whole.lengths.findIndex((length, at) => length > 0 && readable.lengths[at] === 0);
  if (lost < 0) return;
  const line = whole.lineOf(whole.offsets[lost]);
  throw new WorkbenchError('data/no-times', { file: whole.fileName, series: whole.ids[lost], line });
}
