/** Job files: JSON text to a checked `Job` and back; every fault names its line and column or its field. */

import { parse, type ParseError, printParseErrorCode } from 'jsonc-parser';
import { WorkbenchError } from '../contract/errors';
import {
  DEFAULT_FEATURES,
  DEFAULT_MODEL,
  DELIMITERS,
  type DatasetSpec,
  ENCODINGS,
  FORMATS,
  type FeaturesSpec,
  GENERATORS,
  INITS,
  type Job,
  LAYOUTS,
  LIMITS,
  MISSING_CURES,
  type ModelSpec,
  POOLINGS,
  type ReadingSpec,
  SAMPLES,
  SCALINGS,
  type Source,
  type SyntheticSource,
  defaultScaling,
} from '../contract/specs';
import { parametersOf } from '../contract/synthetic';

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

function datasetFrom(field: Field, model: ModelSpec): DatasetSpec {
  field.only('source', 'reading', 'missing', 'scaling');
  return {
    source: sourceFrom(field.at('source')),
    reading: field.has('reading') ? readingFrom(field.at('reading')) : {},
    missing: field.has('missing') ? field.at('missing').oneOf(MISSING_CURES) : 'refuse',
    scaling: field.has('scaling') ? field.at('scaling').oneOf(SCALINGS) : defaultScaling(model),
  };
}

function sourceFrom(field: Field): Source {
  const kind = field.at('kind').oneOf(['file', 'sample', 'synthetic'] as const);
  if (kind === 'sample') {
    field.only('kind', 'id');
    return { kind, id: field.at('id').oneOf(SAMPLES) };
  }
  if (kind === 'file') {
    field.only('kind', 'file', 'test');
    return { kind, file: field.at('file').text(), test: field.has('test') ? testFrom(field.at('test')) : 'none' };
  }
  return syntheticFrom(field);
}

/** The parameters of one generator, in their order; what they must have in common is checked when the set is made. */
function syntheticFrom(field: Field): SyntheticSource {
  const generator = field.at('generator').oneOf(GENERATORS);
  const parameters = parametersOf(generator);
  field.only('kind', 'generator', ...parameters.map(([name]) => name));
  const given = parameters.map(([name, parameter]) => {
    const value = field.at(name);
    if ('options' in parameter) return [name, value.oneOf(parameter.options)];
    return [name, parameter.whole ? value.integer(parameter) : value.number(parameter)];
  });
  return { kind: 'synthetic', generator, ...Object.fromEntries(given) } as SyntheticSource;
}

function testFrom(field: Field): 'twin' | 'none' | { file: string } {
  if (typeof field.value === 'string') return field.oneOf(['twin', 'none'] as const);
  field.only('file');
  return { file: field.at('file').text() };
}

function readingFrom(field: Field): ReadingSpec {
  field.only(
    'format',
    'encoding',
    'array',
    'sheet',
    'delimiter',
    'header',
    'decimal',
    'layout',
    'channels',
    'label',
    'series',
    'time',
    'window',
  );
  const reading: ReadingSpec = {};
  if (field.has('format')) reading.format = field.at('format').oneOf(FORMATS);
  if (field.has('encoding')) reading.encoding = field.at('encoding').oneOf(ENCODINGS);
  for (const part of ['array', 'sheet'] as const) if (field.has(part)) reading[part] = field.at(part).text();
  if (field.has('delimiter')) reading.delimiter = field.at('delimiter').oneOf(DELIMITERS);
  if (field.has('header')) reading.header = field.at('header').oneOf([true, false] as const);
  if (field.has('decimal')) reading.decimal = field.at('decimal').oneOf(['.', ','] as const);
  if (field.has('layout')) reading.layout = field.at('layout').oneOf(LAYOUTS);
  if (field.has('channels'))
    reading.channels = field
      .at('channels')
      .list()
      .map((name) => name.text());
  for (const role of ['label', 'series', 'time'] as const) {
    if (field.has(role)) reading[role] = field.at(role).nullOr((column) => column.text());
  }
  if (field.has('window')) reading.window = field.at('window').nullOr(windowFrom);
  return reading;
}

function windowFrom(field: Field): { length: number; stride: number } {
  field.only('length', 'stride');
  const range = { min: 1, max: Number.MAX_SAFE_INTEGER };
  return { length: field.at('length').integer(range), stride: field.at('stride').integer(range) };
}

function modelFrom(field: Field): ModelSpec {
  const kind = field.at('kind').oneOf(['random', 'file'] as const);
  if (kind === 'file') {
    field.only('kind', 'file');
    return { kind, file: field.at('file').text() };
  }
  field.only('kind', 'hidden', 'layers', 'bidirectional', 'bias', 'init', 'forgetBias', 'seed');
  return {
    kind,
    hidden: field.at('hidden').integer(LIMITS.hidden),
    layers: field.at('layers').integer(LIMITS.layers),
    bidirectional: field.at('bidirectional').oneOf([true, false] as const),
    bias: field.at('bias').oneOf([true, false] as const),
    init: field.at('init').oneOf(INITS),
    forgetBias: field.at('forgetBias').nullOr((bias) => bias.number(LIMITS.forgetBias)),
    seed: field.at('seed').integer(LIMITS.seed),
  };
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

/** One value of the JSON with its path, asked for by the type that is expected there. */
class Field {
  constructor(
    private readonly file: string,
    private readonly path: string,
    readonly value: unknown,
  ) {}

  has(name: string): boolean {
    return Object.hasOwn(this.object(), name);
  }

  at(name: string): Field {
    const path = this.path === '' ? name : `${this.path}.${name}`;
    return new Field(this.file, path, this.has(name) ? this.object()[name] : undefined);
  }

  only(...names: string[]): void {
    const unknown = Object.keys(this.object()).find((name) => !names.includes(name));
    if (unknown !== undefined) this.at(unknown).fail(names.join(' | '));
  }

  text(): string {
    return typeof this.value === 'string' && this.value !== '' ? this.value : this.fail('"..."');
  }

  oneOf<T>(allowed: readonly T[]): T {
    const found = allowed.find((candidate) => candidate === this.value);
    return found === undefined ? this.fail(allowed.map((value) => JSON.stringify(value)).join(' | ')) : found;
  }

  number(range: { min: number; max: number }): number {
    const ok = typeof this.value === 'number' && this.value >= range.min && this.value <= range.max;
    return ok ? (this.value as number) : this.fail(`${range.min} .. ${range.max}`);
  }

  integer(range: { min: number; max: number }): number {
    const number = this.number(range);
    return Number.isInteger(number) ? number : this.fail(`${range.min} .. ${range.max}`);
  }

  list(): Field[] {
    if (!Array.isArray(this.value)) return this.fail('[...]');
    return this.value.map((value: unknown, index) => new Field(this.file, `${this.path}[${index}]`, value));
  }

  nullOr<T>(read: (field: Field) => T): T | null {
    return this.value === null ? null : read(this);
  }

  private object(): Record<string, unknown> {
    if (typeof this.value !== 'object' || this.value === null || Array.isArray(this.value)) return this.fail('{...}');
    return this.value as Record<string, unknown>;
  }

  private fail(reason: string): never {
    throw new WorkbenchError('job/field', { file: this.file, field: this.path === '' ? '(root)' : this.path, reason });
  }
}
