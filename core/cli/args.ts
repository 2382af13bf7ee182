/** The command line's grammar: arguments in, a typed command or a `usage/*` error out. */

import { parseArgs } from 'node:util';
import { CELL_NAMES, CELLS } from '../contract/cells';
import { WorkbenchError } from '../contract/errors';
import { type AssumptionChoices, MODEL_ASSUMPTIONS } from '../contract/model-file';
import {
  DEFAULT_FEATURES,
  DEFAULT_MODEL,
  INITS,
  KERNEL_KINDS,
  type KernelSpec,
  type Job,
  LIMITS,
  type ModelSpec,
  POOLINGS,
} from '../contract/specs';
import type { Language } from '../contract/api';
import { LEAST_TABLE_MEMORY, type TableMemory } from '../contract/table-memory';
import { CONVERT_OPTIONS, DATA_OPTIONS, type DataPath, datasetFrom } from './data-options';
import { bad, integerOf, listOf, numberOf, oneOf, sizeOf, textOf, type Values } from './option-values';

export type Command =
  | { name: 'help' | 'version' }
  | { name: 'inspect'; job: Job; json: boolean; memory: TableMemory }
  | { name: 'kernels'; json: boolean }
  | { name: 'job'; job: Job; kernel: KernelSpec; memory: TableMemory }
  | { name: 'run'; file: string; kernel: KernelSpec; memory: TableMemory };

const MODEL_OPTIONS = {
  model: { type: 'string' },
  hidden: { type: 'string' },
  layers: { type: 'string' },
  bidirectional: { type: 'boolean' },
  'no-bias': { type: 'boolean' },
  init: { type: 'string' },
  'forget-bias': { type: 'string' },
  'spectral-radius': { type: 'string' },
  seed: { type: 'string' },
  cell: { type: 'string' },
  projection: { type: 'string' },
  backward: { type: 'boolean' },
  residual: { type: 'boolean' },
} as const;

/** What is chosen of a file of weights. */
const FILE_OPTIONS = { stack: { type: 'string' }, assume: { type: 'string', multiple: true } } as const;

const KERNEL_OPTIONS = { kernel: { type: 'string' }, threads: { type: 'string' } } as const;

const COMMON_OPTIONS = {
  help: { type: 'boolean', short: 'h' },
  lang: { type: 'string' },
  memory: { type: 'string' },
} as const;

const COMMANDS = {
  inspect: { ...COMMON_OPTIONS, ...DATA_OPTIONS, json: { type: 'boolean' }, kernels: { type: 'boolean' } },
  features: {
    ...COMMON_OPTIONS,
    ...DATA_OPTIONS,
    ...MODEL_OPTIONS,
    ...FILE_OPTIONS,
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
    ...FILE_OPTIONS,
    ...KERNEL_OPTIONS,
    output: { type: 'string', short: 'o' },
    sequence: { type: 'string' },
  },
  convert: {
    ...COMMON_OPTIONS,
    ...CONVERT_OPTIONS,
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

/**
 * Parses the arguments after the program's name. `isFolder` tells whether the path of data is a folder's.
 * @throws usage/unknown-command, usage/unknown-option, usage/missing-argument, usage/bad-value
 */
export function parseCommand(args: readonly string[], isFolder: (path: string) => boolean = () => false): Command {
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
  const memory = sizeOf(values, 'memory', LEAST_TABLE_MEMORY) ?? null;
  if (command === 'run') return { name: 'run', file, kernel, memory };
  const data = { path: file, isFolder: isFolder(file) };
  const job = jobFrom(command === 'inspect' ? 'features' : command, data, values);
  if (command === 'inspect') return { name: 'inspect', job, json: values.json === true, memory };
  if (values.output === undefined) {
    const argument = command === 'convert' ? '-o OUT' : '-o OUT.csv';
    throw new WorkbenchError('usage/missing-argument', { argument });
  }
  const hasTest = values.test !== undefined || (job.dataset.split ?? null) !== null;
  if (hasTest && values['test-output'] === undefined && 'test-output' in COMMANDS[command]) {
    throw new WorkbenchError('usage/missing-argument', { argument: '-O OUT2.csv' });
  }
  // A folder may have a test part of its own.
  if (!hasTest && job.dataset.source.kind !== 'folder' && values['test-output'] !== undefined) {
    throw new WorkbenchError('usage/missing-argument', { argument: '--test DATA2' });
  }
  return { name: 'job', job, kernel, memory };
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

function jobFrom(task: Job['task'], data: DataPath, values: Values): Job {
  const model = modelFrom(values);
  return {
    version: 1,
    task,
    dataset: datasetFrom(values, data, model),
    model,
    features: { ...DEFAULT_FEATURES, poolings: listOf(values, 'pool', POOLINGS) ?? DEFAULT_FEATURES.poolings },
    gates: { sequence: textOf(values, 'sequence') ?? null },
    output: { file: textOf(values, 'output') ?? '', test: textOf(values, 'test-output') ?? null },
  };
}

/** With none of --hidden, --layers, --bidirectional and --backward it is the default extractor; any of them describes it in full. */
function modelFrom(values: Values): ModelSpec {
  const file = textOf(values, 'model');
  if (file !== undefined) {
    const clash = Object.keys(MODEL_OPTIONS).find((name) => name !== 'model' && values[name] !== undefined);
    if (clash !== undefined) throw bad(clash, String(values[clash]), 'no --model');
    const stack = textOf(values, 'stack');
    const choices = choicesFrom(values);
    return {
      kind: 'file',
      file,
      ...(stack === undefined ? {} : { stack }),
      ...(choices === undefined ? {} : { choices }),
    };
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
    ...(cell === undefined || cell === 'lstm' ? {} : { cell: CELLS[cell] }),
    ...(projection === undefined ? {} : { projection }),
    ...(values.backward === true ? { backward: true } : {}),
    ...(values.residual === true ? { residual: true } : {}),
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

function kernelFrom(values: Values): KernelSpec {
  return {
    kind: oneOf(values, 'kernel', KERNEL_KINDS) ?? 'auto',
    threads: integerOf(values, 'threads', LIMITS.threads) ?? null,
  };
}
