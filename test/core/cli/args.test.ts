/** The command line's grammar, option by option. */

import { describe, expect, it } from 'vitest';
import { chooseLanguage, parseCommand } from '../../../core/cli/args';
import type { WorkbenchError } from '../../../core/contract/errors';
import { INITS, type Job } from '../../../core/contract/specs';

function jobOf(...args: string[]): Job {
  const command = parseCommand(args);
  if (command.name !== 'job' && command.name !== 'inspect') throw new Error(`a ${command.name} command`);
  return command.job;
}

function faultOf(...args: string[]): Pick<WorkbenchError, 'code' | 'params'> {
  try {
    parseCommand(args);
  } catch (thrown) {
    return thrown as WorkbenchError;
  }
  throw new Error('no error');
}

describe('features', () => {
  it('takes the default extractor when nothing describes the model', () => {
    expect(jobOf('features', 'a.ts', '-o', 'out.csv', '--seed', '7').model).toEqual({
      kind: 'random',
      hidden: 128,
      layers: 1,
      bidirectional: true,
      bias: true,
      init: 'octaves',
      forgetBias: null,
      seed: 7,
    });
  });

  it('is forward only once the model is described without --bidirectional', () => {
    expect(jobOf('features', 'a.ts', '-o', 'o', '--hidden', '64').model).toMatchObject({
      hidden: 64,
      bidirectional: false,
    });
    expect(jobOf('features', 'a.ts', '-o', 'o', '--layers', '2', '--bidirectional').model).toMatchObject({
      hidden: 128,
      layers: 2,
      bidirectional: true,
    });
  });

  it('takes other cells, projections, directions and residual connections', () => {
    expect(jobOf('features', 'a.ts', '-o', 'o', '--cell', 'gru').model).toMatchObject({
      hidden: 128,
      bidirectional: true,
      cell: { kind: 'gru', reset: 'after' },
    });
    const described = jobOf('features', 'a.ts', '-o', 'o', '--backward', '--projection', '32', '--residual').model;
    expect(described).toMatchObject({ bidirectional: false, backward: true, projection: 32, residual: true });
    expect(jobOf('features', 'a.ts', '-o', 'o', '--cell', 'lstm').model).not.toHaveProperty('cell');
    expect(faultOf('features', 'a.ts', '-o', 'o', '--cell', 'elman').params).toMatchObject({ option: '--cell' });
    expect(faultOf('features', 'a.ts', '-o', 'o', '--backward', '--bidirectional').params).toMatchObject({
      option: '--backward',
    });
  });

  it('takes what is chosen of a file', () => {
    const chosen = ['--stack', 'a > b', '--assume', 'head-takes=step', '--assume', 'gate-order=iofg'];
    expect(jobOf('features', 'a.ts', '-o', 'o', '--model', 'w.pt', ...chosen).model).toEqual({
      kind: 'file',
      file: 'w.pt',
      stack: 'a > b',
      choices: { 'head-takes': 'step', 'gate-order': 'iofg' },
    });
    for (const option of [
      ['--stack', 'a'],
      ['--assume', 'head-takes=step'],
    ])
      expect(faultOf('features', 'a.ts', '-o', 'o', ...option).params).toMatchObject({ option: option[0] });
    for (const text of ['head-takes', 'head-takes=', 'colour=red'])
      expect(faultOf('features', 'a.ts', '-o', 'o', '--model', 'w.pt', '--assume', text).params).toMatchObject({
        option: '--assume',
        value: text,
      });
  });

  it('scales for random weights and leaves the data alone for opened ones', () => {
    expect(jobOf('features', 'a.ts', '-o', 'o').dataset.scaling).toBe('zscore');
    expect(jobOf('features', 'a.ts', '-o', 'o', '--model', 'w.safetensors').dataset.scaling).toBe('none');
    expect(jobOf('features', 'a.ts', '-o', 'o', '--model', 'w.safetensors', '--scale', 'minmax').dataset.scaling).toBe(
      'minmax',
    );
  });

  it('reads every data option', () => {
    const { dataset } = jobOf(
      ...[
        'features',
        'a.csv',
        '-o',
        'o',
        '--test',
        'b.csv',
        '-O',
        'p',
        '--window',
        '64',
        '--stride',
        '16',
        '--channels',
        'a, b',
      ],
      ...[
        '--label',
        'y',
        '--series',
        'none',
        '--time',
        't',
        '--delimiter',
        'tab',
        '--no-header',
        '--array',
        'X_train',
        '--sheet',
        'Walks',
        '--decimal',
        ',',
        '--missing',
        'linear',
      ],
    );
    expect(dataset).toEqual({
      source: { kind: 'file', file: 'a.csv', test: { file: 'b.csv' } },
      reading: {
        delimiter: '\t',
        header: false,
        array: 'X_train',
        sheet: 'Walks',
        decimal: ',',
        channels: ['a', 'b'],
        label: 'y',
        series: null,
        time: 't',
        window: { length: 64, stride: 16 },
      },
      missing: 'linear',
      scaling: 'zscore',
    });
  });

  it('takes every setting of the reading, and what is done to the series', () => {
    const options = {
      quote: "'",
      comment: '#',
      thousands: '.',
      'missing-text': '-999, NULL',
      'bad-rows': 'leave-out',
      'label-as': 'number',
      'window-label': 'last',
      'time-form': 'day-month-year',
      'time-order': 'sort',
      'time-duplicates': 'average',
      'time-gaps': 'resample',
      'time-step': '0.5',
      'leave-out': 'missing,duplicates',
      clip: 'fences',
      split: 'time',
      'test-share': '0.25',
      gap: '10',
    };
    const given = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
    const { dataset } = jobOf('features', 'a.csv', '-o', 'o', '-O', 'p', ...given, '--no-stratify');
    expect(dataset.reading).toEqual({
      quote: "'",
      comment: '#',
      thousands: '.',
      missingText: ['-999', 'NULL'],
      badRows: 'leave-out',
      labelAs: 'number',
      windowLabel: 'last',
      timeForm: 'day-month-year',
      timeOrder: 'sort',
      timeDuplicates: 'average',
      timeGaps: 'resample',
      timeStep: 0.5,
    });
    expect(dataset).toMatchObject({
      leaveOut: ['missing', 'duplicates'],
      clip: 'fences',
      split: { by: 'time', test: 0.25, stratified: false, seed: 1, gap: 10 },
    });
  });

  it('takes any one character for the delimiter, and a tab by its name', () => {
    const given = (mark: string) =>
      jobOf('features', 'a.csv', '-o', 'o', '--delimiter', mark).dataset.reading.delimiter;
    expect(['^', ':', '¦', ' ', 'tab', '\\t', '\t'].map(given)).toEqual(['^', ':', '¦', ' ', '\t', '\t', '\t']);
  });

  it('takes a comment mark of none, and no split where none is asked for', () => {
    const { dataset } = jobOf('features', 'a.csv', '-o', 'o', '--comment', 'none');
    expect(dataset.reading).toEqual({ comment: null });
    expect(dataset).not.toHaveProperty('split');
  });

  it('reads poolings in their order, each once, and a negative forget bias', () => {
    const job = jobOf('features', 'a.ts', '-o', 'o', '--pool', 'cell,last,cell', '--forget-bias', '-1.5');
    expect(job.features.poolings).toEqual(['cell', 'last']);
    expect(job.model).toMatchObject({ forgetBias: -1.5 });
  });

  it('takes every initialisation, and a spectral radius for the one that has it', () => {
    for (const init of INITS)
      expect(jobOf('features', 'a.ts', '-o', 'o', '--init', init).model).toMatchObject({ init });
    const job = jobOf('features', 'a.ts', '-o', 'o', '--init', 'spectral', '--spectral-radius', '0.8');
    expect(job.model).toMatchObject({ init: 'spectral', spectralRadius: 0.8 });
    expect(() => jobOf('features', 'a.ts', '-o', 'o', '--init', 'spectral', '--spectral-radius', '3')).toThrow(
      expect.objectContaining({ code: 'usage/bad-value' }),
    );
    expect(() => jobOf('features', 'a.ts', '-o', 'o', '--spectral-radius', '0.8')).toThrow(
      expect.objectContaining({ code: 'usage/bad-value' }),
    );
  });
});

