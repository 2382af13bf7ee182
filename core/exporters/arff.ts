/** Writes ARFF as Weka reads it: features and univariate series as numeric attributes, several channels as a relation. */

import { ChunkedText } from './chunked-text';
import { float32Text } from './float32-text';
import { areNumbers, type FeatureTable, type FileChunk, type SeriesTable, valuesOf } from './tables';

/** What Weka's own `Utils.quote` escapes. */
const ESCAPED: Record<string, string> = { '\n': '\\n', '\t': '\\t', '\r': '\\r' };

/** A name or value, in quotes where it holds anything but letters, digits and `_ . + -`, or is `?` or nothing. */
export function arffText(text: string): string {
  if (/^[\p{L}\p{N}_.+-]+$/u.test(text)) return text;
  return `'${text.replaceAll(/[\\'"%\n\t\r]/g, (letter) => ESCAPED[letter] ?? `\\${letter}`)}'`;
}

function number(value: number): string {
  if (Number.isNaN(value)) return '?';
  if (Number.isFinite(value)) return float32Text(value);
  return value > 0 ? 'Infinity' : '-Infinity';
}

function relation(name: string): string {
  return `@relation ${arffText(name)}\n\n`;
}

/** The class: a nominal attribute with the labels in their order of appearance; or a number to predict. */
function labelAttribute({ labels, labelAs }: Pick<FeatureTable, 'labels' | 'labelAs'>): string {
  if (labels === null) return '';
  if (labelAs === 'number') return '@attribute label numeric\n';
  const known = new Set(labels.filter((label) => label !== null));
  return `@attribute label {${[...known].map(arffText).join(',')}}\n`;
}

function labelField(labels: (string | null)[] | null, row: number): string {
  const label = labels?.[row];
  return label === undefined ? '' : `,${label === null ? '?' : arffText(label)}`;
}

/** Attributes `sequence`, the features, and `label`, one row a series. */
export function* featureArff(table: FeatureTable): Generator<FileChunk, void> {
  const { ids, labels, columns, values } = table;
  const text = new ChunkedText();
  text.add(`${relation('features')}@attribute sequence string\n`);
  for (const name of columns) text.add(`@attribute ${arffText(name)} numeric\n`);
  text.add(`${labelAttribute(table)}\n@data\n`);
  for (const [row, id] of ids.entries()) {
    text.add(arffText(id));
    const end = (row + 1) * columns.length;
    for (let at = row * columns.length; at < end; at++) text.add(`,${number(values[at])}`);
    text.add(`${labelField(labels, row)}\n`);
    if (text.isFull) yield { bytes: text.take(), done: row + 1 };
  }
  yield { bytes: text.take(), done: ids.length };
}

/**
 * One channel: attributes `t0`, `t1` ... for the steps, before them `series` unless ids are the series' numbers, after
 * them `label`. Several: as the UEA archive has it, one relational attribute whose rows are the channels, and `label`.
 * Series that are shorter than the longest are filled up with missing values.
 */
export function* seriesArff(table: SeriesTable): Generator<FileChunk, void> {
  const { ids, labels, channels, lengths } = table;
  const steps = lengths.reduce((longest, length) => Math.max(longest, length), 0);
  const nested = channels.length > 1;
  const named = !nested && !areNumbers(ids);
  const valueOf = valuesOf(table);
  const text = new ChunkedText();
  text.add(relation(table.name));
  if (named) text.add('@attribute series string\n');
  if (nested) text.add('@attribute channels relational\n');
  for (let step = 0; step < steps; step++) {
    text.add(`@attribute t${step} numeric\n`);
    if (text.isFull) yield { bytes: text.take(), done: 0 };
  }
  if (nested) text.add('@end channels\n');
  text.add(`${labelAttribute(table)}\n@data\n`);
  for (const [series, id] of ids.entries()) {
    if (named) text.add(`${arffText(id)},`);
    if (nested) text.add("'");
    for (let channel = 0; channel < channels.length; channel++) {
      if (channel > 0) text.add('\\n');
      for (let step = 0; step < steps; step++) {
        const value = step < lengths[series] ? number(valueOf(series, step, channel)) : '?';
        text.add(step > 0 ? `,${value}` : value);
        if (text.isFull) yield { bytes: text.take(), done: series };
      }
    }
    if (nested) text.add("'");
    text.add(`${labelField(labels, series)}\n`);
  }
  yield { bytes: text.take(), done: ids.length };
}
