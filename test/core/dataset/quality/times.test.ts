/** What the check of the data says of time stamps, with the places in the file and in the series. */

import { describe, expect, test } from 'vitest';
import type { ReadingSpec } from '../../../../core/contract/specs';
import type { Finding } from '../../../../core/contract/views-quality';
import { checkQuality } from '../../../../core/dataset/quality/check';
import { explainFinding, placeText } from '../../../../core/locale/quality-text';
import { finish, readText, seriesOf } from '../../../helpers/datasets';

const TIMES = ['unreadable-times', 'unordered-times', 'duplicate-times', 'irregular-times', 'time-gaps'];
// In order: 0 1 2 2 3 6 7 7.4 8.4
const dirty = 'time,x\n0,0\n2,5\n1,3\n2,1\n3,4\n?,1\n6,5\n7,9\n7.4,2\n8.4,6\n';

function find(text: string, reading: ReadingSpec = {}): Finding[] {
  const read = seriesOf(readText(text, { layout: 'recording', channels: ['x'], ...reading }));
  return finish(checkQuality([{ name: 'train', read, cured: read }], 'refuse')).findings.filter(({ code }) =>
    TIMES.includes(code),
  );
}

describe('the check of time stamps', () => {
  test('tells each kind with its count and its places', () => {
    const found = find(dirty);
    expect(found.map(({ code, severity, count, of }) => [code, severity, count, of])).toEqual([
      ['unreadable-times', 'warning', 1, 10],
      ['unordered-times', 'warning', 1, 10],
      ['duplicate-times', 'warning', 1, 10],
      ['irregular-times', 'warning', 1, 8],
      ['time-gaps', 'warning', 1, 8],
    ]);
    expect(found.map(({ places }) => places.map(({ id, step, line }) => [id, step, line]))).toEqual([
      [['0', 5, 7]],
      [['0', 2, 4]],
      [['0', 3, 5]],
      [['0', 8, 10]],
      [['0', 6, 8]],
    ]);
    expect(found.at(-1)!.facts).toEqual({ cure: '', step: 1, unit: 'own', missing: 2 });
  });

  test('says nothing of stamps that are as they should be, or that are not there', () => {
    expect(find('time,x\n2024-01-01,1\n2024-01-02,2\n2024-01-03,3\n')).toEqual([]);
    expect(find(dirty, { time: null })).toEqual([]);
  });

  test('points into the first window that holds the step, and into the series where none does', () => {
    const places = find(dirty, { window: { length: 4, stride: 4 } }).map(({ places: [place] }) => [
      place.id,
      place.step,
      place.line,
    ]);
    expect(places).toEqual([
      ['1', 1, 7],
      ['0', 2, 4],
      ['0', 3, 5],
      ['0', null, 10],
      ['1', 2, 8],
    ]);
  });

  test('becomes a note that names the cure, and points at the line alone', () => {
    const cured = find(dirty, { timeGaps: 'resample', timeDuplicates: 'first' });
    expect(cured.map(({ severity, facts }) => [severity, facts.cure])).toEqual([
      ['note', 'leftOut'],
      ['note', 'sort'],
      ['note', 'first'],
      ['note', 'resample'],
      ['note', 'resample'],
    ]);
    expect(cured[0].places).toMatchObject([{ id: '0', step: null, line: 7 }]);
    expect(find(dirty, { timeGaps: 'channel' }).map(({ severity }) => severity)).toEqual([
      'warning',
      'warning',
      'warning',
      'note',
      'note',
    ]);
  });

  test('is one finding where two parts share their series', () => {
    const train = seriesOf(readText(dirty, { layout: 'recording', channels: ['x'] }));
    const parts = [
      { name: 'train' as const, read: train, cured: train },
      { name: 'test' as const, read: { ...train }, cured: train },
    ];
    const codes = finish(checkQuality(parts, 'refuse')).findings.map(({ code }) => code);
    expect(codes.filter((code) => code === 'time-gaps')).toHaveLength(1);
  });

  test('has words in both languages', () => {
    const [, , , irregular, gaps] = find('time,x\n0,1\n0,2\n900,3\n?,3\n1800,4\n5400,2\n2700,5\n5500,1\n', {
      timeForm: 'epoch-s',
    });
    expect(irregular.code).toBe('irregular-times');
    expect(explainFinding('en', gaps).what).toBe(
      '1 of 6 distances in time of the training part holds more than one step of 15 min; 2 steps are missing in all.',
    );
    expect(explainFinding('zh-CN', gaps).what).toBe('训练集的 6 个时间间隔中有 1 个大于一个步长 15 分钟，共缺 2 步。');
    expect(placeText('en', gaps.places[0], ['x'])).toBe('series 0, step 5, line 7');
  });
});