describe('gates and inspect', () => {
  it('names one sequence or none', () => {
    expect(jobOf('gates', 'a.ts', '-o', 'g.csv', '--sequence', '3').gates).toEqual({ sequence: '3' });
    expect(jobOf('gates', 'a.ts', '-o', 'g.csv').gates).toEqual({ sequence: null });
  });

  it('inspects without an output', () => {
    expect(parseCommand(['inspect', 'a.csv', '--json'])).toMatchObject({ name: 'inspect', json: true });
  });
});

describe('convert', () => {
  it('takes an input, an output and the options of reading', () => {
    const job = jobOf('convert', 'a.csv', '-o', 'o.npz', '--label', 'none', '--window', '8', '--missing', 'zero');
    expect(job).toMatchObject({
      task: 'convert',
      dataset: {
        source: { kind: 'file', file: 'a.csv', test: 'none' },
        reading: { label: null, window: { length: 8, stride: 8 } },
        missing: 'zero',
      },
      output: { file: 'o.npz', test: null },
    });
  });

  it('takes a test part with its own output', () => {
    const job = jobOf('convert', 'a.ts', '-o', 'o.arff', '--test', 'b.ts', '-O', 'p.arff');
    expect(job.dataset.source).toEqual({ kind: 'file', file: 'a.ts', test: { file: 'b.ts' } });
    expect(job.output).toEqual({ file: 'o.arff', test: 'p.arff' });
  });
});

