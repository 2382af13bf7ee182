/** Writes features and series as JSON lines: one object a series, its keys in the order of the columns. */

import { ChunkedText } from './chunked-text';
import { float32Text } from './float32-text';
import { type FeatureTable, type FileChunk, roleName, type SeriesTable, valuesOf } from './tables';

/** JSON has no NaN: a missing value is null. Infinite ones it cannot hold. */
function number(value: number): string {
  return Number.isFinite(value) ? float32Text(value) : 'null';
}

/** A label in quotes, or as the number that it is; null for none. */
function labelText({ labels, labelAs }: Pick<FeatureTable, 'labels' | 'labelAs'>, row: number): string {
  const label = labels?.[row] ?? null;
  return labelAs === 'number' ? String(label) : JSON.stringify(label);
}

/** `{"sequence":…,"label":…,"<feature>":…}`; a series without label has null where others have one. */
export function* featureLines(table: FeatureTable): Generator<FileChunk, void> {
  const { ids, labels, columns, values } = table;
  const text = new ChunkedText();
  const keys = columns.map((name) => JSON.stringify(name));
  for (const [row, id] of ids.entries()) {
    text.add(`{"sequence":${JSON.stringify(id)}`);
    if (labels !== null) text.add(`,"label":${labelText(table, row)}`);
    for (const [at, key] of keys.entries()) text.add(`,${key}:${number(values[row * keys.length + at])}`);
    text.add('}\n');
    if (text.isFull) yield { bytes: text.take(), done: row + 1 };
  }
  yield { bytes: text.take(), done: ids.length };
}

/** `{"series":…,"label":…,"<channel>":[…]}`, the steps of each channel in one list. */
export function* seriesLines(table: SeriesTable): Generator<FileChunk, void> {
  const { ids, labels, channels, lengths } = table;
  const valueOf = valuesOf(table);
  const text = new ChunkedText();
  const seriesKey = JSON.stringify(roleName('series', channels));
  const labelKey = JSON.stringify(roleName('label', channels));
  for (const [series, id] of ids.entries()) {
    text.add(`{${seriesKey}:${JSON.stringify(id)}`);
    if (labels !== null) text.add(`,${labelKey}:${labelText(table, series)}`);
    for (const [channel, name] of channels.entries()) {
      text.add(`,${JSON.stringify(name)}:[`);
      for (let step = 0; step < lengths[series]; step++) {
        const value = number(valueOf(series, step, channel));
        text.add(step > 0 ? `,${value}` : value);
        if (text.isFull) yield { bytes: text.take(), done: series };
      }
      text.add(']');
    }
    text.add('}\n');
  }
  yield { bytes: text.take(), done: ids.length };
}
