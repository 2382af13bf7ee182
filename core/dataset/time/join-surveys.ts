/** Puts what was found of the time stamps of many files together. */

import type { SurveyedTimes, TimeCount } from './timing';

/** A file's survey, and how its steps and series are called among those of the others. */
export interface FileSurvey {
  survey: SurveyedTimes | undefined;
  firstStep: number;
  named(series: string): string;
}

const MOST_SPOTS = 5;

/**
 * Counts are summed and the first places kept, without lines, which files have each for themselves; the step is the median
 * of the files' steps. Null where no file has stamps.
 */
export function joinSurveys(files: readonly FileSurvey[]): SurveyedTimes | null {
  const known = files.flatMap(({ survey, ...file }) => (survey === undefined ? [] : [{ survey, ...file }]));
  if (known.length === 0) return null;
  const [{ survey: first }] = known;
  const joined = (kind: 'unordered' | 'duplicates' | 'irregular' | 'gaps' | 'unreadable'): TimeCount => {
    const all: TimeCount = { count: 0, spots: [] };
    for (const { survey, firstStep, named } of known) {
      all.count += survey[kind].count;
      for (const spot of survey[kind].spots.slice(0, MOST_SPOTS - all.spots.length)) {
        all.spots.push({ step: firstStep + spot.step, series: named(spot.series), line: 0 });
      }
    }
    return all;
  };
  const sum = (of: (survey: SurveyedTimes) => number) => known.reduce((total, { survey }) => total + of(survey), 0);
  const samplings = known.flatMap(({ survey: { sampling } }) => (sampling === null ? [] : [sampling]));
  const steps = Float64Array.from(samplings, ({ step }) => step).sort();
  return {
    form: first.form,
    unit: first.unit,
    steps: sum((survey) => survey.steps),
    distances: sum((survey) => survey.distances),
    sampling:
      samplings.length === 0
        ? null
        : {
            unit: first.unit,
            step: steps[(steps.length - 1) >> 1],
            shortest: samplings.reduce((least, { shortest }) => Math.min(least, shortest), Number.POSITIVE_INFINITY),
            longest: samplings.reduce((most, { longest }) => Math.max(most, longest), 0),
          },
    unordered: joined('unordered'),
    duplicates: joined('duplicates'),
    irregular: joined('irregular'),
    gaps: { ...joined('gaps'), missing: sum((survey) => survey.gaps.missing) },
    unreadable: joined('unreadable'),
    cures: first.cures,
    moved: known.some(({ survey }) => survey.moved),
  };
}
