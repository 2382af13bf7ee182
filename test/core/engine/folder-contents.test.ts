/** What the files of a folder hold: channels that are put together, and tables under one common reading. */

import { describe, expect, it } from 'vitest';
import { openFiles } from '../../helpers/folders';

describe('several channels as one file each', () => {
  it('are put together by the folder that they lie in', async () => {
    const { view, series } = await openFiles({
      'walk/anna/acc_x.csv': 'v\n1\n2\n',
      'walk/anna/acc_y.csv': 'v\n3\n4\n',
      'walk/ben/acc_x.csv': 'v\n5\n6\n7\n',
      'walk/ben/acc_y.csv': 'v\n8\n9\n10\n',
      'run/anna/acc_x.csv': 'v\n-1\n',
      'run/anna/acc_y.csv': 'v\n-2\n',
    });
    expect(view.channels).toEqual(['acc_x', 'acc_y']);
    expect(series).toEqual([
      { id: 'run/anna', label: 'run', values: [[-1], [-2]] },
      {
        id: 'walk/anna',
        label: 'walk',
        values: [
          [1, 2],
          [3, 4],
        ],
      },
      {
        id: 'walk/ben',
        label: 'walk',
        values: [
          [5, 6, 7],
          [8, 9, 10],
        ],
      },
    ]);
    const reason = { setting: 'contents', reason: 'named-like-channels', params: { channels: 'acc_x, acc_y' } };
    expect(view.assumptions).toContainEqual(reason);
  });

  it('are put together by the rest of their names, with windows and a choice of channels', async () => {
    const files = {
      's1_x.csv': 't,v\n0,1\n1,2\n2,3\n',
      's1_y.csv': 't,v\n0,4\n1,5\n2,6\n',
      's2_x.csv': 't,v\n0,7\n1,8\n2,9\n',
      's2_y.csv': 't,v\n0,10\n1,11\n2,12\n',
    };
    const whole = await openFiles(files);
    expect(whole.series).toEqual([
      {
        id: 's1',
        label: null,
        values: [
          [1, 2, 3],
          [4, 5, 6],
        ],
      },
      {
        id: 's2',
        label: null,
        values: [
          [7, 8, 9],
          [10, 11, 12],
        ],
      },
    ]);
    const cut = await openFiles(files, { reading: { window: { length: 2, stride: 1 }, channels: ['y'] } });
    expect(cut.series.map(({ id, values }) => [id, values])).toEqual([
      ['s1:0', [[4, 5]]],
      ['s1:1', [[5, 6]]],
      ['s2:0', [[10, 11]]],
      ['s2:1', [[11, 12]]],
    ]);
  });

  it('may hold all series each, a series a row, in a training and a test part', async () => {
    const rows = (from: number) =>
      [0, 1].map((row) => [0, 1, 2].map((step) => from + 10 * row + step).join(' ')).join('\n');
    const { view, series } = await openFiles(
      {
        'train/signals/acc_x_train.txt': rows(0),
        'train/signals/acc_y_train.txt': rows(100),
        'test/signals/acc_x_test.txt': rows(200),
        'test/signals/acc_y_test.txt': rows(300),
      },
      { reading: { layout: 'wide', header: false, label: null }, part: 'test' },
    );
    expect(view.channels).toEqual(['acc_x', 'acc_y']);
    expect(series.map(({ id, values }) => [id, values])).toEqual([
      [
        'test/signals:0',
        [
          [200, 201, 202],
          [300, 301, 302],
        ],
      ],
      [
        'test/signals:1',
        [
          [210, 211, 212],
          [310, 311, 312],
        ],
      ],
    ]);
  });

  it('must be of one length, and the same for every series', async () => {
    const short = await openFiles({
      'a/x.csv': 'v\n1\n2\n',
      'a/y.csv': 'v\n1\n',
      'b/x.csv': 'v\n1\n',
      'b/y.csv': 'v\n1\n',
    });
    expect(short.view.problem).toEqual({
      code: 'folder/lengths-differ',
      params: { file: 'a/y.csv', other: 'a/x.csv', found: 1, expected: 2 },
    });
    const lacking = await openFiles(
      { 'a/x.csv': 'v\n1\n', 'a/y.csv': 'v\n1\n', 'b/x.csv': 'v\n1\n' },
      { settings: { contents: 'channels-of-folder' } },
    );
    expect(lacking.view.problem).toMatchObject({
      code: 'folder/channels-differ',
      params: { series: 'b', other: 'a', found: ['x'], expected: ['x', 'y'] },
    });
  });
});

