/** The session's promises: what is open stays open, the newest answer wins, a dead engine costs the run and nothing else. */

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WorkbenchError } from '../../../core/contract/errors';
import { ARTICLE_MODEL, DEFAULT_MODEL, type DatasetSpec, type ModelSpec } from '../../../core/contract/specs';
import type { DatasetView, RunView } from '../../../core/contract/views';
import { datasetView, FakeEngine, type FakeWindow, modelView, openWindow } from './fake-window';

let window: FakeWindow;
let engine: FakeEngine;

beforeEach(async () => {
  window = await openWindow();
  engine = new FakeEngine('a');
  window.session.begin();
  window.connect(engine);
  await vi.waitUntil(() => window.session.machine !== null);
});

afterEach(() => {
  window.close();
  vi.unstubAllGlobals();
});

/** A promise that the test settles. */
function held<T>() {
  let settle!: (value: T) => void;
  let fail!: (error: unknown) => void;
  const promise = new Promise<T>((resolve, reject) => {
    settle = resolve;
    fail = reject;
  });
  return { promise, settle, fail };
}

const codes = () => window.session.notices.map((notice) => (notice.kind === 'error' ? notice.error.code : notice.kind));

describe('opening', () => {
  it('opens a sample in one request and goes to the data', async () => {
    await window.session.openSample('gunpoint');
    expect(engine.called('openDataset').map(([, spec]) => spec)).toEqual([
      { source: { kind: 'sample', id: 'gunpoint' }, reading: {}, missing: 'refuse', scaling: 'zscore' },
    ]);
    expect(window.session.dataset?.handle).toBe('a-d1');
    expect(window.view.current).toBe('data');
  });

  it('remembers a file that opened well, and asks for its twin', async () => {
    await window.session.openFile();
    expect(window.work.dataset?.source).toEqual({ kind: 'file', file: 'grant-1', test: 'twin' });
    expect(window.state.remembered).toEqual(['grant-1']);
  });

  it('opens a folder as what it is, by dialog, drop and the recent files, and changes what is taken of it', async () => {
    window.state.grant = { file: 'grant-2', name: 'walks', isFolder: true };
    const folder = { kind: 'folder', folder: 'grant-2' };
    await window.session.openFolder();
    await window.session.openDropped([new File([], 'walks')]);
    await window.session.openRecent('grant-2');
    expect(engine.called('openDataset').map(([, spec]) => spec)).toMatchObject([
      { source: folder, reading: {} },
      { source: folder, reading: {} },
      { source: folder, reading: {} },
    ]);
    window.session.applyReading('data.changes.header', { header: false });
    window.session.applyFolder('data.changes.labelFrom', { labelFrom: 'name', namePart: 2 });
    expect(window.work.dataset).toMatchObject({
      source: { ...folder, labelFrom: 'name', namePart: 2 },
      reading: { header: false },
    });
    window.session.applyFolder('data.changes.namePart', { namePart: undefined });
    expect(window.work.dataset?.source).toEqual({ ...folder, labelFrom: 'name' });
    window.session.applyFolder('data.changes.extension', { extension: 'tsv' });
    expect(window.work.dataset).toMatchObject({ source: { extension: 'tsv' }, reading: {} });
    expect(window.work.dataset?.reading).toEqual({});
    expect(window.work.undoLabel).toBe('data.changes.extension');
  });

  it('keeps what is open when another file does not open, and closes it when one does', async () => {
    await window.session.openSample('gunpoint');
    const { openDataset } = engine.handlers;
    engine.handlers.openDataset = () => Promise.reject(new WorkbenchError('file/empty', { file: 'walk.csv' }));
    await window.session.openFile();
    expect(codes()).toEqual(['file/empty']);
    expect(window.session.dataset?.handle).toBe('a-d1');
    expect(window.work.dataset?.source).toEqual({ kind: 'sample', id: 'gunpoint' });
    expect(window.state.remembered).toEqual([]);
    expect(engine.called('closeDataset')).toEqual([]);

    engine.handlers.openDataset = openDataset;
    await window.session.openFile();
    expect(window.session.dataset?.handle).toBe('a-d2');
    await vi.waitFor(() => expect(engine.called('closeDataset')).toEqual([['a-d1']]));
  });

  it('offers a file that did not open to be opened otherwise', async () => {
    const { openDataset } = engine.handlers;
    const misfit = { file: 'walk.csv', line: 1, column: 2, encoding: 'utf-8' };
    engine.handlers.openDataset = () => Promise.reject(new WorkbenchError('file/encoding', misfit));
    await window.session.openFile();
    expect(window.session.notices).toMatchObject([{ kind: 'error', openAs: { file: 'grant-1', name: 'walk.csv' } }]);

    engine.handlers.openDataset = openDataset;
    await window.session.openGrant({ file: 'grant-1', name: 'walk.csv' }, { encoding: 'gb18030' });
    expect(window.session.dataset?.spec.reading).toEqual({ encoding: 'gb18030' });
    expect(window.work.dataset?.reading).toEqual({ encoding: 'gb18030' });
    expect(window.session.notices).toEqual([]);
  });

  it('opens a sample with a model and a scaling of its own in one piece', async () => {
    await window.session.openSample('article', { model: ARTICLE_MODEL, scaling: 'none' });
    expect(engine.called('openDataset')).toHaveLength(1);
    expect([window.work.model, window.work.dataset?.scaling]).toEqual([ARTICLE_MODEL, 'none']);
    expect(window.work.undoLabel).toBeNull();
    // The scaling was picked: it does not go back to the model's default with the next change.
    window.work.change('data.changes.missing', { model: { ...ARTICLE_MODEL, seed: 2 } });
    expect(window.work.dataset?.scaling).toBe('none');
  });

  it('leaves the model when the sample does not open', async () => {
    engine.handlers.openDataset = () => Promise.reject(new WorkbenchError('file/not-found', { file: 'article' }));
    await window.session.openSample('article', { model: ARTICLE_MODEL, scaling: 'none' });
    expect(window.work.model).toEqual(DEFAULT_MODEL);
  });

  it('lets the file that was opened last win, whichever answer comes first', async () => {
    const first = held<DatasetView>();
    const specs: DatasetSpec[] = [];
    engine.handlers.openDataset = (_call, spec) => {
      specs.push(spec);
      return specs.length === 1 ? first.promise : Promise.resolve(datasetView('second', spec));
    };
    const slow = window.session.openSample('daphnet');
    await vi.waitFor(() => expect(specs).toHaveLength(1));
    await window.session.openSample('article');
    first.settle(datasetView('first', specs[0]));
    await slow;
    expect(window.session.dataset?.handle).toBe('second');
    expect(engine.called('cancel')).toEqual([['call-1']]);
  });

  it('opens the first of several dropped files and says so', async () => {
    await window.session.openDropped([{ name: 'one.csv' } as File, { name: 'two.csv' } as File]);
    expect(window.state.calls).toContain('grantDrop one.csv');
    expect(window.session.notices[0]).toMatchObject({ kind: 'info', params: { count: 2, file: 'one.csv' } });
  });

  it('says that a recent file is gone', async () => {
    await vi.waitFor(() => expect(window.session.recent).toHaveLength(1));
    window.state.grant = null;
    await window.session.openRecent('recent-1');
    expect(window.session.notices[0]).toMatchObject({ kind: 'warning', params: { file: 'old.csv' } });
    expect(engine.called('openDataset')).toEqual([]);
  });

  it('takes dropped weights as the model, and leaves the model when they are bad', async () => {
    window.state.grant = { file: 'grant-w', name: 'Walk.SafeTensors' };
    engine.handlers.describeModel = () =>
      Promise.reject(new WorkbenchError('weights/no-lstm', { file: 'w', tensors: [] }));
    await window.session.openDropped([{ name: 'walk.safetensors' } as File]);
    expect(codes()).toEqual(['weights/no-lstm']);
    expect(window.work.model).toEqual(DEFAULT_MODEL);

    engine.handlers.describeModel = (model) => Promise.resolve(modelView(model));
    await window.session.openDropped([{ name: 'walk.safetensors' } as File]);
    expect(window.work.model).toEqual({ kind: 'file', file: 'grant-w' });
    expect(window.work.models.map(({ name }) => name)).toEqual(['Model 1', 'Walk.SafeTensors']);
    expect(window.view.current).toBe('model');
  });

  it('tells that there is no room for more weights, and takes none', async () => {
    while (window.work.hasRoom) window.work.addModel(ARTICLE_MODEL);
    const { models } = window.work;
    window.state.grant = { file: 'grant-w', name: 'walk.pt' };
    await window.session.openWeights();
    expect(window.session.notices).toMatchObject([{ kind: 'warning', title: 'model.list.full' }]);
    expect(window.work.models).toEqual(models);
  });

  it('knows which model it describes, and that one could not be described', async () => {
    const gone: ModelSpec = { kind: 'file', file: 'gone' };
    engine.handlers.describeModel = (model) =>
      model.kind === 'file'
        ? Promise.reject(new WorkbenchError('file/not-found', { file: 'w' }))
        : Promise.resolve(modelView(model));
    window.work.openModel('data.changes.weights', gone, 'w.pt');
    await vi.waitFor(() => expect(window.session.modelFailed).toBe(true));
    expect(window.session.modelSpec).toEqual(DEFAULT_MODEL);
    window.work.chooseModel(1);
    await vi.waitFor(() => expect(window.session.modelFailed).toBe(false));
  });
});

