/** Which test tells whether two entrants differ on the same divisions, and what the tests of all say together. */

import type { ComparisonView, DivisionSpec, Significance } from '../../contract/evaluation';
import { correctedResampledT, mcnemarExact, wilcoxonSignedRank } from './tests';

/** An entrant as it is compared. */
export interface Judged {
  fits: { seed: number | null; fold: number; trainRows: number; testRows: number; figure: number }[];
  /**
   * What every held-out series costs, in one order for all entrants: of classes 1 where most fits miss it, else 0; of numbers
   * the squared error of the fits' mean.
   */
  losses: ArrayLike<number>;
}

/** With fewer pairs signed ranks cannot reach 0.05. */
const FEWEST_SEEDS = 6;

/**
 * Over folds the corrected resampled t test, of each fold the mean over its seeds. Over the official division Wilcoxon's
 * signed ranks over the seeds, where both entrants have six in common; else over the held-out series: McNemar's exact
 * test, or of numbers Wilcoxon's signed ranks of squared errors.
 */
export function significanceOf(
  first: Judged,
  other: Judged,
  kind: 'classes' | 'numbers',
  division: DivisionSpec['kind'],
): Significance {
  if (division === 'folds') {
    const [own, theirs] = [meansBy(first, 'fold'), meansBy(other, 'fold')];
    const differences = [...own].map(([fold, figure]) => figure - theirs.get(fold)!);
    const rows = first.fits.reduce((sum, fit) => [sum[0] + fit.testRows, sum[1] + fit.trainRows], [0, 0]);
    const p = correctedResampledT(differences, rows[0] / rows[1]);
    return { test: 'corrected-resampled-t', over: 'folds', count: differences.length, p };
  }
  const [own, theirs] = [meansBy(first, 'seed'), meansBy(other, 'seed')];
  const shared = [...own].filter(([seed]) => seed !== null && theirs.has(seed));
  if (shared.length >= FEWEST_SEEDS) {
    const p = wilcoxonSignedRank(shared.map(([seed, figure]) => figure - theirs.get(seed)!));
    return { test: 'wilcoxon-signed-rank', over: 'seeds', count: shared.length, p };
  }
  const differences = Array.from(first.losses, (loss, at) => loss - other.losses[at]);
  const count = differences.length;
  if (kind === 'numbers')
    return { test: 'wilcoxon-signed-rank', over: 'series', count, p: wilcoxonSignedRank(differences) };
  const only = (loss: number) => differences.filter((difference) => difference === loss).length;
  return { test: 'mcnemar-exact', over: 'series', count, p: mcnemarExact(only(-1), only(1)) };
}

/** The mean figure of every fold or seed. */
function meansBy({ fits }: Judged, key: 'fold' | 'seed'): Map<number | null, number> {
  const figures = new Map<number | null, number[]>();
  for (const fit of fits) figures.set(fit[key], [...(figures.get(fit[key]) ?? []), fit.figure]);
  return new Map(
    [...figures].map(([of, values]) => [of, values.reduce((sum, value) => sum + value, 0) / values.length]),
  );
}

/** Below it a difference is taken for more than chance. */
export const SIGNIFICANT = 0.05;

/** How the first entrant stands against another: above 0 where it is ahead. */
export interface Standing {
  lead: number;
  p: number;
}

/**
 * `better` where the first entrant is ahead of every other by more than chance; `worse` where any other is ahead of it, its
 * p times the number of tests (Bonferroni) being below 0.05; else `no-better`. Names the strongest of the others that the
 * verdict holds for.
 */
export function verdictOf(standings: readonly Standing[]): ComparisonView['verdict'] {
  if (standings.length === 0) return { kind: 'alone', other: null };
  // Ordered by index where leads are equal.
  const strongest = (holds: (standing: Standing) => boolean): number | null =>
    standings.reduce<number | null>(
      (best, one, at) => (holds(one) && (best === null || one.lead < standings[best].lead) ? at : best),
      null,
    );
  const ahead = strongest(({ lead, p }) => lead < 0 && p * standings.length < SIGNIFICANT);
  if (ahead !== null) return { kind: 'worse', other: ahead };
  const unbeaten = strongest(({ lead, p }) => !(lead > 0 && p < SIGNIFICANT));
  if (unbeaten !== null) return { kind: 'no-better', other: unbeaten };
  return { kind: 'better', other: strongest(() => true) };
}
