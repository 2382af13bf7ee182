/** Finds what the survey of time stamps has to say: about the stamps as the file has them, and what is done about it. */

import type { Part } from '../../contract/views';
import type { Finding, FindingCode, FindingPlace } from '../../contract/views-quality';
import type { SeriesPart } from '../part';
import { firstHolding } from '../starts';
import type { SurveyedTimes, TimeCount, TimeSpot } from '../time/timing';
import { placeOfSeries } from './places';

interface Named {
  name: Part;
  read: SeriesPart;
}

/** The findings of every survey once; parts that were divided share theirs, which then stands under the first of them. */
export function timeFindings(parts: readonly Named[]): Finding[] {
  const surveys = new Map<SurveyedTimes, Named[]>();
  for (const part of parts) {
    const survey = part.read.cutFrom?.whole.survey;
    if (survey !== undefined) surveys.set(survey, [...(surveys.get(survey) ?? []), part]);
  }
  return [...surveys].flatMap(([survey, sharing]) => findingsOf(survey, sharing));
}

function findingsOf(survey: SurveyedTimes, parts: readonly Named[]): Finding[] {
  const { steps, distances, sampling, cures } = survey;
  const { timeOrder = 'keep', timeDuplicates = 'keep', timeGaps = 'keep' } = cures;
  const resampled = timeGaps === 'resample' ? timeGaps : '';
  const step = { step: sampling?.step ?? 0, unit: sampling?.unit ?? 'own' };
  const finding = (code: FindingCode, found: TimeCount, of: number, cure: string, facts: object = {}): Finding => ({
    code,
    severity: cure === '' ? 'warning' : 'note',
    part: parts[0].name,
    count: found.count,
    of,
    channels: [],
    channelCount: 0,
    places: found.spots.map((spot) => placeOf(spot, parts, survey.moved)).filter((place) => place !== null),
    facts: { cure, ...facts },
  });
  const unequal = timeGaps === 'keep' ? '' : timeGaps;
  const merged = timeDuplicates === 'keep' ? resampled && 'average' : timeDuplicates;
  const { gaps } = survey;
  const all = [
    finding('unreadable-times', survey.unreadable, steps, resampled && 'leftOut'),
    finding('unordered-times', survey.unordered, steps, timeOrder === 'sort' ? 'sort' : resampled && 'sort'),
    finding('duplicate-times', survey.duplicates, steps, merged),
    finding('irregular-times', survey.irregular, distances, unequal, step),
    finding('time-gaps', gaps, distances, unequal, { ...step, missing: gaps.missing }),
  ];
  return all.filter(({ count }) => count > 0);
}

/**
 * The step in the first series that holds it; where steps are no longer those of the file, or no window holds it, the first
 * series of the one that it belongs to. Null where that one is in no part.
 */
function placeOf(spot: TimeSpot, parts: readonly Named[], moved: boolean): FindingPlace | null {
  for (const { name, read } of moved ? [] : parts) {
    const index = firstHolding(read.offsets, read.lengths, spot.step);
    if (index < 0) continue;
    return { ...placeOfSeries(read, name, index), step: spot.step - read.offsets[index], line: spot.line };
  }
  for (const { name, read } of parts) {
    const whole = read.cutFrom?.whole;
    const series = whole?.ids.indexOf(spot.series) ?? -1;
    const index = series < 0 ? -1 : firstHolding(read.offsets, read.lengths, whole!.offsets[series]);
    if (index >= 0) return { ...placeOfSeries(read, name, index), line: spot.line };
  }
  return null;
}