describe('changing how a file is read', () => {
  beforeEach(() => window.session.openFile());

  it('opens the changed spec, and a reset removes the field', async () => {
    window.session.applyReading('data.changes.delimiter', { delimiter: ';' });
    await window.session.settled();
    expect(window.session.dataset?.spec.reading).toEqual({ delimiter: ';' });
    window.session.applyReading('data.changes.delimiter', { delimiter: undefined });
    await window.session.settled();
    expect(window.session.dataset?.spec.reading).toEqual({});
  });

  it('loses none of two quick changes', async () => {
    window.session.applyReading('data.changes.delimiter', { delimiter: ';' });
    window.session.applyReading('data.changes.header', { header: false });
    await window.session.settled();
    expect(window.session.dataset?.spec.reading).toEqual({ delimiter: ';', header: false });
  });

  it('follows undo and redo', async () => {
    window.session.applyReading('data.changes.header', { header: false });
    await window.session.settled();
    window.work.undo();
    await window.session.settled();
    expect(window.session.dataset?.spec.reading).toEqual({});
    window.work.redo();
    await window.session.settled();
    expect(window.session.dataset?.spec.reading).toEqual({ header: false });
  });

  it('takes a change back that does not open', async () => {
    engine.handlers.openDataset = () => Promise.reject(new WorkbenchError('file/changed', { file: 'walk.csv' }));
    window.session.applyReading('data.changes.header', { header: false });
    await window.session.settled();
    expect(codes()).toEqual(['file/changed']);
    expect(window.work.dataset?.reading).toEqual({});
    expect(window.work.undoLabel).toBeNull();
    expect(window.work.redoLabel).toBeNull();
  });
});

