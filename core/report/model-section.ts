/** The model of a report: its settings in words, shapes, where its weights are from, what was taken away. */

import type { Ablation } from '../contract/ablation';
import type { Language } from '../contract/api';
import { cellName } from '../contract/cells';
import type { ReportView } from '../contract/report';
import { translate } from '../locale/texts';
import { html, type Markup } from './markup';
import { pairs, table } from './pieces';

export function modelSection(language: Language, { model, features, settings, checksum }: ReportView): Markup {
  const say = translate.bind(null, language);
  const drawn = model.kind === 'random' ? model : null;
  const { file } = settings;
  const weights =
    drawn === null
      ? `${say('report.model.opened', { file: settings.fileName ?? '' })}, ${say(settings.trained ? 'report.model.trained' : 'report.model.untrained')}`
      : say('report.model.drawn', { seed: drawn.seed, init: drawn.init });
  const head = (['layer', 'cell', 'direction', 'input', 'hidden', 'output', 'parameters'] as const).map((key) =>
    say(`report.model.${key}`),
  );
  const shapes = settings.shapes.map(({ layer, direction, input, hidden, output, parameters }) => {
    const cell = cellName(settings.stack[layer].cell);
    const name = cell === null ? say('report.model.other') : say(`model.cells.names.${cell}`);
    return [layer, name, say(`common.direction.${direction}`), input, hidden, output, parameters];
  });
  const { poolings, layers } = features;
  return html`<section>
    <h2>${say('report.model.title')}</h2>
    ${pairs([
      [say('report.model.weights'), weights],
      ...(drawn === null || drawn.forgetBias === null
        ? []
        : [[say('report.model.forgetBias'), String(drawn.forgetBias)] as const]),
      ...(file === null
        ? []
        : [
            [say('report.model.file'), html`<code>${file.sha256}</code>`] as const,
            ...file.assumptions.map(({ key, value }) => [say('report.model.assumed'), `${key}: ${value}`] as const),
          ]),
      [say('report.model.parameters'), settings.parameters],
      [say('report.model.checksum'), html`<code>${checksum}</code>`],
      [say('report.model.features'), `${poolings.join(', ')}${layers === 'all' ? '' : ` (${layers.join(', ')})`}`],
      [say('report.model.ablation'), ablationText(language, model.ablation)],
    ])}
    <h3>${say('report.model.layers')}</h3>
    ${table(head, shapes, [1, 2])}
  </section> `;
}

function ablationText(language: Language, { holds = [], shuffle, first }: Ablation = {}): string {
  const say = translate.bind(null, language);
  const taken = holds.map(({ quantity, units, value, layer, direction }) => {
    const of = units === undefined ? say('report.model.every') : say('report.model.units', { list: units });
    const where = [layer === undefined ? '' : `l${layer}`, direction ?? ''].filter((text) => text !== '');
    return say('report.model.hold', { quantity, units: [of, ...where].join(' '), value });
  });
  if (shuffle !== undefined) taken.push(say('report.model.shuffled', { seed: shuffle }));
  if (first !== undefined) taken.push(say('report.model.first', { count: first }));
  return taken.length === 0 ? say('report.model.nothingTaken') : taken.join('; ');
}
