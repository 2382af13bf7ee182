/** Reads rows of text through the table engine, in bounded memory; what they mean is settled as for small files. */

import { WorkbenchError } from '../../contract/errors';
import type { ReadingSpec } from '../../contract/specs';
import { type CellReader, cellReader } from '../cell-reader';
import type { LargeResult } from '../part';
import { rowCheck } from '../rejected-rows';
import { TableSurvey } from '../survey';
import { finishTable, numberStyle } from '../table-file';
import type { TableSource } from '../table-source';
import type { Tables } from '../table-engine';
import { Collector, gathered } from './collect';
import { type EngineText, plainText, writtenText } from './engine-text';
import type { LargeFile, Machine, Spool } from './machine';
import { runPass } from './pass';
import { rewrite, type Rewritten } from './rewrite';
import { rejectedRows } from './rejected';
import { RowScan, scanFile } from './row-scan';
import { isPlain, splitRewritten } from './sample';
import { holdsTexts, isSame, settle, type Settled } from './settled';
import { TextTable } from './stored-table';
import { KEPT_VALUES, ValueSink } from './value-sink';
import { Ways } from './ways';

const PIECE_BYTES = 1 << 20;
/** About what counting takes beside reading. */
const SCAN_SHARE = 0.3;
const RETURN = 13;
const MOST_PASSES = 8;

export interface LargeOptions {
  /** Values kept in memory; for tests, to force them onto the disk. */
  kept?: number;
  /** Whether the text is written over even where it could be read as it is; for tests. */
  rewrites?: boolean;
  /** Every byte of the file goes by here once, in order. */
  seen(bytes: Uint8Array): void;
}

/** The first rows of a table, and about what all of them are. */
export interface Sample {
  rows: readonly string[][];
  /** About how many rows there are. */
  expected: number;
  /** Bytes of the longest line that was looked at. */
  longest: number;
}

/** The same for rows whose columns are known; `written` where they lie in a text of our own, which is closed with the file. */
export async function readRows(
  file: LargeFile,
  reading: ReadingSpec,
  source: TableSource,
  sample: Sample,
  written: { spool: Spool; rows: Rewritten } | null,
  machine: Machine,
  options: LargeOptions,
): Promise<LargeResult | null> {
  const reader = new LargeReader(file, reading, source, sample, written, machine, options);
  try {
    const result = await reader.read();
    if (result === null) await reader.close();
    return result;
  } catch (thrown) {
    await reader.close();
    throw thrown;
  } finally {
    await reader.closeTables();
  }
}

class LargeReader {
  private readonly cells: CellReader;
  private readonly sample: TableSurvey;
  private readonly expectedRows: number;
  private readonly longest: number;
  private tables: Tables | null = null;
  private spool: Spool | null = null;
  private sink: ValueSink | null = null;
  private readonly ways: Ways;
  private scan: RowScan | null = null;
  /** Whether lines end in `\r\n`. */
  private returned = false;

  constructor(
    private readonly file: LargeFile,
    private readonly reading: ReadingSpec,
    private readonly source: TableSource,
    { rows, expected, longest }: Sample,
    private readonly written: { spool: Spool; rows: Rewritten } | null,
    private readonly machine: Machine,
    private readonly options: LargeOptions,
  ) {
    this.spool = written?.spool ?? null;
    this.cells = cellReader(numberStyle(source, reading));
    this.sample = new TableSurvey(source.names, this.cells);
    for (const [at, row] of rows.entries()) this.sample.add(row, at);
    this.expectedRows = expected;
    const { thousands, missing, marks = [] } = numberStyle(source, reading);
    this.ways = new Ways(
      rows,
      this.cells,
      source.names.length,
      thousands !== 'none' || missing.length + marks.length > 0,
    );
    this.longest = longest;
  }

  async read(): Promise<LargeResult | null> {
    const { machine, options, file } = this;
    const settleBy = (survey: TableSurvey): Settled => settle(file.name, this.reading, this.source, this.cells, survey);
    let settled = settleBy(this.sample);
    if (holdsTexts(settled, this.sample)) return null;
    // Up to here all was looked at in one go, and the engine's library may be loaded now.
    await machine.reach(0);
    this.tables = await machine.openTables();
    await machine.reach(0);
    this.returned = (await this.file.read(0, PIECE_BYTES)).includes(RETURN);
    let prepared: EngineText | null = null;
    if (this.written !== null) prepared = this.prepare(this.written.rows);
    else if (options.rewrites === true || !isPlain(this.source)) prepared = await this.rewriteText();
    this.ways.choose(this.sample, settled);
    for (let pass = 0; pass < MOST_PASSES; pass++) {
      const survey = new TableSurvey(this.source.names, this.cells);
      const collector = this.newCollector(settled);
      const csv = prepared?.csv ?? plainText(file, this.source, this.longest, this.returned);
      const job = {
        text: csv,
        ways: this.ways,
        cells: this.cells,
        survey,
        collector,
        leftOut: prepared?.rewritten?.ragged.rows ?? [],
        reached: (rows: number) => this.reach(prepared === null, rows),
      };
      const result = await this.besideScan(runPass(this.tables, job)).catch((thrown: unknown) => {
        if (prepared === null && thrown instanceof WorkbenchError && thrown.code === 'table/query') return null;
        throw thrown;
      });
      const { scan } = this;
      if (result === null) {
        prepared = await this.rewriteText();
        continue;
      }
      if (prepared === null) {
        // What two readers may understand differently is left to the splitter of the small one.
        const { index, odd } = scan as RowScan;
        if (odd !== null || result.ragged || (result.unfit.length === 0 && result.rows !== index.rows)) {
          prepared = await this.rewriteText();
          continue;
        }
      }
      const index = prepared?.index ?? (scan as RowScan).index;
      if (prepared === null && (scan as RowScan).underscored && this.ways.takeAllAsText()) continue;
      if (this.ways.readOtherwise(result.unfit)) continue;
      if (result.rows !== index.rows) {
        throw new WorkbenchError('table/rows-lost', {
          file: file.name,
          rows: index.rows,
          kept: result.rows,
          rejected: 0,
        });
      }
      const now = settleBy(survey);
      if (holdsTexts(now, survey)) return null;
      const same = isSame(now, settled);
      settled = now;
      if (!same) {
        this.ways.choose(survey, settled);
        continue;
      }
      return await this.finish(prepared ?? { csv, file, index, rewritten: null }, survey, settled, collector);
    }
    throw new WorkbenchError('table/query', { reason: `no reading after ${MOST_PASSES} passes` });
  }