describe('memory for tables', () => {
  it.each([
    [['inspect', 'a.csv', '--memory', '2GB'], 2e9],
    [['features', 'a.csv', '-o', 'o', '--memory=1.5 GiB'], 1.5 * 2 ** 30],
    [['convert', 'a.csv', '-o', 'o.parquet', '--memory', '512mb'], 512e6],
    [['run', 'JOB.json', '--memory', '256MB'], 256e6],
    [['gates', 'a.csv', '-o', 'o'], null],
  ])('of %j is %j bytes', (args, memory) => {
    expect(parseCommand(args)).toMatchObject({ memory });
  });

  it('is no part of a job', () => {
    expect(jobOf('features', 'a.ts', '-o', 'o', '--memory', '2GB')).toEqual(jobOf('features', 'a.ts', '-o', 'o'));
  });

  it.each(['2', '2 apples', '100MB', '-2GB', '1e3GB', '99999999TB', ''])('is not %j', (size) => {
    expect(() => parseCommand(['inspect', 'a.csv', `--memory=${size}`])).toThrow(
      expect.objectContaining({
        code: 'usage/bad-value',
        params: { option: '--memory', value: size, expected: 'memory-size' },
      }),
    );
  });
});

describe('a division', () => {
  it('makes a test part, which has a file of its own', () => {
    const { dataset, output } = jobOf(
      'features',
      'a.csv',
      '-o',
      'o.csv',
      '-O',
      'p.csv',
      '--split',
      'time',
      '--gap',
      '3',
    );
    expect(dataset.split).toEqual({ by: 'time', test: 0.3, stratified: true, seed: 1, gap: 3 });
    expect(output).toEqual({ file: 'o.csv', test: 'p.csv' });
  });
});

describe('a folder', () => {
  const folderOf = (...args: string[]) => {
    const command = parseCommand(['features', 'data', '-o', 'o.csv', ...args], (path) => path === 'data');
    return command.name === 'job' ? command.job : null;
  };

  it('is known by its path, and may have a test part of its own', () => {
    expect(folderOf()?.dataset.source).toEqual({ kind: 'folder', folder: 'data' });
    expect(folderOf('-O', 'p.csv')?.output).toEqual({ file: 'o.csv', test: 'p.csv' });
    expect(jobOf('inspect', 'data').dataset.source.kind).toBe('file');
  });

  it('is described by options of its own, which mean one on any path', () => {
    const options = ['--extension', 'tsv', '--contents', 'channels-of-name', '--label-from', 'name', '--parts', 'none'];
    expect(jobOf('inspect', 'data', ...options, '--name-part', '-1').dataset.source).toEqual({
      kind: 'folder',
      folder: 'data',
      extension: 'tsv',
      contents: 'channels-of-name',
      labelFrom: 'name',
      namePart: -1,
      parts: 'none',
    });
  });

  it('has another folder for its test part', () => {
    const job = folderOf('--test', 'other', '-O', 'p.csv');
    expect(job?.dataset.source).toMatchObject({ kind: 'folder', test: 'other' });
    expect(faultOf('inspect', 'data', '--label-from', 'file')).toMatchObject({ code: 'usage/bad-value' });
  });
});

