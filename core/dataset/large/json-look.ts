/** Remembers what the lists of a JSON file are by their elements, which are not kept. */

import type { ReadingSpec } from '../../contract/specs';
import type { JsonTable } from '../json-layout';
import { isRecord, isScalar, ListFacts, type ListKind, type pathIn } from '../json-lists';
import { newLayout } from '../json-table';
import { Growing } from './growing';
import type { JsonElement } from './json-elements';

/** An object of more lists is no wrapping of one. */
const MOST_LISTS = 1000;

/** One list: of which kind it is, is known at its end. */
class LookedAtList {
  readonly facts = new ListFacts();
  /** File line of each element, 0 where there is none to tell. */
  readonly lines = new Growing();
  private readonly rows;
  private readonly records;

  constructor(
    /** Number among all lists that begin in the file. */
    readonly list: number,
    file: string,
    reading: ReadingSpec,
  ) {
    this.rows = newLayout(file, 'rows', reading);
    this.records = newLayout(file, 'records', reading);
  }

  add({ value, line }: JsonElement): void {
    this.facts.add(value);
    this.lines.push(line);
    if (this.facts.mayBeRows && !isRecord(value)) this.rows.add(value);
    if (!isScalar(value)) this.records.add(value);
  }

  table(kind: ListKind, path: ReturnType<typeof pathIn>): JsonTable {
    return (kind === 'rows' || kind === 'cells' ? this.rows : this.records).finish(path);
  }
}

export class LookedAt {
  private readonly lists = new Map<string | null, LookedAtList>();

  constructor(
    private readonly file: string,
    private readonly reading: ReadingSpec,
  ) {}

  get tooMany(): boolean {
    return this.lists.size > MOST_LISTS;
  }

  add(element: JsonElement): void {
    if (this.tooMany) return;
    let known = this.lists.get(element.member);
    // Of two members of one name the last one counts.
    if (known?.list !== element.list) {
      known = new LookedAtList(element.list, this.file, this.reading);
      this.lists.set(element.member, known);
    }
    known.add(element);
  }

  /** The outermost list, or that of a member; one without elements where nothing came of it. */
  of(member: string | null): LookedAtList {
    return this.lists.get(member) ?? new LookedAtList(-1, this.file, this.reading);
  }
}
