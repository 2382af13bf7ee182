/** A report as one HTML file: no scripts, nothing from elsewhere, the same bytes for the same view. */

import type { Language } from '../contract/api';
import type { ReportView } from '../contract/report';
import { translate } from '../locale/texts';
import { verdictSentence } from '../locale/verdict-text';
import { heatImage, MOST_UNITS } from './charts-heat';
import { MOST_DRAWN } from './charts-lines';
import { scatterChart } from './charts-scatter';
import { dataSection } from './data-section';
import { figuresSection, honestySection } from './figures-section';
import { html, type Markup, Markup as Raw } from './markup';
import { modelSection } from './model-section';
import { plain } from './numbers';
import { figure, legend } from './pieces';
import { STYLE } from './style';

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'";

export function reportHtml(view: ReportView, language: Language): string {
  const say = translate.bind(null, language);
  const title = say('report.title', { name: view.dataset.name });
  const verdict =
    view.comparison === null
      ? say(view.evaluation === null ? 'report.missing.evaluation' : 'report.missing.comparison')
      : verdictSentence(language, view.comparison);
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${new Raw(POLICY)}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <style>
          ${new Raw(STYLE)}
        </style>
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          <p class="verdict">${verdict}</p>
          ${figuresSection(language, view)} ${honestySection(language, view)} ${dataSection(language, view)}
          ${modelSection(language, view)} ${chartsSection(language, view)}
          <section>
            <h2>${say('report.provenance.title')}</h2>
            <p class="faint">${say('report.provenance.text')}</p>
            <pre>${view.provenance}</pre>
          </section>
        </main>
      </body>
    </html> `.text;
}

function chartsSection(language: Language, { scatter, gates }: ReportView): Markup {
  const say = translate.bind(null, language);
  const [first, second] = scatter.explained.map((share) => plain(100 * share));
  const labels = [...new Set(scatter.points.map(({ label }) => label))];
  const colourOf = (label: string | null) => Math.min(labels.indexOf(label), MOST_DRAWN);
  const points = say('report.charts.scatter', { first, second });
  const named = labels.slice(0, MOST_DRAWN).map((label, colour) => ({
    name: label ?? say('report.charts.noLabel'),
    colour,
  }));
  if (labels.length > MOST_DRAWN) named.push({ name: say('report.charts.others'), colour: MOST_DRAWN });
  const { id, layer, direction, heatmaps } = gates;
  return html`<section>
    <h2>${say('report.charts.title')}</h2>
    ${figure(points, [scatterChart(scatter, points, colourOf), legend(named)])}
    <h3>${say('report.charts.gates', { id, layer, direction: say(`common.direction.${direction}`) })}</h3>
    <div class="heats">
      ${heatmaps.map((heatmap) => {
        const { quantity, low, high, units, scale } = heatmap;
        const range = { low: plain(low), high: plain(high) };
        const caption = [
          say(`common.quantity.${quantity}`),
          say(scale === 'sequential' ? 'report.charts.range' : 'report.charts.diverging', range),
          ...(units > MOST_UNITS ? [say('report.charts.units', { count: MOST_UNITS, total: units })] : []),
        ].join(', ');
        return figure(caption, heatImage(heatmap, caption));
      })}
    </div>
  </section> `;
}
