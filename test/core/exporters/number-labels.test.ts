/** Labels that are numbers are written as numbers, and come back as the same ones. */

import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { ReadingSpec } from '../../../core/contract/specs';
import { inMemory } from '../../../core/dataset/values';
import type { FeatureTable, SeriesTable } from '../../../core/exporters/tables';
import { featureBytes, seriesBytes } from '../../../core/exporters/write';
import { readWhole, seriesOf } from '../../helpers/datasets';
import { bytesOf, textOf } from '../../helpers/exports';

const labels = ['0.5', '-3', '1e-7', null, '1.7976931348623157e+308'];
const features: FeatureTable = {
  ids: ['a', 'b', 'c', 'd', 'e'],
  labels,
  labelAs: 'number',
  columns: ['f'],
  values: Float32Array.of(1, 2, 3, 4, 5),
};

function series(channels: string[]): SeriesTable {
  const steps = 3;
  return {
    name: 'n',
    ids: labels.map((_, at) => String(at)),
    labels,
    labelAs: 'number',
    channels,
    lengths: new Int32Array(labels.length).fill(steps),
    offsets: Float64Array.from(labels, (_, at) => at * steps),
    values: inMemory(Float64Array.from({ length: labels.length * steps * channels.length }, (_, at) => at / 4)),
  };
}

/** The float64 values of an NPY file: NumPy's header of version 1.0 says its own length. */
function doublesOf(npy: Uint8Array): { type: string; values: number[] } {
  const view = new DataView(npy.buffer, npy.byteOffset, npy.byteLength);
  const start = 10 + view.getUint16(8, true);
  const header = new TextDecoder().decode(npy.subarray(10, start));
  const count = (npy.byteLength - start) / 8;
  const values = Array.from({ length: count }, (_, at) => view.getFloat64(start + 8 * at, true));
  return { type: /'descr': '([^']*)'/.exec(header)![1], values };
}

describe('labels that are numbers', () => {
  it('are numbers in features', () => {
    expect(textOf(featureBytes('csv', features)).split('\n')[2]).toBe('b,-3,2');
    const arff = textOf(featureBytes('arff', features));
    expect(arff).toContain('@attribute label numeric\n');
    expect(arff).toContain('\nd,4,?\n');
    const lines = textOf(featureBytes('jsonl', features)).trimEnd().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { label: unknown }).label)).toEqual([
      0.5,
      -3,
      1e-7,
      null,
      Number.MAX_VALUE,
    ]);
    const files = unzipSync(bytesOf(featureBytes('npz', features)));
    expect(doublesOf(files['y.npy'])).toEqual({ type: '<f8', values: [0.5, -3, 1e-7, NaN, Number.MAX_VALUE] });
  });

  it.each([
    ['csv', ['x', 'y'], { layout: 'long', series: 'series', label: 'label', time: 'step', channels: ['x', 'y'] }],
    ['jsonl', ['x', 'y'], { format: 'ndjson', label: 'label', layout: 'long', series: 'series', channels: ['x', 'y'] }],
    ['npz', ['c0', 'c1'], { label: 'y' }],
    ['ts', ['x'], {}],
    ['ts', ['c0', 'c1'], {}],
    ['arff', ['x'], {}],
    ['arff', ['c0', 'c1'], {}],
  ] as const)('are the same ones after %s with the channels %s', (format, channels, reading) => {
    const bytes = bytesOf(seriesBytes(format, series([...channels])));
    const chosen = { ...reading, labelAs: 'number' } as ReadingSpec;
    const back = seriesOf(readWhole({ name: `n.${format}`, bytes }, chosen));
    expect(back.labels).toEqual(labels);
    expect(back.lengths).toEqual(new Int32Array(labels.length).fill(3));
  });

  it('are declared as such in .ts files, and classes are where they are classes', () => {
    const header = (table: SeriesTable) => textOf(seriesBytes('ts', table)).split('@data')[0];
    expect(header(series(['x']))).toContain('@targetLabel true\n');
    expect(header(series(['x']))).not.toContain('@classLabel');
    const { labelAs: _, ...classes } = series(['x']);
    expect(header(classes)).toContain('@classLabel true 0.5 -3');
  });
});
