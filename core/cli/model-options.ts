/** The options that describe a model: random weights, or a file of weights with what is chosen of it. */

import { CELL_NAMES, CELLS } from '../contract/cells';
import { type AssumptionChoices, MODEL_ASSUMPTIONS } from '../contract/model-file';
import { ARRAY_ORDERS, EXPECTED, LENGTH_RULES, type Lengths, type ParityChoices } from '../contract/parity';
import { DEFAULT_MODEL, type FileModel, INITS, LIMITS, type ModelSpec } from '../contract/specs';
import { ablationFrom } from './ablation-options';
import { bad, integerOf, numberOf, oneOf, textOf, type Values } from './option-values';

export const MODEL_OPTIONS = {
  model: { type: 'string' },
  hidden: { type: 'string' },
  layers: { type: 'string' },
  bidirectional: { type: 'boolean' },
  'no-bias': { type: 'boolean' },
  init: { type: 'string' },
  'forget-bias': { type: 'string' },
  'spectral-radius': { type: 'string' },
  'input-scale': { type: 'string' },
  'recurrent-scale': { type: 'string' },
  seed: { type: 'string' },
  cell: { type: 'string' },
  projection: { type: 'string' },
  backward: { type: 'boolean' },
  residual: { type: 'boolean' },
} as const;

/** What is chosen of a file of weights. */
export const FILE_OPTIONS = { stack: { type: 'string' }, assume: { type: 'string', multiple: true } } as const;

export const PARITY_OPTIONS = {
  ...FILE_OPTIONS,
  input: { type: 'string' },
  expect: { type: 'string' },
  'test-data': { type: 'string' },
  as: { type: 'string' },
  order: { type: 'string' },
  lengths: { type: 'string' },
  tolerance: { type: 'string' },
} as const;

/** With none of --hidden, --layers, --bidirectional and --backward it is the default extractor; any of them describes it in full. */
export function modelFrom(values: Values): ModelSpec {
  const file = textOf(values, 'model');
  const ablation = ablationFrom(values);
  if (file !== undefined) {
    const clash = Object.keys(MODEL_OPTIONS).find((name) => name !== 'model' && values[name] !== undefined);
    if (clash !== undefined) throw bad(clash, String(values[clash]), 'no --model');
    return { ...fileModelFrom(values, file), ...(ablation === undefined ? {} : { ablation }) };
  }
  const ofFile = Object.keys(FILE_OPTIONS).find((name) => values[name] !== undefined);
  if (ofFile !== undefined) throw bad(ofFile, String(values[ofFile]), '--model FILE');
  if (values.bidirectional === true && values.backward === true) throw bad('backward', '', 'no --bidirectional');
  const described = ['hidden', 'layers', 'bidirectional', 'backward'].some((name) => values[name] !== undefined);
  const cell = oneOf(values, 'cell', CELL_NAMES);
  const init = oneOf(values, 'init', INITS) ?? DEFAULT_MODEL.init;
  const spectralRadius = numberOf(values, 'spectral-radius', LIMITS.spectralRadius);
  if (spectralRadius !== undefined && init !== 'spectral')
    throw bad('spectral-radius', String(spectralRadius), '--init spectral');
  const inputScale = numberOf(values, 'input-scale', LIMITS.inputScale);
  const recurrentScale = numberOf(values, 'recurrent-scale', LIMITS.recurrentScale);
  const projection = integerOf(values, 'projection', LIMITS.projection);
  return {
    kind: 'random',
    hidden: integerOf(values, 'hidden', LIMITS.hidden) ?? DEFAULT_MODEL.hidden,
    layers: integerOf(values, 'layers', LIMITS.layers) ?? DEFAULT_MODEL.layers,
    bidirectional: described ? values.bidirectional === true : DEFAULT_MODEL.bidirectional,
    bias: values['no-bias'] !== true,
    init,
    forgetBias: numberOf(values, 'forget-bias', LIMITS.forgetBias) ?? null,
    seed: integerOf(values, 'seed', LIMITS.seed) ?? DEFAULT_MODEL.seed,
    ...(spectralRadius === undefined ? {} : { spectralRadius }),
    ...(inputScale === undefined ? {} : { inputScale }),
    ...(recurrentScale === undefined ? {} : { recurrentScale }),
    ...(cell === undefined || cell === 'lstm' ? {} : { cell: CELLS[cell] }),
    ...(projection === undefined ? {} : { projection }),
    ...(values.backward === true ? { backward: true } : {}),
    ...(values.residual === true ? { residual: true } : {}),
    ...(ablation === undefined ? {} : { ablation }),
  };
}

/** `--assume key=value`, once for each key. */
function choicesFrom({ assume }: Values): AssumptionChoices | undefined {
  if (!Array.isArray(assume)) return undefined;
  const choices = assume.map((text) => {
    const cut = text.indexOf('=');
    const key = MODEL_ASSUMPTIONS.find((name) => name === text.slice(0, Math.max(0, cut)));
    if (key === undefined || cut === text.length - 1)
      throw bad('assume', text, MODEL_ASSUMPTIONS.map((name) => `${name}=...`).join(' | '));
    return [key, text.slice(cut + 1)] as const;
  });
  return Object.fromEntries(choices);
}

/** The model of a file, with what `--stack` and `--assume` choose of it. */
export function fileModelFrom(values: Values, file: string): FileModel {
  const stack = textOf(values, 'stack');
  const choices = choicesFrom(values);
  return {
    kind: 'file',
    file,
    ...(stack === undefined ? {} : { stack }),
    ...(choices === undefined ? {} : { choices }),
  };
}

/** How `--as`, `--order` and `--lengths` say that arrays are understood. */
export function parityChoicesFrom(values: Values): ParityChoices {
  const expected = oneOf(values, 'as', EXPECTED);
  const order = oneOf(values, 'order', ARRAY_ORDERS);
  const lengths = lengthsFrom(values);
  return {
    ...(expected === undefined ? {} : { expected }),
    ...(order === undefined ? {} : { order }),
    ...(lengths === undefined ? {} : { lengths }),
  };
}

/** `full`, `zeros`, or a number for each series. */
function lengthsFrom(values: Values): Lengths | undefined {
  const text = textOf(values, 'lengths');
  if (text === undefined) return undefined;
  const rule = LENGTH_RULES.find((name) => name === text);
  if (rule !== undefined) return rule;
  const range = { min: 1, max: Number.MAX_SAFE_INTEGER };
  return text.split(',').map((part) => integerOf({ lengths: part }, 'lengths', range) as number);
}
