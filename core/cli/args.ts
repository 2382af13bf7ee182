/** The command line's grammar: arguments in, a typed command or a `usage/*` error out. */

import { parseArgs } from 'node:util';
import { WorkbenchError } from '../contract/errors';
import {
  DEFAULT_FEATURES,
  DEFAULT_MODEL,
  DELIMITERS,
  ENCODINGS,
  FORMATS,
  INITS,
  KERNEL_KINDS,
  type KernelSpec,
  type Job,
  LAYOUTS,
  LIMITS,
  MISSING_CURES,
  type ModelSpec,
  POOLINGS,
  type ReadingSpec,
  SCALINGS,
  defaultScaling,
} from '../contract/specs';
import type { Language } from '../contract/api';

export type Command =
  | { name: 'help' | 'version' }
  | { name: 'inspect'; job: Job; json: boolean }
  | { name: 'kernels'; json: boolean }
  | { name: 'job'; job: Job; kernel: KernelSpec }
  | { name: 'run'; file: string; kernel: KernelSpec };

const READING_OPTIONS = {
  window: { type: 'string' },
  stride: { type: 'string' },
  channels: { type: 'string' },
  label: { type: 'string' },
  series: { type: 'string' },
  time: { type: 'string' },
  format: { type: 'string' },
  encoding: { type: 'string' },
  array: { type: 'string' },
  sheet: { type: 'string' },
  delimiter: { type: 'string' },
  header: { type: 'boolean' },
  'no-header': { type: 'boolean' },
  decimal: { type: 'string' },
  layout: { type: 'string' },
  missing: { type: 'string' },
} as const;

const DATA_OPTIONS = { ...READING_OPTIONS, scale: { type: 'string' } } as const;

const MODEL_OPTIONS = {
  model: { type: 'string' },
  hidden: { type: 'string' },
  layers: { type: 'string' },
  bidirectional: { type: 'boolean' },
  'no-bias': { type: 'boolean' },
  init: { type: 'string' },
  'forget-bias': { type: 'string' },
  seed: { type: 'string' },
} as const;

const KERNEL_OPTIONS = { kernel: { type: 'string' }, threads: { type: 'string' } } as const;

const COMMON_OPTIONS = { help: { type: 'boolean', short: 'h' }, lang: { type: 'string' } } as const;

const COMMANDS = {
  inspect: { ...COMMON_OPTIONS, ...DATA_OPTIONS, json: { type: 'boolean' }, kernels: { type: 'boolean' } },
  features: {
    ...COMMON_OPTIONS,
    ...DATA_OPTIONS,
    ...MODEL_OPTIONS,
    ...KERNEL_OPTIONS,
    output: { type: 'string', short: 'o' },
    test: { type: 'string' },
    'test-output': { type: 'string', short: 'O' },
    pool: { type: 'string' },
  },
  gates: {
    ...COMMON_OPTIONS,
    ...DATA_OPTIONS,
    ...MODEL_OPTIONS,
    ...KERNEL_OPTIONS,
    output: { type: 'string', short: 'o' },
    sequence: { type: 'string' },
  },
  convert: {
    ...COMMON_OPTIONS,
    ...READING_OPTIONS,
    output: { type: 'string', short: 'o' },
    test: { type: 'string' },
    'test-output': { type: 'string', short: 'O' },
  },
  run: { ...COMMON_OPTIONS, ...KERNEL_OPTIONS },
} as const;

/** What each command works on. */
const ARGUMENTS: Record<keyof typeof COMMANDS, string> = {
  inspect: 'FILE',
  features: 'DATA',
  gates: 'DATA',
  convert: 'IN',
  run: 'JOB.json',
};

type Values = Record<string, string | boolean | undefined>;

/**
 * Parses the arguments after the program's name.
 * @throws usage/unknown-command, usage/unknown-option, usage/missing-argument, usage/bad-value
 */
