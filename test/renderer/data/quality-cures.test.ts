/** What a click can do about a finding, and where in the table it is. */

import { describe, expect, it } from 'vitest';
import type { DatasetSpec } from '../../../core/contract/specs';
import type { DatasetView } from '../../../core/contract/views';
import type { Finding, FindingCode } from '../../../core/contract/views-quality';
import { curesOf, leaveOut } from '../../../renderer/components/data/quality-cures';
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
    expect(curesOf(finding('outliers', 'x', 'y'), of)).toEqual([]);
    expect(curesOf(finding('outliers', 'y'), of)).toHaveLength(1);
    expect(curesOf({ ...finding('constant', 'x'), channelCount: 2 }, of)).toEqual([]);
  });

  it('leave out nothing where a row is a series, or where the set is made', () => {
    expect(leaveOut(view(['x'], ['s0', 's1']), ['x'])).toBeNull();
    const made = { source: { ...spec.source, kind: 'synthetic' } as unknown as DatasetSpec['source'] };
    expect(leaveOut(view(['x', 'y'], ['x', 'y'], made), ['x'])).toBeNull();
  });

  it('are none for what only the file can mend', () => {
    for (const code of ['duplicates', 'duplicates-across', 'one-member', 'unseen-class', 'lengths'] as const)
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
