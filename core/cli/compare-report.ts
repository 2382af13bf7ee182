/** What the command line says of a comparison: a row for each entrant, and what it means. */

import type { Language } from '../contract/api';
import type { ComparisonView, Entrant, EvaluationView } from '../contract/evaluation';
import type { DatasetView } from '../contract/views';
import { evaluationVerdict } from '../locale/evaluation-verdict';
import { fill } from '../locale/pairs';
import { translate } from '../locale/texts';
import { significanceText, spreadText, verdictSentence } from '../locale/verdict-text';
import { divisionLine, noteLines, table } from './evaluate-report';

/** Of one entrant that is done. */
export function doneLine(language: Language, { entrant, spreads }: EvaluationView, nameOf: (file: string) => string) {
  const measure = spreads.accuracy === undefined ? 'rmse' : 'accuracy';
  const is = spreadText(language, measure, spreads[measure]);
  return translate(language, 'cli.compare.done', { name: nameText(language, entrant, nameOf), is });
}

/** The table, the verdict and what is to be known of each evaluation; `nameOf` gives a path's last part. */
export function comparisonLines(
  language: Language,
  data: DatasetView,
  views: readonly EvaluationView[],
  { measure, entrants, contrasts, ...rest }: ComparisonView,
  nameOf: (file: string) => string,
): string[] {
  const say = translate.bind(null, language);
  const names = entrants.map(({ entrant }, at) =>
    at === 0 ? say('cli.evaluate.model') : nameText(language, entrant, nameOf),
  );
  const head = [
    say('evaluate.compare.entrant'),
    fill(language, evaluationVerdict.measure[measure]),
    say('evaluate.compare.difference'),
    say('evaluate.compare.significance'),
  ];
  const rows = entrants.map(({ spread }, at) => {
    const contrast = contrasts.find(({ other }) => other === at);
    const own = spreadText(language, measure, spread);
    if (contrast === undefined) return [names[at], own, '', ''];
    const { difference, significance } = contrast;
    const less = spreadText(language, measure, { mean: difference, deviation: null, values: [] });
    return [names[at], own, less, significance === null ? '' : significanceText(language, significance)];
  });
  const { classifier } = views[0].spec;
  return [
    say('cli.compare.by', { classifier: classifier.kind }),
    divisionLine(language, data, views[0]),
    '',
    ...table([head, ...rows]),
    '',
    verdictSentence(language, { measure, entrants, contrasts, ...rest }),
    ...views.flatMap((view, at) =>
      noteLines(language, view).map((line) => say('cli.compare.note', { name: names[at], line })),
    ),
  ];
}

function nameText(language: Language, entrant: Entrant, nameOf: (file: string) => string): string {
  if (entrant.kind === 'baseline') return translate(language, `evaluate.baselines.${entrant.baseline}`);
  const { model } = entrant;
  return model.kind === 'file' ? nameOf(model.file) : translate(language, 'cli.evaluate.model');
}
