/** Projects: what was run is kept, moves with its data, comes back as it was, and never opens what it was not made with. */

import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ExperimentsQuery, ProjectState } from '../../../core/contract/project';
import { DEFAULT_FEATURES, DEFAULT_MODEL, type DatasetSpec, type ModelSpec } from '../../../core/contract/specs';
import { DEFAULT_SEARCH } from '../../../core/contract/search';
import type { Engine } from '../../../core/engine/engine';
import { createProjectFile } from '../../../core/node/project-file';
import { testEngine } from '../../helpers/engine';
import { sharedFile } from '../../helpers/shared';

const DATA = 'a,b\n1,2\n3,4\n5,7\n';
const MODEL: ModelSpec = { ...DEFAULT_MODEL, hidden: 2 };
const ALL: ExperimentsQuery = {
  search: '',
  starredOnly: false,
  orderBy: 'at',
  descending: false,
  first: 0,
  count: 100,
};

function spec(file: string): DatasetSpec {
  return { source: { kind: 'file', file, test: 'none' }, reading: {}, missing: 'refuse', scaling: 'zscore' };
}

async function keep(engine: Engine, dataset: DatasetSpec, model = MODEL, at = '2026-01-01T00:00:00.000Z') {
  const data = await engine.openDataset('1', dataset);
  const run = await engine.run('2', data.handle, model);
  return { run, experiment: await engine.keepRun(run.handle, DEFAULT_FEATURES, at) };
}

