/** Exported CSV, read by another CSV reader, and byte by byte where the bytes are promised. */

import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { csvField, featureRows, gateRows, type GateColumns } from '../../../core/exporters/csv';
import { jsonBytes } from '../../../core/exporters/json';

const decode = (chunks: Iterable<Uint8Array>): string => {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  for (const chunk of chunks) text += decoder.decode(chunk, { stream: true });
  return text + decoder.decode();
};
const parse = (text: string): string[][] => Papa.parse<string[]>(text, { skipEmptyLines: true }).data;

describe('featureRows', () => {
  const table = {
    ids: ['0', 'a,b', '=1+1'],
    labels: ['up', null, 'say "hi"\nnow'],
    columns: ['h__l0__fwd__u0__last', 'c__l0__fwd__u0__cell'],
    values: Float32Array.of(0.1, -2, 1e-7, NaN, Infinity, -0),
  };

  test('writes the promised bytes', () => {
    const text = decode(Array.from(featureRows(table), ({ bytes }) => bytes));
    expect(text).toBe(
      'sequence,label,h__l0__fwd__u0__last,c__l0__fwd__u0__cell\n' +
        '0,up,0.1,-2\n' +
        '"a,b",,1e-7,NaN\n' +
        '=1+1,"say ""hi""\nnow",inf,-0\n',
    );
  });

  test('leaves the label out where there is none', () => {
    const text = decode(Array.from(featureRows({ ...table, labels: null }), ({ bytes }) => bytes));
    expect(parse(text)[0]).toEqual(['sequence', ...table.columns]);
    expect(parse(text)[2]).toEqual(['a,b', '1e-7', 'NaN']);
  });

  test('comes in chunks that count up to all series', () => {
    const series = 3000;
    const values = Float32Array.from({ length: series * 20 }, (_, at) => Math.sin(at));
    const columns = Array.from({ length: 20 }, (_, at) => `f${at}`);
    const ids = Array.from({ length: series }, (_, at) => `é${at}`);
    const chunks = [...featureRows({ ids, labels: null, columns, values })];
    expect(chunks.length).toBeGreaterThan(3);
    expect(Math.max(...chunks.map(({ bytes }) => bytes.length))).toBeLessThan(256 * 1024);
    expect(chunks.map(({ done }) => done)).toEqual(chunks.map(({ done }) => done).toSorted((a, b) => a - b));
    expect(chunks.at(-1)!.done).toBe(series);
    const rows = parse(decode(chunks.map(({ bytes }) => bytes)));
    expect(rows).toHaveLength(series + 1);
    expect(rows[series].slice(0, 1)).toEqual([`é${series - 1}`]);
    const back = Float32Array.from(rows.slice(1).flatMap((row) => row.slice(1).map(Number)));
    expect(back).toEqual(values);
  });
});

describe('gateRows', () => {
  const quantity = (start: number) => Float32Array.from({ length: 6 }, (_, at) => start + at / 8);
  const gates = (start: number): GateColumns['quantities'] => ({
    i: quantity(start),
    f: quantity(start + 1),
    g: quantity(start + 2),
    o: quantity(start + 3),
    c: quantity(start + 4),
    h: quantity(start + 5),
  });
  const directions = (...names: GateColumns['direction'][]) =>
    [0, 10, 20, 30].map((start, at) => ({
      layer: Math.floor(at / names.length),
      direction: names[at % names.length],
      quantities: gates(start),
    }));
  const series = { id: 'A:0', length: 3, gates: directions('fwd', 'bwd') };

  test('orders by layer, direction, step and unit, and counts from 0', () => {
    const rows = parse(decode(gateRows(series, true)));
    expect(rows[0]).toEqual(['sequence', 'step', 'layer', 'direction', 'unit', 'i', 'f', 'g', 'o', 'c', 'h']);
    expect(rows).toHaveLength(1 + 2 * 2 * 3 * 2);
    const order = [];
    for (const layer of ['0', '1'])
      for (const direction of ['fwd', 'bwd'])
        for (const step of ['0', '1', '2'])
          for (const unit of ['0', '1']) order.push(['A:0', step, layer, direction, unit]);
    expect(rows.slice(1).map((row) => row.slice(0, 5))).toEqual(order);
    // Layer 1, backward, step 2, unit 1: the last of the fourth group.
    expect(rows.at(-1)!.slice(5)).toEqual(['30.625', '31.625', '32.625', '33.625', '34.625', '35.625']);
  });

  test('goes on without a header, and names one direction fwd on every layer', () => {
    const rows = parse(decode(gateRows({ ...series, gates: directions('fwd') }, false)));
    expect(rows[0].slice(0, 5)).toEqual(['A:0', '0', '0', 'fwd', '0']);
    expect(rows.at(-1)!.slice(0, 5)).toEqual(['A:0', '2', '3', 'fwd', '1']);
  });
});

describe('csvField', () => {
  test.each([
    ['plain', 'plain'],
    ['', ''],
    [' spaces ', ' spaces '],
    ['a,b', '"a,b"'],
    ['a"b', '"a""b"'],
    ['a\nb', '"a\nb"'],
    ['a\rb', '"a\rb"'],
    ['-1', '-1'],
    ['@x', '@x'],
    ["'", `"'"`],
    ["O'Neil", `"O'Neil"`],
    ['#1', '"#1"'],
    ['a#1', 'a#1'],
  ])('%j is written as %j', (text, field) => expect(csvField(text)).toBe(field));
});

describe('jsonBytes', () => {
  test('keeps the order of keys, indents by two and ends with a newline', () => {
    const text = new TextDecoder().decode(jsonBytes({ b: 1, a: ['é', null] }));
    expect(text).toBe('{\n  "b": 1,\n  "a": [\n    "é",\n    null\n  ]\n}\n');
  });
});
