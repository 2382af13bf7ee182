/** Everything that is done with a part whose values are read piece by piece, against the same part in memory. */

import { describe, expect, test } from 'vitest';
import { SERIES_TARGETS } from '../../../core/contract/targets';
import { madePart } from '../../../core/dataset/made-result';
import { channelMeans, cureMissing } from '../../../core/dataset/missing';
import { countNonFinite } from '../../../core/dataset/non-finite';
import type { SeriesPart } from '../../../core/dataset/part';
import { pyramidOf } from '../../../core/dataset/pyramid';
import { checkQuality } from '../../../core/dataset/quality/check';
import { fitScaler } from '../../../core/dataset/scaling';
import { partStatistics } from '../../../core/dataset/statistics/part-statistics';
import { finishPart } from '../../../core/dataset/windows';
import type { Dataset, LoadedPart } from '../../../core/engine/datasets';
import { packSeries } from '../../../core/engine/packed';
import { seriesChart } from '../../../core/engine/series-views';
import { checkSeriesTable } from '../../../core/exporters/limits';
import { seriesBytes } from '../../../core/exporters/write';
import { seededRandom } from '../../../core/lstm/random';
import { allValues, finish, fleeting, readShared, seriesOf } from '../../helpers/datasets';
import { bytesOf, tableOf } from '../../helpers/exports';

/** A recording with gaps, a copy of a stretch and a sensor that stands still, cut into windows. */
function recording(): SeriesPart {
  const random = seededRandom(9);
  const steps = 120_000;
  const values = Float64Array.from({ length: 2 * steps }, (_, at) =>
    at % 2 === 1 && at > 60_000 && at < 90_000 ? 7 : random.gaussian(),
  );
  values.copyWithin(4096, 0, 2048);
  for (let step = 0; step < steps; step += 997) values[2 * step] = step % 2 === 0 ? NaN : Infinity;
  for (let at = 0; at < 3000; at++) values[2 * (30_000 + at)] = NaN;
  const whole = madePart('recording', ['x', 'y'], [null], Int32Array.of(steps), values);
  const codes = Int32Array.from({ length: steps }, (_, step) => Math.floor(step / 5000) % 3);
  const stepLabels = { codes, names: ['rest', 'walk', 'run'] };
  return finish(finishPart({ ...whole, stepLabels, lineOf: (step) => step + 2 }, { length: 256, stride: 128 }));
}

const parts: [string, () => SeriesPart][] = [
  ['several channels', () => seriesOf(readShared('BasicMotions/BasicMotions_TRAIN.ts'))],
  ['unequal lengths', () => seriesOf(readShared('oddities/PickupGestureWiimoteZ_TEST.ts'))],
  ['windows with gaps', recording],
];

describe.each(parts)('%s', (_, make) => {
  const part = make();
  const stored: SeriesPart = finish(countNonFinite({ ...part, values: fleeting(allValues(part)) }));
  const cure = (one: SeriesPart): SeriesPart => finish(cureMissing(one, 'linear', finish(channelMeans(one)))).series;
  const load = (series: SeriesPart): LoadedPart => ({
    series,
    scaler: finish(fitScaler('zscore', series)),
    pyramid: finish(pyramidOf(series)),
    sha256: '',
  });
  const cured = load(cure(part));
  const curedStored = load(cure(stored));

  test('counts, cures and scalers', () => {
    const { missing, infinite, firstNonFinite } = part;
    expect(stored).toMatchObject({ missing, infinite, firstNonFinite });
    expect(finish(channelMeans(stored))).toEqual(finish(channelMeans(part)));
    expect(allValues(curedStored.series)).toEqual(allValues(cured.series));
    expect(curedStored.scaler).toEqual(cured.scaler);
    expect(curedStored.pyramid?.levels).toEqual(cured.pyramid?.levels);
  });

  test('findings', () => {
    const check = (read: SeriesPart, filled: SeriesPart) => {
      const parts = (['train', 'test'] as const).map((name) => ({ name, read, cured: filled }));
      return finish(checkQuality(parts, 'linear'));
    };
    expect(check(stored, curedStored.series)).toEqual(check(part, cured.series));
  });

  test('statistics', () => {
    expect(finish(partStatistics('train', stored))).toEqual(finish(partStatistics('train', part)));
  });

  test('charts', () => {
    const charts = (loaded: LoadedPart) => {
      const dataset = { parts: { train: loaded, test: null } } as Partial<Dataset> as Dataset;
      const series = [0, 1, 2].map((index) => ({ part: 'train' as const, index }));
      return [true, false].map((scaled) =>
        seriesChart(dataset, { series, channels: [0, 1], from: 3, to: 250, width: 40, scaled }),
      );
    };
    expect(charts(curedStored)).toEqual(charts(cured));
  });

  test('batches', () => {
    const members = Int32Array.from(part.ids, (__, index) => index);
    expect(finish(packSeries(curedStored, members))).toEqual(finish(packSeries(cured, members)));
  });

  test.each(SERIES_TARGETS.filter((format) => format !== 'parquet'))('%s', (format) => {
    const few = (one: SeriesPart): SeriesPart => ({
      ...one,
      ids: one.ids.slice(0, 6),
      labels: one.labels.slice(0, 6),
      lengths: one.lengths.slice(0, 6),
      offsets: one.offsets.slice(0, 6),
    });
    const written = (one: SeriesPart): Uint8Array | string => {
      const table = tableOf(few(one));
      try {
        finish(checkSeriesTable('file', format, table));
      } catch (thrown) {
        return String(thrown);
      }
      return bytesOf(seriesBytes(format, table));
    };
    expect(written(stored)).toEqual(written(part));
  });
});
