/** Lays records out as rows and columns; a record that holds a series becomes a row for each of its steps. */

import { WorkbenchError } from '../contract/errors';
import { isNamedLikeId } from './column-habits';
import { columnNames } from './dialect';
import { Growing } from './large/growing';
import type { JsonLayout, JsonTable } from './json-layout';
import { isList, isRecord, type JsonRecord, member, type pathIn } from './json-lists';
import type { JsonValue } from './json-values';
import { lastAtOrBelow } from './starts';
import { ColumnSurvey } from './survey';

const MOST_COLUMNS = 10_000;

/** A record's scalars and lists by their dotted names. */
type Flat = Map<string, string | JsonValue[]>;

/** What the steps of a series hold: scalars, lists of so many, or objects of these members. */
interface Steps {
  scalars: boolean;
  width: number | null;
  members: Set<string>;
}

/** One column of a nested series: a scalar, a place in a list or a member of each step. */
interface Channel {
  series: string;
  inner: number | string | null;
}

/** A list that is no record itself is a record of one series. */
function flatten(element: JsonValue, into: Flat = new Map(), before = ''): Flat {
  const record: JsonRecord = isRecord(element) ? element : new Map([['values', element]]);
  for (const [name, value] of record) {
    if (isRecord(value)) flatten(value, into, `${before}${name}.`);
    else into.set(before + name, value);
  }
  return into;
}

function textOf(record: Flat, name: string): string {
  const value = record.get(name);
  return typeof value === 'string' ? value : '';
}

export class RecordsLayout implements JsonLayout {
  private records = 0;
  private readonly facts = new Set<string>();
  private readonly series = new Map<string, Steps>();
  /** Values of the columns that may be the series' ids; null once two records have the same. */
  private readonly ids = new Map<string, Set<string> | null>();
  /** First row of each record's series, and one past the last of all. */
  private readonly starts = new Growing();
  private withoutSteps = -1;
  /** Told when it is known where the records are. */
  private problem: ((path: ReturnType<typeof pathIn>) => WorkbenchError) | null = null;

  constructor(private readonly file: string) {
    this.starts.push(0);
  }

  add(element: JsonValue): void {
    const at = this.records++;
    if (this.problem !== null) return;
    const record = flatten(element);
    let steps: number | null = null;
    for (const [name, value] of record) {
      if (!isList(value)) {
        this.facts.add(name);
        continue;
      }
      if (steps !== null && value.length !== steps) {
        const [expected, found] = [steps, value.length];
        this.refuse(
          (path) => new WorkbenchError('json/ragged', { file: this.file, path: path(at, name), expected, found }),
        );
      }
      steps ??= value.length;
      this.addSeries(name, value, at);
    }
    if ((steps ?? 0) === 0 && this.withoutSteps < 0) this.withoutSteps = at;
    this.starts.push(this.starts.at(at) + (steps ?? 0));
    if (this.series.size > 0) this.addIds(record);
    const count = this.facts.size + this.series.size;
    if (count > MOST_COLUMNS) this.refuse(() => this.tooWide(count));
  }

  /** The first problem is the one that is told. */
  private refuse(problem: (path: ReturnType<typeof pathIn>) => WorkbenchError): void {
    this.problem ??= problem;
  }

  private tooWide(count: number): WorkbenchError {
    return new WorkbenchError('json/too-wide', { file: this.file, count, limit: MOST_COLUMNS });
  }

  private addSeries(name: string, list: readonly JsonValue[], at: number): void {
    const known = this.series.get(name) ?? { scalars: false, width: null, members: new Set<string>() };
    this.series.set(name, known);
    const { file } = this;
    for (const [step, item] of list.entries()) {
      let nested: Iterable<JsonValue> = [];
      if (typeof item === 'string') {
        if (known.scalars) continue;
        known.scalars = true;
      } else if (isRecord(item)) {
        for (const key of item.keys()) known.members.add(key);
        nested = item.values();
      } else if (known.width !== null && known.width !== item.length) {
        const [expected, found] = [known.width, item.length];
        const place = (path: ReturnType<typeof pathIn>) => `${path(at, name)}[${step}]`;
        return this.refuse((path) => new WorkbenchError('json/ragged', { file, path: place(path), expected, found }));
      } else {
        known.width = item.length;
        nested = item;
      }
      const kinds = Number(known.scalars) + Number(known.width !== null) + Number(known.members.size > 0);
      if (kinds > 1 || ![...nested].every((value) => typeof value === 'string')) {
        return this.refuse((path) => new WorkbenchError('json/shape', { file, path: `${path(at, name)}[${step}]` }));
      }
      if (known.members.size > MOST_COLUMNS) return this.refuse(() => this.tooWide(known.members.size));
    }
  }