describe('running', () => {
  it('runs, goes to the gates, and knows when the run is out of date', async () => {
    await window.session.openSample('gunpoint');
    await window.session.startRun();
    expect(window.session.run?.handle).toBe('a-r');
    expect(window.view.current).toBe('run');
    expect(window.session.runStale).toBe(false);
    window.work.change('data.changes.weights', { model: { ...DEFAULT_MODEL, hidden: 3 } });
    expect(window.session.runStale).toBe(true);
    window.work.undo();
    expect(window.session.runStale).toBe(false);
  });

  it('shows progress of its own call, and cancels it without a complaint', async () => {
    await window.session.openSample('gunpoint');
    const run = held<RunView>();
    engine.handlers.run = () => run.promise;
    engine.handlers.cancel = async () => run.fail(new WorkbenchError('engine/cancelled', {}));
    const running = window.session.startRun();
    await vi.waitFor(() => expect(engine.called('run')).toHaveLength(1));
    const [call] = engine.called('run')[0] as [string];
    const progress = {
      phase: 'running',
      share: 0.2,
      done: 1,
      total: 5,
      unit: 'series',
      perSecond: 2,
      remainingMs: 2000,
    } as const;
    engine.progress('another', progress);
    engine.progress(call, { ...progress, done: 3 });
    await vi.waitFor(() => expect(window.session.busy?.progress?.done).toBe(3));
    await window.session.cancel();
    await running;
    expect(engine.called('cancel')).toEqual([[call]]);
    expect(window.session.busy).toBeNull();
    expect(window.session.run).toBeNull();
    expect(window.session.notices).toEqual([]);
  });

  it('does not run data with a problem, but shows them', async () => {
    engine.handlers.openDataset = (_call, spec) =>
      Promise.resolve(
        datasetView('d', spec, { train: null, problem: { code: 'table/no-rows', params: { file: 'walk.csv' } } }),
      );
    await window.session.openFile();
    window.view.go('model');
    await window.session.startRun();
    expect(engine.called('run')).toEqual([]);
    expect(window.view.current).toBe('data');
  });

  it('waits for a changed setting to be read before it runs', async () => {
    await window.session.openFile();
    window.session.applyReading('data.changes.header', { header: false });
    await window.session.startRun();
    expect(engine.called('run').map(([, dataset]) => dataset)).toEqual(['a-d2']);
  });
});

