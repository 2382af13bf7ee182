/** The columns of the units' table: their titles, widths, and how a value is written. */

import type { UnitFlag, UnitStatistic, UnitsView } from '../../../core/contract/insight';
import { compact, decimal } from '../../charts/numbers';
import type { Translator } from '../../i18n';
import type { TableColumn } from '../table';
import { flagsOf } from './unit-rows';

type Translate = Translator['t'];

/** Of a quantity such as `f mean`; undefined for the others. */
function parts(statistic: UnitStatistic): { quantity: string; of: 'mean' | 'deviation' | 'shut' | 'open' } | undefined {
  const [quantity, of] = statistic.split(' ');
  return of === 'mean' || of === 'deviation' || of === 'shut' || of === 'open' ? { quantity, of } : undefined;
}

function title(statistic: UnitStatistic, activity: string, t: Translate): string {
  const split = parts(statistic);
  if (split !== undefined) return t(`insight.units.columns.${split.of}`, { quantity: split.quantity });
  return t(`insight.units.columns.${statistic as 'horizon'}`, { activity });
}

export function unitColumns(view: UnitsView, t: Translate): TableColumn[] {
  const fixed = (key: 'unit' | 'flags' | 'cluster', width: number): TableColumn => ({
    key,
    label: t(`insight.units.columns.${key}`),
    width,
    sortable: true,
    align: key === 'flags' ? 'left' : 'right',
  });
  return [
    fixed('unit', 56),
    fixed('cluster', 68),
    ...view.columns.slice(0, 1).map(({ statistic }) => column(statistic)),
    fixed('flags', 100),
    ...view.columns.slice(1).map(({ statistic }) => column(statistic)),
  ];

  function column(statistic: UnitStatistic): TableColumn {
    const label = title(statistic, view.activity, t);
    return { key: statistic, label, width: 86, align: 'right', sortable: true };
  }
}

export function horizonText(steps: number): string {
  if (Number.isNaN(steps)) return '';
  return steps >= 1e6 || !Number.isFinite(steps) ? '> 10⁶' : compact(steps);
}

/** A share as a percentage with one decimal, which is never rounded to all or nothing. */
export function percentText(share: number): string {
  const percent = share * 100;
  if (percent > 0 && percent < 0.1) return '< 0.1';
  if (percent < 100 && percent > 99.9) return '> 99.9';
  return percent.toFixed(1);
}

export const flagNames = (flags: readonly UnitFlag[], t: Translate): string[] =>
  flags.map((flag) => t(`insight.units.flag.${flag}`));

/** What stands in a unit's column. */
export function unitCell(view: UnitsView, unit: number, key: string, t: Translate): string {
  if (key === 'unit') return String(unit);
  if (key === 'cluster') return String(view.cluster[unit] + 1);
  if (key === 'flags') return flagNames(flagsOf(view, unit), t).join(', ');
  const value = view.columns.find(({ statistic }) => statistic === key)?.values[unit] ?? NaN;
  if (Number.isNaN(value)) return '';
  if (key === 'horizon') return horizonText(value);
  return / (shut|open)$/.test(key) ? `${percentText(value)} %` : decimal(value);
}
