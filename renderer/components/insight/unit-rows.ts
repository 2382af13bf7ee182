/** Which units the table shows, and in what order. */

import type { UnitFlag, UnitStatistic, UnitsView } from '../../../core/contract/insight';
import type { TableSort } from '../table';

export interface UnitSearch {
  /** A unit's number, a stretch such as `3-7`, or how a flag's name begins. */
  text: string;
  sort: TableSort | null;
  /** Keeps clusters together; where no column sorts, units stand in the order of the tree. */
  grouped: boolean;
}

export function flagsOf(view: UnitsView, unit: number): UnitFlag[] {
  return view.flags.filter(({ units }) => units.includes(unit)).map(({ flag }) => flag);
}

/** The units that a search finds. `names` are the names of a flag that it is found by. */
function found(view: UnitsView, text: string, names: (flag: UnitFlag) => string[]): (unit: number) => boolean {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return () => true;
  const stretch = /^(\d+)\s*[-–]\s*(\d+)$/.exec(wanted);
  if (stretch !== null) return (unit) => unit >= Number(stretch[1]) && unit <= Number(stretch[2]);
  if (/^\d+$/.test(wanted)) return (unit) => String(unit).startsWith(wanted);
  const flagged = view.flags.filter(({ flag }) => names(flag).some((name) => name.toLowerCase().startsWith(wanted)));
  const units = new Set(flagged.flatMap((flag) => flag.units));
  return (unit) => units.has(unit);
}

/** Correlations are sorted by their size, whatever their sign. */
const SIGNED: readonly string[] = ['value', 'slope', 'past'] satisfies UnitStatistic[];

/** What a column sorts by; NaN where a unit has no value. */
function sortKey(view: UnitsView, key: string): (unit: number) => number {
  if (key === 'cluster') return (unit) => view.cluster[unit];
  if (key === 'flags') return (unit) => flagsOf(view, unit).length;
  const values = view.columns.find(({ statistic }) => statistic === key)?.values;
  if (values === undefined) return (unit) => unit;
  return SIGNED.includes(key) ? (unit) => Math.abs(values[unit]) : (unit) => values[unit];
}

/** Unit numbers in the order of the table; those without a value come last whichever way it is sorted. */
export function unitRows(view: UnitsView, search: UnitSearch, names: (flag: UnitFlag) => string[]): number[] {
  const { text, sort, grouped } = search;
  const place = new Map([...view.order].map((unit, at) => [unit, at]));
  const key = sort === null ? null : sortKey(view, sort.key);
  const sign = sort?.descending ? -1 : 1;
  const keys = Float64Array.from({ length: view.units }, (_, unit) => key?.(unit) ?? 0);

  function byKey(a: number, b: number): number {
    if (key === null) return grouped ? place.get(a)! - place.get(b)! : a - b;
    const [of, other] = [keys[a], keys[b]];
    if (Number.isNaN(of) || Number.isNaN(other)) return Number(Number.isNaN(of)) - Number(Number.isNaN(other)) || a - b;
    return of === other ? a - b : of < other ? -sign : sign;
  }
  const isFound = found(view, text, names);
  return Array.from({ length: view.units }, (_, unit) => unit)
    .filter(isFound)
    .sort((a, b) => (grouped ? view.cluster[a] - view.cluster[b] : 0) || byKey(a, b));
}
