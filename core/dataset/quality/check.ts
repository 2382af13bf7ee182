/** Checks a dataset before anything is run over it: goes over its parts and says what is wrong, where, and how gravely. */

import type { MissingCure } from '../../contract/specs';
import type { Part } from '../../contract/views';
import {
  type CheckedPart,
  type Finding,
  FINDING_CODES,
  type QualityView,
  SEVERITIES,
  VERY_UNEQUAL,
} from '../../contract/views-quality';
import type { SeriesPart } from '../part';
import { type Class, classesOf, placesOfClasses } from './classes';
import { type Compared, type Copies, findDuplicates } from './duplicates';
import { fencesOf, middle } from './outliers';
import { placeOfSeries, placeOfSpot, type Spots, valueAt, valuesOf } from './places';
import { channelShares, type Shares } from './shares';
import { findStill } from './still';
import { channelsThatTell } from './tells-label';
import { timeFindings } from './times';
import { findUnlabelled } from './unlabelled';
import { outside, surveyValues, type Survey } from './values';

/** Values that are compared series by series at most; of more, as overlapping windows have, every so manieth series is taken. */
const MOST_COMPARED = 1 << 26;
/** Steps from which on a series that is alone could be several windows. */
const WORTH_CUTTING = 100;
/** Labels named in a finding. */
const MOST_LABELS = 8;

/** A part as it was read and as it goes to the model; the same where nothing was missing. */
export interface PartToCheck {
  name: Part;
  read: SeriesPart;
  cured: SeriesPart;
}

/** What else is known of the dataset. */
export interface LabelsAndCures {
  /** Labels name classes; without, nothing is said of classes. */
  hasClasses: boolean;
  /** Outliers were clipped: they are looked for in what goes to the model. */
  clipped: boolean;
}

interface Looked extends PartToCheck {
  survey: Survey;
  compared: Compared;
  classes: Map<string, Class>;
}

type Work<T> = Generator<number, T>;

/**
 * Checks the training part, and the test part against it. `missing` is what is done about missing values.
 * Yields the share of the work that is done, 0 to 1, after about half a million values; it may be left at any yield.
 */
export function* checkQuality(
  parts: readonly PartToCheck[],
  missing: MissingCure,
  facts: LabelsAndCures = { hasClasses: true, clipped: false },
): Generator<number, QualityView> {
  const total = parts.reduce((sum, { read }) => sum + 8 * valuesOf(read), 1);
  let done = 0;
  const work = check(parts, missing, facts);
  for (;;) {
    const next = work.next();
    if (next.done === true) return next.value;
    done += next.value;
    yield Math.min(1, done / total);
  }
}

function* check(
  parts: readonly PartToCheck[],
  missing: MissingCure,
  { hasClasses, clipped }: LabelsAndCures,
): Work<QualityView> {
  const looked: Looked[] = [];
  for (const part of parts) looked.push(yield* look(part, hasClasses));
  const findings: Finding[] = [];
  for (const part of looked) {
    findings.push(...nonFinite(part, missing), ...constant(part, looked[0]), ...lengths(part));
    findings.push(...(yield* still(part)));
    const unlabelled = yield* findUnlabelled(part.read, part.name);
    if (unlabelled !== null) findings.push(unlabelled);
  }
  findings.push(...timeFindings(looked));
  const [train, test] = looked;
  if (looked.length === 1) findings.push(...oneSeries(train));
  if (train !== undefined) {
    findings.push(...oneMember(train), ...(yield* outliers(train, clipped)));
    findings.push(...(yield* tellingChannels(train, hasClasses)));
    findings.push(...(yield* duplicates(looked)));
  }
  if (test !== undefined) findings.push(...unseenClasses(train, test), ...(yield* outOfRange(train, test)));
  findings.sort(
    (a, b) =>
      SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
      FINDING_CODES.indexOf(a.code) - FINDING_CODES.indexOf(b.code) ||
      parts.findIndex(({ name }) => name === a.part) - parts.findIndex(({ name }) => name === b.part),
  );
  return { findings, checked: looked.map(checkedPart) };
}