describe('one common reading', () => {
  it('takes many columns without names for channels of a recording, not for series', async () => {
    const row = (from: number) => Array.from({ length: 12 }, (_, channel) => (from + channel) / 4).join(',');
    const { view, series } = await openFiles({ 'a.csv': `${row(0)}\n${row(1)}\n`, 'b.csv': `${row(2)}\n` });
    expect(view.understood).toMatchObject({ layout: 'recording', header: false });
    expect(series.map(({ values }) => [values.length, values[0]])).toEqual([
      [12, [0, 0.25]],
      [12, [0.5]],
    ]);
  });

  it('names the file whose columns are others, and shows what was read', async () => {
    const { view, engine } = await openFiles({ 'a.csv': 'x,y\n1,2\n', 'b/c.csv': 'x,z\n1,2\n', 'd.csv': 'x,y\n1,2\n' });
    expect(view.problem).toEqual({
      code: 'folder/columns-differ',
      params: { file: 'b/c.csv', other: 'a.csv', missing: ['y'], extra: ['z'] },
    });
    expect(view.train).toBeNull();
    const page = await engine.tablePage(view.handle, 'train', 0, 10);
    expect(page.columns).toEqual(['file', 'x', 'y', 'z']);
    expect(page.cells).toEqual([
      ['a.csv', '1', '2', ''],
      ['b/c.csv', '1', '', '2'],
    ]);
    const fewer = await openFiles({ 'a.csv': 'x,y\n1,2\n', 'b.csv': 'x,z\n3,4\n' }, { reading: { channels: ['x'] } });
    expect(fewer.series.map(({ values }) => values)).toEqual([[[1]], [[3]]]);
  });

  it('names the file, the line and the column of a cell that is no number', async () => {
    const { view } = await openFiles({ 'a.csv': 'x\n1\n', 'b/c.csv': 'x\n1\ntwo\n' });
    expect(view.problem).toMatchObject({
      code: 'table/not-a-number',
      params: { file: 'b/c.csv', line: 3, column: 1, text: 'two' },
    });
  });

  it('counts the rows of all files that do not fit, with their files and lines, and leaves them out when told to', async () => {
    const files = { 'a.csv': 'x,y\n1,2\n3\n4,5\n', 'b.csv': 'x,y\n6,7\n8,nine\n10,11,12\n' };
    const refused = await openFiles(files);
    expect(refused.view.problem).toMatchObject({ code: 'table/ragged-rows', params: { file: 'a.csv', lines: [3] } });
    const { view, series, engine } = await openFiles(files, { reading: { badRows: 'leave-out' } });
    expect(series.map(({ values }) => values)).toEqual([
      [
        [1, 4],
        [2, 5],
      ],
      [[6], [7]],
    ]);
    expect(view.rows.train).toEqual({
      file: 6,
      kept: 3,
      rejected: 3,
      places: [
        { file: 'a.csv', line: 3, reason: 'fields', found: 1, expected: 2 },
        { file: 'b.csv', line: 3, reason: 'not-a-number', column: 2, name: 'y', text: 'nine' },
        { file: 'b.csv', line: 4, reason: 'fields', found: 3, expected: 2 },
      ],
    });
    expect((await engine.tablePage(view.handle, 'train', 0, 10)).rejected).toEqual([1, 4, 5]);
  });

  it('names a file that cannot be read, and still lets the settings be changed', async () => {
    const { view } = await openFiles({ 'a.csv': 'x\n1\n', 'b.csv': '' });
    expect(view.problem).toEqual({ code: 'file/empty', params: { file: 'b.csv' } });
    const first = await openFiles({ 'a.csv': '', 'b.csv': 'x\n1\n' });
    expect(first.view.problem).toEqual({ code: 'file/empty', params: { file: 'a.csv' } });
    expect(first.view.folder?.files).toBe(2);
  });

  it('keeps missing values with the series that they are in', async () => {
    const { view } = await openFiles({ 'a.csv': 'x,y\n1,1\n', 'b.csv': 'x,y\n1,1\n,2\n3,3\n' });
    expect(view.problem).toMatchObject({
      code: 'data/not-finite',
      params: { count: 1, series: 'b', step: 1, channel: 'x', line: 0 },
    });
  });
});