describe('the kernel', () => {
  it.each([
    [['features', 'a.ts', '-o', 'o'], { kind: 'auto', threads: null }],
    [['features', 'a.ts', '-o', 'o', '--kernel', 'wasm', '--threads', '4'], { kind: 'wasm', threads: 4 }],
    [['gates', 'a.ts', '-o', 'o', '--kernel=native'], { kind: 'native', threads: null }],
    [['run', 'JOB.json', '--threads', '256'], { kind: 'auto', threads: 256 }],
    [['run', 'JOB.json', '--kernel', 'reference'], { kind: 'reference', threads: null }],
  ])('of %j is %j', (args, kernel) => {
    expect(parseCommand(args)).toMatchObject({ kernel });
  });

  it('is no part of the job', () => {
    expect(jobOf('features', 'a.ts', '-o', 'o', '--kernel', 'wasm')).toEqual(jobOf('features', 'a.ts', '-o', 'o'));
  });

  it('is listed without a file', () => {
    expect(parseCommand(['inspect', '--kernels'])).toEqual({ name: 'kernels', json: false });
    expect(parseCommand(['inspect', '--json', '--kernels'])).toEqual({ name: 'kernels', json: true });
  });
});

describe('models', () => {
  const kernel = { kind: 'auto', threads: null };

  it('are inspected by their extension, with what is chosen of them', () => {
    expect(parseCommand(['inspect', 'net.keras', '--json', '--stack', 'a > b'])).toEqual({
      name: 'inspect-model',
      model: { kind: 'file', file: 'net.keras', stack: 'a > b' },
      json: true,
    });
    expect(faultOf('inspect', 'net.pt', '--window', '5').params).toEqual({ option: '--window' });
  });

  it('are compared with two arrays, or with test data of the file', () => {
    expect(parseCommand(['parity', 'm.onnx', '--input', 'x.npy', '--expect', 'y.npy'])).toEqual({
      name: 'parity',
      spec: {
        model: { kind: 'file', file: 'm.onnx' },
        data: { kind: 'files', input: 'x.npy', expected: 'y.npy' },
        choices: {},
      },
      tolerance: 1e-6,
      kernel,
      json: false,
    });
    const chosen = ['--as', 'h_n', '--order', 'time-first', '--lengths', '3,1,2', '--tolerance', '1e-3'];
    expect(parseCommand(['parity', 'm.pt', '--test-data', 'batch 1', ...chosen])).toMatchObject({
      spec: {
        data: { kind: 'test', name: 'batch 1' },
        choices: { expected: 'h_n', order: 'time-first', lengths: [3, 1, 2] },
      },
      tolerance: 1e-3,
    });
    expect(faultOf('parity', 'm.pt', '--input', 'x.npy').params).toEqual({ argument: '--expect y.npy' });
    expect(faultOf('parity', 'm.pt', '--expect', 'y.npy').params).toEqual({ argument: '--input x.npy' });
    expect(faultOf('parity', 'm.pt', '--test-data', 'a', '--lengths', '3,0').code).toBe('usage/bad-value');
  });

  it('are exported from a file, or drawn for channels and a longest series', () => {
    expect(parseCommand(['export-model', 'm.h5', '-o', 'm.onnx', '--pool', 'last', '--snippet'])).toEqual({
      name: 'export-model',
      model: { kind: 'file', file: 'm.h5' },
      sizes: { channels: 1, longest: 1 },
      features: { poolings: ['last'], layers: 'all' },
      output: 'm.onnx',
      snippet: true,
      kernel,
    });
    const drawn = ['export-model', '-o', 'm.safetensors', '--hidden', '8', '--seed', '3'];
    expect(parseCommand([...drawn, '--channels', '2', '--steps', '50'])).toMatchObject({
      model: { kind: 'random', hidden: 8, seed: 3 },
      sizes: { channels: 2, longest: 50 },
    });
    expect(faultOf(...drawn).params).toEqual({ argument: '--channels N' });
    expect(faultOf(...drawn, '--channels', '2').params).toEqual({ argument: '--steps N' });
    expect(faultOf('export-model', 'm.pt').params).toEqual({ argument: '-o OUT.safetensors' });
    expect(faultOf('export-model', 'm.pt', '-o', 'm.onnx', '--hidden', '8').code).toBe('usage/bad-value');
  });
});

