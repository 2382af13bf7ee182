/** Converting a dataset, and features in every format: what is written, what is said of it, and what is refused before. */

import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULT_FEATURES, DEFAULT_MODEL, type Job } from '../../../core/contract/specs';
import { FEATURE_TARGETS, type FeatureTarget, SERIES_TARGETS } from '../../../core/contract/targets';
import { parseJob } from '../../../core/engine/job';
import { featureBytes } from '../../../core/exporters/write';
import { parseCsv, testEngine, type TestEngine } from '../../helpers/engine';
import { bytesOf } from '../../helpers/exports';
import { SMALL_MODEL, smallSet } from '../../helpers/small-set';

const LONG = 'series,step,speed,label\nA,0,1,up\nA,1,?,up\nA,2,3,up\nB,0,4,down\nB,1,5,down\n';

async function withLong(text = LONG): Promise<TestEngine> {
  const engine = await testEngine();
  await writeFile(join(engine.folder, 'long.csv'), text);
  return engine;
}

function job(file: string, change: Partial<Job['dataset']> = {}, test: Job['output']['test'] = null): Job {
  return {
    version: 1,
    task: 'convert',
    dataset: {
      source: { kind: 'file', file: 'long.csv', test: 'none' },
      reading: {},
      missing: 'refuse',
      scaling: 'zscore',
      ...change,
    },
    model: DEFAULT_MODEL,
    features: DEFAULT_FEATURES,
    gates: { sequence: null },
    output: { file, test },
  };
}

