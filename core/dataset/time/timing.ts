/** What a survey of time stamps finds. */

import type { ReadingSpec, TimeForm } from '../../contract/specs';
import type { Sampling, TimeUnit } from '../../contract/views-time';

/** Where a stamp is: the step counted in `values` as the file has them, the id of its series, and its line. */
export interface TimeSpot {
  step: number;
  series: string;
  line: number;
}

export interface TimeCount {
  count: number;
  /** The first few. */
  spots: TimeSpot[];
}

/** What the stamps of a part are like as the file has them, whatever is done about it afterwards. */
export interface Timing {
  form: TimeForm;
  unit: TimeUnit;
  steps: number;
  /** Distances between a time and the next one of its series. */
  distances: number;
  /** Null where no series has two different times. */
  sampling: Sampling | null;
  /** Steps that are before one that stands above them. */
  unordered: TimeCount;
  /** Steps whose time an earlier one has. */
  duplicates: TimeCount;
  /** Distances in time that are neither one step nor several. */
  irregular: TimeCount;
  /** Distances of several steps, and how many steps are missing there. */
  gaps: TimeCount & { missing: number };
  /** Steps whose stamp is missing or cannot be read. */
  unreadable: TimeCount;
}

export type TimeReading = Pick<ReadingSpec, 'timeOrder' | 'timeDuplicates' | 'timeGaps' | 'timeStep'>;

/** What is found of the stamps, and what was done about it: `moved` where steps are no longer those of the file. */
export interface SurveyedTimes extends Timing {
  cures: TimeReading;
  moved: boolean;
}
