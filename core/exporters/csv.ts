/** Writes features, series and gates as CSV (RFC 4180, `\n` line ends, UTF-8) in chunks of bytes. */

import { ALL_QUANTITIES, type Direction, type Quantity } from '../contract/views';
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

/** The quantities of one layer and direction, each [T, units]; of a projected layer h has fewer units than the gates. */
export interface GateColumns {
  layer: number;
  direction: Direction;
  quantities: Partial<Record<Quantity, Float32Array>>;
}

export interface GateSeries {
  id: string;
  /** T: steps of the series. */
  length: number;
  /** Layer by layer, forward before backward. */
  gates: readonly GateColumns[];
}

/**
 * `sequence,step,layer,direction,unit,i,f,g,o,c,h`, one row a unit and step, ordered by layer, direction (`fwd`, `bwd`),
 * step and unit, all counted from 0. Other cells have other quantities; a field is empty where a layer or a unit has none.
 * `header` writes the names first: for the first series of a file.
 */
export function* gateRows(series: GateSeries, header: boolean): Generator<Uint8Array, void> {
  const text = new ChunkedText();
  const columns = ALL_QUANTITIES.filter((name) =>
    series.gates.some(({ quantities }) => quantities[name] !== undefined),
  );
  if (header) text.add(`sequence,step,layer,direction,unit,${columns.join(',')}\n`);
  const id = csvField(series.id);
  for (const { layer, direction, quantities } of series.gates) {
    const values = columns.map((name) => {
      const array = quantities[name] ?? new Float32Array(0);
      return { array, units: array.length / series.length };
    });
    const units = gateUnits(quantities, series.length);
    for (let step = 0; step < series.length; step++) {
      for (let unit = 0; unit < units; unit++) {
        text.add(`${id},${step},${layer},${direction},${unit}`);
        for (const column of values)
          text.add(unit < column.units ? `,${float32Text(column.array[step * column.units + unit])}` : ',');
        text.add('\n');
        if (text.isFull) yield text.take();
      }
    }
  }
  yield text.take();
}

/** Units of one layer and direction over `length` steps: as many as its largest quantity has. */
export function gateUnits(quantities: GateColumns['quantities'], length: number): number {
  return Math.max(...Object.values(quantities).map((array) => array.length / length));
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