function* look(part: PartToCheck, hasClasses: boolean): Work<Looked> {
  const { name, read } = part;
  const inSeries = read.lengths.reduce((sum, length) => sum + length, 0) * read.channels.length;
  const compared = { name, part: read, every: Math.max(1, Math.ceil(inSeries / MOST_COMPARED)) };
  return {
    ...part,
    compared,
    survey: yield* surveyValues(read),
    classes: hasClasses ? yield* classesOf(read) : new Map(),
  };
}

function checkedPart({ name, read, compared }: Looked): CheckedPart {
  const series = read.lengths.length;
  return { part: name, values: valuesOf(read), series, seriesCompared: Math.ceil(series / compared.every) };
}

const noShares: Shares = { channels: [], channelCount: 0 };

function nonFinite({ name, read, survey }: Looked, missing: MissingCure): Finding[] {
  const finding = (code: 'missing' | 'infinite', spots: Spots): Finding => ({
    code,
    severity: missing === 'refuse' ? 'problem' : 'note',
    part: name,
    count: spots.total,
    of: valuesOf(read),
    ...channelShares(read, spots.counts),
    places: spots.first.map((spot) => placeOfSpot(read, name, spot)),
    facts: { cure: missing },
  });
  const both = [finding('missing', survey.missing), finding('infinite', survey.infinite)];
  return both.filter(({ count }) => count > 0);
}

/** Of the test part, only channels that move in the training part. */
function constant({ name, read, survey }: Looked, train: Looked): Finding[] {
  const steps = valuesOf(read) / read.channels.length;
  const finite = read.channels.map((_, channel) => {
    const known = name === 'test' && train.survey.min[channel] === train.survey.max[channel];
    const count = steps - survey.missing.counts[channel] - survey.infinite.counts[channel];
    return !known && count > 1 && survey.min[channel] === survey.max[channel] ? count : 0;
  });
  const shares = channelShares(read, finite, (channel) => [survey.min[channel], survey.max[channel]]);
  if (shares.channelCount === 0) return [];
  const severity = name === 'train' ? 'warning' : 'note';
  const places = [
    placeOfSeries(
      read,
      name,
      0,
      finite.findIndex((count) => count > 0),
    ),
  ];
  const counts = { count: shares.channelCount, of: read.channels.length };
  return [{ code: 'constant', severity, part: name, ...counts, ...shares, places, facts: {} }];
}

function* still({ name, read, survey, compared }: Looked): Work<Finding[]> {
  const { series, of, counts, places } = yield* findStill(compared, survey);
  if (series === 0) return [];
  const shares = channelShares(read, counts);
  return [{ code: 'still', severity: 'note', part: name, count: series, of, ...shares, places, facts: {} }];
}

function lengths({ name, read }: Looked): Finding[] {
  const [first] = read.lengths;
  if (read.lengths.every((length) => length === first)) return [];
  const sorted = read.lengths.slice().sort();
  const of = sorted.length;
  const [min, max] = [sorted[0], sorted[of - 1]];
  const shorter = sorted.reduce((count, length) => count + (length < max ? 1 : 0), 0);
  const places = [min, max].map((length) => placeOfSeries(read, name, read.lengths.indexOf(length)));
  const facts = { min, median: middle(sorted), max };
  const severity = max > VERY_UNEQUAL * min ? 'warning' : 'note';
  return [{ code: 'lengths', severity, part: name, count: shorter, of, ...noShares, places, facts }];
}

/** One series alone, and long enough to be cut. */
function oneSeries({ name, read }: Looked): Finding[] {
  const [steps] = read.lengths;
  if (read.lengths.length !== 1 || steps < WORTH_CUTTING || (read.cutFrom?.window ?? null) !== null) return [];
  const places = [placeOfSeries(read, name, 0)];
  return [{ code: 'one-series', severity: 'note', part: name, count: 1, of: 1, ...noShares, places, facts: { steps } }];
}

