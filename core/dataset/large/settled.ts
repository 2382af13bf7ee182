/** What a pass over a large text is told of its columns, and what it finds them to be. */

import type { ReadingSpec } from '../../contract/specs';
import type { CellReader } from '../cell-reader';
import type { Roles } from '../roles';
import type { TableSurvey } from '../survey';
import { rolesOf } from '../table-file';
import type { TableSource } from '../table-source';
import { timeColumn } from '../time/column';

export interface Settled {
  roles: Roles;
  time: ReturnType<typeof timeColumn>;
}

/** What the columns are for as far as they were surveyed, and how the time stamps are read. */
export function settle(
  fileName: string,
  reading: ReadingSpec,
  source: TableSource,
  cells: CellReader,
  survey: TableSurvey,
): Settled {
  const roles = rolesOf(fileName, reading, source, survey);
  return { roles, time: timeColumn(survey.columns, roles, reading, cells) };
}

export function isSame(one: Settled, other: Settled): boolean {
  const told = ({ roles: { layout, channels, label, series, time: at, timeOfDay }, time: { time } }: Settled) =>
    JSON.stringify([layout, channels, label, series, at, timeOfDay, time?.form]);
  return told(one) === told(other);
}

/** Whether each row is a series and none of its channels a number: its cells may hold lists, which are cut as text. */
export function holdsTexts({ roles }: Settled, { columns }: TableSurvey): boolean {
  return (
    roles.layout === 'wide' && roles.channels.length > 0 && roles.channels.every((at) => columns[at].kind === 'text')
  );
}
