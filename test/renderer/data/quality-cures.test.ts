/** What a click can do about a finding, and where in the table it is. */

import { describe, expect, it } from 'vitest';
import type { DatasetSpec } from '../../../core/contract/specs';
import type { DatasetView } from '../../../core/contract/views';
import type { Finding, FindingCode } from '../../../core/contract/views-quality';
import { cured, curesOf, leaveOut } from '../../../renderer/components/data/quality-cures';
import { cellOfFinding } from '../../../renderer/components/data/problem-place';
import { datasetView } from '../stores/fake-window';

const spec: DatasetSpec = {
  source: { kind: 'file', file: 'f', test: 'none' },
  reading: {},
  missing: 'refuse',
  scaling: 'none',
};

function view(channels: string[], understood = channels, changes: Partial<DatasetSpec> = {}): DatasetView {
  const { understood: shown } = datasetView('d', spec);
  return datasetView('d', { ...spec, ...changes }, { channels, understood: { ...shown, channels: understood } });
}

const finding = (code: FindingCode, ...names: string[]): Finding => ({
  code,
  severity: 'warning',
  part: 'train',
  count: 1,
  of: 9,
  channels: names.map((name) => ({ name, count: 1, range: null })),
  channelCount: names.length,
  places: [],
  facts: {},
});

describe('the cures of a finding', () => {
  it('fill in what is missing, in the ways that are not set already', () => {
    const fills = (missing: DatasetSpec['missing']): unknown[] =>
      curesOf(finding('missing', 'x'), view(['x'], ['x'], { missing })).map(
        (cure) => cure.kind === 'fill' && cure.missing,
      );
    expect(fills('refuse')).toEqual(expect.arrayContaining(['linear', 'zero']));
    expect(fills('refuse')).not.toContain('refuse');
    expect(fills('linear')).not.toContain('linear');
  });

  it('leave out the channels that have it, if others stay', () => {
    const of = view(['x', 'y', 'z']);
    expect(curesOf(finding('constant', 'x', 'z'), of)).toEqual([
      { kind: 'leave-out', names: ['x', 'z'], channels: ['y'] },
    ]);
    expect(curesOf(finding('constant', 'x', 'y', 'z'), of)).toEqual([]);
    const channels = (cure: { kind: string }) => cure.kind === 'leave-out';
    expect(curesOf(finding('outliers', 'x', 'y'), of).filter(channels)).toEqual([]);
    expect(curesOf(finding('outliers', 'y'), of).filter(channels)).toHaveLength(1);
    expect(curesOf({ ...finding('constant', 'x'), channelCount: 2 }, of)).toEqual([]);
  });

  it('cut one series into a few windows, unless it is cut', () => {
    const alone = (steps: number): Finding => ({ ...finding('one-series'), facts: { steps } });
    const cuts = (steps: number, of = view(['x'])) =>
      curesOf(alone(steps), of).map((cure) => cure.kind === 'cut' && cure.window);
    expect(cuts(144)).toEqual([{ length: 36, stride: 18 }]);
    expect(cuts(50_000)).toEqual([{ length: 256, stride: 128 }]);
    const cut = view(['x']);
    const understood = { ...cut.understood, window: { length: 5, stride: 5 } };
    expect(cuts(144, { ...cut, understood })).toEqual([]);
  });

  it('leave out nothing where a row is a series, or where the set is made', () => {
    expect(leaveOut(view(['x'], ['s0', 's1']), ['x'])).toBeNull();
    const made = { source: { ...spec.source, kind: 'synthetic' } as unknown as DatasetSpec['source'] };
    expect(leaveOut(view(['x', 'y'], ['x', 'y'], made), ['x'])).toBeNull();
  });

  it('leave out the series that have it, unless they are already, or the only one', () => {
    const cures = (code: FindingCode, changes: Partial<DatasetSpec> = {}, seriesCount = 9) => {
      const of = view(['x', 'y'], ['x', 'y'], changes);
      const train = { ...of.train!, seriesCount };
      return curesOf(finding(code), { ...of, train }).filter(({ kind }) => kind === 'leave-out-series');
    };
    expect(cures('missing')).toEqual([{ kind: 'leave-out-series', what: 'missing' }]);
    expect(cures('infinite')).toEqual([{ kind: 'leave-out-series', what: 'missing' }]);
    expect(cures('duplicates')).toEqual([{ kind: 'leave-out-series', what: 'duplicates' }]);
    expect(cures('unlabelled')).toEqual([{ kind: 'leave-out-series', what: 'unlabelled' }]);
    expect(cures('duplicates-across')).toEqual([{ kind: 'leave-out-series', what: 'duplicates' }]);
    expect(cures('missing', { leaveOut: ['missing'] })).toEqual([]);
    expect(cures('missing', { leaveOut: ['duplicates'] })).toHaveLength(1);
    expect(cures('missing', {}, 1)).toEqual([]);
  });

  it('clip what lies far out, unless it is already', () => {
    const clips = (code: FindingCode, clip: DatasetSpec['clip'] = 'none') =>
      curesOf(finding(code, 'x', 'y'), view(['x', 'y'], ['x', 'y'], { clip }));
    expect(clips('outliers')).toEqual([{ kind: 'clip', clip: 'fences' }]);
    expect(clips('out-of-range')).toEqual([{ kind: 'clip', clip: 'range' }]);
    expect(clips('outliers', 'fences')).toEqual([]);
  });

  it('change the one setting and keep the others', () => {
    const before: DatasetSpec = { ...spec, leaveOut: ['duplicates'] };
    expect(cured(before, { kind: 'leave-out-series', what: 'missing' })).toEqual({
      setting: 'leaveOut',
      spec: { ...spec, leaveOut: ['duplicates', 'missing'] },
    });
    expect(cured(before, { kind: 'clip', clip: 'range' })).toEqual({
      setting: 'clip',
      spec: { ...before, clip: 'range' },
    });
    expect(cured(before, { kind: 'fill', missing: 'zero' })).toEqual({
      setting: 'missing',
      spec: { ...before, missing: 'zero' },
    });
  });

  it('are none for what only the file can mend', () => {
    for (const code of ['one-member', 'unseen-class', 'lengths'] as const)
      expect(curesOf(finding(code), view(['x', 'y']))).toEqual([]);
  });
});

it('stands in the channel’s column, or in the step’s where a row is a series', () => {
  const place = { series: { part: 'train', index: 0 }, id: '0', length: 3, original: null, line: 7 } as const;
  const columns = ['id', 's0', 's1', 'y', 'x'];
  expect(cellOfFinding({ ...place, step: 1, channel: 1 }, view(['x', 'y']), columns)).toEqual({ line: 7, column: 3 });
  expect(cellOfFinding({ ...place, step: 1, channel: 0 }, view(['x'], ['s0', 's1']), columns)).toEqual({
    line: 7,
    column: 2,
  });
  expect(cellOfFinding({ ...place, step: null, channel: null }, view(['x', 'y']), columns)).toEqual({
    line: 7,
    column: -1,
  });
  expect(cellOfFinding({ ...place, line: 0, step: 1, channel: 0 }, view(['x', 'y']), columns)).toBeNull();
});