function* outliers({ name, read: asRead, cured, survey: asSurveyed }: Looked, clipped: boolean): Work<Finding[]> {
  const read = clipped ? cured : asRead;
  const survey = clipped ? yield* surveyValues(cured) : asSurveyed;
  const { low, high, steps, of } = yield* fencesOf(read, survey);
  const spots = yield* outside(read, low, high);
  if (spots.total === 0) return [];
  return [
    {
      code: 'outliers',
      severity: 'warning',
      part: name,
      count: spots.total,
      of: valuesOf(read),
      ...channelShares(read, spots.counts, (channel) => [low[channel], high[channel]]),
      places: spots.first.map((spot) => placeOfSpot(read, name, spot)),
      facts: { steps, allSteps: of, value: String(valueAt(read, spots.first[0])) },
    },
  ];
}

/** Against the values that the scaling is fitted on: the training part's with what was filled. */
function* outOfRange(train: Looked, test: Looked): Work<Finding[]> {
  const fitted = train.cured === train.read ? train.survey : yield* surveyValues(train.cured);
  const { min, max } = fitted;
  const spots = yield* outside(test.cured, min, max);
  if (spots.total === 0) return [];
  const seen = test.cured === test.read ? test.survey : yield* surveyValues(test.cured);
  const far = min.some((low, channel) => {
    const span = max[channel] - low;
    return span >= 0 && (seen.min[channel] < low - span || seen.max[channel] > max[channel] + span);
  });
  return [
    {
      code: 'out-of-range',
      severity: far ? 'warning' : 'note',
      part: 'test',
      count: spots.total,
      of: valuesOf(test.read),
      ...channelShares(test.read, spots.counts, (channel) => [min[channel], max[channel]]),
      places: spots.first.map((spot) => placeOfSpot(test.read, 'test', spot)),
      facts: {},
    },
  ];
}

function* tellingChannels({ name, read, survey, compared }: Looked, hasClasses: boolean): Work<Finding[]> {
  const telling = yield* channelsThatTell(compared, survey, hasClasses);
  if (telling.length === 0) return [];
  const counts = new Float64Array(read.channels.length);
  for (const channel of telling) counts[channel] = read.lengths.length;
  const shares = channelShares(read, counts);
  const places = telling.slice(0, 1).map((channel) => placeOfSeries(read, name, 0, channel));
  const count = { count: telling.length, of: read.channels.length };
  return [{ code: 'tells-label', severity: 'problem', part: name, ...count, ...shares, places, facts: {} }];
}

function* duplicates(looked: Looked[]): Work<Finding[]> {
  const { within, across } = yield* findDuplicates(looked.map(({ compared }) => compared));
  const finding = ({ count, relabelled, places }: Copies, { name, read, compared }: Looked): Finding => ({
    code: 'duplicates',
    severity: 'warning',
    part: name,
    count,
    of: Math.ceil(read.lengths.length / compared.every),
    ...noShares,
    places,
    facts: { relabelled },
  });
  const found = within.map((copies, number) => finding(copies, looked[number]));
  const leak: Finding = {
    ...finding(across, looked[looked.length - 1]),
    code: 'duplicates-across',
    severity: 'problem',
  };
  return [...found, leak].filter(({ count }) => count > 0);
}

function oneMember({ name, read, classes }: Looked): Finding[] {
  const lone = [...classes.values()].filter(({ count }) => count === 1);
  return lone.length === 0 ? [] : [classFinding('one-member', name, read, lone, classes.size)];
}

function unseenClasses(train: Looked, { name, read, classes }: Looked): Finding[] {
  const unseen = [...classes.values()].filter(({ label }) => !train.classes.has(label));
  return unseen.length === 0 || train.classes.size === 0
    ? []
    : [classFinding('unseen-class', name, read, unseen, classes.size)];
}

function classFinding(
  code: 'one-member' | 'unseen-class',
  part: Part,
  read: SeriesPart,
  classes: Class[],
  of: number,
): Finding {
  const labels = classes.slice(0, MOST_LABELS).map(({ label }) => label);
  const places = placesOfClasses(read, part, classes);
  const series = classes.reduce((sum, { count }) => sum + count, 0);
  return { code, severity: 'warning', part, count: classes.length, of, ...noShares, places, facts: { labels, series } };
}
