/** The data of a report: parts, classes, how it was prepared, what is wrong with it, what was assumed. */

import type { Language } from '../contract/api';
import type { ReportView } from '../contract/report';
import type { DatasetView, PartView } from '../contract/views';
import { assumptionLines, shortList } from '../locale/assumption-text';
import { explain } from '../locale/explain';
import { explainFinding } from '../locale/quality-text';
import { translate } from '../locale/texts';
import { meansChart, MOST_DRAWN } from './charts-lines';
import { html, type Markup } from './markup';
import { plain } from './numbers';
import { figure, legend, list, pairs, table } from './pieces';

/** Classes that are told with their counts; of more the rest are counted. */
const MOST_CLASSES = 40;

export function dataSection(language: Language, view: ReportView): Markup {
  const say = translate.bind(null, language);
  const { dataset, quality, means } = view;
  const parts = [dataset.train, dataset.test].flatMap((part, at) =>
    part === null
      ? []
      : [
          [
            say(at === 0 ? 'common.part.train' : 'common.part.test'),
            part.fileName,
            part.seriesCount,
            part.minLength === part.maxLength ? part.minLength : `${part.minLength}–${part.maxLength}`,
            part.missing,
            classesText(language, part),
          ],
        ],
  );
  const head = (['part', 'file', 'series', 'steps', 'missing', 'classes'] as const).map((key) =>
    say(`report.data.${key}`),
  );
  const findings = quality.findings.map((finding) =>
    say('report.data.finding', {
      severity: say(`quality.severities.${finding.severity}`),
      ...explainFinding(language, finding),
    }),
  );
  const warnings = dataset.warnings.map((warning) => {
    const { what, cure } = explain(language, warning);
    return `${what} ${cure}`;
  });
  const caption = say('report.data.means', { channel: dataset.channels[means.channel] ?? '' });
  const drawn = means.classes.slice(0, MOST_DRAWN);
  return html`<section>
    <h2>${say('report.data.title')}</h2>
    ${table(head, parts, [1, 5])}
    ${pairs([
      [say('report.data.channels', { count: dataset.channels.length }), shortList(dataset.channels)],
      [say('report.data.prepared'), preparedText(language, dataset)],
    ])}
    <h3>${say('report.data.quality')}</h3>
    ${
      findings.length === 0
        ? html`<p>${say('report.data.nothing')}</p>`
        : html`<ul>
            ${findings.map((line) => html`<li>${line}</li>`)}
          </ul>`
    }
    ${list(say('report.data.assumed'), assumptionLines(language, dataset))}
    ${list(say('report.data.warnings'), warnings)}
    ${figure(caption, [
      meansChart(means, caption),
      legend(drawn.map(({ label }, colour) => ({ name: label ?? say('report.data.all'), colour }))),
      means.classCount > MOST_DRAWN
        ? html`<p class="faint">${say('report.data.drawn', { count: MOST_DRAWN, total: means.classCount })}</p>`
        : '',
    ])}
  </section> `;
}

function classesText(language: Language, { classes, target }: PartView): string {
  if (target !== undefined && target.count > 0) {
    const { min, max, mean } = target;
    return translate(language, 'report.data.target', { min: plain(min), max: plain(max), mean: plain(mean) });
  }
  const shown = classes.slice(0, MOST_CLASSES).map(({ label, count }) => `${label}: ${count}`);
  return [...shown, ...(classes.length > MOST_CLASSES ? [`… (${classes.length})`] : [])].join(', ');
}

function preparedText(language: Language, { spec, scaler, clip, train }: DatasetView): string {
  const leftOut = spec.leaveOut ?? [];
  const done = [
    ...(scaler === null || scaler.kind === 'none'
      ? []
      : [translate(language, 'report.data.scaling', { kind: scaler.kind })]),
    ...((train?.missing ?? 0) === 0 ? [] : [translate(language, 'report.data.cure', { cure: spec.missing })]),
    ...(clip === undefined ? [] : [translate(language, 'report.data.clip', { clip: clip.kind })]),
    ...(leftOut.length === 0 ? [] : [translate(language, 'report.data.leftOut', { what: leftOut })]),
  ];
  return done.length === 0 ? translate(language, 'report.data.asRead') : done.join('; ');
}
