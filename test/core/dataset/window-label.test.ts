/** The label of a window among those of its steps. */

import { describe, expect, it } from 'vitest';
import type { WindowLabel } from '../../../core/contract/specs';
import { inMemory } from '../../../core/dataset/values';
import type { WholeSeries } from '../../../core/dataset/whole';
import { mostCommon, stretchLabels } from '../../../core/dataset/window-label';
import { finishPart } from '../../../core/dataset/windows';
import { finish } from '../../helpers/datasets';

/** One recording with a label of one letter at each step, `.` for none. */
function recording(letters: string, choose: WindowLabel): WholeSeries {
  const names = [...new Set(letters.replaceAll('.', ''))];
  const codes = Int32Array.from([...letters], (letter) => names.indexOf(letter));
  return {
    fileName: 'r.csv',
    ids: ['0'],
    labels: [null],
    channels: ['x'],
    offsets: Float64Array.of(0),
    lengths: Int32Array.of(letters.length),
    values: inMemory(new Float64Array(letters.length)),
    stepLabels: { codes, names, choose, common: mostCommon({ codes, names }) },
    rows: letters.length,
    lineOf: (step) => step + 1,
  };
}

function labelsOf(letters: string, choose: WindowLabel, length: number, stride = length): (string | null)[] {
  return finish(finishPart(recording(letters, choose), { length, stride })).labels;
}

describe('the label of a window', () => {
  const letters = ['nnnnnnab', 'nnnnnbba', 'nnnnnnnn', '....a...', '........'].join('');

  it('is the most frequent one, the first seen on a tie', () => {
    expect(labelsOf(letters, 'majority', 8)).toEqual(['n', 'n', 'n', 'a', null]);
    expect(labelsOf('abba', 'majority', 4)).toEqual(['a']);
    expect(labelsOf('bb.aab', 'majority', 6)).toEqual(['b']);
  });

  it('is that of the last step, also where it has none', () => {
    expect(labelsOf(letters, 'last', 8)).toEqual(['b', 'a', 'n', null, null]);
  });

  it('is any that is not the most frequent one of the file', () => {
    expect(labelsOf(letters, 'any', 8)).toEqual(['a', 'b', 'n', 'a', null]);
    // In a stretch where the file's rare label is the frequent one it still counts.
    expect(labelsOf('nnnnnnnaaan', 'any', 4, 7)).toEqual(['n', 'a']);
  });

  it('does not depend on the windows before it', () => {
    const whole = recording('abcabccc', 'any');
    const labelOf = stretchLabels(whole.stepLabels!);
    const twice = [labelOf(0, 3), labelOf(3, 3), labelOf(0, 8), labelOf(0, 3)];
    expect(twice).toEqual(['a', 'a', 'a', 'a']);
  });
});
