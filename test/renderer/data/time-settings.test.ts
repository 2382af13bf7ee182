/** What the Data view offers about time stamps. */

import { describe, expect, it } from 'vitest';
import type { DatasetSpec, ReadingSpec } from '../../../core/contract/specs';
import type { DatasetView } from '../../../core/contract/views';
import type { Finding, FindingCode } from '../../../core/contract/views-quality';
import { curesOf, inTime } from '../../../renderer/components/data/quality-cures';
import { formatChange, insideChange, shownSettings, timeChange } from '../../../renderer/components/data/settings';
import { datasetView } from '../stores/fake-window';

const spec: DatasetSpec = {
  source: { kind: 'file', file: 'f', test: 'none' },
  reading: {},
  missing: 'refuse',
  scaling: 'none',
};

function view(reading: ReadingSpec, timed = true): DatasetView {
  const { understood } = datasetView('d', spec);
  const shown = {
    ...understood,
    format: 'csv' as const,
    ...(timed ? { timeForm: 'iso' as const, ...reading } : {}),
  } as DatasetView['understood'];
  return datasetView('d', { ...spec, reading }, { understood: shown });
}

const finding = (code: FindingCode): Finding => ({
  code,
  severity: 'warning',
  part: 'train',
  count: 1,
  of: 9,
  channels: [],
  channelCount: 0,
  places: [],
  facts: {},
});
const cures = (code: FindingCode, reading: ReadingSpec = {}) =>
  curesOf(finding(code), view(reading)).map((cure) => (cure.kind === 'time' ? cure.what : cure.kind));

describe('the cures of time stamps', () => {
  it('are those that are not chosen already', () => {
    expect(cures('unordered-times')).toEqual(['sort']);
    expect(cures('unordered-times', { timeOrder: 'sort' })).toEqual([]);
    expect(cures('duplicate-times')).toEqual(['first', 'average']);
    expect(cures('duplicate-times', { timeDuplicates: 'average' })).toEqual(['first']);
    expect(cures('irregular-times')).toEqual(['resample', 'channel']);
    expect(cures('time-gaps', { timeGaps: 'channel' })).toEqual(['resample']);
    expect(cures('unreadable-times')).toEqual([]);
  });

  it('change one setting of the reading', () => {
    expect(inTime({ kind: 'time', what: 'sort' })).toEqual(['timeOrder', { timeOrder: 'sort' }]);
    expect(inTime({ kind: 'time', what: 'average' })).toEqual(['timeDuplicates', { timeDuplicates: 'average' }]);
    expect(inTime({ kind: 'time', what: 'channel' })).toEqual(['timeGaps', { timeGaps: 'channel' }]);
  });
});

describe('the settings of time', () => {
  it('are shown where there are time stamps, and where one of them stands in the way', () => {
    expect([...shownSettings(view({}))]).toEqual(expect.arrayContaining(['timeForm', 'timeGaps', 'timeStep']));
    expect(shownSettings(view({}, false)).has('timeGaps')).toBe(false);
    const stuck = shownSettings(view({ timeOrder: 'sort' }, false));
    expect([stuck.has('timeOrder'), stuck.has('timeForm')]).toEqual([true, false]);
  });

  it('start over with the column, the sheet and the format', () => {
    const none = { timeOrder: undefined, timeDuplicates: undefined, timeGaps: undefined, timeStep: undefined };
    expect(timeChange('when')).toEqual({ time: 'when', timeForm: undefined });
    expect(timeChange(null)).toEqual({ time: null, timeForm: undefined, ...none });
    for (const change of [formatChange('csv'), insideChange('sheet', 'two')]) {
      expect(change).toMatchObject({ time: undefined, timeForm: undefined, ...none });
      expect(Object.keys(change)).toEqual(expect.arrayContaining(Object.keys(none)));
    }
  });
});
