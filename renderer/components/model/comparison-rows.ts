/** The rows of two models side by side, from the engine's views, as texts. */

import { type Ablation, isAblated } from '../../../core/contract/ablation';
import { type ActivationSpec, cellName, type CellSpec } from '../../../core/contract/cells';
import { DEFAULT_RADIUS, type ModelSpec } from '../../../core/contract/specs';
import type { LayerView } from '../../../core/contract/views';
import type { ComparedModel, ComparedTensor, ModelComparison } from '../../../core/contract/views-comparison';
import type { TextKey } from '../../../core/locale/texts';
import type { Translator } from '../../i18n';
import { assumedText } from './assumed';
import { grouped } from './model-facts';

/** One line: what it is of, and both sides; null where a model has nothing there. */
export interface ComparedRow {
  label: string;
  a: string | null;
  b: string | null;
}

type Translate = Translator['t'];
type Line = [label: string, text: string];

/** The settings that differ, in words; parts that the cell of one of the models has not got are not told of the other. */
export function settingRows(
  specs: readonly [ModelSpec, ModelSpec],
  { models }: Pick<ModelComparison, 'models'>,
  t: Translate,
): ComparedRow[] {
  const [a, b] = specs.map((spec, at) => settingLines(spec, models[at], t));
  const parts = new Set(PARTS.map(({ key }) => t(key)));
  const isTold = (row: ComparedRow): boolean => !parts.has(row.label) || (row.a !== null && row.b !== null);
  return sideBySide(a, b).filter((row) => row.a !== row.b && isTold(row));
}

/** Every direction of every layer with its sizes, and the head. */
export function layerRows({ models }: Pick<ModelComparison, 'models'>, t: Translate): ComparedRow[] {
  const [a, b] = models.map((model) => layerLines(model, t));
  return sideBySide(a, b);
}

/** What is told of the whole: parameters and checksum. */
export function wholeRows({ models: [a, b] }: Pick<ModelComparison, 'models'>, t: Translate): ComparedRow[] {
  const label = (key: 'parameters' | 'checksum'): string => t(`model.compare.${key}`);
  return [
    { label: label('parameters'), a: grouped(a.view.parameters), b: grouped(b.view.parameters) },
    { label: label('checksum'), a: a.checksum, b: b.checksum },
  ];
}

/** Lines of one label beside each other, in the order of the first model. */
function sideBySide(a: readonly Line[], b: readonly Line[]): ComparedRow[] {
  const ofB = new Map(b);
  const rows = a.map(([label, text]) => ({ label, a: text, b: ofB.get(label) ?? null }));
  const ofA = new Map(a);
  return [...rows, ...b.filter(([label]) => !ofA.has(label)).map(([label, text]) => ({ label, a: null, b: text }))];
}

function settingLines(spec: ModelSpec, { view }: ComparedModel, t: Translate): Line[] {
  const { stack, file } = view;
  const lines: Line[] = [
    [t('model.compare.weights'), t(spec.kind === 'random' ? 'model.list.drawn' : 'model.list.file')],
  ];
  if (file !== null) {
    lines.push(
      [t('model.compare.file'), view.fileName ?? ''],
      [t('model.file.format'), t(`model.file.formats.${file.format}`)],
    );
    lines.push([t('model.file.stack'), file.stack]);
    for (const { key, value } of file.assumptions)
      lines.push([t(`model.file.assumptions.${key}`), assumedText(key, value, t)]);
  }
  const each = (text: (layer: LayerView) => string): string => [...new Set(stack.map(text))].join(', ');
  const add = (key: TextKey, text: string): void => void (text !== '' && lines.push([t(key), text]));
  add('model.layers.label', stack.length === 0 ? '' : String(stack.length));
  add(
    'model.hidden.label',
    each(({ hidden }) => String(hidden)),
  );
  add(
    'model.direction.label',
    each(({ direction }) => t(directions[direction])),
  );
  add(
    'model.cells.label',
    each(({ cell }) => cellText(cell, t)),
  );
  for (const { key, text } of PARTS)
    add(
      key,
      each(({ cell }) => text(cell, t) ?? ''),
    );
  add(
    'model.cells.projection',
    each(({ projection }) => onOff(projection !== null, t, projection ?? undefined)),
  );
  add(
    'model.cells.residual',
    onOff(
      stack.some(({ residual }) => residual),
      t,
    ),
  );
  add(
    'model.bias.label',
    each(({ bias }) => onOff(bias, t)),
  );
  if (spec.kind === 'random') {
    add('model.init.label', t(`model.init.${spec.init}`));
    for (const setting of ['inputScale', 'recurrentScale'] as const) {
      const scale = spec[setting];
      if (scale !== undefined) add(`model.scales.${setting}`, String(scale));
    }
    if (spec.init === 'spectral') add('model.init.radius.label', String(spec.spectralRadius ?? DEFAULT_RADIUS));
    add(
      'model.forgetBias.label',
      spec.forgetBias === null ? t('model.forgetBias.prescribed') : String(spec.forgetBias),
    );
    add('model.seed.label', String(spec.seed));
  }
  if (isAblated(spec.ablation)) lines.push([t('model.compare.ablation'), ablationText(spec.ablation, t)]);
  return lines;
}

