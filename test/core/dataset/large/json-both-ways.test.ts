/** Holds the reader of large JSON to the reader of small files: the same text gives the same series, rows and errors. */

import { afterAll, describe, expect, it } from 'vitest';
import { WorkbenchError } from '../../../../core/contract/errors';
import type { ReadingSpec } from '../../../../core/contract/specs';
import type { LargeResult, ReadResult } from '../../../../core/dataset/part';
import { removeScratch } from '../../../../core/node/scratch';
import { readText, readWhole } from '../../../helpers/datasets';
import { comparable, readLarge } from '../../../helpers/large';

afterAll(removeScratch);

/** What comes of a reading: its result, or the error with its place. */
async function outcome(read: () => ReadResult | Promise<LargeResult>): Promise<unknown> {
  try {
    const result = await read();
    const told = await comparable(result);
    if ('close' in result) await result.close();
    return told;
  } catch (thrown) {
    if (!(thrown instanceof WorkbenchError)) throw thrown;
    return { code: thrown.code, params: thrown.params };
  }
}

function records(count: number, of: (at: number) => unknown, indent?: number): string {
  return JSON.stringify(
    Array.from({ length: count }, (_, at) => of(at)),
    null,
    indent,
  );
}

const nested = (at: number) => ({
  id: `s${at}`,
  label: at % 2 === 0 ? 'even' : 'odd',
  values: Array.from({ length: 3 + (at % 4) }, (_, step) => at + step / 4),
});

const cases: Record<string, { text: string; reading?: ReadingSpec; name?: string }> = {
  records: { text: records(40, (at) => ({ x: at / 8, y: -at, label: at < 20 ? 'a' : 'b' })) },
  'indented records': { text: records(40, (at) => ({ x: at / 8, 'a name': null, deep: { y: at } }), 2) },
  'late members': { text: records(400, (at) => (at < 390 ? { x: at } : { x: at, y: 1 })) },
  rows: { text: records(30, (at) => [at, at * 2, at / 3]) },
  'rows under a header': {
    text: JSON.stringify([
      ['x', 'y'],
      [1, 2],
      [3, 4],
    ]),
  },
  'ragged rows under a header': { text: JSON.stringify([['x', 'y'], [1, 2], [3]]) },
  'rows of unequal length': { text: records(9, (at) => Array.from({ length: 3 + at }, (_, step) => step * at)) },
  scalars: { text: records(50, (at) => at / 2) },
  'series in records': { text: records(12, nested) },
  'series in records without labels': { text: records(12, (at) => ({ values: nested(at).values })) },
  'series of several channels': {
    text: records(8, () => [
      [1, 2],
      [3, 4],
      [5, 6],
    ]),
  },
  'series of objects': {
    text: records(8, (at) => ({
      id: at,
      steps: [
        { x: 1, y: at },
        { x: 2, y: 3 },
      ],
    })),
  },
  'ids that repeat': { text: records(8, (at) => ({ id: at % 4, values: [1, 2, at] })) },
  'an id that one record lacks': { text: records(4, (at) => (at === 1 ? { values: [1] } : { id: at, values: [2] })) },
  'a wrapped list': { text: `{"about": {"by": ["me", "you"]}, "n": 3, "data": ${records(12, nested)}}` },
  'a wrapped list twice': { text: `{"data": [{"x": 1}], "data": ${records(12, (at) => ({ x: at }))}}` },
  'several lists of records': { text: `{"b": ${records(5, nested)}, "a": ${records(5, (at) => ({ x: at }))}}` },
  'a chosen list': {
    text: `{"b": ${records(5, nested)}, "a": ${records(5, (at) => ({ x: at }))}}`,
    reading: { array: 'a' },
  },
  'a list that is not there': { text: `{"b": ${records(5, nested)}}`, reading: { array: 'c' } },
  'values that only Python writes': { text: '[{"x": NaN, "y": 1}, {"x": 2, "y": -Infinity}, {"x": 3, "y": 4}]' },
  'texts with marks': { text: records(6, (at) => ({ x: at, t: `a "b", ${at}\n\\ é 漢 \u{1F600}\ttab`, label: ',' })) },
  'empty texts': { text: records(6, (at) => ({ x: at % 2 === 0 ? at : '', label: at < 3 ? '' : 'u' })) },
  'text in a channel': { text: records(30, (at) => ({ x: at === 20 ? 'oops' : at, y: 1 })) },
  'text in a channel left out': {
    text: records(30, (at) => ({ x: at === 20 ? 'oops' : at, y: 1 })),
    reading: { badRows: 'leave-out', channels: ['x', 'y'] },
  },
  'text in a series': { text: records(9, (at) => ({ id: at, values: [1, at === 7 ? 'oops' : 2] })) },
  'time stamps': { text: records(5, (at) => ({ time: `2024-01-0${at + 1}`, v: at })) },
  'mixed elements': { text: '[{"x": 1}, {"x": 2}, 3]' },
  'mixed steps': { text: '[{"values": [1, [2]]}]' },
  'steps of unequal width': { text: '[{"values": [[1, 2], [2]]}]' },
  'series of unequal length in a record': { text: '[{"a": [1, 2], "b": [1, 2]}, {"a": [1, 2], "b": [1]}]' },
  'a series without steps': { text: '[{"a": [1, 2]}, {"a": []}]' },
  'a scalar': { text: '3', name: 'f.json' },
  'a missing comma': { text: '[{"x": 1},\n {"x": 2}\n {"x": 3}]', name: 'f.json' },
  'an open string': { text: `[{"x": 1},\n {"x": "${'a'.repeat(3000)}\n`, name: 'f.json' },
  'text after the end': { text: '[{"x": 1}]\n\n  x', name: 'f.json' },
  'bad letters': { text: '[{"x": tru}]', name: 'f.json' },
  'line ends of Windows': { text: records(6, (at) => ({ x: at }), 2).replaceAll('\n', '\r\n') },
  'a byte order mark': { text: `\uFEFF${records(6, (at) => ({ x: at }))}` },
  lines: {
    text: Array.from({ length: 30 }, (_, at) => `${JSON.stringify(nested(at))}\n${at % 5 === 0 ? '\n' : ''}`).join(''),
    name: 'f.ndjson',
  },
  'lines of rows': { text: '[1, 2]\n[3, 4]\n\n[5, 6]', name: 'f.jsonl' },
  'lines with text in a channel': { text: '{"x": 1}\n\n{"x": 2}\n{"x": "oops"}\n{"x": 3}\n', name: 'f.ndjson' },
  'lines that are damaged': { text: '{"x": 1}\n{"x": 2}\n  {"x" 3}\n', name: 'f.ndjson' },
};

