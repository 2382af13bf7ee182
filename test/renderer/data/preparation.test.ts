/** What the form of the preparation shows and changes. */

import { describe, expect, it } from 'vitest';
import { DEFAULT_SPLIT, type DatasetSpec } from '../../../core/contract/specs';
import {
  hasClasses,
  hasOwnTestPart,
  percentOf,
  splitBy,
  withLeftOut,
} from '../../../renderer/components/data/preparation';
import { shownSettings } from '../../../renderer/components/data/settings';
import { datasetView } from '../stores/fake-window';

const spec: DatasetSpec = {
  source: { kind: 'file', file: 'f', test: 'none' },
  reading: {},
  missing: 'refuse',
  scaling: 'none',
};

describe('a division', () => {
  it('keeps its share and seed when it is made in another way, and is none when it is taken back', () => {
    expect(splitBy(null, 'series')).toEqual(DEFAULT_SPLIT);
    const split = { ...DEFAULT_SPLIT, test: 0.2, seed: 7 };
    expect(splitBy(split, 'time')).toEqual({ ...split, by: 'time' });
    expect(splitBy(split, 'none')).toBeNull();
  });

  it('shows its share in percent', () => {
    expect([0.3, 0.29, 0.125, 0.01, 0.99].map(percentOf)).toEqual([30, 29, 12.5, 1, 99]);
    for (let percent = 1; percent <= 99; percent++) expect(percentOf(percent / 100)).toBe(percent);
  });

  it('is no test part of the source', () => {
    const view = datasetView('d', spec);
    const test = view.train;
    expect(hasOwnTestPart({ ...view, test: null })).toBe(false);
    expect(hasOwnTestPart({ ...view, test })).toBe(true);
    expect(hasOwnTestPart({ ...view, test, understood: { ...view.understood, split: DEFAULT_SPLIT } })).toBe(false);
  });
});

it('knows whether labels are classes, and shows what can be said of them', () => {
  const view = datasetView('d', spec);
  const labelled = (more: object) => ({ ...view, understood: { ...view.understood, ...more } });
  const classes = [{ label: 'up', count: 3 }];
  expect(hasClasses({ ...view, train: { ...view.train!, classes } })).toBe(true);
  expect(hasClasses({ ...view, train: { ...view.train!, classes: [] } })).toBe(false);
  // Where a division was refused nothing is known but the column.
  const refused = { train: null };
  expect(hasClasses({ ...labelled({ label: 'y', labelAs: 'class' }), ...refused })).toBe(true);
  expect(hasClasses({ ...labelled({ label: 'y', labelAs: 'number' }), ...refused })).toBe(false);
  expect(hasClasses({ ...labelled({ label: null }), ...refused })).toBe(false);
  const shown = (more: object) => [...shownSettings(labelled(more))];
  expect(shown({ label: 'y', labelAs: 'number', windowLabel: 'last' })).toEqual(
    expect.arrayContaining(['labelAs', 'windowLabel']),
  );
  expect(shown({ label: 'y', labelAs: 'class' })).not.toContain('windowLabel');
  expect(shown({ label: null })).not.toContain('labelAs');
});

it('leaves series out for several reasons at once', () => {
  const both = withLeftOut(withLeftOut(spec, 'missing', true), 'duplicates', true);
  expect(both.leaveOut).toEqual(['missing', 'duplicates']);
  expect(withLeftOut(both, 'missing', false).leaveOut).toEqual(['duplicates']);
  expect(withLeftOut(both, 'missing', true).leaveOut).toEqual(['duplicates', 'missing']);
});
