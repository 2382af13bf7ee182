/** The project in the window: each run is kept once, and what an engine took with it the next one is given. */

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WorkbenchError } from '../../../core/contract/errors';
import type { ProjectState } from '../../../core/contract/project';
import { DEFAULT_FEATURES, DEFAULT_MODEL } from '../../../core/contract/specs';
import { experiment, FakeEngine, type FakeWindow, openWindow, projectView } from './fake-window';

let window: FakeWindow;
let engine: FakeEngine;

beforeEach(async () => {
  window = await openWindow();
  engine = new FakeEngine('a');
  window.session.begin();
  window.connect(engine);
  await window.session.openFile();
});

afterEach(() => {
  window.close();
  vi.unstubAllGlobals();
});

const STATE: ProjectState = {
  dataset: { source: { kind: 'sample', id: 'gunpoint' }, reading: {}, missing: 'refuse', scaling: 'none' },
  models: [
    { name: 'Small', spec: { ...DEFAULT_MODEL, hidden: 4 } },
    { name: null, spec: DEFAULT_MODEL },
  ],
  current: 1,
  features: { poolings: ['last'], layers: 'all' },
  view: 'features',
  search: null,
};

/** Opens a project whose file the dialog gives. */
async function openProject(changes = {}): Promise<void> {
  engine.handlers.openProject = () => Promise.resolve(projectView({ name: 'kept.lstmw', ...changes }));
  await window.session.openProject();
}

describe('a project in the window', () => {
  it('keeps a run once, with the features that are set', async () => {
    await window.session.startRun();
    await window.session.startRun();
    expect(engine.called('keepRun')).toEqual([['a-r', DEFAULT_FEATURES, expect.stringMatching(/^\d{4}-.*Z$/)]]);
  });

  it('without a file is given to the engine that follows one that stopped', async () => {
    await window.session.startRun();
    window.exit();
    const next = new FakeEngine('b');
    next.handlers.restoreExperiments = () => Promise.resolve();
    window.connect(next);
    await expect.poll(() => next.called('restoreExperiments')).toEqual([[[experiment(1)]]]);
  });

  it('with a file is opened again by the engine that follows', async () => {
    await openProject();
    window.exit();
    const next = new FakeEngine('b');
    next.handlers.openProject = () => Promise.resolve(projectView({ name: 'kept.lstmw' }));
    window.connect(next);
    await expect.poll(() => next.called('openProject').map(([, file]) => file)).toEqual(['grant-1']);
  });

  it('brings back models, features, data and view', async () => {
    await openProject({ state: STATE });
    expect(window.work.models.map(({ name, spec }) => [name, spec])).toEqual([
      ['Small', { ...DEFAULT_MODEL, hidden: 4 }],
      ['Model 2', DEFAULT_MODEL],
    ]);
    expect(window.work.model).toEqual(DEFAULT_MODEL);
    expect(window.work.features).toEqual(STATE.features);
    expect(window.work.dataset).toEqual(STATE.dataset);
    expect(window.view.current).toBe('features');
    expect(window.state.remembered).toContain('grant-1');
  });

  it('that cannot be opened leaves everything as it was', async () => {
    const { specs } = window.work;
    engine.handlers.openProject = () => Promise.reject(new WorkbenchError('project/in-use', { file: 'kept.lstmw' }));
    await window.session.openProject();
    expect(window.session.notices).toMatchObject([{ kind: 'error', error: { code: 'project/in-use' } }]);
    expect(window.work.specs).toEqual(specs);
    expect(window.session.project).toBeNull();
  });

  it('tells once why a change is in memory alone', async () => {
    const problem = { code: 'project/not-saved', params: { file: 'kept.lstmw', reason: 'ENOSPC' } } as const;
    engine.handlers.project = () => Promise.resolve(projectView({ name: 'kept.lstmw', problem }));
    engine.handlers.changeExperiment = (id) => Promise.resolve(experiment(id));
    await window.session.changeExperiment(1, { name: 'a' });
    await window.session.changeExperiment(1, { name: 'b' });
    expect(window.session.notices).toMatchObject([{ kind: 'error', error: problem }]);
  });

  it('puts back what was deleted', async () => {
    engine.handlers.removeExperiments = () => Promise.resolve();
    engine.handlers.restoreExperiments = () => Promise.resolve();
    await window.session.deleteExperiments([experiment(3)]);
    expect(engine.called('removeExperiments')).toEqual([[[3]]]);
    await window.session.restoreDeleted();
    expect(engine.called('restoreExperiments')).toEqual([[[experiment(3)]]]);
    expect(window.session.deleted).toEqual([]);
  });

  it('repeats an experiment with its data, model and features', async () => {
    const { specs } = experiment(1);
    const model = { ...DEFAULT_MODEL, seed: 5 };
    await window.session.repeatExperiment(experiment(1, { specs: { ...specs, model, features: STATE.features } }));
    expect(engine.called('openDataset').at(-1)?.[1]).toEqual(specs.dataset);
    expect(engine.called('run').map(([, , ran]) => ran)).toEqual([model]);
    expect(window.work.features).toEqual(STATE.features);
  });
});
