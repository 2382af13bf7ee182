/** Reads UCR/UEA `.ts` files: any number of channels, unequal lengths, missing values, time stamps, with or without labels. */

import { WorkbenchError } from '../contract/errors';
import type { LabelKind, ReadingSpec } from '../contract/specs';
import { BlockTable, type BlockRows } from './block-table';
import type { TextSource } from './delimited-file';
import { readHeadedLines } from './headed-lines';
import { isMissing } from './numbers';
import { channelNames, type ReadResult, type SourceFile } from './part';
import { SeriesList } from './series-list';
import { ColumnCount, finishSeries } from './series-result';
import { StampList } from './time/stamp-list';
import { isTsComment, type TsHeader, TsHeaderReader } from './ts-header';
import { BadValue, readValues, splitFields, type TsField } from './ts-series';
import { markMissing, toldMissing } from './told-missing';

const LABEL_COLUMN = 'label';
const TIME_COLUMN = 'timestamp';
/** Longest text of a channel that the table of rows shows. */
const CELL_CHARACTERS = 1000;

/** A line that cannot be read leaves the table of rows to look at and becomes the result's `problem`. */
export function* readTs(file: SourceFile, reading: ReadingSpec, text: TextSource): Generator<number, ReadResult> {
  const headerReader = new TsHeaderReader(file.name);
  const { header } = headerReader;
  const list = new SeriesList();
  const told = toldMissing(reading);
  let labels: LabelReader | null = null;
  const labelCount = new ColumnCount();
  let counts: ColumnCount[] = [];
  let width = header.dimensions;
  const table = new BlockTable([], (block, firstLine) => tableRows(block, firstLine, header));
  const stamps = new StampList(TIME_COLUMN);

  const { hasData, problem } = yield* readHeadedLines(text, table, {
    header: (content, line) => headerReader.add(content, line),
    begin() {
      width = header.dimensions;
      labels = new LabelReader(file.name, header.classLabels);
    },
    isComment: isTsComment,
    series: addSeries,
    problem: asProblem,
  });
  if (!hasData) throw new WorkbenchError('ts/no-data', { file: file.name });

  const labelled = hasLabel(header);
  const names = channelNames(width ?? 1);
  table.columns = labelled ? [...names, LABEL_COLUMN] : names;
  const columns = names.map((name, channel) => (counts[channel] ?? new ColumnCount()).view(name, 'number'));
  if (labelled) columns.push(labelCount.view(LABEL_COLUMN, 'text'));
  const source = {
    format: 'ts' as const,
    encoding: text.encoding,
    layout: 'wide' as const,
    list,
    width: width ?? 1,
    labelName: labelled ? LABEL_COLUMN : null,
    ...(labelled ? { labelAs: labelKindOf(header) } : {}),
    timeName: header.timeStamps ? TIME_COLUMN : null,
    ...(header.timeStamps ? { stamps } : {}),
    table,
    columns,
    assumptions: text.assumptions,
    lineOf: (series: number) => table.lineOf(series),
  };
  return yield* finishSeries(file, reading, source, problem);

  function addSeries(content: string, line: number): void {
    const fields = splitFields(content, header.timeStamps);
    const labelField = hasLabel(header) ? fields.pop()! : null;
    if (fields.length === 0) throw new BadValue(content.trim().slice(0, 40), 1);
    width ??= fields.length;
    if (fields.length !== width) {
      const params = { file: file.name, line, expected: width, found: fields.length };
      throw new WorkbenchError('ts/channel-count', params);
    }
    const stamped: string[][] = fields.map(() => []);
    const channels = fields.map((field, channel) => readValues(field, header, stamped[channel]));
    if (counts.length === 0) counts = channels.map(() => new ColumnCount());
    for (const [channel, values] of channels.entries()) {
      markMissing(values, told);
      counts[channel].addNumbers(values);
    }
    const label = labelField === null ? null : labels!.read(labelField, line);
    if (labelField !== null) labelCount.addText(label);
    list.add(channels, label);
    if (header.timeStamps) stamps.add(stamped, line);
  }

  function asProblem(thrown: unknown, line: number): WorkbenchError {
    if (thrown instanceof WorkbenchError) return thrown;
    if (!(thrown instanceof BadValue)) throw thrown;
    const { text: value, column } = thrown;
    return new WorkbenchError('ts/bad-series', { file: file.name, line, column, text: value });
  }
}

function hasLabel(header: TsHeader): boolean {
  return header.classLabels !== null || header.target;
}

function labelKindOf({ classLabels }: TsHeader): LabelKind {
  return classLabels === null ? 'number' : 'class';
}

/** Holds labels to those that the header lists; upper and lower case, and `1` and `1.0`, are the same. */
class LabelReader {
  private readonly known = new Map<string, string>();

  constructor(
    private readonly file: string,
    private readonly declared: string[] | null,
  ) {
    for (const label of declared ?? []) this.known.set(label.toLowerCase(), label);
    for (const label of declared ?? []) this.known.set(plainLabel(label), label);
  }

  /** @throws ts/unknown-label */
  read(field: TsField, line: number): string | null {
    const text = field.text.trim();
    if (isMissing(text)) return null;
    if (this.declared === null) return text;
    const label = this.known.get(text.toLowerCase()) ?? this.known.get(plainLabel(text));
    if (label === undefined) {
      throw new WorkbenchError('ts/unknown-label', { file: this.file, line, text, labels: this.declared });
    }
    return label;
  }
}

function plainLabel(label: string): string {
  const value = Number(label);
  return Number.isNaN(value) ? label.toLowerCase() : String(value);
}

function tableRows(block: string, firstLine: number, header: TsHeader): BlockRows {
  const rows: BlockRows = { lines: [], cells: [] };
  for (const [at, line] of block.split('\n').entries()) {
    if (isTsComment(line)) continue;
    rows.lines.push(firstLine + at);
    rows.cells.push(splitFields(line, header.timeStamps).map(({ text }) => shorten(text)));
  }
  return rows;
}

function shorten(text: string): string {
  return text.length > CELL_CHARACTERS ? `${text.slice(0, CELL_CHARACTERS)}…` : text;
}