describe('a project', () => {
  it('moves with its data and repeats a run exactly', async () => {
    const made = await testEngine();
    await mkdir(join(made.folder, 'data'));
    await writeFile(join(made.folder, 'data/walk.csv'), DATA);
    const first = await keep(made.engine, spec('data/walk.csv'));
    await made.engine.saveProject('walk.lstmw');
    // After it was saved each change is in the file by itself.
    await made.engine.changeExperiment(first.experiment.id, { name: 'First', note: 'as it came', starred: true });
    await made.engine.closeProject();

    const other = await testEngine();
    await mkdir(join(other.folder, 'data'));
    for (const name of ['walk.lstmw', 'data/walk.csv'])
      await copyFile(join(made.folder, name), join(other.folder, name));
    await rm(made.folder, { recursive: true });
    const view = await other.engine.openProject('1', 'walk.lstmw');
    expect(view).toMatchObject({ name: 'walk.lstmw', experiments: 1, lost: [], unreadable: 0, problem: null });
    const { rows } = await other.engine.experiments(ALL);
    expect(rows).toMatchObject([
      { name: 'First', note: 'as it came', starred: true, dataName: 'walk.csv', specHash: first.run.specHash },
    ]);
    const again = await keep(other.engine, rows[0].specs.dataset, rows[0].specs.model);
    expect(again.run.specHash).toBe(first.run.specHash);
    expect(again.experiment.id).toBe(2);
  });

  it('opens a file that has changed, or that it knows no contents of, only when it is chosen anew', async () => {
    const { engine, folder } = await testEngine();
    await writeFile(join(folder, 'walk.csv'), DATA);
    await keep(engine, spec('walk.csv'));
    await engine.saveProject('walk.lstmw');
    await writeFile(join(folder, 'walk.csv'), `${DATA}9,9\n`);
    await engine.openProject('1', 'walk.lstmw');
    const [kept] = (await engine.experiments(ALL)).rows;
    const refused = engine.openDataset('2', kept.specs.dataset);
    await expect(refused).rejects.toMatchObject({ code: 'project/file-changed', params: { file: 'walk.csv' } });
    await expect(engine.openDataset('3', spec('walk.csv'))).resolves.toMatchObject({ train: { rows: 4 } });
    // Not even a table of what cannot be used is shown of it.
    await writeFile(join(folder, 'walk.csv'), 'root:x:0\nsecret:y:1\n');
    await expect(engine.openDataset('4', kept.specs.dataset)).rejects.toMatchObject({ code: 'project/file-changed' });
  });

  it('tells which files are gone', async () => {
    const { engine, folder } = await testEngine();
    await writeFile(join(folder, 'walk.csv'), DATA);
    await keep(engine, spec('walk.csv'));
    await engine.saveProject('walk.lstmw');
    await rm(join(folder, 'walk.csv'));
    const view = await engine.openProject('1', 'walk.lstmw');
    expect(view.lost).toEqual([{ name: 'walk.csv', isFolder: false }]);
  });

  it('knows weights by what they held', async () => {
    const { engine, folder } = await testEngine();
    const weights = sharedFile('golden/one-layer/model.safetensors');
    await copyFile(weights, join(folder, 'w.safetensors'));
    await writeFile(join(folder, 'walk.csv'), 'a\n1\n2\n3\n');
    const model: ModelSpec = { kind: 'file', file: 'w.safetensors' };
    const { run } = await keep(engine, { ...spec('walk.csv'), scaling: 'none' }, model);
    await engine.saveProject('walk.lstmw');
    await engine.openProject('1', 'walk.lstmw');
    const [kept] = (await engine.experiments(ALL)).rows;
    expect(kept).toMatchObject({ modelName: 'w.safetensors', specHash: run.specHash });
    expect((await engine.describeModel(kept.specs.model, null)).fileName).toBe('w.safetensors');
    const bytes = await readFile(join(folder, 'w.safetensors'));
    bytes[bytes.length - 1] ^= 1;
    await writeFile(join(folder, 'w.safetensors'), bytes);
    const changed = engine.describeModel(kept.specs.model, null);
    await expect(changed).rejects.toMatchObject({ code: 'project/file-changed', params: { file: 'w.safetensors' } });
  });

  it('finds, sorts, removes and puts back', async () => {
    const { engine, folder } = await testEngine();
    await writeFile(join(folder, 'walk.csv'), DATA);
    await writeFile(join(folder, 'river.csv'), DATA);
    await keep(engine, spec('walk.csv'), MODEL, '2026-01-02T00:00:00.000Z');
    await keep(engine, spec('river.csv'), MODEL, '2026-01-01T00:00:00.000Z');
    await keep(engine, spec('walk.csv'), { ...MODEL, seed: 2 }, '2026-01-03T00:00:00.000Z');
    await engine.changeExperiment(3, { name: 'Other SEED', starred: true });
    const ids = async (query: Partial<ExperimentsQuery>): Promise<number[]> =>
      (await engine.experiments({ ...ALL, ...query })).rows.map(({ id }) => id);
    expect(await ids({})).toEqual([2, 1, 3]);
    expect(await ids({ descending: true })).toEqual([3, 1, 2]);
    expect(await ids({ search: 'walk seed' })).toEqual([3]);
    expect(await ids({ starredOnly: true })).toEqual([3]);
    expect(await ids({ orderBy: 'dataName' })).toEqual([2, 1, 3]);
    expect(await ids({ first: 1, count: 1 })).toEqual([1]);
    await engine.saveProject('all.lstmw');
    const before = (await engine.experiments(ALL)).rows;
    await engine.removeExperiments([1, 3, 99]);
    expect(await ids({})).toEqual([2]);
    await engine.restoreExperiments(before.filter(({ id }) => id !== 2));
    await engine.openProject('1', 'all.lstmw');
    const after = (await engine.experiments(ALL)).rows;
    expect(after).toEqual(before);
    await expect(engine.changeExperiment(99, {})).rejects.toMatchObject({ code: 'project/unknown-experiment' });
  });

  it('brings back where the user was', async () => {
    const { engine, folder } = await testEngine();
    await writeFile(join(folder, 'walk.csv'), DATA);
    await engine.openDataset('1', spec('walk.csv'));
    const state: ProjectState = {
      dataset: spec('walk.csv'),
      models: [
        { name: null, spec: MODEL },
        { name: 'Large', spec: { ...MODEL, hidden: 64 } },
      ],
      current: 1,
      features: { poolings: ['last'], layers: [0] },
      view: 'features',
      search: {
        spec: { ...DEFAULT_SEARCH, space: { hidden: [4, 8] }, trials: 2, kind: 'grid' },
        base: { dataset: spec('walk.csv'), model: DEFAULT_MODEL, features: DEFAULT_FEATURES },
        trials: [
          {
            index: 0,
            candidate: { hidden: 4 },
            score: { name: 'accuracy', mean: 0.5, deviation: null },
            durationMs: 7,
          },
        ],
        final: null,
      },
    };
    await engine.saveProject('walk.lstmw');
    await engine.keepState(state);
    const view = await engine.openProject('1', 'walk.lstmw');
    const { search } = state;
    const base = { ...search!.base, dataset: { scaling: 'zscore' } };
    expect(view.state).toMatchObject({ ...state, dataset: { scaling: 'zscore' }, search: { ...search, base } });
    await expect(engine.openDataset('2', view.state!.dataset!)).resolves.toMatchObject({ name: 'walk.csv' });
  });

  it('leaves what is open alone when another cannot be opened', async () => {
    const { engine, folder } = await testEngine();
    await writeFile(join(folder, 'walk.csv'), DATA);
    await writeFile(join(folder, 'not.lstmw'), 'not a project');
    await keep(engine, spec('walk.csv'));
    await expect(engine.openProject('1', 'not.lstmw')).rejects.toMatchObject({ code: 'project/broken' });
    expect(await engine.project()).toMatchObject({ name: null, experiments: 1 });
  });

  it('of a newer program is told so; rows of another kind stay in the file', async () => {
    const { engine, folder } = await testEngine();
    const format = (version: number) => ({ kind: 'format', id: 0, body: JSON.stringify({ version }) });
    const strange = [
      { kind: 'experiment', id: 5, body: '{"at": 1}' },
      { kind: 'thing', id: 1, body: 'not JSON' },
    ];
    for (const [name, rows] of [
      ['newer.lstmw', [format(2)]],
      ['none.lstmw', []],
      ['strange.lstmw', [format(1), ...strange]],
    ] as const)
      await (await createProjectFile(join(folder, name), rows)).close();
    const newer = engine.openProject('1', 'newer.lstmw');
    await expect(newer).rejects.toMatchObject({ code: 'project/newer', params: { found: 2, known: 1 } });
    await expect(engine.openProject('2', 'none.lstmw')).rejects.toMatchObject({ code: 'project/broken' });
    expect(await engine.openProject('3', 'strange.lstmw')).toMatchObject({ experiments: 0, unreadable: 2 });
    await writeFile(join(folder, 'walk.csv'), DATA);
    expect((await keep(engine, spec('walk.csv'))).experiment.id).toBe(6);
    await engine.saveProject('copy.lstmw');
    expect(await engine.openProject('4', 'copy.lstmw')).toMatchObject({ experiments: 1, unreadable: 2 });
  });
});
