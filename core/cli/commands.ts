/** The commands: which options each takes, and what it works on. */

import { ABLATION_OPTIONS } from './ablation-options';
import { COMPARE_OPTIONS } from './compare-options';
import { CONVERT_OPTIONS, DATA_OPTIONS } from './data-options';
import { EVALUATE_OPTIONS, JUDGE_OPTIONS } from './evaluate-options';
import { FILE_OPTIONS, MODEL_OPTIONS, PARITY_OPTIONS } from './model-options';

const KERNEL_OPTIONS = { kernel: { type: 'string' }, threads: { type: 'string' } } as const;

const COMMON_OPTIONS = {
  help: { type: 'boolean', short: 'h' },
  lang: { type: 'string' },
  memory: { type: 'string' },
} as const;

/** What each command takes. */
export const COMMANDS = {
  inspect: {
    ...COMMON_OPTIONS,
    ...DATA_OPTIONS,
    ...FILE_OPTIONS,
    json: { type: 'boolean' },
    kernels: { type: 'boolean' },
  },
  features: {
    ...COMMON_OPTIONS,
    ...DATA_OPTIONS,
    ...MODEL_OPTIONS,
    ...FILE_OPTIONS,
    ...ABLATION_OPTIONS,
    ...KERNEL_OPTIONS,
    output: { type: 'string', short: 'o' },
    test: { type: 'string' },
    'test-output': { type: 'string', short: 'O' },
    pool: { type: 'string' },
  },
  evaluate: {
    ...COMMON_OPTIONS,
    ...DATA_OPTIONS,
    ...MODEL_OPTIONS,
    ...FILE_OPTIONS,
    ...ABLATION_OPTIONS,
    ...KERNEL_OPTIONS,
    ...EVALUATE_OPTIONS,
    test: { type: 'string' },
    pool: { type: 'string' },
    json: { type: 'boolean' },
  },
  compare: {
    ...COMMON_OPTIONS,
    ...DATA_OPTIONS,
    ...MODEL_OPTIONS,
    ...FILE_OPTIONS,
    ...ABLATION_OPTIONS,
    ...KERNEL_OPTIONS,
    ...JUDGE_OPTIONS,
    ...COMPARE_OPTIONS,
    test: { type: 'string' },
    pool: { type: 'string' },
    json: { type: 'boolean' },
  },
  report: {
    ...COMMON_OPTIONS,
    ...DATA_OPTIONS,
    ...MODEL_OPTIONS,
    ...FILE_OPTIONS,
    ...ABLATION_OPTIONS,
    ...KERNEL_OPTIONS,
    ...JUDGE_OPTIONS,
    ...COMPARE_OPTIONS,
    test: { type: 'string' },
    pool: { type: 'string' },
    output: { type: 'string', short: 'o' },
    language: { type: 'string' },
  },
  gates: {
    ...COMMON_OPTIONS,
    ...DATA_OPTIONS,
    ...MODEL_OPTIONS,
    ...FILE_OPTIONS,
    ...ABLATION_OPTIONS,
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
  parity: { ...COMMON_OPTIONS, ...PARITY_OPTIONS, ...KERNEL_OPTIONS, json: { type: 'boolean' } },
  'export-model': {
    ...COMMON_OPTIONS,
    ...MODEL_OPTIONS,
    ...FILE_OPTIONS,
    ...KERNEL_OPTIONS,
    output: { type: 'string', short: 'o' },
    channels: { type: 'string' },
    steps: { type: 'string' },
    pool: { type: 'string' },
    snippet: { type: 'boolean' },
  },
} as const;

/** What each command works on. */
export const ARGUMENTS: Record<keyof typeof COMMANDS, string> = {
  inspect: 'FILE',
  features: 'DATA',
  evaluate: 'TRAIN',
  compare: 'TRAIN',
  report: 'TRAIN',
  gates: 'DATA',
  convert: 'IN',
  run: 'JOB.json',
  parity: 'MODEL',
  'export-model': 'MODEL',
};
