/** Reads a JSON list or NDJSON of any size: looked at element by element, then written as rows that the table engine reads. */

import { WorkbenchError } from '../../contract/errors';
import type { ReadingSpec } from '../../contract/specs';
import type { TextSource } from '../delimited-file';
import type { JsonTable } from '../json-layout';
import { isList, isScalar, member, pathIn, findWithin, type Within } from '../json-lists';
import { jsonTable } from '../json-table';
import type { LargeResult } from '../part';
import { type JsonElement, type JsonText, readElements } from './json-elements';
import { LookedAt } from './json-look';
import type { LargeFile, Machine, Spool } from './machine';
import { type LargeOptions, readRows, type Sample } from './read-rows';
import { tapped } from './rewrite';
import { RowWriter } from './row-writer';

/** Shares of the work at which looking at the elements and writing their rows end. */
const LOOKED = 0.35;
const WRITTEN = 0.7;
const SAMPLE_ROWS = 1000;
const SAMPLE_CHARACTERS = 1 << 18;
const ROWS_BETWEEN_PAUSES = 4096;

/**
 * Null for what is no list that holds anything: an object of columns, or one that only a reader of the whole can understand.
 * @throws json/*, file/encoding, archive/unknown-part, table/engine-unavailable, data/store-full, engine/cancelled
 */
export async function readLargeJson(
  file: LargeFile,
  reading: ReadingSpec,
  format: 'json' | 'ndjson',
  { encoding, assumptions }: TextSource,
  machine: Machine,
  options: LargeOptions,
): Promise<LargeResult | null> {
  const text = { file: tapped(file, options.seen), format, encoding: encoding ?? ('utf-8' as const) };
  const found = await lookAt(text, reading, (share) => machine.reach(share * LOOKED));
  if (found === null || found.table.names.length === 0 || found.table.rowCount === 0) return null;
  const { within, table, lineOf } = found;
  const spool = await machine.openSpool();
  try {
    const reached = (share: number) => machine.reach(LOOKED + share * (WRITTEN - LOOKED));
    const { sample, rows } = await writeRows({ ...text, file }, found, spool, reached);
    const source = jsonTable({ file: file.name, format, encoding, assumptions, within, table, lineOf }, reading, []);
    // The rest of the work counts as the second half of a text that was written over.
    const rest: Machine = {
      ...machine,
      reach: (share) => machine.reach(WRITTEN + (1 - WRITTEN) * Math.max(0, share * 2 - 1)),
    };
    const result = await readRows(file, reading, source, sample, { spool, rows }, rest, options);
    return result === null || within === undefined ? result : { ...result, inside: within.inside };
  } catch (thrown) {
    await spool.close();
    throw thrown;
  }
}

interface Found {
  /** Number of the list among all that begin in the file. */
  list: number;
  within?: Within;
  table: JsonTable;
  lineOf(element: number): number;
}

/** Finds the list that is the table, and what its rows are. */
async function lookAt(
  text: JsonText,
  reading: ReadingSpec,
  reached: (share: number) => Promise<void>,
): Promise<Found | null> {
  const { name } = text.file;
  const lists = new LookedAt(name, reading);
  const value = await readElements(text, (element) => lists.add(element), reached);
  if (value === null || lists.tooMany) return null;
  if (isScalar(value)) throw new WorkbenchError('json/shape', { file: name, path: '$' });
  const found = (at: string | null, base: string): Omit<Found, 'within'> => {
    const looked = lists.of(at);
    const kind = looked.facts.kind(name, base);
    const { lines } = looked;
    return { list: looked.list, table: looked.table(kind, pathIn(kind, base)), lineOf: (element) => lines.at(element) };
  };
  if (isList(value)) return found(null, '$');
  const ofMembers = [...value].flatMap(([at, held]) => (isList(held) ? [[at, lists.of(at).facts] as const] : []));
  const within = findWithin(name, value, new Map(ofMembers), reading.array);
  if (within === null || !isList(value.get(within.name) ?? '')) return null;
  return { ...found(within.name, `$${member(within.name)}`), within };
}

async function writeRows(
  text: JsonText,
  { list, table }: Found,
  spool: Spool,
  reached: (share: number) => Promise<void>,
) {
  const writer = new RowWriter(spool, table.names.length);
  const sample: Sample = { rows: [], expected: table.rowCount, longest: 0 };
  const rows: string[][] = [];
  let characters = 0;
  let element = 0;
  let share = 0;
  const add = async (one: JsonElement): Promise<void> => {
    if (one.list !== list) return;
    for (const cells of table.rowsOf(one.value, element)) {
      if (rows.length < SAMPLE_ROWS && characters < SAMPLE_CHARACTERS) {
        rows.push(cells);
        for (const cell of cells) characters += cell.length;
      }
      await writer.add(cells, writer.index.rows + 1);
      if (writer.index.rows % ROWS_BETWEEN_PAUSES === 0) await reached(share);
    }
    element++;
  };
  await readElements(text, add, (done) => reached((share = done)));
  const file = await writer.finish();
  const { index, longest } = writer;
  const none = { ragged: { rows: [], found: 0 }, asTheyWere: new Map<number, string[]>(), badQuoteLine: null };
  return { sample: { ...sample, rows, longest }, rows: { file, index, longest, comments: 0, ...none } };
}