function ablationText({ holds = [], shuffle, first }: Ablation, t: Translate): string {
  const parts = holds.map(({ quantity, layer, direction, units, value }) => {
    const place = [layer ?? '', direction ?? '', units?.join(' ') ?? ''].filter((part) => part !== '').join(' ');
    return `${quantity}${place === '' ? '' : `[${place}]`} = ${value}`;
  });
  if (shuffle !== undefined) parts.push(t('model.compare.shuffled', { seed: shuffle }));
  if (first !== undefined) parts.push(t('model.compare.first', { count: first }));
  return parts.join(', ');
}

const directions = {
  forward: 'model.direction.forward',
  backward: 'model.direction.backward',
  both: 'model.direction.bidirectional',
} as const satisfies Record<LayerView['direction'], TextKey>;

/** What a cell is made of; a part that a cell of its kind has not got says nothing. */
const PARTS: readonly { key: TextKey; text: (cell: CellSpec, t: Translate) => string | null }[] = [
  ...(['inputGate', 'forgetGate', 'outputGate'] as const).map((gate) => ({
    key: `model.cells.${gate}` as const,
    text: (cell: CellSpec, t: Translate) => (cell.kind === 'lstm' ? t(`model.cells.gates.${cell[gate]}`) : null),
  })),
  ...(['peepholes', 'gateRecurrence', 'layerNorm'] as const).map((part) => ({
    key: `model.cells.${part}` as const,
    text: (cell: CellSpec, t: Translate) => (cell.kind === 'lstm' ? onOff(cell[part], t) : null),
  })),
  {
    key: 'model.cells.reset',
    text: (cell, t) => (cell.kind === 'gru' ? t(`model.cells.resets.${cell.reset}`) : null),
  },
  { key: 'model.cells.gateActivation', text: (cell) => (cell.kind === 'rnn' ? null : shown(cell.activations.gate)) },
  {
    key: 'model.cells.candidateActivation',
    text: (cell) => (cell.kind === 'rnn' ? null : shown(cell.activations.candidate)),
  },
  {
    key: 'model.cells.cellActivation',
    text: (cell) => (cell.kind === 'lstm' ? shown(cell.activations.cell) : null),
  },
  { key: 'model.cells.activation', text: (cell) => (cell.kind === 'rnn' ? shown(cell.activation) : null) },
  { key: 'model.compare.clip', text: ({ clip }, t) => (clip === null ? t('model.compare.off') : `±${clip}`) },
];

function shown({ name, alpha, beta }: ActivationSpec): string {
  const numbers = [alpha, beta].filter((number) => number !== null);
  return numbers.length === 0 ? name : `${name}(${numbers.join(', ')})`;
}

function onOff(is: boolean, t: Translate, size?: number): string {
  if (is && size !== undefined) return String(size);
  return t(is ? 'model.compare.on' : 'model.compare.off');
}

function cellText(cell: CellSpec, t: Translate): string {
  const name = cellName(cell);
  if (name !== null) return t(`model.cells.names.${name}`);
  return `${cell.kind.toUpperCase()} (${t('model.cells.other')})`;
}

function layerLines({ view }: ComparedModel, t: Translate): Line[] {
  const lines = view.shapes.map(({ layer, direction, input, hidden, output, parameters }): Line => {
    const units = output === hidden ? String(hidden) : `${hidden} → ${output}`;
    const { cell } = view.stack[layer];
    return [
      t('model.compare.layer', { layer, direction: t(`common.direction.${direction}`) }),
      t('model.compare.layerText', {
        cell: cell.kind.toUpperCase(),
        sizes: `${input} → ${units}`,
        parameters: grouped(parameters),
      }),
    ];
  });
  if (view.head === null) return lines;
  const { outputs, takes } = view.head;
  return [
    ...lines,
    [t('model.compare.head'), t('model.compare.headText', { outputs, takes: t(`model.file.takes.${takes}`) })],
  ];
}

/** The largest difference of a tensor, or why there is none. */
export function differenceText({ a, b, difference }: ComparedTensor, t: Translate): string {
  if (difference !== null) return difference.at === null ? t('model.compare.equal') : magnitude(difference.absolute);
  if (a === null || b === null) return '';
  return t(a.join() === b.join() ? 'model.compare.otherGates' : 'model.compare.otherShape');
}

/** Infinity where a number is compared with none. */
function magnitude(absolute: number): string {
  return Number.isFinite(absolute) ? absolute.toExponential(2) : '∞';
}

/** What the comparison of the weights comes to. */
export type Verdict =
  | { kind: 'same' }
  | { kind: 'none' }
  | { kind: 'shapes'; count: number; total: number }
  | { kind: 'differ'; largest: string; tensor: string; place: string; a: number; b: number };

export function verdictOf({ models: [a, b], tensors }: ModelComparison): Verdict {
  if (a.checksum === null || b.checksum === null) return { kind: 'none' };
  const others = tensors.filter(({ difference }) => difference === null);
  if (others.length > 0) return { kind: 'shapes', count: others.length, total: tensors.length };
  let most: ComparedTensor | null = null;
  for (const tensor of tensors)
    if ((tensor.difference?.absolute ?? 0) > (most?.difference?.absolute ?? 0)) most = tensor;
  const difference = most?.difference ?? null;
  if (most === null || difference?.at == null) return { kind: 'same' };
  const { absolute, at } = difference;
  return {
    kind: 'differ',
    largest: magnitude(absolute),
    tensor: most.name,
    place: `[${at.place.join(', ')}]`,
    a: at.a,
    b: at.b,
  };
}