describe('convert', () => {
  it('writes series as they were read, with their missing values, and says what the format left out', async () => {
    const { engine, read } = await withLong();
    const [report] = await engine.runJob('1', job('out.ts'));
    expect(await read('out.ts')).toContain('@classLabel true up down\n@data\n1,?,3:up\n4,5:down\n');
    expect(report).toMatchObject({
      files: ['out.ts', 'out.provenance.json'],
      rows: 2,
      warnings: [{ code: 'export/left-out', params: { file: 'out.ts', format: 'ts', contents: ['ids', 'channels'] } }],
    });
    expect(JSON.parse(await read('out.provenance.json'))).toMatchObject({
      kernel: null,
      export: { task: 'convert', part: 'train', format: 'ts' },
      dataset: { reading: { window: null }, scaling: 'none' },
      understood: { channels: ['speed'] },
      model: null,
      weights: null,
      output: { rows: 2 },
    });
  });

  it('cures missing values where that is asked for', async () => {
    const { engine, read } = await withLong();
    const [report] = await engine.runJob('1', job('out.csv', { missing: 'linear' }));
    expect(await read('out.csv')).toBe(
      'series,label,step,speed\nA,up,0,1\nA,up,1,2\nA,up,2,3\nB,down,0,4\nB,down,1,5\n',
    );
    expect(report).toMatchObject({ rows: 5, warnings: [] });
  });

  it('keeps a long recording whole unless windows are asked for', async () => {
    const rows = Array.from({ length: 3000 }, (_, at) => `${at / 8},${Math.sin(at)}`);
    const { engine, folder } = await withLong(`a,b\n${rows.join('\n')}\n`);
    await engine.runJob('1', job('whole.jsonl'));
    await engine.runJob('2', job('cut.jsonl', { reading: { window: { length: 1000, stride: 1000 } } }));
    const lines = async (name: string) => (await readFile(join(folder, name), 'utf8')).trimEnd().split('\n');
    expect((await lines('whole.jsonl')).map((line) => JSON.parse(line).a.length)).toEqual([3000]);
    expect((await lines('cut.jsonl')).map((line) => JSON.parse(line).a.length)).toEqual([1000, 1000, 1000]);
  });

  it('writes both parts, each in the format of its name', async () => {
    const { engine, read } = await smallSet();
    const source = { kind: 'file', file: 'Small_TRAIN.ts', test: { file: 'Small_TEST.ts' } } as const;
    const reports = await engine.runJob('1', job('train.jsonl', { source }, 'test.CSV'));
    expect(reports.map(({ files, rows }) => [files[0], rows])).toEqual([
      ['train.jsonl', 3],
      ['test.CSV', 5],
    ]);
    expect(await read('train.jsonl')).toContain('{"series":"1","label":"down","x":[5,4,3,2]}\n');
    expect(await read('test.CSV')).toBe(
      'series,label,step,x\n0,down,0,9\n0,down,1,8\n0,down,2,7\n1,up,0,1\n1,up,1,9\n',
    );
    expect(JSON.parse(await read('test.provenance.json'))).toMatchObject({ export: { part: 'test', format: 'csv' } });
  });

  it('reads both parts of unequal lengths back from the NPZ files that it wrote', async () => {
    const { engine, read } = await smallSet();
    const source = { kind: 'file', file: 'Small_TRAIN.ts', test: { file: 'Small_TEST.ts' } } as const;
    await engine.runJob('1', job('train.csv', { source }, 'test.csv'));
    await engine.runJob('2', job('train.npz', { source }, 'test.npz'));
    const again = { kind: 'file', file: 'train.npz', test: { file: 'test.npz' } } as const;
    await engine.runJob('3', job('again.csv', { source: again }, 'again.test.csv'));
    expect(await read('again.csv')).toBe(await read('train.csv'));
    expect(await read('again.test.csv')).toBe(await read('test.csv'));
  });

  it('reads Parquet back from what it wrote, to the same bytes', async () => {
    const rows = [
      'A,0,0.1,5e-324,up',
      'A,1,?,1e300,up',
      'A,2,3,0,up',
      'B,0,4,-0,down',
      'B,1,0.30000000000000004,7,down',
    ];
    const { engine, folder } = await withLong(
      ['id,step,the speed,x,label', ...rows, 'B,2,,8,down', 'B,3,1,9,down\n'].join('\n'),
    );
    await engine.runJob('1', job('one.parquet'));
    const source = { kind: 'file', file: 'one.parquet', test: 'none' } as const;
    const [report] = await engine.runJob('2', job('two.parquet', { source }));
    expect(report).toMatchObject({ rows: 7, warnings: [] });
    const [one, two] = await Promise.all(['one', 'two'].map((name) => readFile(join(folder, `${name}.parquet`))));
    expect(Buffer.compare(one, two)).toBe(0);
    const { understood } = await engine.openDataset('3', { ...job('').dataset, source });
    expect(understood).toMatchObject({
      format: 'parquet',
      series: 'series',
      label: 'label',
      channels: ['the speed', 'x'],
    });
  });

  it('writes CSV under a name whose extension names no format, and says so', async () => {
    const { engine, read } = await withLong();
    const [report] = await engine.runJob('1', job('out.dat'));
    expect(await read('out.dat')).toMatch(/^series,label,step,speed\n/);
    expect(report.warnings).toEqual([{ code: 'export/unknown-extension', params: { file: 'out.dat' } }]);
  });

  it.each([
    ['unequal lengths in one array', 'out.npy', LONG, { code: 'export/unequal-lengths', params: { min: 2, max: 3 } }],
    ['a label with a space', 'out.ts', LONG.replaceAll('up', 'way up'), { code: 'export/cannot-hold' }],
    ['a value beyond float32', 'out.csv', LONG.replace('4,down', '4e40,down'), { code: 'export/cannot-hold' }],
    ['a table without numbers', 'out.csv', 'a,b\nx,y\nz,w\n', { code: 'table/no-numeric-column' }],
  ])('refuses %s before anything is written', async (_, file, text, error) => {
    const { engine, folder } = await withLong(text);
    await expect(engine.runJob('1', job(file))).rejects.toMatchObject(error);
    expect(await readdir(folder)).toEqual(['long.csv']);
  });

  // An NPY array of so many values is soon written.
  it.each(SERIES_TARGETS.filter((format) => format !== 'npy'))(
    'as %s stops in the middle of writing when it is cancelled, and leaves nothing',
    async (format) => {
      const { engine, folder } = await testEngine({
        progress: (call, { phase }) => void (phase === 'writing' && engine.cancel(call)),
      });
      const source = {
        kind: 'synthetic',
        generator: 'sine-square',
        series: 4000,
        steps: 500,
        noise: 0,
        seed: 1,
      } as const;
      await expect(engine.runJob('1', job(`out.${format}`, { source }))).rejects.toMatchObject({
        code: 'engine/cancelled',
      });
      // The next call begins when this one holds nothing any more.
      await engine.lesson();
      expect(await readdir(folder)).toEqual([]);
    },
  );

  it('is a task of job files', () => {
    const text = JSON.stringify({ version: 1, task: 'convert', dataset: job('x').dataset, output: { file: 'o.npz' } });
    expect(parseJob('JOB.json', text)).toMatchObject({ task: 'convert', output: { file: 'o.npz', test: null } });
  });
});

