/** The search in the window: each combination once, paused and gone on with, the test part looked at once. */

import { createPinia, setActivePinia } from 'pinia';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WorkbenchError } from '../../../core/contract/errors';
import type { Entrant, EvaluationView } from '../../../core/contract/evaluation';
import { DEFAULT_SEARCH } from '../../../core/contract/search';
import type { useSearch } from '../../../renderer/stores/search';
import { FakeEngine, type FakeWindow, openWindow } from './fake-window';

let window: FakeWindow;
let engine: FakeEngine;
let search: ReturnType<typeof useSearch>;

/** Scores a model by its hidden units. */
const scored = (entrant: Entrant): EvaluationView => {
  const { model } = entrant;
  const mean = model.kind === 'random' ? 1 - Math.abs(model.hidden - 16) / 100 : 0;
  return {
    handle: 'e',
    entrant,
    spreads: { accuracy: { mean, deviation: 0, values: [mean] } },
  } as unknown as EvaluationView;
};

beforeEach(async () => {
  setActivePinia(createPinia());
  window = await openWindow();
  engine = new FakeEngine('a');
  engine.handlers.evaluate = (_call, _dataset, entrant) => Promise.resolve(scored(entrant));
  engine.handlers.closeEvaluation = () => Promise.resolve();
  window.session.begin();
  window.connect(engine);
  await window.session.openFile();
  search = (await import('../../../renderer/stores/search')).useSearch();
  search.spec = { ...DEFAULT_SEARCH, kind: 'grid', space: { hidden: [8, 16, 32] }, trials: 10, seeds: 2 };
});

afterEach(() => {
  window.close();
  vi.unstubAllGlobals();
});

const tried = (): number[] =>
  engine.called('evaluate').map(([, , entrant]) => ((entrant as Entrant).model as { hidden: number }).hidden);

describe('a search in the window', () => {
  it('scores every combination on folds of the training part', async () => {
    await search.start({ kind: 'ridge' });
    expect(tried()).toEqual([8, 16, 32]);
    const divisions = engine
      .called('evaluate')
      .map(([, , , spec]) => (spec as { division: { kind: string } }).division.kind);
    expect(divisions).toEqual(['folds', 'folds', 'folds']);
    expect(search.best?.index).toBe(1);
    expect(search.isDone).toBe(true);
  });

  it('is paused between, and gone on with where it was', async () => {
    engine.handlers.evaluate = (_call, _dataset, entrant) => {
      if (tried().length === 2) search.pause();
      return tried().length === 2
        ? Promise.reject(new WorkbenchError('engine/cancelled', {}))
        : Promise.resolve(scored(entrant));
    };
    await search.start({ kind: 'ridge' });
    expect(search.trials.map(({ index }) => index)).toEqual([0]);
    expect(search.isRunning).toBe(false);
    await search.resume();
    expect(tried()).toEqual([8, 16, 16, 32]);
    expect(search.isDone).toBe(true);
  });

  it('goes on after a combination that cannot be scored', async () => {
    engine.handlers.evaluate = (_call, _dataset, entrant) =>
      tried().length === 1
        ? Promise.reject(new WorkbenchError('run/too-large', { bytes: 2, limit: 1 }))
        : Promise.resolve(scored(entrant));
    await search.start({ kind: 'ridge' });
    expect(search.trials.map(({ score }) => score === null)).toEqual([true, false, false]);
    expect(window.session.notices).toMatchObject([{ kind: 'error', error: { code: 'run/too-large' } }]);
  });

  it('looks at the test part once, for the best', async () => {
    await search.start({ kind: 'ridge' });
    await search.finish();
    await search.finish();
    expect(tried()).toEqual([8, 16, 32, 16]);
    expect(engine.called('evaluate').at(-1)?.[3]).toMatchObject({ division: { kind: 'official' } });
    expect(search.state?.final).toMatchObject({ index: 1, mean: 1 });
  });

  it('waits where the engine stopped, with the trials that were done', async () => {
    engine.handlers.evaluate = (_call, _dataset, entrant) => {
      if (tried().length === 2) window.exit();
      return Promise.resolve(scored(entrant));
    };
    await search.start({ kind: 'ridge' });
    expect(search.trials.map(({ index }) => index)).toEqual([0]);
    expect(search.isRunning).toBe(false);
  });

  it('opens a combination with one step of undo', async () => {
    await search.start({ kind: 'ridge' });
    const before = window.work.model;
    search.open(search.best!);
    expect(window.work.model).toMatchObject({ hidden: 16 });
    window.work.undo();
    expect(window.work.model).toEqual(before);
  });
});
