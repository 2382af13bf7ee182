/** What the form says of how text is written, and what one click can do about rows that do not fit. */

import { describe, expect, it } from 'vitest';
import type { ErrorPayload } from '../../../core/contract/errors';
import type { DatasetSpec } from '../../../core/contract/specs';
import type { RowsView } from '../../../core/contract/views';
import { rejectedTexts } from '../../../core/locale/rejected-text';
import { problemCures } from '../../../renderer/components/data/problem-cures';
import {
  commentMarks,
  delimiterMarks,
  markText,
  formatChange,
  readMarks,
  shownSettings,
  writeMarks,
} from '../../../renderer/components/data/settings';
import { datasetView } from '../stores/fake-window';

const spec: DatasetSpec = {
  source: { kind: 'file', file: 'f', test: 'none' },
  reading: {},
  missing: 'refuse',
  scaling: 'none',
};
const written = {
  quote: '"',
  comment: null,
  skipLines: 0,
  thousands: 'none',
  missingText: [],
  badRows: 'refuse',
} as const;

describe('missing marks', () => {
  it('are typed with commas of either kind between them, each kept once', () => {
    expect(readMarks(' -999， none,,-999 , n. a. ')).toEqual(['-999', 'none', 'n. a.']);
    expect(readMarks('  ')).toEqual([]);
    expect(readMarks(writeMarks(['-999', 'off']))).toEqual(['-999', 'off']);
  });
});

describe('comment marks', () => {
  it('have the one that is set among them', () => {
    expect(commentMarks(null)).toEqual(['#', '%', '//', ';']);
    expect(commentMarks('#')).toEqual(['#', '%', '//', ';']);
    expect(commentMarks('!')).toEqual(['#', '%', '//', ';', '!']);
  });
});

describe('delimiters', () => {
  it('have the one that is set among them', () => {
    expect(delimiterMarks(',')).toEqual([',', ';', '\t', ' ', '|']);
    expect(delimiterMarks('^')).toEqual([',', ';', '\t', ' ', '|', '^']);
  });

  it('are told by their number where they cannot be seen', () => {
    expect(['^', '¦', '\u00a0', '\u3000'].map(markText)).toEqual(['^', '¦', 'U+00A0', 'U+3000']);
  });
});

describe('how text is written', () => {
  const shownFor = (format: 'csv' | 'json' | 'xlsx' | 'npy', delimiter: ',' | null, more: object) => {
    const { understood } = datasetView('d', spec);
    const view = datasetView('d', spec, { understood: { ...understood, format, delimiter, ...more } });
    return [...shownSettings(view)].filter((name) => name in written);
  };

  it('is shown as far as it has a meaning', () => {
    const { thousands, missingText, badRows } = written;
    expect(shownFor('csv', ',', written)).toEqual(Object.keys(written));
    expect(shownFor('json', null, { thousands, missingText, badRows })).toEqual(['missingText', 'badRows']);
    expect(shownFor('xlsx', null, { thousands, missingText, badRows })).toEqual([
      'thousands',
      'missingText',
      'badRows',
    ]);
    expect(shownFor('npy', null, {})).toEqual([]);
  });

  it('is recognised anew with another format', () => {
    const change = formatChange('csv');
    expect(change).toMatchObject({ format: 'csv' });
    for (const name of ['quote', 'comment', 'skipLines', 'thousands'] as const) {
      expect(name in change && change[name] === undefined).toBe(true);
    }
  });
});

describe('a problem of reading', () => {
  const rows = (file: number, rejected: number): RowsView => ({ file, kept: file - rejected, rejected, places: [] });
  const ragged: ErrorPayload = {
    code: 'table/ragged-rows',
    params: { file: 'a.csv', lines: [3], count: 2, expected: 3, found: 2 },
  };
  const curesOf = (problem: ErrorPayload | null, train: RowsView, test: RowsView | null = null, reading = {}) =>
    problemCures({ problem, rows: { train, test }, spec: { ...spec, reading } });

  it('of some rows is cured by leaving them out, in both parts', () => {
    const cure = { name: 'leave-out', setting: 'badRows', patch: { badRows: 'leave-out' } };
    expect(curesOf(ragged, rows(9, 2))).toEqual([{ ...cure, count: 2 }]);
    expect(curesOf(ragged, rows(9, 2), rows(5, 1))).toEqual([{ ...cure, count: 3 }]);
  });

  it('of all rows, or of rows that are left out already, is not', () => {
    expect(curesOf(ragged, rows(9, 9))).toEqual([]);
    expect(curesOf(ragged, rows(9, 2), rows(1, 1))).toEqual([]);
    expect(curesOf(ragged, rows(9, 2), null, { badRows: 'leave-out' })).toEqual([]);
    expect(curesOf(null, rows(9, 0))).toEqual([]);
  });

  it('of the decimal mark or of quotation marks is cured by another mark', () => {
    const comma: ErrorPayload = {
      code: 'table/decimal-comma',
      params: { file: 'a.csv', line: 2, column: 1, name: 'x', text: '1,5' },
    };
    const open: ErrorPayload = { code: 'table/unclosed-quote', params: { file: 'a.csv', line: 2 } };
    expect(curesOf(comma, rows(9, 9))).toMatchObject([{ setting: 'decimal', patch: { decimal: ',' } }]);
    expect(curesOf(open, rows(9, 1))).toMatchObject([{ setting: 'quote', patch: { quote: 'none' } }]);
  });
});

describe('rejected rows', () => {
  const rows: RowsView = {
    file: 20_000,
    kept: 7500,
    rejected: 12_500,
    places: [
      { line: 3, reason: 'fields', found: 1, expected: 3 },
      { line: 12_345, reason: 'not-a-number', column: 2, name: 'x', text: 'three\u0007' },
    ],
  };

  it('are told with their lines and why, and how many more there are', () => {
    expect(rejectedTexts('en', rows, 5)).toEqual([
      'line 3: 1 field, not 3',
      'line 12345: “three” in the column “x” is not a number',
      'and 12,498 more',
    ]);
    expect(rejectedTexts('zh-CN', rows, 1)).toEqual(['第 3 行：有 1 个字段，应为 3 个', '另有 12,499 行']);
  });
});
