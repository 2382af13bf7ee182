/** Divides the series of a source that has no test part of its own: whole series by lot, or each one in time. */

import { type ErrorPayload, WorkbenchError } from '../contract/errors';
import type { SplitSpec } from '../contract/specs';
import { timeText } from '../contract/time-text';
import type { Assumption } from '../contract/views';
import type { SeriesPart } from './part';
import { anyBelow, type RandomSource } from './recipe';
import { clockAt } from './time/clock';
import type { WholeSeries, Window } from './whole';
import { stretchLabels } from './window-label';
import { finishPart, windowsIn } from './windows';

/** Labels named in a message. */
const MOST_LABELS = 8;
const SERIES_BETWEEN_YIELDS = 1 << 16;

export interface Division {
  train: SeriesPart;
  test: SeriesPart;
  assumptions: Assumption[];
  warnings: ErrorPayload[];
}

interface Halves {
  train: WholeSeries;
  test: WholeSeries;
  assumptions?: Assumption[];
  warnings?: ErrorPayload[];
}

/** What is to be known of the series beside them. */
export interface DivisionFacts {
  /** A row of the file is a series, not a step. */
  rowsAreSeries: boolean;
  /** Labels are classes, which can be divided alike. */
  hasClasses: boolean;
}

/**
 * Divides the whole series before they are cut into windows, so that no step is in both parts. The series keep their
 * order; the values are shared. Yields between stretches of work.
 * @throws data/one-group, data/only-lone-classes, data/too-short-to-split
 */
export function* divide(
  part: SeriesPart,
  split: SplitSpec,
  facts: DivisionFacts,
  randomFrom: (seed: number) => RandomSource,
): Generator<void, Division> {
  const { whole, window } = part.cutFrom ?? { whole: asWhole(part), window: null };
  const halves =
    split.by === 'time'
      ? yield* divideInTime(whole, window, split)
      : yield* divideSeries(whole, split, facts, randomFrom(split.seed));
  const finish = function* (half: WholeSeries): Generator<void, SeriesPart> {
    const rows = facts.rowsAreSeries ? half.ids.length : half.lengths.reduce((sum, length) => sum + length, 0);
    return yield* finishPart({ ...half, rows }, window);
  };
  return {
    train: yield* finish(halves.train),
    test: yield* finish(halves.test),
    assumptions: halves.assumptions ?? [],
    warnings: halves.warnings ?? [],
  };
}

/** Series that were never cut. */
function asWhole(part: SeriesPart): WholeSeries {
  return { ...part, stepLabels: null, lineOf: part.lineOf ?? (() => 0) };
}

/**
 * The last share of each series goes to the test part, rounded to whole steps; `gap` steps before it belong to no part.
 * Windows of the test part begin with its first step and are numbered on.
 */
function* divideInTime(whole: WholeSeries, window: Window | null, { test, gap }: SplitSpec): Generator<void, Halves> {
  const count = whole.ids.length;
  const least = window?.length ?? 1;
  const train = { lengths: new Int32Array(count), offsets: whole.offsets };
  const held = { lengths: new Int32Array(count), offsets: new Float64Array(count) };
  const first = new Int32Array(count);
  for (let series = 0; series < count; series++) {
    if (series % SERIES_BETWEEN_YIELDS === SERIES_BETWEEN_YIELDS - 1) yield;
    const length = whole.lengths[series];
    const last = Math.round(test * length);
    const before = length - last - gap;
    if (last < least || before < least) {
      const params = { series: whole.ids[series], length, train: Math.max(0, before), test: last, gap, least };
      throw new WorkbenchError('data/too-short-to-split', { file: whole.fileName, ...params });
    }
    train.lengths[series] = before;
    held.lengths[series] = last;
    held.offsets[series] = whole.offsets[series] + length - last;
    if (window !== null) first[series] = windowsIn(before, window);
  }
  const named = whole.numbering?.named ?? count > 1;
  return {
    train: { ...whole, ...train, numbering: { named, first: null } },
    test: { ...whole, ...held, numbering: { named, first } },
    assumptions: timesOf(whole, held.offsets),
  };
}

/** At which time the test part begins, where times are known; of several series the earliest and the latest. */
function timesOf({ clock, offsets }: WholeSeries, begins: Float64Array): Assumption[] {
  if (clock === undefined || begins.length === 0) return [];
  const times = Array.from(begins, (step) => clockAt(clock, step));
  if (!times.every(({ first }) => Number.isFinite(first))) return [];
  const first = times.reduce((one, other) => (other.first < one.first ? other : one));
  const last = times.reduce((one, other) => (other.first > one.first ? other : one));
  const params = { first: timeText(first, 0), last: timeText(last, 0) };
  if (params.first !== params.last) return [{ setting: 'split', reason: 'test-begins-between', params }];
  const step = begins[0] - offsets[0];
  return [{ setting: 'split', reason: 'test-begins-at', params: { step, time: params.first } }];
}

