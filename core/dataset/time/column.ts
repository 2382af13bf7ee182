/** Settles how the column of time stamps is read: as chosen, or as its cells look. */

import type { ReadingSpec, TimeForm } from '../../contract/specs';
import type { Assumption } from '../../contract/views';
import type { UnderstoodTime } from '../../contract/views-time';
import type { CellReader } from '../cell-reader';
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
}

/** The column `at` of a table whose columns were surveyed; null where there is none. What was not chosen is assumed. */
export function timeColumn(
  columns: readonly StampColumn[],
  at: number | null,
  reading: Pick<ReadingSpec, 'timeForm'>,
  cells: CellReader,
): { time: TimeColumn | null; understood: UnderstoodTime; assumptions: Assumption[] } {
  if (at === null) return { time: null, understood: {}, assumptions: [] };
  const { form, assumptions } =
    reading.timeForm === undefined
      ? recogniseTimeForm(columns[at])
      : { form: reading.timeForm, assumptions: zoneAssumption(columns[at].stamps, reading.timeForm) };
  const inUtc = assumptions.some(({ setting }) => setting === 'timeZone');
  const understood: UnderstoodTime = { timeForm: form, ...(inUtc ? { timeZone: 'UTC' } : {}) };
  const time = { at, form, read: stampReader(form, cells.value), readNumber: numberStampReader(form) };
  return { time, understood, assumptions };
}
