/** Figures of evaluations in words. */

import type { Entrant, EvaluationView, Spread } from '../../../core/contract/evaluation';
import { evaluate } from '../../../core/locale/evaluate';
import type { Translator } from '../../i18n';

type Texts = Pick<Translator, 't' | 'n'>;
type ScoreName = keyof typeof evaluate.scores.names;

/** Decimals of a score. */
const DIGITS = 3;

export function isScore(name: string): name is ScoreName {
  return name in evaluate.scores.names;
}

/** As `0.976 ± 0.004`. */
export function spreadText({ mean, deviation }: Spread): string {
  return deviation === null ? scoreText(mean) : `${scoreText(mean)} ± ${scoreText(deviation)}`;
}

/** With as many decimals for all, so that figures stand under each other. */
export function scoreText(score: number): string {
  return score.toFixed(DIGITS);
}

export function entrantName(entrant: Entrant, { t }: Pick<Texts, 't'>): string {
  return t(entrant.kind === 'model' ? 'evaluate.compare.model' : `evaluate.baselines.${entrant.baseline}`);
}

/** What a figure is over. */
export function overText({ fits, columns }: EvaluationView, { t, n }: Texts): string {
  const seeds = new Set(fits.map(({ seed }) => seed));
  const [first] = fits;
  const rows = { train: n(first?.trainRows ?? 0), test: n(first?.testRows ?? 0), columns: n(columns) };
  return seeds.has(null)
    ? t('evaluate.scores.once', rows)
    : t('evaluate.scores.over', { count: n(seeds.size), ...rows });
}

/** The score by which entrants are compared: of classes accuracy, of numbers RMSE. */
export function mainScore(view: EvaluationView): Spread | null {
  return view.spreads.accuracy ?? view.spreads.rmse ?? null;
}