describe('an engine that dies', () => {
  it('loses the run, says so once, and opens the dataset again with its settings in the new engine', async () => {
    await window.session.openFile();
    window.session.applyReading('data.changes.header', { header: false });
    await window.session.settled();
    engine.handlers.run = () => new Promise(() => undefined);
    const running = window.session.startRun();
    await vi.waitFor(() => expect(window.session.busy?.kind).toBe('run'));
    window.exit();
    await running;
    expect(window.session.engineState).toBe('restarting');
    expect(window.session.busy).toBeNull();
    expect(window.session.notices).toMatchObject([
      { kind: 'warning', title: 'shell.notices.engineStopped', action: 'run' },
    ]);
    await expect(window.bridge.engine.engineInfo()).rejects.toMatchObject({ code: 'engine/stopped' });

    const next = new FakeEngine('b');
    window.connect(next);
    await vi.waitFor(() => expect(window.session.dataset?.handle).toBe('b-d1'));
    expect(next.called('openDataset').map(([, spec]) => spec)).toEqual([window.work.dataset]);
    expect(window.work.dataset?.reading).toEqual({ header: false });
    expect(next.called('run')).toEqual([]);
    expect(next.called('closeDataset')).toEqual([]);
    expect(window.session.run).toBeNull();
    expect(window.session.notices).toHaveLength(1);
  });

  it('goes back to the start when the file cannot be opened again', async () => {
    await window.session.openFile();
    window.exit();
    const next = new FakeEngine('b');
    next.handlers.openDataset = () => Promise.reject(new WorkbenchError('file/not-found', { file: 'walk.csv' }));
    window.connect(next);
    await vi.waitFor(() => expect(window.session.dataset).toBeNull());
    expect(window.view.current).toBe('welcome');
    expect(codes()).toEqual(['warning', 'file/not-found']);
  });
});