describe('bad usage', () => {
  it.each([
    [['walk'], 'usage/unknown-command', { command: 'walk' }],
    [['features', 'a.ts', '-o', 'o', '--colour', 'red'], 'usage/unknown-option', { option: '--colour' }],
    [['features', 'a.ts', 'b.ts', '-o', 'o'], 'usage/unknown-option', { option: 'b.ts' }],
    [['features', '-o', 'o'], 'usage/missing-argument', { argument: 'DATA' }],
    [['features', 'a.ts'], 'usage/missing-argument', { argument: '-o OUT.csv' }],
    [['features', 'a.ts', '-o', 'o', '--test', 'b.ts'], 'usage/missing-argument', { argument: '-O OUT2.csv' }],
    [['features', 'a.ts', '-o', 'o', '-O', 'p'], 'usage/missing-argument', { argument: '--test DATA2' }],
    [['features', 'a.ts', '-o', 'o', '--split', 'time'], 'usage/missing-argument', { argument: '-O OUT2.csv' }],
    [['convert', 'a.ts', '-o', 'o', '--gap', '3'], 'usage/missing-argument', { argument: '-O OUT2.csv' }],
    [
      ['features', 'a.ts', '-o', 'o', '--hidden', '0'],
      'usage/bad-value',
      { option: '--hidden', value: '0', expected: '1 .. 1024' },
    ],
    [['features', 'a.ts', '-o', 'o', '--hidden', '1000000'], 'usage/bad-value', { option: '--hidden' }],
    [['features', 'a.ts', '-o', 'o', '--hidden', '6.5'], 'usage/bad-value', { value: '6.5' }],
    [['features', 'a.ts', '-o', 'o', '--hidden', ''], 'usage/bad-value', { option: '--hidden' }],
    [
      ['features', 'a.ts', '-o', 'o', '--pool', 'last,median'],
      'usage/bad-value',
      { option: '--pool', value: 'median' },
    ],
    [['inspect', 'a.csv', '--delimiter', ',,'], 'usage/bad-value', { value: ',,', expected: 'delimiter' }],
    [['inspect', 'a.csv', '--delimiter', '.'], 'usage/bad-value', { option: '--delimiter' }],
    [['features', 'a.ts', '-o', 'o', '--scale', 'log'], 'usage/bad-value', { expected: 'none | zscore | minmax' }],
    [['features', 'a.ts', '-o', 'o', '--model', 'w', '--hidden', '8'], 'usage/bad-value', { option: '--hidden' }],
    [['features', 'a.ts', '-o', 'o', '--stride', '8'], 'usage/missing-argument', { argument: '--window N' }],
    [
      ['features', 'a.ts', '-o', 'o', '--kernel', 'gpu'],
      'usage/bad-value',
      { option: '--kernel', value: 'gpu', expected: 'auto | native | wasm | reference' },
    ],
    [['gates', 'a.ts', '-o', 'o', '--kernel'], 'usage/missing-argument', { argument: '--kernel' }],
    [['run', 'a.json', '--threads', '0'], 'usage/bad-value', { option: '--threads', expected: '1 .. 256' }],
    [['run', 'a.json', '--threads', '257'], 'usage/bad-value', { value: '257' }],
    [['run', 'a.json', '--threads', '1.5'], 'usage/bad-value', { value: '1.5' }],
    [['run', 'a.json', '--threads', 'all'], 'usage/bad-value', { value: 'all' }],
    [['run', 'a.json', '--threads', '-1'], 'usage/bad-value', { value: '-1' }],
    [['inspect', 'a.csv', '--kernels'], 'usage/unknown-option', { option: 'a.csv' }],
    [['inspect', '--kernels', '--scale', 'none'], 'usage/unknown-option', { option: '--scale' }],
    [['inspect', 'a.csv', '--kernel', 'wasm'], 'usage/unknown-option', { option: '--kernel' }],
    [['features', 'a.csv', '-o', 'o', '--kernels'], 'usage/unknown-option', { option: '--kernels' }],
    [['run'], 'usage/missing-argument', { argument: 'JOB.json' }],
    [['convert', '-o', 'o'], 'usage/missing-argument', { argument: 'IN' }],
    [['convert', 'a.ts'], 'usage/missing-argument', { argument: '-o OUT' }],
    [['convert', 'a.ts', '-o', 'o', '--scale', 'none'], 'usage/unknown-option', { option: '--scale' }],
    [['convert', 'a.ts', '-o', 'o', '--hidden', '8'], 'usage/unknown-option', { option: '--hidden' }],
  ])('%j', (args, code, params) => {
    const fault = faultOf(...args);
    expect(fault.code).toBe(code);
    expect(fault.params).toMatchObject(params);
  });
});

describe('chooseLanguage', () => {
  it('prefers --lang to the environment', () => {
    expect(chooseLanguage(['inspect', 'a', '--lang', 'zh'], { LANG: 'en_GB.UTF-8' })).toBe('zh-CN');
    expect(chooseLanguage(['--lang=en'], { LANG: 'zh_CN.UTF-8' })).toBe('en');
    expect(chooseLanguage([], { LC_ALL: 'zh_CN.UTF-8', LANG: 'en_GB.UTF-8' })).toBe('zh-CN');
    expect(chooseLanguage([], {})).toBe('en');
  });
});
