/** Settles what labels are, the names of classes or numbers to predict, and which of its steps' labels a window gets. */

import { WorkbenchError } from '../contract/errors';
import type { LabelKind, ReadingSpec, WindowLabel } from '../contract/specs';
import type { Assumption, TargetRange, Understood } from '../contract/views';
import type { WholeSeries } from './whole';
import { mostCommon, type StepLabels } from './window-label';

/** Labels of more different numbers with fractions than this are no classes. */
const MOST_FRACTIONS = 10;
const LABELS_BETWEEN_YIELDS = 1 << 16;
const STEPS_BETWEEN_YIELDS = 1 << 20;
const LONGEST_TEXT = 40;

/** The column that the labels come from. */
export interface LabelColumn {
  name: string;
  /** What the file itself says of it. */
  declared?: LabelKind;
  /** The number that a text stands for, NaN for a missing one, null for text. */
  numberOf(text: string): number | null;
}

/** The series with numbers spelled as JSON spells them, and what was settled; absent where it has no meaning. */
export interface SettledLabels {
  whole: WholeSeries;
  labelAs?: LabelKind;
  windowLabel?: WindowLabel;
  usualLabel?: string;
  assumptions: Assumption[];
}

/**
 * Follows what was chosen, else what the file says, else what the labels look like. Null for the column means that there
 * are no labels. Yields between stretches of work.
 * @throws data/label-not-a-number
 */
export function* settleLabels(
  whole: WholeSeries,
  { labelAs: chosen, windowLabel, usualLabel: usual }: Pick<ReadingSpec, 'labelAs' | 'windowLabel' | 'usualLabel'>,
  column: LabelColumn | null,
): Generator<void, SettledLabels> {
  if (column === null) return { whole, assumptions: [] };
  const assumptions: Assumption[] = [];
  const { numbers, text, fractions } = yield* lookAt(whole, column);
  let labelAs = chosen ?? column.declared;
  if (chosen === undefined && column.declared === 'number') {
    assumptions.push({ setting: 'labelAs', reason: 'declared-in-file', params: {} });
  }
  if (labelAs === undefined) {
    const areNumbers = text === null && fractions > MOST_FRACTIONS;
    labelAs = areNumbers ? 'number' : 'class';
    if (areNumbers) {
      assumptions.push({ setting: 'labelAs', reason: 'numbers-with-fractions', params: { count: fractions } });
    } else if (text === null && numbers.size > 0) {
      assumptions.push({ setting: 'labelAs', reason: 'numbers-of-classes', params: {} });
    }
  }
  const settled = labelAs === 'number' ? yield* spellNumbers(whole, column, numbers, text) : whole;
  if (settled.stepLabels === null) return { whole: settled, labelAs, assumptions };
  const choose = windowLabel ?? (labelAs === 'number' ? 'last' : 'majority');
  if (windowLabel === undefined && labelAs === 'number') {
    assumptions.push({ setting: 'windowLabel', reason: 'last-of-numbers', params: {} });
  }
  const changing = windowLabel === undefined && labelAs === 'class' ? yield* changingSeries(settled) : 0;
  if (changing > 0) {
    assumptions.push({ setting: 'windowLabel', reason: 'most-of-steps', params: { count: changing } });
  }
  if (choose !== 'any') {
    const stepLabels = { ...settled.stepLabels, choose };
    return { whole: { ...settled, stepLabels }, labelAs, windowLabel: choose, assumptions };
  }
  const { names } = settled.stepLabels;
  const common = usual === undefined ? mostCommon(settled.stepLabels) : names.indexOf(usual);
  const usualLabel: string | undefined = usual ?? names[common];
  if (usual === undefined && usualLabel !== undefined) {
    assumptions.push({ setting: 'usualLabel', reason: 'usual-label', params: { label: usualLabel } });
  }
  const stepLabels = { ...settled.stepLabels, choose, common };
  return { whole: { ...settled, stepLabels }, labelAs, windowLabel: choose, usualLabel, assumptions };
}

/** How many series have steps of different labels. */
function* changingSeries({ stepLabels, offsets, lengths }: WholeSeries): Generator<void, number> {
  const { codes } = stepLabels!;
  let changing = 0;
  let looked = 0;
  for (const [series, offset] of offsets.entries()) {
    const first = codes[offset];
    let step = offset + 1;
    for (const end = offset + lengths[series]; step < end && codes[step] === first; step++) {
      if (++looked % STEPS_BETWEEN_YIELDS === 0) yield;
    }
    if (step < offset + lengths[series]) changing++;
  }
  return changing;
}

