/** The figures of a report: scores with their spread, classes, confusion, and the model beside simpler ways. */

import type { Language } from '../contract/api';
import type { ComparisonView, Entrant, EvaluationView } from '../contract/evaluation';
import type { ReportView } from '../contract/report';
import { type TextKey, translate } from '../locale/texts';
import { significanceText } from '../locale/verdict-text';
import { spreadBar } from './charts-bars';
import { html, type Markup, NOTHING } from './markup';
import { rangeOf, scoreText, spreadText } from './numbers';
import { list, pairs, table } from './pieces';

/** Classes of which a confusion matrix is written. */
const MOST_CONFUSED = 30;

export function figuresSection(language: Language, { evaluation }: ReportView): Markup {
  const say = translate.bind(null, language);
  if (evaluation === null)
    return html`<section>
      <h2>${say('report.figures.title')}</h2>
      <p>${say('report.missing.evaluation')}</p>
    </section>`;
  const { spec, fits, columns, spreads } = evaluation;
  const { classifier, division } = spec;
  const seeds = [...new Set(fits.map(({ seed }) => seed))].filter((seed) => seed !== null);
  const rows = { train: fits[0].trainRows, test: fits[0].testRows, columns };
  const scores = Object.entries(spreads).map(([name, { mean, deviation, values }]) => [
    say(`evaluate.scores.names.${name}` as TextKey),
    scoreText(mean),
    deviation === null ? '' : scoreText(deviation),
    `${scoreText(Math.min(...values))}–${scoreText(Math.max(...values))}`,
  ]);
  return html`<section>
    <h2>${say('report.figures.title')}</h2>
    <p class="faint">
      ${
        seeds.length === 0
          ? say('evaluate.scores.once', rows)
          : say('evaluate.scores.over', { count: seeds.length, ...rows })
      }
    </p>
    ${pairs([
      [say('report.figures.classifier'), say(`evaluate.settings.kinds.${classifier.kind}`)],
      [
        say('report.figures.division'),
        division.kind === 'official'
          ? say('evaluate.settings.divisions.official')
          : say('report.figures.folds', { ...division, rule: say(`evaluate.settings.rules.${division.rule}`) }),
      ],
      ...(seeds.length === 0 ? [] : [[say('report.figures.seeds'), seeds.join(', ')] as const]),
    ])}
    <h3>${say('report.figures.title')}</h3>
    ${table(
      (['score', 'mean', 'deviation', 'range'] as const).map((key) => say(`evaluate.scores.${key}`)),
      scores,
    )}
    ${classTable(language, evaluation)} ${confusionTable(language, evaluation)}
    ${list(say('report.figures.notes'), noteTexts(language, evaluation))}
  </section> `;
}

function classTable(language: Language, { classes }: EvaluationView): Markup {
  if (classes.length === 0) return NOTHING;
  const head = (['label', 'rows', 'precision', 'recall', 'f1'] as const).map((column) =>
    translate(language, `evaluate.classes.${column}`),
  );
  const rows = classes.map(({ label, rows: count, precision, recall, f1 }) => [
    label,
    count,
    ...[precision, recall, f1].map(scoreText),
  ]);
  return html`<h3>${translate(language, 'evaluate.classes.title')}</h3>
    ${table(head, rows)}`;
}

function confusionTable(language: Language, { confusion }: EvaluationView): Markup {
  if (confusion === null) return NOTHING;
  const say = translate.bind(null, language);
  const { labels, counts } = confusion;
  const title = html`<h3>${say('evaluate.confusion.title')}</h3>`;
  if (labels.length > MOST_CONFUSED)
    return html`${title}
      <p>${say('report.figures.tooMany', { count: labels.length })}</p>`;
  return html`${title}${table(
    [say('cli.evaluate.confusion'), ...labels],
    labels.map((label, k) => [label, ...counts[k]]),
  )}`;
}

function noteTexts(language: Language, { notes }: EvaluationView): string[] {
  return notes.map(({ note, count }) => translate(language, `evaluate.notes.${note}`, { count }));
}

/** The model beside simpler ways, each with its bar, its difference and the test. */
export function honestySection(language: Language, { comparison, compared, settings }: ReportView): Markup {
  const say = translate.bind(null, language);
  const title = html`<h2>${say('report.honesty.title')}</h2>`;
  if (comparison === null)
    return html`<section>
      ${title}
      <p>${say('report.missing.comparison')}</p>
    </section>`;
  const { entrants, contrasts, measure } = comparison;
  const { low, high } = axisOf(comparison);
  const names = entrants.map(({ entrant }, at) => entrantName(language, entrant, at === 0, settings.fileName));
  const rows = entrants.map(({ spread }, at) => {
    const contrast = contrasts.find(({ other }) => other === at);
    const { difference = null, significance = null } = contrast ?? {};
    return [
      names[at],
      spreadBar(spread, low, high, at === 0),
      spreadText(spread),
      difference === null ? '' : scoreText(difference),
      significance === null ? '' : significanceText(language, significance),
    ];
  });
  const head = [
    say('evaluate.compare.entrant'),
    `${scoreText(low)} – ${scoreText(high)}`,
    say(`evaluate.scores.names.${measure}`),
    say('evaluate.compare.difference'),
    say('report.honesty.chance'),
  ];
  const notes = compared.flatMap((view, at) => noteTexts(language, view).map((text) => `${names[at]}: ${text}`));
  return html`<section>
    ${title}
    <p class="faint">${say('evaluate.compare.hint')}</p>
    ${table(head, rows, [1, 4])} ${list(say('report.figures.notes'), notes)}
  </section> `;
}

/** Bars begin at 0, or lower where a figure is. */
function axisOf({ entrants, measure }: ComparisonView): { low: number; high: number } {
  const { low, high } = rangeOf(entrants.flatMap(({ spread }) => [spread.mean, ...spread.values]));
  return { low: Math.min(0, low), high: measure === 'accuracy' ? 1 : high };
}

function entrantName(language: Language, entrant: Entrant, own: boolean, fileName: string | null): string {
  if (entrant.kind === 'baseline') return translate(language, `evaluate.baselines.${entrant.baseline}`);
  if (own) return translate(language, 'evaluate.compare.model');
  return fileName ?? translate(language, 'cli.evaluate.model');
}
