/** The rows of the parity table, from the engine's view, as texts. */

import {
  ARRAY_ORDERS,
  type Difference,
  EXPECTED,
  LENGTH_RULES,
  type ParityRow,
  type ParityView,
} from '../../../core/contract/parity';
import type { useTexts } from '../../i18n';

export interface ShownRow {
  of: string;
  kernel: string;
  absolute: string;
  relative: string;
  place: string;
  got: string;
  expected: string;
}

type Translate = ReturnType<typeof useTexts>['t'];

/** One row for each layer and direction, and each kernel that differs from the reference. */
export function parityRows({ rows, kernel }: ParityView, t: Translate): ShownRow[] {
  const chosen = `${kernel.kind} ${kernel.level ?? ''}`.trim();
  return rows.flatMap((row) => [
    shown(row, row.reference, t('model.parity.reference'), t),
    ...(kernel.kind === 'reference' ? [] : [shown(row, row.kernel, chosen, t)]),
  ]);
}

function shown(row: ParityRow, { absolute, relative, place }: Difference, kernel: string, t: Translate): ShownRow {
  const named = { of: nameOf(row, t), kernel };
  if (place === null)
    return { ...named, absolute: '0', relative: '0', place: t('model.parity.equal'), got: '', expected: '' };
  const { series, step, unit } = place;
  const at = { series: String(series), unit: String(unit) };
  return {
    ...named,
    absolute: absolute.toExponential(2),
    relative: relative.toExponential(2),
    place: step === null ? t('model.parity.at', at) : t('model.parity.atStep', { ...at, step: String(step) }),
    got: place.got.toPrecision(7),
    expected: place.expected.toPrecision(7),
  };
}

function nameOf({ layer, direction }: ParityRow, t: Translate): string {
  if (layer === null) return t('model.parity.head');
  const name = t('model.parity.layer', { layer });
  return direction === null ? name : `${name}, ${t(`common.direction.${direction}`)}`;
}

/** Lengths as they are typed, one for each series; null where the text is no list of whole numbers from 1 up. */
export function readLengths(text: string): number[] | null {
  const parts = text.split(/[\s,，;]+/).filter((part) => part !== '');
  const lengths = parts.map((part) => (/^\d{1,9}$/.test(part) ? Number(part) : 0));
  return lengths.every((length) => length >= 1) ? lengths : null;
}

/** The text of a value of a reading; null for what has none of its own. */
export function valueKey(value: string) {
  const named = [...EXPECTED, ...ARRAY_ORDERS, ...LENGTH_RULES].find((name) => name === value);
  return named === undefined ? null : (`model.parity.values.${named}` as const);
}
