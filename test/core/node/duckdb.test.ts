/** The table engine on DuckDB: columns of every kind, a statement interrupted, a locked scratch engine, nothing left behind. */

import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { execute, rowsOf, sqlName, sqlText, type Tables } from '../../../core/dataset/table-engine';
import { openDuckdb } from '../../../core/node/duckdb';
import { removeScratch, scratchPath } from '../../../core/node/scratch';

const opened: Tables[] = [];
const open = async (...options: Parameters<typeof openDuckdb>): Promise<Tables> => {
  const tables = await openDuckdb(...options);
  opened.push(tables);
  return tables;
};
afterAll(async () => {
  for (const tables of opened) await tables.close();
  removeScratch();
});

describe('the table engine', () => {
  it('gives numbers as arrays with NaN for NULL, and everything else as text', async () => {
    const tables = await open();
    const sql = `select * from (values
      (1.5::double, 1::tinyint, 9007199254740991::bigint, true, date '1949-01-31', 'a', [1, 2]),
      (null, null, null, null, null, null, null)) t(double, tiny, big, flag, day, text, list)`;
    const chunks = [];
    for await (const chunk of tables.query(sql)) chunks.push(chunk);
    expect(chunks).toEqual([
      {
        rowCount: 2,
        columns: [
          Float64Array.of(1.5, NaN),
          Float64Array.of(1, NaN),
          Float64Array.of(9007199254740991, NaN),
          ['true', null],
          ['1949-01-31', null],
          ['a', null],
          ['[1, 2]', null],
        ],
        nulls: [1, 1, 1, 1, 1, 1, 1],
      },
    ]);
  });

  it('gives rows in order, with every missing one in its place, over many chunks', async () => {
    const tables = await open();
    let row = 0;
    const sql = `select case when i % 7 = 3 then null else i::double end, i from range(300000) t(i)`;
    for await (const { rowCount, columns } of tables.query(sql)) {
      const [values, numbers] = columns as Float64Array[];
      expect(values.length).toBe(rowCount);
      for (let at = 0; at < rowCount; at++, row++) {
        if (numbers[at] !== row || !Object.is(values[at], row % 7 === 3 ? NaN : row)) throw new Error(`row ${row}`);
      }
    }
    expect(row).toBe(300000);
  });

  it('gives texts of every length as they are, where they repeat and where some are missing', async () => {
    const tables = await open();
    const texts = [
      '',
      'a',
      'a',
      'b',
      'twelve bytes',
      'twelve bytes',
      'twelve bytez',
      'thirteen bytes',
      'thirteen bytes',
    ];
    const marked = [...texts, '漢字漢字', '漢字漢字', '漢字漢字漢', 'a b', 'a b ', '\u{1F600}', "it''s"];
    const list = marked.map((text) => (text === 'b' ? 'null' : `'${text}'`)).join(', ');
    const expected = marked.map((text) => (text === 'b' ? null : text.replace("''", "'")));
    const sql = `select [${list}][1 + (i // 2 % ${marked.length})::integer] from range(20000) t(i)`;
    const rows = await rowsOf(tables, sql);
    expect(rows.map(([text]) => text)).toEqual(
      Array.from({ length: 20_000 }, (_, row) => expected[Math.floor(row / 2) % expected.length]),
    );
  });

  it('gives rows of a file in order where a condition names many texts', async () => {
    const lines = Array.from({ length: 300_000 }, (_, row) => `${row},${row % 1000 === 7 ? 'NA' : row}`);
    const path = scratchPath('order');
    writeFileSync(path, `${lines.join('\n')}\n`);
    const columns = "{i: 'DOUBLE', x: 'VARCHAR'}";
    const options = "auto_detect = false, delim = ',', max_line_size = 1000, buffer_size = 100000";
    const file = `read_csv(${sqlText(path)}, ${options}, columns = ${columns})`;
    const marks = ['', '?', '-', 'NA', 'na', 'N/A', 'NaN', 'NULL'].map(sqlText).join(', ');
    const tables = await open({ threads: 2 });
    let row = 0;
    for await (const chunk of tables.query(`select i, case when x in (${marks}) then null else i end from ${file}`)) {
      const [numbers, values] = chunk.columns as Float64Array[];
      for (let at = 0; at < chunk.rowCount; at++, row++) {
        if (numbers[at] !== row || !Object.is(values[at], row % 1000 === 7 ? NaN : row)) throw new Error(`row ${row}`);
      }
    }
    expect(row).toBe(300_000);
  });

  it('answers a statement that is left in the middle with the next one', async () => {
    const tables = await open();
    for await (const _ of tables.query('select * from range(10000000)')) break;
    expect(await rowsOf(tables, 'select 42::integer, null::varchar')).toEqual([[42, null]]);
  });

  it('names what is wrong with a statement', async () => {
    const tables = await open();
    await expect(execute(tables, 'select nothing')).rejects.toMatchObject({
      code: 'table/query',
      params: { reason: expect.stringContaining('nothing') },
    });
  });

  it('ends a statement that is interrupted, and one whose engine is closed', async () => {
    const tables = await open();
    const endless = 'select count(*) from range(1000000000000) a, range(1000000000) b';
    const interrupted = execute(tables, endless);
    tables.interrupt();
    await expect(interrupted).rejects.toMatchObject({ code: 'engine/cancelled' });
    expect(await rowsOf(tables, 'select 1')).toEqual([[1]]);
    const closed = execute(tables, endless).catch((thrown: unknown) => thrown);
    await tables.close();
    expect(await closed).toMatchObject({ code: 'engine/cancelled' });
    await tables.close();
    await expect(execute(tables, 'select 1')).rejects.toMatchObject({ code: 'engine/cancelled' });
  });

  it('lets others look while the first rows are computed, and ends a statement that they give up', async () => {
    const tables = await open();
    let looks = 0;
    const endless = tables.query('select count(*) from range(1000000000000) a, range(1000000000) b', async () => {
      if (++looks === 3) throw new Error('enough');
    });
    await expect(endless[Symbol.asyncIterator]().next()).rejects.toThrow('enough');
    expect(looks).toBe(3);
    expect(await rowsOf(tables, 'select 1')).toEqual([[1]]);
  });

  it('keeps large tables in files that go when it is closed', async () => {
    const tables = await open({ memoryBytes: 128 << 20, threads: 1 });
    const folder = dirname(scratchPath('probe'));
    const before = readdirSync(folder).length;
    await execute(tables, 'create table t as select random() r, i from range(2000000) t(i)');
    expect(await rowsOf(tables, 'select count(*) from (select * from t order by r) where i >= 0')).toEqual([[2000000]]);
    expect(readdirSync(folder).length).toBeGreaterThan(0);
    await tables.close();
    expect(readdirSync(folder).length).toBeLessThan(before);
  });

  it('keeps its scratch engine from files, settings and extensions', async () => {
    const tables = await open({ scratch: true });
    expect(await rowsOf(tables, 'select 1 + 1')).toEqual([[2]]);
    const folder = dirname(scratchPath('probe'));
    for (const sql of [
      `copy (select 1) to ${sqlText(`${folder}/out.csv`)}`,
      `select * from read_text(${sqlText(`${folder}/*`)})`,
      `attach ${sqlText(`${folder}/other.duckdb`)}`,
      "set memory_limit = '100GB'",
      'install httpfs',
      'load httpfs',
    ]) {
      await expect(execute(tables, sql), sql).rejects.toMatchObject({ code: 'table/query' });
    }
    expect(existsSync(`${folder}/out.csv`)).toBe(false);
  });

  it('takes rows by columns, with every missing one in its place, over many vectors', async () => {
    const tables = await open({ scratch: true });
    await execute(tables, 'create table t(x double, name varchar)');
    const x = Float64Array.from({ length: 5000 }, (_, row) => (row % 7 === 3 ? NaN : row));
    await tables.append('t', [x, Array.from(x, (value) => (Number.isNaN(value) ? null : `n°${value}`))]);
    await tables.append('t', [Float64Array.of(-1), ['last']]);
    const rows = await rowsOf(tables, 'select * from t');
    expect(rows).toHaveLength(5001);
    expect([rows[0], rows[3], rows[4999], rows[5000]]).toEqual([
      [0, 'n°0'],
      [NaN, null],
      [4999, 'n°4999'],
      [-1, 'last'],
    ]);
    await expect(tables.append('t', [x])).rejects.toMatchObject({ code: 'table/query' });
    await expect(tables.append('u', [x])).rejects.toMatchObject({ code: 'table/query' });
  });

  it('tells errors of its scratch engine as JSON with their place, and an interrupt as one', async () => {
    const tables = await open({ scratch: true });
    const told = await execute(tables, 'select 1 + nothing').catch((thrown: unknown) => thrown);
    expect(told).toMatchObject({ code: 'table/query' });
    const { reason } = (told as { params: { reason: string } }).params;
    expect(JSON.parse(reason)).toMatchObject({ error_subtype: 'COLUMN_NOT_FOUND', name: 'nothing', position: '11' });
    const endless = execute(tables, 'select count(*) from range(1000000000000) a, range(1000000000) b');
    tables.interrupt();
    await expect(endless).rejects.toMatchObject({ code: 'engine/cancelled' });
  });

  it('writes texts and names as SQL does', async () => {
    const tables = await open({ scratch: true });
    const odd = `it's "here"; --`;
    expect(await rowsOf(tables, `select ${sqlName(odd)} from (select ${sqlText(odd)} as ${sqlName(odd)})`)).toEqual([
      [odd],
    ]);
  });
});
