/** Puts a finding about the data and its places into words, the same in the window and on the command line. */

import type { Language } from '../contract/api';
import type { MissingCure } from '../contract/specs';
import type { TimeUnit } from '../contract/views-time';
import type { CheckedPart, Finding, FindingPlace } from '../contract/views-quality';
import { common } from './common';
import { data } from './data';
import { formatNumber, shorten } from './format';
import { fill, type Pair, type Params } from './pairs';
import { quality } from './quality';
import { isTimeFinding, type TimeCure } from './time-findings';
import { stepText } from './time-text';

const LONGEST_NAME = 40;

export interface FindingWords {
  title: string;
  /** What was found, with the rule it was found by. */
  what: string;
  cure: string;
}

export function explainFinding(language: Language, finding: Finding): FindingWords {
  const { code, severity, facts } = finding;
  const text = quality.findings[code];
  const params = wordsOf(language, finding);
  const say = (pair: Pair, more: Params = params): string => fill(language, pair, more);
  const what = [say(text.what)];
  let cure = say(text.cure);
  if ((code === 'missing' || code === 'infinite') && severity === 'note')
    cure = say(quality.filled, { cure: say(data.cures[facts.cure as MissingCure]) });
  if (facts.cure !== '' && isTimeFinding(code))
    cure = say(quality.time.done, { cure: say(quality.time[facts.cure as TimeCure]) });
  if (code === 'duplicates' || code === 'duplicates-across')
    if (Number(facts.relabelled) > 0) what.push(say(quality.relabelled));
  if (code === 'outliers' && Number(facts.steps) < Number(facts.allSteps)) what.push(say(quality.sampled));
  if (code === 'lengths' && severity === 'warning') cure = say(quality.veryUnequal);
  return { title: say(text.title), what: what.join(language === 'en' ? ' ' : ''), cure };
}

/** `series 12, step 7, channel x, line 20`, as far as it is known. */
export function placeText(language: Language, place: FindingPlace, channels: readonly string[]): string {
  const { id, step, channel, line, original } = place;
  const { place: words } = quality;
  const parts = [fill(language, words.series, { id: name(id) })];
  if (step !== null) parts.push(fill(language, words.step, { step: formatNumber(step) }));
  if (channel !== null && channels.length > 1)
    parts.push(fill(language, words.channel, { name: name(channels[channel] ?? '') }));
  if (line > 0) parts.push(fill(language, words.line, { line }));
  if (original !== null) {
    const part = fill(language, common.part[original.series.part]);
    parts.push(fill(language, words.original, { id: name(original.id), part }));
  }
  return parts.join(fill(language, common.comma));
}

/** What was looked at of a part, and whether that was all. */
export function checkedText(language: Language, { part, series, seriesCompared, values }: CheckedPart): string {
  const numbers = {
    series: formatNumber(series),
    seriesCompared: formatNumber(seriesCompared),
    values: formatNumber(values),
  };
  const checked = fill(language, quality.checked, { ...numbers, part: fill(language, common.part[part]) });
  if (seriesCompared === series) return checked;
  return `${checked}${language === 'en' ? ' ' : ''}${fill(language, quality.compared, numbers)}`;
}

function wordsOf(language: Language, { count, of, part, facts }: Finding): Params {
  const words: Record<string, string | string[]> = {
    count: formatNumber(count),
    of: formatNumber(of),
    part: fill(language, common.part[part]),
  };
  for (const [key, fact] of Object.entries(facts)) {
    if (typeof fact === 'number') words[key] = formatNumber(fact);
    else words[key] = typeof fact === 'string' ? fact : fact.map(name);
  }
  if (Array.isArray(facts.labels) && facts.labels.length < count) (words.labels as string[]).push('…');
  if (typeof facts.step === 'number') words.step = stepText(language, facts.step, facts.unit as TimeUnit);
  return words;
}

function name(text: string): string {
  return shorten(text, LONGEST_NAME);
}