  async closeTables(): Promise<void> {
    await this.tables?.close();
    this.tables = null;
  }

  async close(): Promise<void> {
    this.sink?.close();
    await this.spool?.close();
    await this.file.close();
  }

  private newCollector({ roles, time }: Settled): Collector {
    const { machine, options, expectedRows } = this;
    this.sink?.close();
    const expected = expectedRows * roles.channels.length;
    this.sink = new ValueSink(expected, options.kept ?? KEPT_VALUES, () => machine.openStore());
    const job = {
      fileName: this.file.name,
      names: this.source.names,
      roles,
      expected: expectedRows,
      cells: this.cells,
      labelOf: (cell: string) => this.source.labelOf(cell, 0),
      leavesOut: this.reading.badRows === 'leave-out',
      time: time.time,
    };
    return new Collector(job, this.sink);
  }

  private async rewriteText(): Promise<EngineText> {
    const { file, source, machine, options } = this;
    this.spool = await machine.openSpool();
    // The bytes went by already where the text was tried as it is.
    const seen = this.scan === null ? options.seen : () => {};
    return this.prepare(await rewrite(file, source, this.spool, (share) => machine.reach(share / 2), seen));
  }

  private prepare(rewritten: Rewritten): EngineText {
    return writtenText(this.spool?.path ?? '', this.source, rewritten);
  }

  /** Counts the file's rows while the engine reads them for the first time. */
  private async besideScan<R>(pass: Promise<R>): Promise<R> {
    if (this.scan !== null || this.spool !== null) return await pass;
    const { file, machine, options, source } = this;
    const scan = new RowScan((source.delimiter ?? ',').charCodeAt(0), source.skipsHeader);
    const scanning = scanFile(file, scan, options.seen, (share) => machine.reach(share * SCAN_SHARE));
    const [counted, read] = await Promise.allSettled([
      scanning.catch((thrown: unknown) => {
        this.tables?.interrupt();
        throw thrown;
      }),
      pass,
    ]);
    if (counted.status === 'rejected') throw counted.reason;
    this.scan = scan;
    if (read.status === 'rejected') throw read.reason;
    return read.value;
  }

  private reach(first: boolean, rows: number): Promise<void> {
    const share = Math.min(1, rows / this.expectedRows);
    return this.machine.reach(first ? share : 0.5 + share / 2);
  }

  private async finish(
    of: EngineText,
    survey: TableSurvey,
    { roles, time }: Settled,
    collector: Collector,
  ): Promise<LargeResult> {
    const { source, reading, machine, cells } = this;
    const { index, rewritten } = of;
    const lineOf = (row: number) => source.fileLine?.(index.lineOf(row)) ?? index.lineOf(row);
    for (const { firstText, firstComma, firstPlain } of survey.columns) {
      if (firstPlain !== null) firstPlain.line = index.lineOf(firstPlain.line);
      if (firstText !== null) firstText.line = index.lineOf(firstText.line);
      if (firstComma !== null) firstComma.line = index.lineOf(firstComma.line);
    }
    const ragged = rewritten?.ragged ?? { rows: [], found: 0 };
    survey.ragged.count = ragged.rows.length;
    survey.ragged.found = ragged.found;
    survey.ragged.lines.push(...ragged.rows.slice(0, 5).map(lineOf));
    const asTheyWere = rewritten?.asTheyWere ?? new Map<number, string[]>();
    const rejected = rejectedRows(ragged.rows, asTheyWere, collector, source.names.length, lineOf);
    const whole = await collector.finish(index.rows, lineOf, () => machine.reach(1));
    const split = rewritten === null ? source.split : splitRewritten(source);
    const check = rejected === null ? null : rowCheck(source.names, roles.channels, cells);
    const table = new TextTable(source.names, of.file, index, split, asTheyWere, check, lineOf);
    const { badQuoteLine, comments } = rewritten ?? { badQuoteLine: null, comments: 0 };
    const found = { survey, roles, cells, time, rejected, badQuoteLine, comments };
    const finishing = finishTable(this.file.name, reading, source, found, () => gathered(whole, collector.shortened));
    let finished = finishing.next();
    for (; finished.done !== true; finished = finishing.next()) await machine.reach(1);
    return { ...finished.value, table, letGo: () => this.sink?.close(), close: () => this.close() };
  }
}