export function parseCommand(args: readonly string[]): Command {
  const [name, ...rest] = args;
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') return { name: 'help' };
  if (name === 'version' || name === '--version' || name === '-V') return { name: 'version' };
  if (!Object.hasOwn(COMMANDS, name)) throw new WorkbenchError('usage/unknown-command', { command: name });
  const command = name as keyof typeof COMMANDS;
  const { values, positionals } = parseOptions(rest, COMMANDS[command]);
  if (values.help === true) return { name: 'help' };
  const file = positionals[0];
  if (values.kernels === true) return kernelsCommand(values, file);
  if (file === undefined) throw new WorkbenchError('usage/missing-argument', { argument: ARGUMENTS[command] });
  if (positionals.length > 1) throw new WorkbenchError('usage/unknown-option', { option: positionals[1] });
  const kernel = kernelFrom(values);
  if (command === 'run') return { name: 'run', file, kernel };
  const job = jobFrom(command === 'inspect' ? 'features' : command, file, values);
  if (command === 'inspect') return { name: 'inspect', job, json: values.json === true };
  if (values.output === undefined) {
    const argument = command === 'convert' ? '-o OUT' : '-o OUT.csv';
    throw new WorkbenchError('usage/missing-argument', { argument });
  }
  if (values.test !== undefined && values['test-output'] === undefined) {
    throw new WorkbenchError('usage/missing-argument', { argument: '-O OUT2.csv' });
  }
  if (values.test === undefined && values['test-output'] !== undefined) {
    throw new WorkbenchError('usage/missing-argument', { argument: '--test DATA2' });
  }
  return { name: 'job', job, kernel };
}

/** `inspect --kernels` looks at the machine, not at a file. */
function kernelsCommand(values: Values, file: string | undefined): Command {
  if (file !== undefined) throw new WorkbenchError('usage/unknown-option', { option: file });
  const other = Object.keys(values).find((name) => Object.hasOwn(DATA_OPTIONS, name));
  if (other !== undefined) throw new WorkbenchError('usage/unknown-option', { option: `--${other}` });
  return { name: 'kernels', json: values.json === true };
}

/** The language asked for with `--lang`, else that of the environment. */
export function chooseLanguage(args: readonly string[], environment: Record<string, string | undefined>): Language {
  const at = args.findIndex((arg) => arg === '--lang' || arg.startsWith('--lang='));
  const asked = at < 0 ? undefined : args[at].includes('=') ? args[at].slice('--lang='.length) : args[at + 1];
  const wanted = asked ?? environment.LC_ALL ?? environment.LC_MESSAGES ?? environment.LANG ?? '';
  return wanted.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
}

function parseOptions(
  args: string[],
  options: (typeof COMMANDS)[keyof typeof COMMANDS],
): { values: Values; positionals: string[] } {
  try {
    return parseArgs({ args: joinNegativeNumbers(args), options, allowPositionals: true, strict: true }) as {
      values: Values;
      positionals: string[];
    };
  } catch (thrown) {
    const code = thrown instanceof Error && 'code' in thrown ? thrown.code : '';
    const option =
      /'(-[^' ]*)/.exec(thrown instanceof Error ? thrown.message : '')?.[1]?.replace(/,$/, '') ?? args.join(' ');
    if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') throw new WorkbenchError('usage/unknown-option', { option });
    throw new WorkbenchError('usage/missing-argument', { argument: option });
  }
}

/** `--forget-bias -1` reads as two options to the parser; `--forget-bias=-1` does not. */
function joinNegativeNumbers(args: string[]): string[] {
  const joined: string[] = [];
  for (const arg of args) {
    const previous = joined.at(-1);
    if (/^-\d/.test(arg) && previous !== undefined && /^--[a-z-]+$/.test(previous))
      joined[joined.length - 1] = `${previous}=${arg}`;
    else joined.push(arg);
  }
  return joined;
}

function jobFrom(task: Job['task'], file: string, values: Values): Job {
  const model = modelFrom(values);
  return {
    version: 1,
    task,
    dataset: {
      source: { kind: 'file', file, test: typeof values.test === 'string' ? { file: values.test } : 'none' },
      reading: readingFrom(values),
      missing: oneOf(values, 'missing', MISSING_CURES) ?? 'refuse',
      scaling: oneOf(values, 'scale', SCALINGS) ?? defaultScaling(model),
    },
    model,
    features: { ...DEFAULT_FEATURES, poolings: listOf(values, 'pool', POOLINGS) ?? DEFAULT_FEATURES.poolings },
    gates: { sequence: textOf(values, 'sequence') ?? null },
    output: { file: textOf(values, 'output') ?? '', test: textOf(values, 'test-output') ?? null },
  };
}

