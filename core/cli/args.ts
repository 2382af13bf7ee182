/** The command line's grammar: arguments in, a typed command or a `usage/*` error out. */

import { WorkbenchError } from '../contract/errors';
import {
  DEFAULT_FEATURES,
  type FeaturesSpec,
  type FileModel,
  isWeightsName,
  KERNEL_KINDS,
  type KernelSpec,
  type Job,
  LIMITS,
  type ModelSpec,
  POOLINGS,
} from '../contract/specs';
import type { Language } from '../contract/api';
import type { Entrant, EvaluationSpec } from '../contract/evaluation';
import { PARITY_TOLERANCE, type ParitySpec } from '../contract/parity';
import type { ModelSizes } from '../contract/views';
import { LEAST_TABLE_MEMORY, type TableMemory } from '../contract/table-memory';
import { DATA_OPTIONS, type DataPath, datasetFrom } from './data-options';
import { ARGUMENTS, COMMANDS } from './commands';
import { entrantsFrom } from './compare-options';
import { entrantFrom, evaluationFrom } from './evaluate-options';
import { fileModelFrom, modelFrom, parityChoicesFrom } from './model-options';
import { bad, integerOf, listOf, numberOf, oneOf, sizeOf, textOf, type Values } from './option-values';
import { parseOptions } from './parse-options';

