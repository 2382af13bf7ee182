/** Turns what was understood of one file into the settings by which another is read to mean the same. */

import type { Format, ReadingSpec } from '../contract/specs';
import type { Understood } from '../contract/views';

/** The reading of a test part, or of a folder's other files: what the first file was understood as. */
export function asRead(understood: Understood, given: ReadingSpec): ReadingSpec {
  const reading: ReadingSpec = { format: understood.format, layout: understood.layout, window: understood.window };
  if (understood.encoding !== null) reading.encoding = understood.encoding;
  if (understood.delimiter !== null) reading.delimiter = understood.delimiter;
  if (understood.header !== null) reading.header = understood.header;
  if (understood.decimal !== null) reading.decimal = understood.decimal;
  const { quote, comment, skipLines, headerRows, unitsRow, thousands, numberMarks, missingText, badRows } = understood;
  Object.assign(reading, { quote, comment, skipLines, headerRows, unitsRow });
  Object.assign(reading, { thousands, numberMarks, missingText, badRows });
  // Channels of a wide table are its steps: the test part may have fewer or more.
  if (given.channels !== undefined || understood.layout !== 'wide') reading.channels = understood.channels;
  if (isTable(understood.format)) {
    const { label, series, time, timeOfDay = null } = understood;
    Object.assign(reading, { label, series, time, timeOfDay });
  } else if (given.label !== undefined) reading.label = given.label;
  if (understood.format === 'tsf' && given.series !== undefined) reading.series = given.series;
  if (understood.format === 'tsf' && given.time !== undefined) reading.time = given.time;
  if (understood.labelAs !== undefined) reading.labelAs = understood.labelAs;
  if (understood.windowLabel !== undefined) reading.windowLabel = understood.windowLabel;
  if (understood.usualLabel !== undefined) reading.usualLabel = understood.usualLabel;
  const { timeForm, timeOrder, timeDuplicates, timeGaps, timeStep } = understood;
  const time = Object.entries({ timeForm, timeOrder, timeDuplicates, timeGaps, timeStep });
  Object.assign(reading, Object.fromEntries(time.filter(([, value]) => value !== undefined)));
  if (given.array !== undefined) reading.array = given.array;
  if (given.sheet !== undefined) reading.sheet = given.sheet;
  return reading;
}

/** Whether columns are given their roles freely. */
export function isTable(format: Format): boolean {
  return format === 'csv' || format === 'json' || format === 'ndjson' || format === 'xlsx' || format === 'parquet';
}