describe.each(Object.entries(cases))('%s', (_name, { text, reading = {}, name = 'f.json' }) => {
  const bytes = new TextEncoder().encode(text);

  it.each([
    ['as it is', {}],
    ['with its values on disk', { kept: 4 }],
  ])('are read the same %s', async (_way, options) => {
    const small = await outcome(() => readText(text, reading, name));
    expect(await outcome(() => readLarge(bytes, reading, { name, ...options }))).toEqual(small);
  });
});

describe('one line of several megabytes', () => {
  const text = records(12_000, (at) => ({
    id: `s${at}`,
    label: 'größe',
    values: Array.from({ length: 40 }, (_, t) => at + t / 8),
  }));
  const bytes = new TextEncoder().encode(text);

  it('is read the same', async () => {
    const small = await outcome(() => readText(text, {}, 'f.json'));
    expect(await outcome(() => readLarge(bytes, {}, { name: 'f.json' }))).toEqual(small);
  });

  it('tells the same place of what is no letter, and of what is no JSON', async () => {
    const strange = bytes.slice();
    strange[2_500_000] = 0xff;
    const cut = bytes.slice(0, 3_000_001);
    for (const damaged of [strange, cut]) {
      const file = { name: 'f.json', bytes: damaged };
      const reading = { encoding: 'utf-8' } as const;
      const small = await outcome(() => readWhole(file, reading));
      expect(small).toMatchObject({ params: { line: 1 } });
      expect(await outcome(() => readLarge(damaged, reading, { name: 'f.json' }))).toEqual(small);
    }
  });
});

it.each(['[]', '[{}]', '{"x": [1, 2, 3], "y": [4, 5, 6]}', '{"x": {"0": 1, "1": 2}, "y": {"0": 3, "1": 4}}'])(
  'leaves %s, which is no list of rows, to the small reader',
  async (text) => {
    const large = readLarge(new TextEncoder().encode(text), {}, { name: 'f.json' });
    await expect(large).rejects.toThrow('left to the small reader');
  },
);
