/** How figures are spread over the seeds of an evaluation. */

import type { Fit, Spread } from '../../contract/evaluation';

/** Mean and sample standard deviation. */
export function spreadOf(values: number[]): Spread {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : null, values };
}

/** The spread of every figure by its name, over seeds; that of a seed is the mean of its folds. Figures that any fit lacks are left out. */
export function spreadsOf(fits: readonly Fit[]): Record<string, Spread> {
  const names = Object.keys(fits[0].scores).filter((name) => name !== 'kind');
  const seeds = [...new Set(fits.map(({ seed }) => seed))];
  const figure = ({ scores }: Fit, name: string) => (scores as unknown as Record<string, number | null>)[name];
  const known = names.filter((name) => fits.every((fit) => figure(fit, name) !== null));
  return Object.fromEntries(
    known.map((name) => {
      const values = seeds.map((seed) => {
        const folds = fits.filter((fit) => fit.seed === seed).map((fit) => figure(fit, name) as number);
        return folds.reduce((sum, value) => sum + value, 0) / folds.length;
      });
      return [name, spreadOf(values)];
    }),
  );
}
