/** The built command on plain Node: what it prints, what it writes and how it ends. */

import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cores, KernelInfo } from '../../core/contract/views';
import { describeKernel } from '../../core/engine/kernel-view';
import { parseCsv } from '../helpers/engine';
import { goldenCase, largestDifference } from '../helpers/golden';
import { repositoryFile, sharedFile } from '../helpers/shared';

const PROGRAM = repositoryFile('out/main/lstm-workbench.js');
const RAGGED = 'a,b\n1,2\n3\n4,5\n';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lstm-cli-'));
  writeFileSync(join(folder, 'ragged.csv'), RAGGED);
  writeFileSync(join(folder, 'empty.csv'), '');
  writeFileSync(join(folder, 'walk.csv'), 'x,y\n1,2\n3,4\n5,7\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ended {
  status: number | null;
  stdout: string;
  stderr: string;
}

const workbench = (...args: string[]): Ended => started(PROGRAM, args);

function started(program: string, args: readonly string[]): Ended {
  const env = { ...process.env, LANG: 'en_GB.UTF-8', LC_ALL: '', LC_MESSAGES: '' };
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd: folder,
    env,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
const lines = (text: string): string[] => text.split('\n').filter((line) => line !== '');

describe('help and version', () => {
  it('prints the synopsis in either language and ends with 0', () => {
    const help = workbench('--help');
    expect(help).toMatchObject({ status: 0, stderr: '' });
    expect(help.stdout).toContain('lstm-workbench features DATA -o OUT.csv');
    expect(workbench('--help', '--lang', 'zh').stdout).toContain('用法');
  });

  it('knows its version', () => {
    const { version } = JSON.parse(readFileSync(repositoryFile('package.json'), 'utf8')) as { version: string };
    expect(workbench('--version')).toEqual({ status: 0, stdout: `lstm-workbench ${version}\n`, stderr: '' });
  });
});

describe('inspect', () => {
  it('prints what was understood as JSON that a program can read', () => {
    const { status, stdout } = workbench(
      'inspect',
      sharedFile('datasets/BasicMotions/BasicMotions_TRAIN.ts'),
      '--json',
    );
    expect(status).toBe(0);
    const view = JSON.parse(stdout);
    expect(view.understood.format).toBe('ts');
    expect(view.channels).toHaveLength(6);
    expect(view.train).toMatchObject({ seriesCount: 40, minLength: 100, maxLength: 100, missing: 0 });
    expect(view.train.classes.map(({ count }: { count: number }) => count)).toEqual([10, 10, 10, 10]);
  });

  it('shows a file that cannot be used as it is, says why in one line and ends with 1', () => {
    const { status, stdout, stderr } = workbench('inspect', 'ragged.csv');
    expect(status).toBe(1);
    expect(stdout).toContain('ragged.csv (csv)');
    expect(lines(stderr)).toHaveLength(1);
    expect(stderr).toMatch(/ragged\.csv.*lines? 3/);
  });
});

describe('a file that cannot be opened', () => {
  it('is told as JSON where that is asked for, beside the line for people', () => {
    const { status, stdout, stderr } = workbench('inspect', 'empty.csv', '--json');
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toEqual({
      error: { code: 'file/empty', message: 'empty.csv: the file is empty.', params: { file: 'empty.csv' } },
    });
    expect(lines(stderr)).toHaveLength(1);
  });
});

describe('the kernels of the machine', () => {
  it('are listed one a line, with the one that auto takes, and in Chinese', () => {
    const { status, stdout, stderr } = workbench('inspect', '--kernels');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const said = lines(stdout);
    expect(said.filter((line) => line.includes('auto takes it'))).toHaveLength(1);
    expect(said).toContainEqual(expect.stringMatching(/^reference: available/));
    for (const kind of ['native', 'wasm'])
      expect(
        said.some((line) => line.startsWith(kind)),
        kind,
      ).toBe(true);
    expect(said.at(-1)).toMatch(/^threads: \d+ unless --threads says otherwise/);
    expect(workbench('inspect', '--kernels', '--lang', 'zh').stdout).toContain('reference：可用');
  });

  it('are listed as JSON, and what auto takes is what a run is made with', () => {
    const { status, stdout } = workbench('inspect', '--kernels', '--json');
    expect(status).toBe(0);
    const { kernels, cores, defaultThreads } = JSON.parse(stdout) as {
      kernels: KernelInfo[];
      cores: Cores;
      defaultThreads: number;
    };
    expect(defaultThreads).toBe(Math.max(1, cores.physical - 1));
    const [{ kind, level }] = kernels.filter(({ auto }) => auto);
    const threads = kind === 'reference' ? 1 : defaultThreads;
    const name = describeKernel({
      name: [kind, level].filter(Boolean).join(' '),
      threads,
      supports: () => true,
      forward: () => undefined,
    });
    expect(workbench('features', 'walk.csv', '-o', 'auto.csv').status).toBe(0);
    expect(JSON.parse(read('auto.provenance.json')).kernel).toBe(name);
  });

  it('are chosen by name, and the reference is told beside the export', () => {
    const model = ['--hidden', '3', '--kernel', 'reference'];
    expect(workbench('features', 'walk.csv', '-o', 'reference.csv', ...model).status).toBe(0);
    expect(JSON.parse(read('reference.provenance.json')).kernel).toBe('reference');
    expect(workbench('gates', 'walk.csv', '-o', 'reference-gates.csv', ...model).status).toBe(0);
    expect(JSON.parse(read('reference-gates.provenance.json')).kernel).toBe('reference');
  });

  it('give the same features but for the last bits, and the same bytes for any number of threads', () => {
    const { kernels } = JSON.parse(workbench('inspect', '--kernels', '--json').stdout) as { kernels: KernelInfo[] };
    const data = sharedFile('datasets/GunPoint/GunPoint_TRAIN.ts');
    const features = (file: string, ...kernel: string[]): number[] => {
      expect(workbench('features', data, '-o', file, '--hidden', '8', ...kernel).status).toBe(0);
      return parseCsv(read(file)).flatMap((row) => Object.values(row).slice(2).map(Number));
    };
    const reference = features('by-reference.csv', '--kernel', 'reference');
    for (const kind of new Set(kernels.filter(({ available }) => available).map((info) => info.kind))) {
      const one = features('one.csv', '--kernel', kind, '--threads', '1');
      expect(largestDifference(one, reference), kind).toBeLessThan(5e-6);
      features('three.csv', '--kernel', kind, '--threads', '3');
      expect(read('three.csv'), kind).toBe(read('one.csv'));
    }
  });
});

describe('a command without any build of the kernel beside it', () => {
  it('takes the reference, and says in one line why it cannot take another', () => {
    cpSync(repositoryFile('package.json'), join(folder, 'bare/package.json'));
    cpSync(repositoryFile('out/main'), join(folder, 'bare/out/main'), { recursive: true });
    const bare = (...args: string[]): Ended => started(join(folder, 'bare/out/main/lstm-workbench.js'), args);
    expect(bare('features', 'walk.csv', '-o', 'bare.csv').status).toBe(0);
    expect(JSON.parse(read('bare.provenance.json')).kernel).toBe('reference');
    for (const [kind, lang, words] of [
      ['native', 'en', /“native”.*not been built.*auto/],
      ['wasm', 'en', /“wasm”.*missing.*auto/],
      ['native', 'zh', /“原生”.*尚未构建.*auto/],
    ] as const) {
      const { status, stderr } = bare('features', 'walk.csv', '-o', 'none.csv', '--kernel', kind, '--lang', lang);
      expect(status).toBe(1);
      expect(lines(stderr)).toHaveLength(1);
      expect(stderr).toMatch(words);
    }
    expect(lines(bare('inspect', '--kernels').stdout)[0]).toBe('native: not available, it has not been built');
    expect(readdirSync(folder)).not.toContain('none.csv');
  });
});

describe('features and gates', () => {
  it('saves PyTorch states with trained weights, and the provenance beside them', () => {
    const golden = goldenCase('stacked-bidirectional');
    const data = sharedFile('golden/stacked-bidirectional/x.npy');
    const model = sharedFile('golden/stacked-bidirectional/model.safetensors');
    expect(workbench('features', data, '-o', 'golden.csv', '--model', model, '--pool', 'last').status).toBe(0);
    const rows = parseCsv(read('golden.csv'));
    const top = rows.map((row) => Array.from({ length: 16 }, (_, u) => Number(row[`h__l1__bwd__u${u}__last`])));
    // h_n is [L * D, B, H]; layer 1 backward is its last block.
    expect(largestDifference(top.flat(), golden.h.data.slice(-4 * 16))).toBeLessThan(1e-6);
    const provenance = JSON.parse(read('golden.provenance.json'));
    expect(provenance).toMatchObject({
      dataset: { scaling: 'none' },
      model: { kind: 'file', file: 'model.safetensors' },
    });
    expect(JSON.stringify(provenance)).not.toContain(folder);
  });

  it('writes the test part with what was fitted on the training part', () => {
    const set = (part: string): string => sharedFile(`datasets/ItalyPowerDemand/ItalyPowerDemand_${part}.ts`);
    const model = ['--hidden', '4', '--init', 'keras', '--seed', '3'];
    expect(
      workbench('features', set('TRAIN'), '-o', 'a.csv', '--test', set('TEST'), '-O', 'b.csv', ...model).status,
    ).toBe(0);
    expect([parseCsv(read('a.csv')).length, parseCsv(read('b.csv')).length]).toEqual([67, 1029]);
    expect(JSON.parse(read('a.provenance.json')).scaler).toEqual(JSON.parse(read('b.provenance.json')).scaler);
    const alone = workbench('features', set('TRAIN'), '-o', 'alone.csv', ...model);
    expect(alone.status).toBe(0);
    expect(read('alone.csv')).toBe(read('a.csv'));
  });

  it('says what it assumed, that the weights are untrained, and what it wrote', () => {
    const { status, stderr } = workbench('features', 'walk.csv', '-o', 'walk.out.csv');
    expect(status).toBe(0);
    expect(stderr).toContain('delimiter: ,');
    expect(stderr).toContain('scaling: zscore');
    expect(stderr).toContain('untrained');
    expect(lines(stderr).at(-1)).toContain('walk.out.csv');
  });

  it('saves the gates of one sequence', () => {
    const data = sharedFile('datasets/GunPoint/GunPoint_TRAIN.ts');
    expect(workbench('gates', data, '-o', 'gates.csv', '--sequence', '7', '--hidden', '3').status).toBe(0);
    const rows = parseCsv(read('gates.csv'));
    expect(Object.keys(rows[0]).join(',')).toBe('sequence,step,layer,direction,unit,i,f,g,o,c,h');
    expect(rows).toHaveLength(150 * 3);
    expect(new Set(rows.map(({ sequence }) => sequence))).toEqual(new Set(['7']));
  });
});

describe('convert and the formats of features', () => {
  it('writes a dataset in every format, and again from what it wrote', () => {
    const data = sharedFile('datasets/oddities/PickupGestureWiimoteZ_TEST.ts');
    for (const [from, to] of [
      [data, 'pick.csv'],
      ['pick.csv', 'pick.arff'],
      ['pick.arff', 'pick.npz'],
      ['pick.arff', 'pick.jsonl'],
      ['pick.arff', 'pick.ts'],
      ['pick.ts', 'again.csv'],
    ]) {
      const { status, stderr } = workbench('convert', from, '-o', to);
      expect(status, stderr).toBe(0);
      expect(lines(stderr).at(-1)).toBe(`${to}: ${to.endsWith('.csv') ? 7277 : 50} rows`);
    }
    expect(read('again.csv')).toBe(read('pick.csv'));
    const refused = workbench('convert', 'pick.ts', '-o', 'pick.npy');
    expect(refused.status).toBe(1);
    expect(refused.stderr).toMatch(/pick\.npy.*37 to 324 steps.*NPZ/);
  });

  it('writes Parquet that another program reads, values as they are', async () => {
    writeFileSync(join(folder, 'fine.csv'), 'id,x\na,0.1\na,1e300\nb,\nb,3\n');
    const { status, stderr } = workbench('convert', 'fine.csv', '--series', 'id', '-o', 'fine.parquet');
    expect(status, stderr).toBe(0);
    expect(stderr).not.toContain('float32');
    const rows = await parquetReadObjects({ file: await asyncBufferFromFile(join(folder, 'fine.parquet')) });
    expect(rows).toEqual([
      { series: 'a', step: 0, x: 0.1 },
      { series: 'a', step: 1, x: 1e300 },
      { series: 'b', step: 0, x: null },
      { series: 'b', step: 1, x: 3 },
    ]);
    expect(workbench('convert', 'fine.csv', '--series', 'id', '-o', 'fine.jsonl').status).toBe(1);
  });

  it('saves features by the extension, and says what an extension left out or did not name', () => {
    const start = ['features', 'walk.csv', '--hidden', '3', '-o'];
    expect(workbench(...start, 'walk.npy').stderr).toMatch(/walk\.npy.*names of the features/);
    expect(readFileSync(join(folder, 'walk.npy')).subarray(1, 6).toString()).toBe('NUMPY');
    expect(workbench(...start, 'walk.dat').stderr).toMatch(/walk\.dat.*CSV/);
    expect(read('walk.dat')).toMatch(/^sequence,/);
    const refused = workbench(...start, 'walk.ts');
    expect([refused.status, lines(refused.stderr).length]).toEqual([1, 1]);
    expect(refused.stderr).toMatch(/walk\.ts.*\.jsonl/);
  });
});

describe('a job', () => {
  it('gives the bytes of the same options', () => {
    const job = {
      version: 1,
      dataset: { source: { kind: 'file', file: 'walk.csv' }, scaling: 'minmax' },
      model: {
        kind: 'random',
        hidden: 5,
        layers: 1,
        bidirectional: false,
        bias: true,
        init: 'pytorch',
        forgetBias: null,
        seed: 9,
      },
      output: { file: 'job.csv' },
    };
    writeFileSync(join(folder, 'job.json'), JSON.stringify(job));
    expect(workbench('run', 'job.json').status).toBe(0);
    const same = ['--hidden', '5', '--init', 'pytorch', '--seed', '9', '--scale', 'minmax'];
    expect(workbench('features', 'walk.csv', '-o', 'options.csv', ...same).status).toBe(0);
    expect(read('job.csv')).toBe(read('options.csv'));
    expect(read('job.provenance.json')).toBe(read('options.provenance.json'));
  });
});

describe('faults are one line on stderr', () => {
  it.each([
    [2, ['walk'], /walk/],
    [2, ['features', 'walk.csv'], /-o OUT\.csv/],
    [2, ['features', 'walk.csv', '-o', 'o.csv', '--hidden', '0'], /--hidden.*1 \.\. 1024/],
    [2, ['features', 'walk.csv', '-o', 'o.csv', '--colour', 'red'], /--colour/],
    [2, ['features', 'walk.csv', '-o', 'o.csv', '--kernel', 'gpu'], /--kernel.*auto \| native \| wasm \| reference/],
    [2, ['features', 'walk.csv', '-o', 'o.csv', '--threads', '0'], /--threads.*1 \.\. 256/],
    [2, ['inspect', '--kernels', 'walk.csv'], /walk\.csv/],
    [1, ['features', 'gone.csv', '-o', 'o.csv'], /gone\.csv/],
    [1, ['features', 'empty.csv', '-o', 'o.csv'], /empty\.csv.*empty/],
    [1, ['features', 'ragged.csv', '-o', 'o.csv'], /ragged\.csv/],
    [1, ['features', 'walk.csv', '-o', 'o.csv', '--window', '9'], /window/],
    [1, ['features', 'walk.csv', '-o', 'o.csv', '--channels', 'x,z'], /z/],
    [1, ['features', 'walk.csv', '-o', 'o.csv', '--model', 'walk.csv'], /walk\.csv/],
    [1, ['features', 'walk.csv', '-o', join('gone', 'o.csv')], /o\.csv/],
    [1, ['gates', 'walk.csv', '-o', 'o.csv', '--sequence', 'no'], /no/],
    [1, ['run', 'walk.csv'], /walk\.csv.*line 1/],
    [1, ['run', 'gone.json'], /gone\.json/],
  ])('%d for %j', (status, args, words) => {
    const ended = workbench(...args);
    expect(ended.status).toBe(status);
    expect(lines(ended.stderr)).toHaveLength(1);
    expect(ended.stderr).toMatch(words);
    expect(ended.stdout).toBe('');
    expect(readdirSync(folder).filter((name) => name.startsWith('o.') || name.endsWith('.part'))).toEqual([]);
  });

  it('leaves a read-only target as it was', () => {
    writeFileSync(join(folder, 'kept.csv'), 'mine');
    chmodSync(join(folder, 'kept.csv'), 0o444);
    const ended = workbench('features', 'walk.csv', '-o', 'kept.csv');
    expect(ended.status).toBe(1);
    expect(lines(ended.stderr)).toHaveLength(1);
    expect(read('kept.csv')).toBe('mine');
  });
});