  private addIds(record: Flat): void {
    for (const name of this.facts) {
      let values = this.ids.get(name);
      if (values === undefined) {
        values = isNamedLikeId(new ColumnSurvey(name, 1)) ? new Set() : null;
        // A record before had no such member.
        if (this.records === 2) values?.add('');
        else if (this.records > 2) values = null;
        this.ids.set(name, values);
      }
      if (values === null) continue;
      const size = values.size;
      values.add(textOf(record, name));
      if (values.size === size) this.ids.set(name, null);
    }
  }

  finish(path: ReturnType<typeof pathIn>): JsonTable {
    if (this.problem !== null) throw this.problem(path);
    for (const name of this.series.keys()) this.facts.delete(name);
    const facts = [...this.facts];
    if (this.series.size > 0) return this.unfold(facts, path);
    return {
      names: columnNames(facts, facts.length),
      rowCount: this.records,
      elementOf: (row) => row,
      path: (row, column) => path(row, facts[column]),
      nested: null,
      header: null,
      wide: false,
      assumptions: [],
      *rowsOf(element) {
        const record = flatten(element);
        yield facts.map((name) => textOf(record, name));
      },
    };
  }

  private unfold(facts: string[], path: ReturnType<typeof pathIn>): JsonTable {
    const { file, withoutSteps } = this;
    const series = [...this.series.keys()];
    if (withoutSteps >= 0) throw new WorkbenchError('json/no-steps', { file, path: path(withoutSteps, series[0]) });
    const channels = [...this.series].flatMap(([name, steps]) =>
      innerOf(steps).map((inner): Channel => ({ series: name, inner })),
    );
    if (channels.length > MOST_COLUMNS) throw this.tooWide(channels.length);
    const id = facts.findIndex((name) => this.ids.get(name) != null);
    const idName = id < 0 ? 'series' : facts[id];
    const others = facts.filter((_, at) => at !== id);
    const named = channels.map(({ series: name, inner }) => {
      if (inner === null) return name;
      if (typeof inner === 'number') return series.length === 1 ? `c${inner}` : `${name}_${inner}`;
      return series.length === 1 ? inner : `${name}.${inner}`;
    });
    const wanted = [idName, ...others, ...named, 'step'];
    const firstChannel = 1 + others.length;
    const starts = this.starts.values();
    const elementOf = (row: number) => lastAtOrBelow(starts, row);
    return {
      names: columnNames(wanted, wanted.length),
      rowCount: starts[this.records],
      elementOf,
      path(row, column) {
        const record = elementOf(row);
        const channel = channels[column - firstChannel];
        if (channel === undefined) return path(record, wanted[column]);
        const step = `${path(record, channel.series)}[${row - starts[record]}]`;
        if (channel.inner === null) return step;
        return step + (typeof channel.inner === 'number' ? `[${channel.inner}]` : member(channel.inner));
      },
      nested: { series: 0, channels: channels.map((_, at) => firstChannel + at) },
      header: null,
      wide: false,
      assumptions: [],
      *rowsOf(element, at) {
        const record = flatten(element);
        const head = [id < 0 ? String(at) : textOf(record, idName), ...others.map((name) => textOf(record, name))];
        const count = starts[at + 1] - starts[at];
        for (let step = 0; step < count; step++) {
          yield [...head, ...channels.map((channel) => valueAt(record, channel, step)), String(step)];
        }
      },
    };
  }
}

function innerOf({ width, members }: Steps): Channel['inner'][] {
  if (width !== null) return Array.from({ length: width }, (_, inner) => inner);
  return members.size > 0 ? [...members] : [null];
}

function valueAt(record: Flat, { series, inner }: Channel, step: number): string {
  const list = record.get(series);
  const item = Array.isArray(list) ? list[step] : undefined;
  if (typeof item === 'string' || item === undefined) return item ?? '';
  const value = item instanceof Map ? item.get(String(inner)) : item[Number(inner)];
  return typeof value === 'string' ? value : '';
}
