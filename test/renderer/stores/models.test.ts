/** The list of models: what is current runs, names are unique, and all of it is undone and redone. */

import { createPinia, setActivePinia } from 'pinia';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ARTICLE_MODEL, DEFAULT_MODEL, type FileModel } from '../../../core/contract/specs';
import { i18n } from '../../../renderer/i18n';
import { MOST_MODELS, MOST_NAME } from '../../../renderer/stores/models';
import { useWork } from '../../../renderer/stores/work';

const file = (name: string): FileModel => ({ kind: 'file', file: name });

beforeEach(() => setActivePinia(createPinia()));
afterEach(() => {
  i18n.global.locale.value = 'en';
});

const names = (work: ReturnType<typeof useWork>): string[] => work.models.map(({ name }) => name);
const idOf = (work: ReturnType<typeof useWork>, name: string): number =>
  work.models.find((model) => model.name === name)!.id;

describe('the list of models', () => {
  it('begins with one of the usual settings, which is current', () => {
    const work = useWork();
    expect(work.models).toEqual([{ id: 1, name: 'Model 1', spec: DEFAULT_MODEL }]);
    expect([work.current, work.model]).toEqual([1, DEFAULT_MODEL]);
  });

  it('has the spec of the current one as the model, and changes that alone', () => {
    const work = useWork();
    work.addModel(ARTICLE_MODEL);
    work.change('model.changes.seed', { model: { ...ARTICLE_MODEL, seed: 7 } });
    expect(work.models.map(({ spec }) => spec)).toEqual([DEFAULT_MODEL, { ...ARTICLE_MODEL, seed: 7 }]);
    work.chooseModel(1);
    expect(work.model).toEqual(DEFAULT_MODEL);
    work.chooseModel(99);
    expect(work.current).toBe(1);
  });

  it('takes each change back and forth under its name', () => {
    const work = useWork();
    const steps: [string, string[], number][] = [];
    const note = (): void => void steps.push([work.undoLabel!, names(work), work.current]);
    work.addModel(ARTICLE_MODEL);
    note();
    work.renameModel(2, '  Article ');
    note();
    work.duplicateModel(2);
    note();
    work.chooseModel(1);
    note();
    work.removeModel(2);
    note();
    expect(steps).toEqual([
      ['model.changes.add', ['Model 1', 'Model 2'], 2],
      ['model.changes.rename', ['Model 1', 'Article'], 2],
      ['model.changes.duplicate', ['Model 1', 'Article', 'Article 2'], 3],
      ['model.changes.choose', ['Model 1', 'Article', 'Article 2'], 1],
      ['model.changes.remove', ['Model 1', 'Article 2'], 1],
    ]);
    for (const [, , current] of steps.toReversed().slice(1)) {
      work.undo();
      expect(work.current).toBe(current);
    }
    work.undo();
    expect([names(work), work.undoLabel]).toEqual([['Model 1'], null]);
    for (const [, kept] of steps) {
      work.redo();
      expect(names(work)).toEqual(kept);
    }
  });

  it('makes the one after a deleted current one current, and keeps the last', () => {
    const work = useWork();
    work.addModel(ARTICLE_MODEL);
    work.addModel({ ...ARTICLE_MODEL, seed: 3 });
    work.chooseModel(2);
    work.removeModel(2);
    expect([names(work), work.current]).toEqual([['Model 1', 'Model 3'], 3]);
    work.removeModel(3);
    work.removeModel(1);
    expect(names(work)).toEqual(['Model 1']);
    work.removeModel(99);
    expect(names(work)).toEqual(['Model 1']);
  });

  it('puts a new one after the current one, and a copy after what it is of', () => {
    const work = useWork();
    work.addModel(ARTICLE_MODEL);
    work.chooseModel(1);
    work.addModel({ ...ARTICLE_MODEL, seed: 2 });
    expect(names(work)).toEqual(['Model 1', 'Model 3', 'Model 2']);
    work.duplicateModel(1);
    expect(names(work)).toEqual(['Model 1', 'Model 4', 'Model 3', 'Model 2']);
    expect(work.model).toEqual(DEFAULT_MODEL);
  });

  it('opens a file under its name, and the same file but once', () => {
    const work = useWork();
    expect(work.openModel('data.changes.weights', file('a'), 'net.pt')).toBe(true);
    expect(work.openModel('data.changes.weights', file('b'), 'net.pt')).toBe(true);
    expect(work.openModel('data.changes.weights', file('c'), 'net.pt 2')).toBe(true);
    expect(work.openModel('data.changes.weights', file('a'), 'net.pt')).toBe(true);
    expect([names(work), work.model]).toEqual([['Model 1', 'net.pt', 'net.pt 2', 'net.pt 3'], file('a')]);
  });

  it('has room for so many and no more', () => {
    const work = useWork();
    for (let seed = 2; seed < 2 * MOST_MODELS; seed++) work.addModel({ ...ARTICLE_MODEL, seed });
    expect([work.models.length, work.hasRoom]).toEqual([MOST_MODELS, false]);
    expect(work.openModel('data.changes.weights', file('a'), 'net.pt')).toBe(false);
    work.duplicateModel(1);
    expect(work.models).toHaveLength(MOST_MODELS);
    expect(work.openModel('data.changes.weights', DEFAULT_MODEL, 'Model 1')).toBe(true);
    expect(work.current).toBe(1);
  });

  it('keeps the other models when a dataset is opened for one of its own', () => {
    const work = useWork();
    work.begin(work.specFor({ kind: 'sample', id: 'article' }, ARTICLE_MODEL), ARTICLE_MODEL);
    expect(work.models.map(({ spec }) => spec)).toEqual([DEFAULT_MODEL, ARTICLE_MODEL]);
    work.chooseModel(1);
    work.begin(work.specFor({ kind: 'sample', id: 'article' }, ARTICLE_MODEL), ARTICLE_MODEL);
    expect([work.models.length, work.current, work.undoLabel]).toEqual([2, 2, null]);
    for (let seed = 2; seed < 2 * MOST_MODELS; seed++) work.addModel({ ...ARTICLE_MODEL, seed });
    const own = { ...ARTICLE_MODEL, seed: 99 };
    const { current } = work;
    work.begin(work.specFor({ kind: 'sample', id: 'article' }, own), own);
    expect([work.models.length, work.current, work.model]).toEqual([MOST_MODELS, current, own]);
  });

  it('lets the scaling follow the model that is chosen', () => {
    const work = useWork();
    work.begin(work.specFor({ kind: 'sample', id: 'gunpoint' }));
    work.openModel('data.changes.weights', file('a'), 'net.pt');
    expect(work.dataset?.scaling).toBe('none');
    work.chooseModel(1);
    expect(work.dataset?.scaling).toBe('zscore');
    work.undo();
    expect([work.dataset?.scaling, work.model]).toEqual(['none', file('a')]);
  });
});