describe('features', () => {
  it('are written in the format of the extension, by the window and by a job to the same bytes', async () => {
    const { engine, folder, spec, read } = await smallSet();
    const dataset = await engine.openDataset('1', spec);
    const run = await engine.run('2', dataset.handle, SMALL_MODEL);
    await engine.exportFeatures('3', run.handle, DEFAULT_FEATURES, 'window.csv');
    const rows = parseCsv(await read('window.csv'));
    const [, , ...columns] = Object.keys(rows[0]);
    const table = {
      ids: rows.map(({ sequence }) => sequence),
      labels: rows.map(({ label }) => label),
      columns,
      values: Float32Array.from(rows.flatMap((row) => columns.map((name) => Number(row[name])))),
    };
    const bytes = async (name: string): Promise<Uint8Array> => readFile(join(folder, name));
    for (const format of FEATURE_TARGETS) {
      const names = [`window.${format}`, `job.${format}`];
      const report = await engine.exportFeatures('4', run.handle, DEFAULT_FEATURES, names[0]);
      const source = { kind: 'file', file: 'Small_TRAIN.ts', test: { file: 'Small_TEST.ts' } } as const;
      const output = { file: names[1], test: `job.test.${format}` };
      const asJob: Job = { ...job(''), task: 'features', dataset: { ...spec, source }, model: SMALL_MODEL, output };
      await engine.runJob('5', asJob);
      expect(await bytes(names[1])).toEqual(await bytes(names[0]));
      expect(await bytes(`job.test.${format}`)).toEqual(await bytes(`window.test.${format}`));
      if (format !== 'parquet') {
        expect(Buffer.compare(await bytes(names[0]), bytesOf(featureBytes(format, table))), format).toBe(0);
      }
      const provenance = JSON.parse(await read('job.provenance.json')) as { export: { format: FeatureTarget } };
      expect(provenance).toMatchObject({ export: { task: 'features', part: 'train', format } });
      const leftOut = report.warnings?.map(({ code }) => code);
      expect(leftOut).toEqual(format === 'npy' ? ['export/left-out', 'export/left-out'] : []);
    }
  });

  it('are not written as .ts, which a job is told before it begins', async () => {
    const phases = new Set<string>();
    const { engine, folder } = await testEngine({ progress: (_call, { phase }) => phases.add(phase) });
    await writeFile(join(folder, 'long.csv'), LONG);
    await expect(engine.runJob('1', { ...job('f.ts'), task: 'features' })).rejects.toMatchObject({
      code: 'export/no-features',
      params: { file: 'f.ts', format: 'ts' },
    });
    expect([...phases]).toEqual([]);
    expect(await readdir(folder)).toEqual(['long.csv']);
  });

  it('under another extension are CSV, with a word; so are gates', async () => {
    const { engine, spec, read } = await smallSet();
    const dataset = await engine.openDataset('1', spec);
    const run = await engine.run('2', dataset.handle, SMALL_MODEL);
    const report = await engine.exportFeatures('3', run.handle, DEFAULT_FEATURES, 'f.txt');
    expect(await read('f.txt')).toMatch(/^sequence,label,/);
    expect(report.warnings?.map(({ params }) => params)).toEqual([{ file: 'f.txt' }, { file: 'f.test.txt' }]);
    const gates = await engine.exportGates('4', run.handle, { part: 'train', index: 0 }, 'g.npz');
    expect(await read('g.npz')).toMatch(/^sequence,step,/);
    expect(gates.warnings).toEqual([{ code: 'export/unknown-extension', params: { file: 'g.npz' } }]);
  });
});
