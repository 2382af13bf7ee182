/** Channels that give the label away, and channels that only look like it. */

import { describe, expect, test } from 'vitest';
import type { ReadingSpec } from '../../../../core/contract/specs';
import type { SeriesPart } from '../../../../core/dataset/part';
import { channelsThatTell } from '../../../../core/dataset/quality/tells-label';
import { surveyValues } from '../../../../core/dataset/quality/values';
import { finish, readText, seriesOf } from '../../../helpers/datasets';

/** Series of two steps in the channels `x` and `k`. */
function part(series: [label: string, x: [number, number], k: [number, number]][]): SeriesPart {
  const rows = series.flatMap(([label, x, k], id) => x.map((value, step) => `s${id},${label},${value},${k[step]}`));
  const reading: ReadingSpec = { layout: 'long', series: 'id', label: 'label', time: null, channels: ['x', 'k'] };
  return seriesOf(readText(['id,label,x,k', ...rows, ''].join('\n'), reading));
}

function telling(of: SeriesPart): string[] {
  const found = finish(channelsThatTell({ name: 'train', part: of, every: 1 }, finish(surveyValues(of))));
  return found.map((channel) => of.channels[channel]);
}

describe('a channel tells a number to predict', () => {
  function tellingNumbers(of: SeriesPart): string[] {
    const found = finish(channelsThatTell({ name: 'train', part: of, every: 1 }, finish(surveyValues(of)), false));
    return found.map((channel) => of.channels[channel]);
  }

  test('whose last value, or mean, goes with it', () => {
    const numbers: [string, number][] = [
      ['0.5', 3],
      ['1.5', 9],
      ['2.25', 1],
      ['7', 4],
    ];
    const byLast = numbers.map(([label, k]): [string, [number, number], [number, number]] => [
      label,
      [k, Number(label) * 2 + 1],
      [k, 5 - k],
    ]);
    expect(tellingNumbers(part(byLast))).toEqual(['x']);
    const byMean = numbers.map(([label, k]): [string, [number, number], [number, number]] => [
      label,
      [k, k * k],
      [Number(label) + k, Number(label) - k],
    ]);
    expect(tellingNumbers(part(byMean))).toEqual(['k']);
  });

  test('and none where numbers are few, or the channel only goes along with them', () => {
    const near = (label: string, noise: number): [string, [number, number], [number, number]] => [
      label,
      [0, Number(label) + noise],
      [1, 1],
    ];
    expect(tellingNumbers(part([near('1', 0), near('2', 0.01), near('3', -0.01), near('4', 0)]))).toEqual([]);
    expect(tellingNumbers(part([near('1', 0), near('2', 0), near('1', 0)]))).toEqual([]);
  });
});

describe('a channel tells the label', () => {
  test('that stands still at a value of each class', () => {
    const leaky = part([
      ['up', [1, 2], [7, 7]],
      ['up', [2, 1], [7, 7]],
      ['down', [1, 2], [8, 8]],
      ['down', [3, 1], [8, 8]],
    ]);
    expect(telling(leaky)).toEqual(['k']);
  });

  test('that stands still at several values of a class, each met twice', () => {
    const subjects = part([
      ['up', [1, 2], [1, 1]],
      ['up', [2, 1], [1, 1]],
      ['up', [2, 3], [2, 2]],
      ['up', [2, 2], [2, 2]],
      ['down', [1, 2], [3, 3]],
      ['down', [3, 1], [3, 3]],
    ]);
    expect(telling(subjects)).toEqual(['k']);
  });

  test('whose most frequent value goes with the class, as a label at each step does in windows', () => {
    const rows = Array.from({ length: 40 }, (_, step) => {
      const walks = Math.floor(step / 10) % 2 === 1;
      return `${Math.sin(step)},${walks ? 1 : 0},${walks ? 'walk' : 'rest'}`;
    });
    const windows = seriesOf(
      readText(['x,k,label', ...rows, ''].join('\n'), {
        layout: 'recording',
        label: 'label',
        channels: ['x', 'k'],
        window: { length: 7, stride: 3 },
      }),
    );
    expect(telling(windows)).toEqual(['k']);
  });

  test('whose mean is a straight line of numbers to be told', () => {
    // Means 1, 2, 3, 4 -> labels 10, 8, 6, 4; and once not quite.
    const line = (last: number): SeriesPart =>
      part([
        ['10', [1, 1], [0, 2]],
        ['10', [1, 2], [0.5, 1.5]],
        ['8', [5, 2], [1, 3]],
        ['8', [2, 1], [1.5, 2.5]],
        ['6', [3, 7], [2, 4]],
        ['6', [3, 1], [2.5, last]],
      ]);
    expect(telling(line(3.5))).toEqual(['k']);
    expect(telling(line(3.6))).toEqual([]);
  });
});

describe('a channel does not tell the label', () => {
  test('that has a value of both classes', () => {
    const fair = part([
      ['up', [1, 2], [7, 7]],
      ['up', [2, 1], [7, 7]],
      ['down', [1, 2], [7, 7]],
      ['down', [3, 1], [8, 8]],
    ]);
    expect(telling(fair)).toEqual([]);
  });

  test('whose values are all different, as an id is', () => {
    const ids = part([
      ['up', [1, 2], [1, 1]],
      ['up', [2, 1], [2, 2]],
      ['down', [1, 2], [3, 3]],
      ['down', [3, 1], [4, 4]],
    ]);
    expect(telling(ids)).toEqual([]);
  });

  test('where there is one class, or no more series than classes', () => {
    expect(
      telling(
        part([
          ['up', [1, 2], [7, 7]],
          ['up', [2, 1], [7, 7]],
        ]),
      ),
    ).toEqual([]);
    expect(
      telling(
        part([
          ['up', [1, 2], [7, 7]],
          ['down', [2, 1], [8, 8]],
        ]),
      ),
    ).toEqual([]);
  });
});
