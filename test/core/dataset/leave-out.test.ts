/** Series that are left out: their windows, their steps and what is counted of the rest. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keepMarked, markFinite, markOriginals } from '../../../core/dataset/leave-out';
import type { SeriesPart } from '../../../core/dataset/part';
import { finish, readText, seriesOf, seriesValues } from '../../helpers/datasets';

/** Recordings of one channel in a long table, cut into windows. */
function windows(recordings: readonly (readonly (number | null)[])[], length: number, stride: number): SeriesPart {
  const rows = recordings.flatMap((values, id) => values.map((value) => `s${id},${value ?? ''}`));
  const reading = { layout: 'long', series: 'id', label: null, time: null, window: { length, stride } } as const;
  return seriesOf(readText(['id,x', ...rows].join('\n'), { ...reading, channels: ['x'] }));
}

function keptOf(part: SeriesPart, keep: Uint8Array): SeriesPart {
  return finish(keepMarked(part, keep));
}

describe('series with missing values', () => {
  it('are left out as windows: those that hold none of them stay', () => {
    const part = windows(
      [
        [1, 2, null, 4, 5, 6, 7],
        [8, 9, 10],
      ],
      3,
      1,
    );
    expect(part.ids).toEqual(['s0:0', 's0:1', 's0:2', 's0:3', 's0:4', 's1:0']);
    const kept = keptOf(part, finish(markFinite(part)));
    expect(kept.ids).toEqual(['s0:3', 's0:4', 's1:0']);
    expect(kept.ids.map((_, at) => seriesValues(kept, at))).toEqual([
      [4, 5, 6],
      [5, 6, 7],
      [8, 9, 10],
    ]);
    expect(kept).toMatchObject({ missing: 0, infinite: 0, firstNonFinite: null });
    // Recordings are not joined, though their steps meet.
    expect([[...kept.segments.offsets], [...kept.segments.lengths]]).toEqual([
      [3, 7],
      [4, 3],
    ]);
  });

  it('are those in which a value is missing or infinite, whatever the windows are', () => {
    const value = fc.option(fc.integer({ min: 0, max: 9 }), { nil: null, freq: 9 });
    const recording = fc.array(value, { minLength: 40, maxLength: 120 });
    fc.assert(
      fc.property(
        fc.array(recording, { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 50 }),
        (recordings, length, stride) => {
          const part = windows([[...recordings[0], 1], ...recordings.slice(1), [1, ...recordings[0]]], length, stride);
          const keep = finish(markFinite(part));
          const finite = part.ids.map((_, at) => (seriesValues(part, at).every(Number.isFinite) ? 1 : 0));
          expect([...keep]).toEqual(finite);
          if (!keep.includes(1)) return;
          const kept = keptOf(part, keep);
          const steps = new Set<number>();
          for (const [at, offset] of kept.offsets.entries()) {
            for (let step = 0; step < kept.lengths[at]; step++) steps.add(offset + step);
          }
          const covered = [...kept.segments.offsets].flatMap((first, at) =>
            Array.from({ length: kept.segments.lengths[at] }, (_, step) => first + step),
          );
          expect(covered).toEqual([...steps].sort((a, b) => a - b));
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('equal series', () => {
  it('but the first are left out, whatever their labels', () => {
    const part = seriesOf(readText('t0,t1,t2,label\n1,2,3,a\n4,5,6,a\n1,2,3,b\n4,5,6,a\n4,5,7,a\n'));
    const [keep] = finish(markOriginals([part]));
    expect([...keep]).toEqual([1, 1, 0, 0, 1]);
    expect(keptOf(part, keep).labels).toEqual(['a', 'a', 'a']);
  });

  it('in both parts are left out of the test part', () => {
    const train = seriesOf(readText('t0,t1,t2,label\n1,2,3,a\n4,5,6,a\n'));
    const test = seriesOf(readText('t0,t1,t2,label\n7,8,9,a\n4,5,6,a\n7,8,9,a\n'));
    expect(finish(markOriginals([train, test])).map((keep) => [...keep])).toEqual([
      [1, 1],
      [1, 0, 0],
    ]);
  });

  it('are equal in every channel, and in length', () => {
    const part = windows(
      [
        [1, 1, 1, 1],
        [1, 1, 1],
        [2, 1, 1],
      ],
      3,
      1,
    );
    expect([...finish(markOriginals([part]))[0]]).toEqual([1, 0, 0, 1]);
    const whole = seriesOf(readText('t0,t1,t2,label\n1,2,,a\n1,2,3,a\n1,2,,a\n'));
    expect([...finish(markOriginals([whole]))[0]]).toEqual([1, 1, 0]);
  });
});