/** How labels that are numbers are spread. */
export function targetRange(labels: readonly (string | null)[]): TargetRange {
  const range = { count: 0, min: Infinity, mean: 0, max: -Infinity };
  for (const label of labels) {
    if (label === null) continue;
    const value = Number(label);
    range.count++;
    range.min = Math.min(range.min, value);
    range.max = Math.max(range.max, value);
    range.mean += (value - range.mean) / range.count;
  }
  return range;
}

interface Looked {
  /** The finite numbers by their texts. */
  numbers: Map<string, number>;
  /** The first label that is none; null where all are. */
  text: string | null;
  /** Different numbers with fractions. */
  fractions: number;
}

/** Looks at every different label, until one is no number. */
function* lookAt({ labels, stepLabels }: WholeSeries, { numberOf }: LabelColumn): Generator<void, Looked> {
  const numbers = new Map<string, number>();
  const fractions = new Set<number>();
  let looked = 0;
  for (const label of stepLabels?.names ?? labels) {
    if (++looked % LABELS_BETWEEN_YIELDS === 0) yield;
    if (label === null || numbers.has(label)) continue;
    const value = numberOf(label);
    if (value === null || !Number.isFinite(value)) return { numbers, text: label, fractions: fractions.size };
    numbers.set(label, value);
    if (!Number.isInteger(value)) fractions.add(value);
  }
  return { numbers, text: null, fractions: fractions.size };
}

/** The series with each label as the number's own text, so that `1,5` and `+1.50` are `1.5`. */
function* spellNumbers(
  whole: WholeSeries,
  { name }: LabelColumn,
  numbers: ReadonlyMap<string, number>,
  text: string | null,
): Generator<void, WholeSeries> {
  if (text !== null) {
    const params = { file: whole.fileName, line: lineOf(whole, text), name, text: text.slice(0, LONGEST_TEXT) };
    throw new WorkbenchError('data/label-not-a-number', params);
  }
  const spelled = function* <T extends string | null>(texts: readonly T[]): Generator<void, T[]> {
    const out: T[] = [];
    for (const label of texts) {
      out.push((label === null ? null : String(numbers.get(label))) as T);
      if (out.length % LABELS_BETWEEN_YIELDS === 0) yield;
    }
    return out;
  };
  if (whole.stepLabels === null) return { ...whole, labels: yield* spelled(whole.labels) };
  return { ...whole, stepLabels: yield* joined(whole.stepLabels, yield* spelled(whole.stepLabels.names)) };
}

/** Gives numbers that were written in several ways, such as `1.5` and `1.50`, one code each. */
function* joined(stepLabels: StepLabels, spelled: string[]): Generator<void, StepLabels> {
  const names = [...new Set(spelled)];
  if (names.length === spelled.length) return { ...stepLabels, names };
  const codeOf = new Map(names.map((name, code) => [name, code]));
  const newCode = Int32Array.from(spelled, (name) => codeOf.get(name) ?? -1);
  const codes = new Int32Array(stepLabels.codes.length);
  for (let step = 0; step < codes.length; step++) {
    codes[step] = stepLabels.codes[step] < 0 ? -1 : newCode[stepLabels.codes[step]];
    if (step % STEPS_BETWEEN_YIELDS === STEPS_BETWEEN_YIELDS - 1) yield;
  }
  return { ...stepLabels, codes, names };
}

/** What was settled as it is told; after a failure what was chosen. */
export function understoodLabels(
  settled: Omit<SettledLabels, 'whole'> | null,
  reading: ReadingSpec,
): Pick<Understood, 'labelAs' | 'windowLabel' | 'usualLabel'> {
  const { labelAs, windowLabel, usualLabel } = settled ?? reading;
  return {
    ...(labelAs === undefined ? {} : { labelAs }),
    ...(windowLabel === undefined ? {} : { windowLabel }),
    ...(usualLabel === undefined ? {} : { usualLabel }),
  };
}

/** File line of the first series or step with this label. */
function lineOf({ labels, stepLabels, offsets, lineOf: line }: WholeSeries, label: string): number {
  if (stepLabels === null) return line(offsets[labels.indexOf(label)]);
  return line(stepLabels.codes.indexOf(stepLabels.names.indexOf(label)));
}
