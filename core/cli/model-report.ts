/** What the command line says of a model and of its parity, line by line. */

import type { Language } from '../contract/api';
import { type Difference, isWithin, type ParityReading, type ParityRow, type ParityView } from '../contract/parity';
import type { LayerView, ModelFileView, ModelView } from '../contract/views';
import { translate } from '../locale/texts';

/** What a file of weights holds, for people; layers are counted from 0, as PyTorch's names do. */
export function modelLines(language: Language, view: ModelView, file: ModelFileView): string[] {
  const say = translate.bind(null, language);
  const { stacks, stack, parts, assumptions, tests, checksum, sha256 } = file;
  const parameters = String(view.parameters);
  return [
    say('cli.inspect.file', { file: view.fileName ?? '', format: file.format }),
    ...(stacks.length > 1 ? [say('cli.model.stacks', { names: stacks.join(', '), stack })] : []),
    ...view.stack.map((layer, at) => layerLine(language, view, layer, at)),
    ...(view.head === null ? [] : [say('cli.model.head', { takes: view.head.takes, outputs: view.head.outputs })]),
    ...parts.map(({ name, kind, shape, role }) =>
      say('cli.model.part', { name, kind, shape: shapeText(shape), role }).replaceAll(/ {2,}/g, ' '),
    ),
    ...assumptions.map(({ key, value, choices, chosen }) =>
      say(chosen ? 'cli.model.chosen' : 'cli.model.assumed', { key, value, choices: choices.join(', ') }),
    ),
    say('cli.model.parameters', { count: parameters }),
    ...(tests.length > 0 ? [say('cli.model.tests', { names: tests.join(', ') })] : []),
    say('cli.inspect.sha256', { sha256 }),
    say('cli.model.checksum', { checksum }),
  ];
}

function layerLine(language: Language, { shapes }: ModelView, layer: LayerView, at: number): string {
  const say = translate.bind(null, language);
  const { cell, direction, hidden, output, projection, merge, residual, bias } = layer;
  const input = shapes.find((shape) => shape.layer === at)?.input ?? '?';
  const line = say('cli.model.layer', { layer: at, kind: cell.kind.toUpperCase(), direction, input, hidden, output });
  const more = [
    ...(projection === null ? [] : [say('cli.model.projected', { size: projection })]),
    ...(direction === 'both' && merge !== 'concat' ? [say('cli.model.merged', { merge })] : []),
    ...(residual ? [say('cli.model.residual')] : []),
    ...(bias ? [] : [say('cli.model.noBias')]),
  ];
  return [line, ...more].join('; ');
}

/** How two arrays compare, for people; every place is counted from 0, as in the arrays. */
export function parityLines(language: Language, view: ParityView, tolerance: number): string[] {
  const say = translate.bind(null, language);
  const { kernel } = view;
  const chosen = [kernel.kind, kernel.level ?? ''].join(' ').trim();
  const sides = chosen === 'reference' ? (['reference'] as const) : (['reference', 'kernel'] as const);
  return [
    say('cli.model.input', { name: view.input.name, shape: shapeText(view.input.shape) }),
    say('cli.model.expected', { name: view.expected.name, shape: shapeText(view.expected.shape) }),
    ...view.readings.map((reading) => readingLine(language, reading)),
    ...view.rows.flatMap((row) =>
      sides.map((side) =>
        say('cli.model.side', {
          place: placeText(language, row),
          kernel: side === 'reference' ? side : chosen,
          difference: differenceText(language, row[side]),
        }),
      ),
    ),
    say(isWithin(view, tolerance) ? 'cli.model.within' : 'cli.model.beyond', { tolerance: tolerance.toExponential() }),
  ];
}

function readingLine(language: Language, { key, value, choices, reason }: ParityReading): string {
  const others = choices.filter((choice) => choice !== value).join(', ');
  const why = translate(language, `cli.model.reasons.${reason}`, { choices: others });
  return translate(language, 'cli.model.reading', { key: key === 'expected' ? 'as' : key, value, reason: why });
}

function placeText(language: Language, { layer, direction }: ParityRow): string {
  if (layer === null) return translate(language, 'cli.model.places.head');
  if (direction === null) return translate(language, 'cli.model.places.layer', { layer });
  return translate(language, 'cli.model.places.direction', { layer, direction });
}

function differenceText(language: Language, { absolute, relative, place }: Difference): string {
  if (place === null) return translate(language, 'cli.model.equal');
  const { series, step, unit, got, expected } = place;
  const words = {
    absolute: absolute.toExponential(2),
    relative: relative.toExponential(2),
    series: String(series),
    unit: String(unit),
    got: String(got),
    expected: String(expected),
  };
  if (step === null) return translate(language, 'cli.model.difference', words);
  return translate(language, 'cli.model.differenceAt', { ...words, step: String(step) });
}

function shapeText(shape: readonly number[]): string {
  return shape.length === 0 ? '' : `(${shape.join(', ')})`;
}
