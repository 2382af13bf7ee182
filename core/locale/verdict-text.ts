/** Puts a comparison into words, the same in the window, on the command line and in a report. */

import type { Language } from '../contract/api';
import type { ComparisonView, Entrant, Significance, Spread } from '../contract/evaluation';
import { evaluationVerdict as words } from './evaluation-verdict';
import { fill } from './pairs';

/** What the comparison means, in a sentence or two, with the test that it rests on. */
export function verdictSentence(language: Language, { entrants, contrasts, measure, verdict }: ComparisonView): string {
  const [first] = entrants;
  const of = first.entrant.kind === 'model' ? words.features : words.baseline;
  const own = spreadText(language, measure, first.spread);
  const subject = capitalised(entrantWords(language, first.entrant));
  const contrast = contrasts.find(({ other }) => other === verdict.other);
  if (contrast === undefined) return fill(language, of.alone, { first: subject, own });
  const other = entrants[contrast.other];
  const theirs = spreadText(language, measure, other.spread);
  const params = { first: subject, other: entrantWords(language, other.entrant), own, theirs };
  const sentences = [fill(language, of[verdict.kind], params)];
  if (verdict.kind === 'better' && contrasts.length > 1) sentences.push(fill(language, words.all));
  if (contrast.significance !== null) sentences.push(`(${significanceText(language, contrast.significance)})`);
  return sentences.join(language === 'en' ? ' ' : '');
}

export function entrantWords(language: Language, entrant: Entrant): string {
  return fill(language, words.entrant[entrant.kind === 'model' ? 'model' : entrant.baseline]);
}

/** `83.1 ± 1.2`: accuracies in percent, errors with four digits. */
export function spreadText(
  language: Language,
  measure: ComparisonView['measure'],
  { mean, deviation }: Spread,
): string {
  const number = (value: number) => (measure === 'accuracy' ? (100 * value).toFixed(1) : digits(value));
  if (deviation === null) return number(mean);
  return fill(language, words.spread, { mean: number(mean), deviation: number(deviation) });
}

/** Below it a p value is told no closer. */
const SMALLEST_P = 0.0001;

export function significanceText(language: Language, { test, over, count, p }: Significance): string {
  const params = {
    p: p < SMALLEST_P ? SMALLEST_P : digits(p, 2),
    test: fill(language, words.test[test]),
    over: fill(language, words.over[over], { count }),
  };
  return fill(language, p < SMALLEST_P ? words.smallP : words.significance, params);
}

function digits(value: number, count = 4): string {
  return String(Number(value.toPrecision(count)));
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