export type Command =
  | { name: 'help' | 'version' }
  | { name: 'inspect'; job: Job; json: boolean; memory: TableMemory }
  | { name: 'inspect-model'; model: FileModel; json: boolean }
  | { name: 'kernels'; json: boolean }
  | { name: 'parity'; spec: ParitySpec; tolerance: number; kernel: KernelSpec; json: boolean }
  | {
      name: 'export-model';
      model: ModelSpec;
      sizes: ModelSizes;
      features: FeaturesSpec;
      output: string;
      snippet: boolean;
      kernel: KernelSpec;
    }
  | {
      name: 'evaluate';
      job: Job;
      entrant: Entrant;
      spec: EvaluationSpec;
      json: boolean;
      kernel: KernelSpec;
      memory: TableMemory;
    }
  | {
      name: 'compare';
      job: Job;
      entrants: Entrant[];
      spec: EvaluationSpec;
      json: boolean;
      kernel: KernelSpec;
      memory: TableMemory;
    }
  | {
      name: 'report';
      job: Job;
      entrants: Entrant[];
      spec: EvaluationSpec;
      output: string;
      /** Of the report. */
      into: Language;
      kernel: KernelSpec;
      memory: TableMemory;
    }
  | { name: 'job'; job: Job; kernel: KernelSpec; memory: TableMemory }
  | { name: 'run'; file: string; kernel: KernelSpec; memory: TableMemory };

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
  if (command === 'export-model' && positionals.length < 2) return exportCommand(values, file);
  if (file === undefined) throw new WorkbenchError('usage/missing-argument', { argument: ARGUMENTS[command] });
  const judges = command === 'evaluate' || command === 'compare' || command === 'report';
  if (judges && values.test === undefined) values.test = positionals.splice(1, 1)[0];
  if (positionals.length > 1) throw new WorkbenchError('usage/unknown-option', { option: positionals[1] });
  const kernel = kernelFrom(values);
  const memory = sizeOf(values, 'memory', LEAST_TABLE_MEMORY) ?? null;
  if (command === 'run') return { name: 'run', file, kernel, memory };
  if (command === 'parity') return parityCommand(values, file);
  if (command === 'inspect' && isWeightsName(file))
    return { name: 'inspect-model', model: inspectedModel(values, file), json: values.json === true };
  const data = { path: file, isFolder: isFolder(file) };
  const job = jobFrom(command === 'gates' || command === 'convert' ? command : 'features', data, values);
  if (command === 'inspect') return { name: 'inspect', job, json: values.json === true, memory };
  if (command === 'evaluate') {
    const entrant = entrantFrom(values, job.model, job.features);
    return { name: command, job, entrant, spec: evaluationFrom(values), json: values.json === true, kernel, memory };
  }
  if (command === 'compare') {
    const entrants = entrantsFrom(values, job.model, job.features);
    return { name: command, job, entrants, spec: evaluationFrom(values), json: values.json === true, kernel, memory };
  }
  if (values.output === undefined) {
    const argument = command === 'convert' ? '-o OUT' : command === 'report' ? '-o OUT.html' : '-o OUT.csv';
    throw new WorkbenchError('usage/missing-argument', { argument });
  }
  if (command === 'report') {
    // No data is called so: nothing that is read can be written over.
    if (!/\.html?$/i.test(job.output.file)) throw bad('output', job.output.file, '*.html');
    const entrants = entrantsFrom(values, job.model, job.features);
    const into = oneOf(values, 'language', ['en', 'zh']) === 'zh' ? 'zh-CN' : 'en';
    return {
      name: command,
      job,
      entrants,
      spec: evaluationFrom(values),
      output: job.output.file,
      into,
      kernel,
      memory,
    };
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

/** Options of data say nothing of a model. */
function inspectedModel(values: Values, file: string): FileModel {
  const other = Object.keys(values).find((name) => Object.hasOwn(DATA_OPTIONS, name));
  if (other !== undefined) throw new WorkbenchError('usage/unknown-option', { option: `--${other}` });
  return fileModelFrom(values, file);
}

function parityCommand(values: Values, file: string): Command {
  const test = textOf(values, 'test-data');
  const input = textOf(values, 'input');
  const expected = textOf(values, 'expect');
  if (test === undefined && input === undefined)
    throw new WorkbenchError('usage/missing-argument', { argument: '--input x.npy' });
  if (test === undefined && expected === undefined)
    throw new WorkbenchError('usage/missing-argument', { argument: '--expect y.npy' });
  return {
    name: 'parity',
    spec: {
      model: fileModelFrom(values, file),
      data: test === undefined ? { kind: 'files', input: input!, expected: expected! } : { kind: 'test', name: test },
      choices: parityChoicesFrom(values),
    },
    tolerance: numberOf(values, 'tolerance', { min: 0, max: Number.MAX_VALUE }) ?? PARITY_TOLERANCE,
    kernel: kernelFrom(values),
    json: values.json === true,
  };
}

/** Of a file, or of random weights, whose channels nothing else tells. */
function exportCommand(values: Values, file: string | undefined): Command {
  const model = modelFrom(file === undefined ? values : { ...values, model: file });
  const sizes = { min: 1, max: 1e6 };
  const channels = integerOf(values, 'channels', sizes);
  const longest = integerOf(values, 'steps', sizes);
  const output = textOf(values, 'output');
  if (output === undefined) throw new WorkbenchError('usage/missing-argument', { argument: '-o OUT.safetensors' });
  if (model.kind === 'random' && channels === undefined)
    throw new WorkbenchError('usage/missing-argument', { argument: '--channels N' });
  if (model.kind === 'random' && (model.init === 'octaves' || model.init === 'chrono') && longest === undefined)
    throw new WorkbenchError('usage/missing-argument', { argument: '--steps N' });
  return {
    name: 'export-model',
    model,
    sizes: { channels: channels ?? 1, longest: longest ?? 1 },
    features: { ...DEFAULT_FEATURES, poolings: listOf(values, 'pool', POOLINGS) ?? DEFAULT_FEATURES.poolings },
    output,
    snippet: values.snippet === true,
    kernel: kernelFrom(values),
  };
}

/** The language asked for with `--lang`, else that of the environment. */
export function chooseLanguage(args: readonly string[], environment: Record<string, string | undefined>): Language {
  const at = args.findIndex((arg) => arg === '--lang' || arg.startsWith('--lang='));
  const asked = at < 0 ? undefined : args[at].includes('=') ? args[at].slice('--lang='.length) : args[at + 1];
  const wanted = asked ?? environment.LC_ALL ?? environment.LC_MESSAGES ?? environment.LANG ?? '';
  return wanted.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
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

function kernelFrom(values: Values): KernelSpec {
  return {
    kind: oneOf(values, 'kernel', KERNEL_KINDS) ?? 'auto',
    threads: integerOf(values, 'threads', LIMITS.threads) ?? null,
  };
}
