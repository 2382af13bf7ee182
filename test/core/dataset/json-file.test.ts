/** Properties of reading JSON: the values are those of the platform's own parser, and no record or cell is lost. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toPayload } from '../../../core/contract/errors';
import { JsonParser, type JsonValue, parseJson } from '../../../core/dataset/json-values';
import { finish, readText } from '../../helpers/datasets';

/** What the platform's parser made, with scalars as their texts and objects as maps. */
function asTexts(value: unknown): JsonValue {
  if (Array.isArray(value)) return value.map(asTexts);
  if (value !== null && typeof value === 'object') {
    return new Map(Object.entries(value).map(([name, held]) => [name, asTexts(held)]));
  }
  return String(value);
}

/** Numbers as texts agree in value, not in letters: `1e3` stays `1e3`. */
function plain(value: JsonValue): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof Map) return Object.fromEntries([...value].map(([name, held]) => [name, plain(held)]));
  return value;
}

describe('any JSON', () => {
  test('gives the values of the platform’s parser, however it is indented', () => {
    fc.assert(
      fc.property(fc.jsonValue({ depthSize: 'medium' }), fc.constantFrom(0, 1, '\t'), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        expect(plain(finish(parseJson('f.json', text)))).toEqual(plain(asTexts(JSON.parse(text))));
      }),
    );
  });

  test('that is damaged is refused where the platform’s parser refuses it, with its place', () => {
    const damaged = fc
      .tuple(fc.jsonValue(), fc.nat(), fc.constantFrom('', ',', ':', '"', '[', ']', '{', '}', '1', 'x', '\n', '-', '.'))
      .map(([value, seed, mark]) => {
        const text = JSON.stringify(value);
        const at = seed % (text.length + 1);
        return text.slice(0, at) + mark + text.slice(at + 1);
      });
    fc.assert(
      fc.property(damaged, (text) => {
        let refused = false;
        try {
          JSON.parse(text);
        } catch {
          refused = true;
        }
        let code: string | null = null;
        try {
          finish(parseJson('f.json', text));
        } catch (thrown) {
          const { code: found, params } = toPayload(thrown);
          code = found;
          const { line, column } = params as { line: number; column: number };
          const lines = text.split('\n');
          expect(line).toBeLessThanOrEqual(lines.length);
          expect(column).toBeLessThanOrEqual(lines[line - 1].length + 1);
        }
        expect(code).toBe(refused ? 'json/syntax' : null);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('JSON in pieces', () => {
  /** The value, or the error with its place. */
  function outcome(read: () => unknown): unknown {
    try {
      return read();
    } catch (thrown) {
      return toPayload(thrown);
    }
  }

  test('is what it is as a whole, wherever it is cut and whatever is wrong', () => {
    const written = fc.tuple(
      fc.jsonValue(),
      fc.constantFrom(0, 1),
      fc.nat(),
      fc.constantFrom('', '', '"', ',', '\n', 'x'),
    );
    fc.assert(
      fc.property(written, fc.integer({ min: 1, max: 7 }), ([value, indent, seed, mark], size) => {
        const text = JSON.stringify(value, null, indent);
        const at = seed % (text.length + 1);
        const damaged = text.slice(0, at) + mark + text.slice(at);
        const inPieces = outcome(() => {
          const parser = new JsonParser('f.json');
          for (let from = 0; from < damaged.length; from += size) {
            parser.add(damaged.slice(from, from + size), from + size >= damaged.length);
          }
          return parser.value;
        });
        expect(inPieces).toEqual(outcome(() => finish(parseJson('f.json', damaged))));
      }),
      { numRuns: 500 },
    );
  });
});

describe('generated records', () => {
  const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 5 }).filter((text) => text.trim() === text);
  const table = fc.uniqueArray(name, { minLength: 1, maxLength: 4 }).chain((names) =>
    fc
      .array(fc.tuple(...names.map(() => fc.oneof(fc.string({ unit: 'grapheme' }), fc.integer().map(String)))), {
        minLength: 1,
        maxLength: 12,
      })
      .map((rows) => ({ names, rows })),
  );

  test.each(['json', 'ndjson'] as const)('of %s come back cell by cell', (format) => {
    fc.assert(
      fc.property(table, ({ names, rows }) => {
        const records = rows.map(
          (cells) => `{${cells.map((cell, at) => `${JSON.stringify(names[at])}:${JSON.stringify(cell)}`).join(',')}}`,
        );
        const text = format === 'json' ? `[${records.join(',\n')}]` : records.join('\n');
        const result = readText(text, { format }, `table.${format}`);
        expect(result.table.columns).toEqual(names);
        expect(result.table.rowCount).toBe(rows.length);
        expect(result.table.page(0, rows.length).cells).toEqual(rows);
      }),
    );
  });
});
