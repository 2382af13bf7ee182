/** Writes features, series and gates as CSV (RFC 4180, `\n` line ends, UTF-8) in chunks of bytes. */

import { ChunkedText } from './chunked-text';
import { float32Text } from './float32-text';
import { type FeatureTable, type FileChunk, roleName, type SeriesTable, valuesOf } from './tables';

/** `sequence,label,<features>`, one row a series. */
export function* featureRows(table: FeatureTable): Generator<FileChunk, void> {
  const { ids, labels, columns, values } = table;
  const text = new ChunkedText();
  text.add([...(labels === null ? ['sequence'] : ['sequence', 'label']), ...columns].map(csvField).join(','));
  for (const [row, id] of ids.entries()) {
    text.add(labels === null ? `\n${csvField(id)}` : `\n${csvField(id)},${csvField(labels[row] ?? '')}`);
    const end = (row + 1) * columns.length;
    for (let at = row * columns.length; at < end; at++) text.add(`,${float32Text(values[at])}`);
    if (text.isFull) yield { bytes: text.take(), done: row + 1 };
  }
  text.add('\n');
  yield { bytes: text.take(), done: ids.length };
}

/** `series,label,step,<channels>`, one row a step, the steps of each series counted from 0. */
export function* seriesRows(table: SeriesTable): Generator<FileChunk, void> {
  const { ids, labels, channels, lengths } = table;
  const valueOf = valuesOf(table);
  const text = new ChunkedText();
  const roles = labels === null ? (['series', 'step'] as const) : (['series', 'label', 'step'] as const);
  text.add([...roles.map((role) => roleName(role, channels)), ...channels].map(csvField).join(','));
  text.add('\n');
  for (const [series, id] of ids.entries()) {
    const named = labels === null ? csvField(id) : `${csvField(id)},${csvField(labels[series] ?? '')}`;
    for (let step = 0; step < lengths[series]; step++) {
      text.add(`${named},${step}`);
      for (let channel = 0; channel < channels.length; channel++) {
        text.add(`,${float32Text(valueOf(series, step, channel))}`);
        if (text.isFull) yield { bytes: text.take(), done: series };
      }
      text.add('\n');
    }
  }
  yield { bytes: text.take(), done: ids.length };
}

/** The six quantities of one layer and direction, each [T, H]. */
export interface GateColumns {
  i?: Float32Array;
  f?: Float32Array;
  g?: Float32Array;
  o?: Float32Array;
  c?: Float32Array;
  h?: Float32Array;
}

export interface GateSeries {
  id: string;
  /** T: steps of the series. */
  length: number;
  /** H: units of each layer and direction. */
  hidden: number;
  bidirectional: boolean;
  /** Layer by layer, forward before backward. */
  gates: GateColumns[];
}

/**
 * `sequence,step,layer,direction,unit,i,f,g,o,c,h`, one row a unit and step, ordered by layer, direction (`fwd`, `bwd`),
 * step and unit, all counted from 0. `header` writes the names first: for the first series of a file.
 */
export function* gateRows(series: GateSeries, header: boolean): Generator<Uint8Array, void> {
  const text = new ChunkedText();
  if (header) text.add('sequence,step,layer,direction,unit,i,f,g,o,c,h\n');
  const id = csvField(series.id);
  for (const [index, { i, f, g, o, c, h }] of series.gates.entries()) {
    const layer = series.bidirectional ? index >> 1 : index;
    const direction = series.bidirectional && index % 2 === 1 ? 'bwd' : 'fwd';
    for (let step = 0; step < series.length; step++) {
      for (let unit = 0; unit < series.hidden; unit++) {
        const at = step * series.hidden + unit;
        const sums = `${float32Text(i![at])},${float32Text(f![at])},${float32Text(g![at])},${float32Text(o![at])}`;
        const states = `${float32Text(c![at])},${float32Text(h![at])}`;
        text.add(`${id},${step},${layer},${direction},${unit},${sums},${states}\n`);
        if (text.isFull) yield text.take();
      }
    }
  }
  yield text.take();
}

/**
 * A field as RFC 4180 wants it: quoted where it holds a comma, a quotation mark or a line end, and where a reader could take
 * it for the beginning of a field in apostrophes or of a comment. Ids and labels are
 * written as they are in the data, also where they begin with `=`, `+`, `-` or `@`: another program's reading of a
 * field as a formula must not change what the file says.
 */
export function csvField(text: string): string {
  return /[",'\r\n]|^[#%/]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
