/** What stands in the way of making series of a table. */

import { WorkbenchError } from '../contract/errors';
import { areLists, type Roles } from './roles';
import type { CellPlace, TableSurvey } from './survey';
import type { TableSource } from './table-source';

/** Whether any row does not fit, as far as the survey tells. */
export function hasMisfits(survey: TableSurvey, { channels }: Roles, nested: boolean): boolean {
  if (nested) return survey.ragged.count > 0 || channels.some((at) => survey.columns[at].firstInList !== null);
  return survey.ragged.count > 0 || channels.some((at) => survey.columns[at].texts + survey.columns[at].commas > 0);
}

/** Throws what stands in the way of making series; `leavesOut` is whether rows that do not fit may be left out. */
export function refuse(
  file: string,
  source: TableSource,
  survey: TableSurvey,
  roles: Roles,
  badQuoteLine: number | null,
  leavesOut: boolean,
): void {
  if (badQuoteLine !== null) throw new WorkbenchError('table/unclosed-quote', { file, line: badQuoteLine });
  const { ragged, columns } = survey;
  if (ragged.count > 0 && !leavesOut) throw source.raggedError(ragged.lines, ragged.count, ragged.found);
  if (survey.rows === 0) throw new WorkbenchError('table/no-rows', { file });
  if (roles.problem !== null) throw roles.problem;
  if (roles.channels.length === 0) {
    const at = mostNumbers(columns, [roles.label, roles.series, roles.time, roles.timeOfDay]);
    const place = at === null ? null : columns[at].firstText;
    if (at === null || place === null) throw new WorkbenchError('table/no-numeric-column', { file });
    throw source.cellError(at, columns[at].name, place);
  }
  const nested = areLists(columns, roles.layout, roles.channels);
  let worst: { column: number; place: CellPlace; comma: boolean } | null = null;
  for (const column of roles.channels) {
    const { firstInList, commas, numbers } = columns[column];
    const firstText = nested ? firstInList : columns[column].firstText;
    const firstComma = nested ? null : columns[column].firstComma;
    // A column of decimal commas is read wrongly as a whole: no row of it is the fault.
    for (const place of leavesOut ? [commas > numbers ? firstComma : null] : [firstText, firstComma]) {
      if (place === null || (worst !== null && worst.place.line <= place.line)) continue;
      worst = { column, place, comma: place === firstComma };
    }
  }
  if (worst === null) return;
  const { column, place, comma } = worst;
  const { name } = columns[column];
  if (!comma) throw source.cellError(column, name, place);
  const line = source.fileLine?.(place.line) ?? place.line;
  const params = { file, line, column: column + 1, name, text: place.text };
  throw new WorkbenchError('table/decimal-comma', params);
}

/** The column that holds most numbers among its texts, and has no other part; null where none holds any. */
function mostNumbers(columns: TableSurvey['columns'], taken: (number | null)[]): number | null {
  let most: number | null = null;
  for (const [at, { numbers }] of columns.entries()) {
    if (numbers > (most === null ? 0 : columns[most].numbers) && !taken.includes(at)) most = at;
  }
  return most;
}
