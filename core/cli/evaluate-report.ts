/** What the command line says of an evaluation, line by line. */

import type { Language } from '../contract/api';
import type { EvaluationView } from '../contract/evaluation';
import type { DatasetView } from '../contract/views';
import { type TextKey, translate } from '../locale/texts';

/** Classes of which a confusion matrix is printed. */
const MOST_CONFUSED = 20;

/** Figures with their spread, classes, confusion and what is to be known of them. */
export function evaluationLines(language: Language, data: DatasetView, view: EvaluationView): string[] {
  const say = translate.bind(null, language);
  const { spec, fits, entrant, columns } = view;
  const seeds = new Set(fits.map(({ seed }) => seed)).size;
  const name = entrant.kind === 'baseline' ? say(`evaluate.baselines.${entrant.baseline}`) : say('cli.evaluate.model');
  const lines = [
    say('cli.evaluate.entrant', { name, columns, classifier: spec.classifier.kind }),
    divisionLine(language, data, view),
  ];
  const figures = Object.entries(view.spreads).map(([figure, { mean, deviation }]) => [
    say(`evaluate.scores.names.${figure}` as TextKey),
    number(mean),
    deviation === null ? '' : `± ${number(deviation)}`,
  ]);
  lines.push(
    ...table(figures),
    say(seeds > 1 ? 'cli.evaluate.seeds' : 'cli.evaluate.once', { seeds, fits: fits.length }),
  );
  if (view.classes.length > 0) lines.push('', ...classLines(language, view));
  if (view.confusion !== null && view.classes.length <= MOST_CONFUSED) {
    const { labels, counts } = view.confusion;
    const head = [say('cli.evaluate.confusion'), ...labels];
    lines.push('', ...table([head, ...labels.map((label, k) => [label, ...counts[k].map(String)])]));
  }
  if (view.notes.length > 0) lines.push('');
  return [...lines, ...noteLines(language, view)];
}

/** What is fitted on and what is held out. */
export function divisionLine(language: Language, { train, test }: DatasetView, { spec, fits }: EvaluationView): string {
  const { division } = spec;
  if (division.kind === 'official') {
    const rows = { fitted: fits[0].trainRows, held: fits[0].testRows };
    return translate(language, 'cli.evaluate.official', { train: train!.fileName, test: test!.fileName, ...rows });
  }
  const { folds, rule, seed } = division;
  return translate(language, 'cli.evaluate.folds', { folds, rule, seed, train: train!.fileName });
}

export function noteLines(language: Language, { notes }: EvaluationView): string[] {
  return notes.map(({ note, count }) =>
    translate(language, 'cli.evaluate.note', { text: translate(language, `evaluate.notes.${note}`, { count }) }),
  );
}

function classLines(language: Language, { classes }: EvaluationView): string[] {
  const head = (['label', 'rows', 'precision', 'recall', 'f1'] as const).map((column) =>
    translate(language, `evaluate.classes.${column}`),
  );
  const rows = classes.map(({ label, rows: count, precision, recall, f1 }) => [
    label,
    String(count),
    ...[precision, recall, f1].map(number),
  ]);
  return table([head, ...rows]);
}

function number(value: number): string {
  return value.toFixed(4);
}

/** Rows of cells in columns: the first to the left, all others to the right. */
export function table(rows: readonly string[][]): string[] {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => width(row[column]))));
  return rows.map((row) =>
    row
      .map((cell, column) => {
        const room = ' '.repeat(widths[column] - width(cell));
        return column === 0 ? cell + room : room + cell;
      })
      .join('  ')
      .trimEnd(),
  );
}

/** Columns of a terminal: Chinese characters take two. */
function width(text: string): number {
  return Array.from(text).reduce((sum, mark) => sum + (/[\u1100-\u115f\u2e80-\uffdc]/.test(mark) ? 2 : 1), 0);
}
