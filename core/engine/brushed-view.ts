/** Some series beside all others: their mean signal and gates, step by step, and the units in which they differ. */

import type { BrushedQuery, BrushedView } from '../contract/api-brushed';
import { WorkbenchError } from '../contract/errors';
import type { SeriesRef } from '../contract/views';
import { GroupDifferences } from '../features/units/differences';
import { quantitiesOf } from '../lstm/cell';
import type { GateBuffers } from '../lstm/kernel';
import { type GatePiece, passGates } from './gate-pass';
import { directionAt, heatmapOf } from './gates-view';
import type { Made } from './holdings';
import { PARTS } from './runs';
import { isIndex, stepsInColumn } from './series-views';
import type { Task } from './task';

/** Most columns of an answer, and most of its numbers for each quantity. */
const WIDEST = 512;
const MOST_CELLS = 1 << 20;
const MOST_CHANNELS = 64;
/** Values that are added between two yields. */
const PIECE = 1 << 18;

/** @throws data/unknown-series, model/out-of-range, run/gates-too-large, engine/cancelled */
export async function brushedView(of: Made, query: BrushedQuery, task: Task): Promise<BrushedView> {
  const direction = directionAt(of, query);
  const { cell, hidden: H, projection } = direction.config;
  const activity = projection === null ? 'h' : 'c';
  const chosen = chosenOf(of, query.series);
  const widest = Math.max(1, Math.min(Math.floor(query.width) || 1, WIDEST, Math.floor(MOST_CELLS / H)));
  const stepsPerColumn = stepsInColumn(0, chosen.length, widest);
  const columns = Math.ceil(chosen.length / stepsPerColumn);
  const input = of.model.weights.config.input;
  const channels = of.dataset.view.channels.slice(0, Math.min(input, MOST_CHANNELS));
  const sizeOf = (quantity: keyof GateBuffers) => (quantity === 'h' ? direction.output : H);
  const sums = quantitiesOf(cell).map((quantity) => ({
    quantity,
    sum: new Float64Array(columns * sizeOf(quantity)), // [columns, units]
  }));
  const signal = new Float64Array(columns * channels.length); // [columns, channels]
  const steps = new Float64Array(columns);
  const reaching = new Int32Array(columns);
  const differences = new GroupDifferences(H);
  const row = new Float64Array(H);

  function* use({ part, members, lengths, steps: padded, gates, input: x }: GatePiece): Generator<void> {
    const rows = Math.max(1, Math.floor(PIECE / (H * (sums.length + 1))));
    for (const [b, length] of lengths.entries()) {
      const isChosen = chosen.flags[part][members[b]] === 1;
      const active = gates[activity]!;
      row.fill(0);
      for (let from = 0; from < length; from += rows) {
        const to = Math.min(from + rows, length);
        for (let at = (b * padded + from) * H; at < (b * padded + to) * H;)
          for (let u = 0; u < H; u++, at++) row[u] += active[at];
        for (let t = isChosen ? from : to; t < to; t++) {
          const column = Math.floor(t / stepsPerColumn);
          for (const { quantity, sum } of sums)
            addRow(sum, column, gates[quantity]!, b * padded + t, sizeOf(quantity), sizeOf(quantity));
          addRow(signal, column, x, b * padded + t, channels.length, input);
          steps[column] += 1;
        }
        yield;
      }
      if (isChosen) for (let column = 0; column * stepsPerColumn < length; column++) reaching[column] += 1;
      differences.add(isChosen ? 1 : 0, row, length);
    }
  }

  await passGates(of, direction, of.kernel, task, PARTS, use);
  const total = of.view.seriesCount.train + of.view.seriesCount.test;
  return {
    series: chosen.count,
    rest: total - chosen.count,
    length: chosen.length,
    stepsPerColumn,
    reaching,
    signal: channels.map((channel, c) => ({
      channel,
      mean: Float32Array.from(steps, (count, column) => signal[column * channels.length + c] / count),
    })),
    heatmaps: sums.map(({ quantity, sum }) => {
      const units = sizeOf(quantity);
      const means = Float32Array.from(sum, (value, at) => value / steps[Math.floor(at / units)]);
      return heatmapOf(cell, quantity, means, units, 0, columns, 1);
    }),
    activity,
    differences: differences.effects(),
  };
}

/** Adds one row of `values`, `stride` apart, to a row of `sum`. */
function addRow(
  sum: Float64Array,
  to: number,
  values: Float32Array,
  from: number,
  count: number,
  stride: number,
): void {
  const at = from * stride;
  for (let k = 0; k < count; k++) sum[to * count + k] += values[at + k];
}

/** Each series once, flagged by its part and index. */
function chosenOf(of: Made, series: readonly SeriesRef[]) {
  const { train, test } = of.view.seriesCount;
  const flags = { train: new Uint8Array(train), test: new Uint8Array(test) };
  let count = 0;
  let length = 0;
  for (const { part, index } of series) {
    if (!PARTS.includes(part) || !isIndex(index, flags[part].length))
      throw new WorkbenchError('data/unknown-series', { series: `${part} ${index}` });
    if (flags[part][index] === 1) continue;
    flags[part][index] = 1;
    count += 1;
    length = Math.max(length, of.dataset.parts[part]!.series.lengths[index]);
  }
  if (count === 0)
    throw new WorkbenchError('model/out-of-range', { name: 'series', value: 0, min: 1, max: train + test });
  return { flags, count, length };
}