/** Draws whole series for the test part: of each class by the same share, where that is asked for and there are classes. */
function* divideSeries(
  whole: WholeSeries,
  { test, stratified }: SplitSpec,
  { hasClasses }: DivisionFacts,
  random: RandomSource,
): Generator<void, Halves> {
  const { fileName, ids } = whole;
  const count = ids.length;
  if (count < 2) throw new WorkbenchError('data/one-group', { file: fileName, series: ids[0] });
  const byClass = stratified && hasClasses;
  const strata = byClass ? yield* classesOf(whole) : new Map([[null, Array.from(ids.keys())]]);
  const alone = [...strata].filter(([, members]) => byClass && members.length === 1);
  const divisible = [...strata.values()].filter((members) => members.length > 1);
  if (divisible.length === 0) throw new WorkbenchError('data/only-lone-classes', { file: fileName, count });
  const shares = allot(
    divisible.map((members) => members.length),
    test,
    random,
  );
  const isTest = new Uint8Array(count);
  for (const [at, members] of divisible.entries()) {
    yield;
    drawFrom(members, shares[at], random, isTest);
  }
  const labels = alone.map(([label]) => label).filter((label) => label !== null);
  const lone = { file: fileName, count: labels.length, labels: labels.slice(0, MOST_LABELS) };
  return {
    train: seriesOf(whole, isTest, 0),
    test: seriesOf(whole, isTest, 1),
    assumptions: stratified && !hasClasses ? [{ setting: 'split', reason: 'nothing-to-stratify', params: {} }] : [],
    warnings: labels.length > 0 ? [{ code: 'data/lone-classes', params: lone }] : [],
  };
}

/** The series of each label, in the order of first appearance; where steps have labels, by the one that a series gets. */
function* classesOf(whole: WholeSeries): Generator<void, Map<string | null, number[]>> {
  const classes = new Map<string | null, number[]>();
  const labelOf = whole.stepLabels === null ? null : stretchLabels(whole.stepLabels);
  let stepsSinceYield = 0;
  for (let series = 0; series < whole.ids.length; series++) {
    const label = labelOf === null ? whole.labels[series] : labelOf(whole.offsets[series], whole.lengths[series]);
    const members = classes.get(label);
    if (members === undefined) classes.set(label, [series]);
    else members.push(series);
    stepsSinceYield += 1 + (labelOf === null ? 0 : whole.lengths[series]);
    if (stepsSinceYield < SERIES_BETWEEN_YIELDS) continue;
    stepsSinceYield = 0;
    yield;
  }
  return classes;
}

/**
 * How many of each class go to the test part: its share, rounded so that the sum is the share of all of them (the method
 * of largest remainders; ties by lot), at least one of all and never the whole class.
 */
function allot(sizes: readonly number[], share: number, random: RandomSource): number[] {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const wanted = Math.min(Math.max(1, Math.round(share * total)), total - sizes.length);
  const given = sizes.map((size) => Math.min(size - 1, Math.floor(share * size)));
  const ranks = sizes.map((size, at) => ({ at, remainder: share * size - given[at], lot: random.uniform() }));
  ranks.sort((a, b) => b.remainder - a.remainder || a.lot - b.lot || a.at - b.at);
  let left = wanted - given.reduce((sum, number) => sum + number, 0);
  while (left > 0) {
    for (const { at } of ranks) {
      if (left === 0 || given[at] === sizes[at] - 1) continue;
      given[at]++;
      left--;
    }
  }
  return given;
}

/** Marks `count` of the members, each as likely as any other (Fisher and Yates; Durstenfeld, CACM 7(7), 1964). */
function drawFrom(members: readonly number[], count: number, random: RandomSource, isTest: Uint8Array): void {
  const left = members.slice();
  for (let drawn = 0; drawn < count; drawn++) {
    const at = anyBelow(left.length, random);
    isTest[left[at]] = 1;
    left[at] = left[left.length - 1];
    left.pop();
  }
}

/** The series whose mark is `which`. */
function seriesOf(whole: WholeSeries, isTest: Uint8Array, which: 0 | 1): WholeSeries {
  const isOurs = (_: unknown, series: number): boolean => isTest[series] === which;
  return {
    ...whole,
    ids: whole.ids.filter(isOurs),
    labels: whole.labels.filter(isOurs),
    offsets: whole.offsets.filter(isOurs),
    lengths: whole.lengths.filter(isOurs),
    numbering: { named: true, first: null },
  };
}
