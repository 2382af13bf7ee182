/** Settles how the column of time stamps is read: as chosen, or as its cells look. */

import type { Layout, ReadingSpec, TimeForm } from '../../contract/specs';
import type { Assumption } from '../../contract/views';
import type { UnderstoodTime } from '../../contract/views-time';
import type { CellReader } from '../cell-reader';
import { secondsOfDay } from './day-clock';
import { numberStampReader, stampReader } from './forms';
import { recogniseTimeForm, type StampColumn, zoneAssumption } from './recognise';

export interface TimeColumn {
  /** The column's number, from 0. */
  at: number;
  form: TimeForm;
  /** Seconds since 1970 (plain numbers as they are), NaN for a cell that is no stamp of the form. */
  read(cell: string): number;
  /** The same of a cell that was read as a number; null where the form's stamps are no numbers. */
  readNumber: ((value: number) => number) | null;
  /** The column of their times of day, whose seconds are added; null where there is none. */
  timeOfDay: { at: number; read(cell: string): number } | null;
}

/** The roles of columns that tell times, from 0. */
interface TimeRoles {
  layout: Layout;
  time: number | null;
  timeOfDay: number | null;
}

/**
 * The column of stamps of a table whose columns were surveyed; null where there is none, and where each row is a series. What
 * was not chosen is assumed.
 */
export function timeColumn(
  columns: readonly StampColumn[],
  { layout, time: at, timeOfDay }: TimeRoles,
  reading: Pick<ReadingSpec, 'timeForm'>,
  cells: CellReader,
): { time: TimeColumn | null; understood: UnderstoodTime; assumptions: Assumption[] } {
  if (at === null || layout === 'wide') return { time: null, understood: {}, assumptions: [] };
  const { form, assumptions } =
    reading.timeForm === undefined
      ? recogniseTimeForm(columns[at], timeOfDay !== null)
      : { form: reading.timeForm, assumptions: zoneAssumption(columns[at].stamps, reading.timeForm) };
  const inUtc = assumptions.some(({ setting }) => setting === 'timeZone');
  const understood: UnderstoodTime = { timeForm: form, ...(inUtc ? { timeZone: 'UTC' } : {}) };
  const time = {
    at,
    form,
    read: stampReader(form, cells.value),
    readNumber: numberStampReader(form),
    timeOfDay: timeOfDay === null ? null : { at: timeOfDay, read: secondsOfDay },
  };
  return { time, understood, assumptions };
}