describe('a file whose opening the engine does not survive', () => {
  const dying = () => held<DatasetView>().promise;

  it('is not opened again by itself; a notice offers it', async () => {
    engine.handlers.openDataset = dying;
    const opening = window.session.openGrant({ file: 'grant-1', name: 'walk.csv' }, { header: false });
    await vi.waitFor(() => expect(engine.called('openDataset')).toHaveLength(1));
    window.exit();
    await opening;
    const next = new FakeEngine('b');
    window.connect(next);
    await vi.waitFor(() => expect(window.session.engineState).toBe('ready'));
    await vi.waitFor(() => expect(next.called('describeModel')).not.toEqual([]));
    expect(next.called('openDataset')).toEqual([]);
    expect(window.session.notices).toMatchObject([
      { kind: 'warning', title: 'shell.notices.openingStopped', params: { file: 'walk.csv' } },
    ]);
    expect(window.state.calls).toContain('beginOpening grant-1');
    expect(window.state.calls).toContain('endOpening grant-1 false');

    const [notice] = window.session.notices;
    if (notice.kind === 'error' || notice.kind === 'saved' || notice.openAgain === undefined) expect.unreachable();
    await window.session.openAgain(notice.openAgain);
    expect(window.session.dataset?.handle).toBe('b-d1');
    expect(window.work.dataset).toMatchObject({ source: { file: 'grant-1' }, reading: { header: false } });
    expect(window.state.calls).toContain('endOpening grant-1 true');
    expect(window.state.remembered).toEqual(['grant-1']);
  });

  it('is given up where it was open before: after a changed reading, and while it is opened again', async () => {
    await window.session.openFile();
    engine.handlers.openDataset = dying;
    window.session.applyReading('data.changes.header', { header: false });
    await vi.waitFor(() => expect(engine.called('openDataset')).toHaveLength(2));
    window.exit();
    const next = new FakeEngine('b');
    window.connect(next);
    await vi.waitFor(() => expect(window.session.dataset).toBeNull());
    expect(window.view.current).toBe('welcome');
    expect(next.called('openDataset')).toEqual([]);

    await window.session.openFile();
    window.exit();
    const third = new FakeEngine('c');
    third.handlers.openDataset = dying;
    window.connect(third);
    await vi.waitFor(() => expect(third.called('openDataset')).toHaveLength(1));
    window.exit();
    const fourth = new FakeEngine('d');
    window.connect(fourth);
    await vi.waitFor(() => expect(window.session.dataset).toBeNull());
    expect(fourth.called('openDataset')).toEqual([]);
    // Nor by any later one.
    window.exit();
    const fifth = new FakeEngine('e');
    window.connect(fifth);
    await vi.waitFor(() => expect(fifth.called('describeModel')).not.toEqual([]));
    expect(fifth.called('openDataset')).toEqual([]);
  });

  it('does not take along what was open beside it', async () => {
    await window.session.openSample('gunpoint');
    engine.handlers.openDataset = dying;
    void window.session.openFile();
    await vi.waitFor(() => expect(engine.called('openDataset')).toHaveLength(2));
    window.exit();
    const next = new FakeEngine('b');
    window.connect(next);
    await vi.waitFor(() => expect(window.session.dataset?.handle).toBe('b-d1'));
    expect(window.session.dataset?.spec.source).toEqual({ kind: 'sample', id: 'gunpoint' });
    expect(window.session.notices.map((notice) => 'title' in notice && notice.title)).toEqual([
      'shell.notices.engineStopped',
      'shell.notices.openingStopped',
    ]);
  });

  it('has its mark taken away when it was opened, refused, cancelled or overtaken', async () => {
    await window.session.openFile();
    const ends = () => window.state.calls.filter((call) => call.startsWith('endOpening'));
    expect(ends()).toEqual(['endOpening grant-1 true']);
    engine.handlers.openDataset = () => Promise.reject(new WorkbenchError('file/empty', { file: 'walk.csv' }));
    await window.session.openFile();
    expect(ends()).toHaveLength(2);
    engine.handlers.openDataset = () => Promise.reject(new WorkbenchError('engine/cancelled', {}));
    await window.session.openFile();
    expect(ends()).toHaveLength(3);
    // Overtaken before the engine heard of it, it is not opened at all.
    const before = engine.called('openDataset').length;
    const overtaken = window.session.openGrant({ file: 'grant-1', name: 'walk.csv' });
    await window.session.openSample('article');
    await overtaken;
    expect(engine.called('openDataset')).toHaveLength(before + 1);
    expect(new Set(ends())).toEqual(new Set(['endOpening grant-1 true']));
    expect(ends()).toHaveLength(4);
  });
});

describe('the bridge', () => {
  it('takes an engine only from the window itself', async () => {
    const stranger = {
      source: {},
      origin: 'app://workbench',
      data: { kind: 'engine-port' },
      ports: [new MessageChannel().port1],
    };
    window.post(stranger);
    window.post({ ...stranger, data: 'engine-port' });
    await window.session.openSample('article');
    expect(window.session.dataset?.handle).toBe('a-d1');
  });
});
