/** Undo and redo of the settings, and the scaling that follows the model until it is picked. */

import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, it } from 'vitest';
import { ARTICLE_MODEL, DEFAULT_FEATURES, DEFAULT_MODEL } from '../../../core/contract/specs';
import { emptyHistory, record } from '../../../renderer/stores/history';
import { useWork } from '../../../renderer/stores/work';

const weights = { kind: 'file', file: 'w' } as const;

beforeEach(() => setActivePinia(createPinia()));

function opened() {
  const work = useWork();
  work.begin(work.specFor({ kind: 'sample', id: 'gunpoint' }));
  return work;
}

describe('undo and redo', () => {
  it('goes back and forth over whole changes, under their names', () => {
    const work = opened();
    work.change('data.changes.weights', { model: ARTICLE_MODEL });
    work.change('data.changes.missing', { dataset: { ...work.dataset!, missing: 'zero' } });
    expect(work.undoLabel).toBe('data.changes.missing');
    work.undo();
    work.undo();
    expect([work.model, work.dataset?.missing, work.undoLabel]).toEqual([DEFAULT_MODEL, 'refuse', null]);
    work.redo();
    expect([work.model, work.redoLabel]).toEqual([ARTICLE_MODEL, 'data.changes.missing']);
  });

  it('forgets what was undone once something else is changed', () => {
    const work = opened();
    work.change('data.changes.weights', { model: ARTICLE_MODEL });
    work.undo();
    work.change('data.changes.weights', { features: { ...DEFAULT_FEATURES, poolings: ['last'] } });
    expect(work.redoLabel).toBeNull();
  });

  it('does not record what changes nothing', () => {
    const work = opened();
    work.change('data.changes.weights', { model: { ...DEFAULT_MODEL } });
    expect(work.undoLabel).toBeNull();
  });

  it('keeps the dataset that is open when a project brings models', () => {
    const work = opened();
    const { dataset } = work;
    work.restore([{ name: 'kept', spec: ARTICLE_MODEL }], 0, DEFAULT_FEATURES);
    expect([work.dataset, work.model, work.undoLabel]).toEqual([dataset, ARTICLE_MODEL, null]);
  });

  it('does not reach back before the dataset was opened', () => {
    const work = opened();
    work.change('data.changes.weights', { model: ARTICLE_MODEL });
    work.begin(work.specFor({ kind: 'sample', id: 'daphnet' }));
    work.undo();
    expect(work.dataset?.source).toEqual({ kind: 'sample', id: 'daphnet' });
    expect(work.model).toEqual(ARTICLE_MODEL);
  });

  it('keeps the newest 200 changes', () => {
    let history = emptyHistory<number>();
    for (let k = 0; k < 300; k++) history = record(history, { label: 'data.changes.window', before: k, after: k + 1 });
    expect(history.past).toHaveLength(200);
    expect(history.past.at(-1)?.after).toBe(300);
  });
});

describe('scaling', () => {
  it('follows the model until the user picks one', () => {
    const work = opened();
    expect(work.dataset?.scaling).toBe('zscore');
    work.change('data.changes.weights', { model: weights });
    expect(work.dataset?.scaling).toBe('none');
    work.undo();
    expect(work.dataset?.scaling).toBe('zscore');

    work.change('data.changes.scaling', { dataset: { ...work.dataset!, scaling: 'minmax' } });
    work.change('data.changes.weights', { model: weights });
    expect(work.dataset?.scaling).toBe('minmax');
  });

  it('follows the model again when the pick is undone, and for another dataset', () => {
    const work = opened();
    work.change('data.changes.scaling', { dataset: { ...work.dataset!, scaling: 'minmax' } });
    work.undo();
    work.change('data.changes.weights', { model: weights });
    expect(work.dataset?.scaling).toBe('none');
    work.change('data.changes.scaling', { dataset: { ...work.dataset!, scaling: 'minmax' } });
    work.begin(work.specFor({ kind: 'sample', id: 'article' }));
    expect(work.dataset?.scaling).toBe('none');
    work.change('data.changes.weights', { model: DEFAULT_MODEL });
    expect(work.dataset?.scaling).toBe('zscore');
  });
});
