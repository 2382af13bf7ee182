/** Job files: JSON text to a checked `Job` and back; every fault names its line and column or its field. */

import { parse, type ParseError, printParseErrorCode } from 'jsonc-parser';
import { WorkbenchError } from '../contract/errors';
import { type AssumptionChoices, MODEL_ASSUMPTIONS } from '../contract/model-file';
import {
  DEFAULT_FEATURES,
  DEFAULT_MODEL,
  type FeaturesSpec,
  INITS,
  type Job,
  LIMITS,
  type ModelSpec,
  POOLINGS,
} from '../contract/specs';
import { Field } from './field';
import { ablationFrom } from './job-ablation';
import { cellFrom } from './job-cell';
import { datasetFrom } from './job-dataset';

/**
 * Reads a job file's text. Absent parts take the defaults; unknown fields are refused, so that a typing error is seen.
 * @throws job/syntax with line and column, job/field with the field's path
 */
export function parseJob(file: string, text: string): Job {
  const root = new Field(file, '', parseJson(file, text));
  root.only('version', 'task', 'dataset', 'model', 'features', 'gates', 'output');
  root.at('version').oneOf([1] as const);
  const model = root.has('model') ? modelFrom(root.at('model')) : DEFAULT_MODEL;
  return {
    version: 1,
    task: root.has('task') ? root.at('task').oneOf(['features', 'gates', 'convert'] as const) : 'features',
    dataset: datasetFrom(root.at('dataset'), model),
    model,
    features: root.has('features') ? featuresFrom(root.at('features')) : DEFAULT_FEATURES,
    gates: { sequence: root.has('gates') ? sequenceFrom(root.at('gates')) : null },
    output: outputFrom(root.at('output')),
  };
}

/** The text of a job file: two spaces, keys in the order of the type, a final newline. */
export function jobText(job: Job): string {
  return `${JSON.stringify(job, null, 2)}\n`;
}

const SIZES = ['hidden', 'layers', 'bidirectional', 'bias', 'projection', 'backward', 'residual'];
const RANDOM_FIELDS = [
  'kind',
  ...SIZES,
  'cell',
  'init',
  'forgetBias',
  'seed',
  'spectralRadius',
  'inputScale',
  'recurrentScale',
  'ablation',
];

function modelFrom(field: Field): ModelSpec {
  const kind = field.at('kind').oneOf(['random', 'file'] as const);
  if (kind === 'file') {
    field.only('kind', 'file', 'stack', 'choices', 'ablation');
    return {
      kind,
      file: field.at('file').text(),
      ...(field.has('stack') ? { stack: field.at('stack').text() } : {}),
      ...(field.has('choices') ? { choices: choicesFrom(field.at('choices')) } : {}),
      ...(field.has('ablation') ? { ablation: ablationFrom(field.at('ablation')) } : {}),
    };
  }
  field.only(...RANDOM_FIELDS);
  return {
    kind,
    hidden: field.at('hidden').integer(LIMITS.hidden),
    layers: field.at('layers').integer(LIMITS.layers),
    bidirectional: field.at('bidirectional').oneOf([true, false] as const),
    bias: field.at('bias').oneOf([true, false] as const),
    init: field.at('init').oneOf(INITS),
    forgetBias: field.at('forgetBias').nullOr((bias) => bias.number(LIMITS.forgetBias)),
    seed: field.at('seed').integer(LIMITS.seed),
    ...(field.has('spectralRadius')
      ? { spectralRadius: field.at('spectralRadius').number(LIMITS.spectralRadius) }
      : {}),
    ...(field.has('inputScale') ? { inputScale: field.at('inputScale').number(LIMITS.inputScale) } : {}),
    ...(field.has('recurrentScale')
      ? { recurrentScale: field.at('recurrentScale').number(LIMITS.recurrentScale) }
      : {}),
    ...(field.has('cell') ? { cell: cellFrom(field.at('cell')) } : {}),
    ...(field.has('projection') ? { projection: field.at('projection').integer(LIMITS.projection) } : {}),
    ...(field.has('backward') ? { backward: field.at('backward').oneOf([true, false] as const) } : {}),
    ...(field.has('residual') ? { residual: field.at('residual').oneOf([true, false] as const) } : {}),
    ...(field.has('ablation') ? { ablation: ablationFrom(field.at('ablation')) } : {}),
  };
}

/** What is chosen in place of assumptions; which words a file allows is told when it is opened. */
function choicesFrom(field: Field): AssumptionChoices {
  field.only(...MODEL_ASSUMPTIONS);
  const made = MODEL_ASSUMPTIONS.filter((key) => field.has(key)).map((key) => [key, field.at(key).text()] as const);
  return Object.fromEntries(made);
}

function featuresFrom(field: Field): FeaturesSpec {
  field.only('poolings', 'layers');
  const layers = field.has('layers') ? field.at('layers') : null;
  return {
    poolings: field
      .at('poolings')
      .list()
      .map((pooling) => pooling.oneOf(POOLINGS)),
    layers:
      layers === null || layers.value === 'all'
        ? 'all'
        : layers.list().map((layer) => layer.integer({ min: 0, max: Number.MAX_SAFE_INTEGER })),
  };
}

function sequenceFrom(field: Field): string | null {
  field.only('sequence');
  return field.at('sequence').nullOr((sequence) => sequence.text());
}

function outputFrom(field: Field): Job['output'] {
  field.only('file', 'test');
  return {
    file: field.at('file').text(),
    test: field.has('test') ? field.at('test').nullOr((test) => test.text()) : null,
  };
}

function parseJson(file: string, text: string): unknown {
  const errors: ParseError[] = [];
  const value: unknown = parse(text, errors, { disallowComments: true, allowTrailingComma: false });
  if (errors.length === 0) return value;
  const { offset, error } = errors[0];
  const before = text.slice(0, offset).split('\n');
  const column = (before.at(-1)?.length ?? 0) + 1;
  throw new WorkbenchError('job/syntax', { file, line: before.length, column, reason: printParseErrorCode(error) });
}
