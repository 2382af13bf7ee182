/** Which files of a folder belong, what their names say, and that none is lost, whatever they are called. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FolderEntry, planFiles } from '../../../core/dataset/folder-files';
import { chooseContents, chooseLabel, groupFiles, labelOf } from '../../../core/dataset/folder-groups';
import { cutLast, partOf, pieceAt, piecesOf, stemOf, withoutPart } from '../../../core/dataset/folder-names';
import { sortInPieces } from '../../../core/dataset/sort-in-pieces';
import type { WorkbenchError } from '../../../core/contract/errors';
import { finish } from '../../helpers/datasets';

const entry = (path: string, kind: FolderEntry['kind'] = 'file'): FolderEntry => ({ path, kind, bytes: 1 });
const filesOf = (...paths: string[]) => paths.map((path) => ({ path, name: path, told: path, bytes: 1 }));

describe('names', () => {
  it.each([
    ['walk/1.csv', 'walk/1'],
    ['walk/1.csv.gz', 'walk/1'],
    ['v1.2/readings', 'v1.2/readings'],
    ['a.b.csv', 'a.b'],
    ['x/.csv', 'x/.csv'],
  ])('without an extension: %s is %s', (path, stem) => {
    expect(stemOf(path)).toBe(stem);
  });

  it.each([
    ['TRAIN/a.csv', 'train'],
    ['testing/x/a.csv', 'test'],
    ['a/train/b.csv', null],
    ['Toy_TRAIN.ts', 'train'],
    ['x/acc_test.txt', 'test'],
    ['contest.csv', null],
    ['train.csv', 'train'],
    ['walk/Test.csv', 'test'],
    ['retest.csv', null],
    ['strain/a.csv', null],
  ])('say their part: %s is of %s', (path, part) => {
    expect(partOf(path)).toBe(part);
  });

  it('are cut where letters and digits begin and end, in any script', () => {
    expect(piecesOf('S06_walk-2步行Ω')).toEqual(['S', '06', 'walk', '2', '步行Ω']);
    expect([pieceAt(['a', 'b', 'c'], 1), pieceAt(['a', 'b', 'c'], -1), pieceAt(['a'], 2)]).toEqual(['a', 'c', null]);
    expect([cutLast('walk_3 acc-x'), cutLast('walk'), cutLast('_x')]).toEqual([
      { rest: 'walk_3 acc', last: 'x' },
      null,
      null,
    ]);
    expect([withoutPart('acc_x_train'), withoutPart('_train'), withoutPart('retrain')]).toEqual([
      'acc_x',
      '_train',
      'retrain',
    ]);
  });
});

describe('sorting in pieces', () => {
  it('gives what sorting at once gives, also over many pieces, equal ones in their order', () => {
    const items = Array.from({ length: 20_000 }, (_, at) => ({ at, key: (at * 7919) % 1009 }));
    const sorted = finish(sortInPieces(items, (a, b) => a.key - b.key));
    expect(sorted).toEqual(items.toSorted((a, b) => a.key - b.key));
    expect(finish(sortInPieces([], () => 0))).toEqual([]);
  });
});

describe('a plan', () => {
  const name = fc.stringMatching(/^[a-zA-Z0-9 _.é步-]{1,8}$/).filter((text) => !/^\.+$/.test(text));
  const end = fc.constantFrom('.csv', '.CSV', '.tsv', '.txt', '.csv.gz', '', '.json', '.pdf');
  const path = fc
    .tuple(fc.array(name, { maxLength: 2 }), name, end)
    .map(([above, own, ext]) => [...above, own + ext].join('/'));
  const kind = fc.constantFrom<FolderEntry['kind']>('file', 'file', 'file', 'hidden', 'link', 'special');
  const entries = fc.uniqueArray(
    fc.tuple(path, kind).map(([at, what]) => entry(at, what)),
    { selector: ({ path: at }) => at, maxLength: 30 },
  );

  it('names every entry once, as a file or as left out, in an order that does not depend on how they were listed', () => {
    const plan = (listed: FolderEntry[]) => {
      try {
        return finish(planFiles('data', listed, {}));
      } catch (thrown) {
        return (thrown as WorkbenchError).code;
      }
    };
    fc.assert(
      fc.property(entries, fc.integer(), (listed, seed) => {
        const planned = plan(listed);
        const turned = listed.toSorted((a, b) => ((seed ^ a.path.length) % 7) - ((seed ^ b.path.length) % 7));
        expect(plan(turned)).toEqual(planned);
        if (typeof planned === 'string') {
          expect(['folder/empty', 'folder/no-files', 'folder/same-name']).toContain(planned);
          return;
        }
        const { files, leftOut } = planned;
        const told = [...files.train, ...files.test].map((file) => file.path);
        expect([...told, ...leftOut.map((file) => file.path)].toSorted()).toEqual(
          listed.map((file) => file.path).toSorted(),
        );
        for (const part of [files.train, files.test]) {
          for (let at = 1; at < part.length; at++) expect(part[at - 1].name < part[at].name).toBe(true);
        }
        const ids = finish(groupFiles('data', [...files.train, ...files.test], 'series')).map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });

  it('refuses two names that differ in how their characters are composed alone', () => {
    const both = ['caf\u00E9.csv', 'cafe\u0301.csv'].map((at) => entry(at));
    expect(() => finish(planFiles('data', both, {}))).toThrow(expect.objectContaining({ code: 'folder/same-name' }));
  });

  it('prefers formats of series where a folder holds as many files of each', () => {
    const listed = ['a_TRAIN.txt', 'a_TEST.txt', 'a_TRAIN.arff', 'a_TEST.arff', 'a_TRAIN.ts', 'a_TEST.ts'].map((at) =>
      entry(at),
    );
    expect(finish(planFiles('data', listed, {}))).toMatchObject({ extension: 'ts', parts: 'named' });
    expect(finish(planFiles('data', listed, { extension: '.ARFF', parts: 'none' })).files.train).toHaveLength(2);
  });
});

describe('what files hold', () => {
  it.each([
    [['a/x.csv', 'a/y.csv', 'b/x.csv', 'b/y.csv'], 'channels-of-folder'],
    [['1_x.csv', '1_y.csv', '2_x.csv', '2_y.csv'], 'channels-of-name'],
    [['x.csv', 'y.csv', 'z.csv'], 'channels-of-folder'],
    [['walk/anna.csv', 'walk/ben.csv', 'run/anna.csv', 'run/ben.csv'], 'series'],
    [['walk/1.csv', 'walk/2.csv', 'run/1.csv', 'run/2.csv'], 'series'],
    [['a/x.csv', 'a/y.csv', 'b/x.csv'], 'series'],
    [['x.csv'], 'series'],
  ])('%j are %s', (paths, contents) => {
    expect(finish(chooseContents('data', filesOf(...paths), {})).contents).toBe(contents);
  });
});

describe('labels', () => {
  const choose = (paths: string[], column: { name: string; sure: boolean } | null = null) => {
    const groups = finish(groupFiles('data', filesOf(...paths), 'series'));
    const choice = finish(chooseLabel(groups, 'none', {}, column));
    return [choice.labelFrom, ...groups.map((group) => labelOf(group, 'none', choice))];
  };

  it('are those of folders only where some hold several files', () => {
    expect(choose(['a/1.csv', 'a/2.csv', 'b/1.csv'])).toEqual(['folder', 'a', 'a', 'b']);
    expect(choose(['s1/data.csv', 's2/data.csv'])[0]).toBe('none');
    expect(choose(['a/1.csv', 'a/2.csv', 'b/1.csv'], { name: 'class', sure: true })[0]).toBe('column');
  });

  it('are words of the names that repeat, never numbers', () => {
    expect(choose(['up1.csv', 'up2.csv', 'down1.csv', 'down2.csv'])).toEqual(['name', 'down', 'down', 'up', 'up']);
    expect(choose(['1_1.csv', '1_2.csv', '2_1.csv', '2_2.csv'])[0]).toBe('none');
    expect(choose(['anna.csv', 'ben.csv', 'carl.csv'], { name: 'kind', sure: false })[0]).toBe('column');
  });
});