/** With none of --hidden, --layers and --bidirectional it is the default extractor; any of them describes it in full. */
function modelFrom(values: Values): ModelSpec {
  const file = textOf(values, 'model');
  if (file !== undefined) {
    const clash = Object.keys(MODEL_OPTIONS).find((name) => name !== 'model' && values[name] !== undefined);
    if (clash !== undefined) throw bad(clash, String(values[clash]), 'no --model');
    return { kind: 'file', file };
  }
  const described = values.hidden !== undefined || values.layers !== undefined || values.bidirectional !== undefined;
  return {
    kind: 'random',
    hidden: integerOf(values, 'hidden', LIMITS.hidden) ?? DEFAULT_MODEL.hidden,
    layers: integerOf(values, 'layers', LIMITS.layers) ?? DEFAULT_MODEL.layers,
    bidirectional: described ? values.bidirectional === true : DEFAULT_MODEL.bidirectional,
    bias: values['no-bias'] !== true,
    init: oneOf(values, 'init', INITS) ?? DEFAULT_MODEL.init,
    forgetBias: numberOf(values, 'forget-bias', LIMITS.forgetBias) ?? null,
    seed: integerOf(values, 'seed', LIMITS.seed) ?? DEFAULT_MODEL.seed,
  };
}

function kernelFrom(values: Values): KernelSpec {
  return {
    kind: oneOf(values, 'kernel', KERNEL_KINDS) ?? 'auto',
    threads: integerOf(values, 'threads', LIMITS.threads) ?? null,
  };
}

function readingFrom(values: Values): ReadingSpec {
  const reading: ReadingSpec = {};
  const format = oneOf(values, 'format', FORMATS);
  if (format !== undefined) reading.format = format;
  const encoding = oneOf(values, 'encoding', ENCODINGS);
  if (encoding !== undefined) reading.encoding = encoding;
  for (const part of ['array', 'sheet'] as const) {
    const name = textOf(values, part);
    if (name !== undefined) reading[part] = name;
  }
  const delimiter = oneOf({ delimiter: values.delimiter === 'tab' ? '\t' : values.delimiter }, 'delimiter', DELIMITERS);
  if (delimiter !== undefined) reading.delimiter = delimiter;
  if (values.header === true) reading.header = true;
  if (values['no-header'] === true) reading.header = false;
  const decimal = oneOf(values, 'decimal', ['.', ','] as const);
  if (decimal !== undefined) reading.decimal = decimal;
  const layout = oneOf(values, 'layout', LAYOUTS);
  if (layout !== undefined) reading.layout = layout;
  const channels = textOf(values, 'channels');
  if (channels !== undefined) reading.channels = channels.split(',').map((name) => name.trim());
  for (const role of ['label', 'series', 'time'] as const) {
    const column = textOf(values, role);
    if (column !== undefined) reading[role] = column === 'none' ? null : column;
  }
  const length = integerOf(values, 'window', { min: 1, max: Number.MAX_SAFE_INTEGER });
  const stride = integerOf(values, 'stride', { min: 1, max: Number.MAX_SAFE_INTEGER });
  if (length === undefined && stride !== undefined)
    throw new WorkbenchError('usage/missing-argument', { argument: '--window N' });
  if (length !== undefined) reading.window = { length, stride: stride ?? length };
  return reading;
}

function bad(option: string, value: string, expected: string): WorkbenchError {
  return new WorkbenchError('usage/bad-value', { option: `--${option}`, value, expected });
}

function textOf(values: Values, option: string): string | undefined {
  const value = values[option];
  return typeof value === 'string' ? value : undefined;
}

function oneOf<T extends string>(values: Values, option: string, allowed: readonly T[]): T | undefined {
  const value = textOf(values, option);
  if (value === undefined) return undefined;
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined) throw bad(option, value, allowed.map((name) => (name === '\t' ? 'tab' : name)).join(' | '));
  return found;
}

function listOf<T extends string>(values: Values, option: string, allowed: readonly T[]): T[] | undefined {
  const value = textOf(values, option);
  if (value === undefined) return undefined;
  const names = value.split(',').map((name) => oneOf({ [option]: name.trim() }, option, allowed) as T);
  return names.filter((name, index) => names.indexOf(name) === index);
}

function numberOf(values: Values, option: string, range: { min: number; max: number }): number | undefined {
  const value = textOf(values, option);
  if (value === undefined) return undefined;
  const number = Number(value);
  if (value.trim() === '' || !Number.isFinite(number) || number < range.min || number > range.max) {
    throw bad(option, value, `${range.min} .. ${range.max}`);
  }
  return number;
}

function integerOf(values: Values, option: string, range: { min: number; max: number }): number | undefined {
  const number = numberOf(values, option, range);
  if (number !== undefined && !Number.isInteger(number))
    throw bad(option, String(values[option]), `${range.min} .. ${range.max}`);
  return number;
}