describe('the names of models', () => {
  it('are usual ones in the language of the window until they are given', () => {
    const work = useWork();
    work.addModel(ARTICLE_MODEL);
    work.renameModel(2, 'Article');
    i18n.global.locale.value = 'zh-CN';
    expect(names(work)).toEqual(['模型 1', 'Article']);
  });

  it('are unique, in either language', () => {
    const work = useWork();
    work.addModel(ARTICLE_MODEL);
    expect(work.nameProblem(2, ' Model 1 ')).toBe('taken');
    expect(work.nameProblem(2, '模型 1')).toBe('taken');
    expect(work.nameProblem(2, 'Model 2')).toBeNull();
    work.renameModel(2, 'Model 1');
    expect(names(work)).toEqual(['Model 1', 'Model 2']);
    work.renameModel(2, '模型 3');
    work.addModel(DEFAULT_MODEL);
    expect(names(work)).toEqual(['Model 1', '模型 3', 'Model 4']);
  });

  it('say something, within their length', () => {
    const work = useWork();
    expect(work.nameProblem(1, '  ')).toBe('empty');
    expect(work.nameProblem(1, 'x'.repeat(MOST_NAME))).toBeNull();
    expect(work.nameProblem(1, 'x'.repeat(MOST_NAME + 1))).toBe('long');
    const long = `${'😀'.repeat(40)}.pt`;
    work.openModel('data.changes.weights', file('a'), long);
    work.openModel('data.changes.weights', file('b'), long);
    const [, first, second] = names(work);
    expect([first, second]).toEqual(['😀'.repeat(30), `${'😀'.repeat(28)} 2`]);
  });

  it('are free again for the model of a later id only when nothing undone could bring it back', () => {
    const work = useWork();
    work.addModel(ARTICLE_MODEL);
    const removed = idOf(work, 'Model 2');
    work.removeModel(removed);
    work.addModel(ARTICLE_MODEL);
    expect(names(work)).toEqual(['Model 1', 'Model 3']);
    work.undo();
    work.undo();
    expect(names(work)).toEqual(['Model 1', 'Model 2']);
  });
});
