/** Writes series as `.ts` files of the UEA archive: channels between colons, values between commas, the label last. */

import { ChunkedText } from './chunked-text';
import { float32Text } from './float32-text';
import { commonLength, type FileChunk, type SeriesTable, valuesOf } from './tables';

/** Steps whose values are looked at between two yields. */
const STEPS_BETWEEN_YIELDS = 1 << 18;
const NOTHING = new Uint8Array(0);

/** Missing values are `?`, as is the label of a series that has none where others have one. */
export function* seriesTs(table: SeriesTable): Generator<FileChunk, void> {
  const { ids, labels, channels, lengths } = table;
  const valueOf = valuesOf(table);
  const text = new ChunkedText();
  text.add(yield* headerOf(table));
  for (const series of ids.keys()) {
    for (let channel = 0; channel < channels.length; channel++) {
      for (let step = 0; step < lengths[series]; step++) {
        const value = valueOf(series, step, channel);
        const mark = step > 0 ? ',' : channel > 0 ? ':' : '';
        text.add(mark + (Number.isNaN(value) ? '?' : float32Text(value)));
        if (text.isFull) yield { bytes: text.take(), done: series };
      }
    }
    if (labels !== null) text.add(`:${labels[series] ?? '?'}`);
    text.add('\n');
  }
  yield { bytes: text.take(), done: ids.length };
}

function* headerOf(table: SeriesTable): Generator<FileChunk, string> {
  const { labels, labelAs, channels, lengths } = table;
  const length = commonLength(lengths);
  const missing = yield* hasMissing(table);
  const classes = new Set(labels?.filter((label) => label !== null));
  const lines = [
    `@problemName ${table.name.replaceAll(/\s+/g, '_') || 'series'}`,
    '@timeStamps false',
    `@missing ${missing}`,
    `@univariate ${channels.length === 1}`,
    ...(channels.length === 1 ? [] : [`@dimensions ${channels.length}`]),
    `@equalLength ${length !== null}`,
    ...(length === null ? [] : [`@seriesLength ${length}`]),
    labelAs === 'number' && labels !== null
      ? '@targetLabel true'
      : `@classLabel ${labels === null ? 'false' : ['true', ...classes].join(' ')}`,
    '@data',
  ];
  return `${lines.join('\n')}\n`;
}

function* hasMissing(table: SeriesTable): Generator<FileChunk, boolean> {
  const valueOf = valuesOf(table);
  const width = table.channels.length;
  for (const [series, length] of table.lengths.entries()) {
    for (let step = 0; step < length; step++) {
      for (let channel = 0; channel < width; channel++) {
        if (Number.isNaN(valueOf(series, step, channel))) return true;
      }
      if (step % STEPS_BETWEEN_YIELDS === STEPS_BETWEEN_YIELDS - 1) yield { bytes: NOTHING, done: 0 };
    }
  }
  return false;
}
